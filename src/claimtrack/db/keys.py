"""Numbers of rows, as a user may give them."""

LARGEST_KEY = 2**31 - 1
"""What PostgreSQL holds in an integer column; a larger number asked for is in no table."""


def may_be_key(number: int) -> bool:
    """Tell whether a number that a user gave may be a row's number at all."""
    return 0 < number <= LARGEST_KEY
