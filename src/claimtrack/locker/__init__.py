"""The content-addressed store of original bytes, and excerpts found again in them."""
