"""Teach the learned engine: from labelled articles to the weights that ship. Needs the extra ``train``."""
