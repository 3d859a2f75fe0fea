"""Bytes or a URL to a ``Document``: the text to work on and what the page says about itself."""
