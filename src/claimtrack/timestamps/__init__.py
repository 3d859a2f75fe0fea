"""Timestamps by RFC 3161: what is stamped, how an authority is asked, and how its answer is checked offline."""
