"""How much is read at most."""

MAX_SIZE = 20_000_000
"""Bytes of one file or page, unless the user says otherwise."""
