"""Which page of a web archive is meant, where it holds several: said where else an encoding is, kept with a passage.

So whatever reads the archive again for that passage reads the same page: "page https://board.example/weir".
"""

_PAGE = "page "


def on_page(url: str) -> str:
    """Return how an archive is to be read where the page at an address is meant."""
    return f"{_PAGE}{url}"


def page_meant(charset: str | None) -> str | None:
    """Return the address of the page that is meant; None where nobody named one."""
    return charset.removeprefix(_PAGE) if charset is not None and charset.startswith(_PAGE) else None


def without_place(url: str) -> str:
    """Return an address without the place in the page."""
    return url.partition("#")[0]
