"""Copies of pictures and PDFs with parts covered: pixels and nothing else, so that what was under a box is gone."""
