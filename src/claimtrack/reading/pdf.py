"""PDF: its text layer, page by page."""

import io
import logging

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document


def read_pdf(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read the text of a PDF; pages are separated by a blank line, ``pages`` says where each begins.

    Raises InvalidInput for one that is encrypted, damaged, or holds pictures of text alone.
    """
    del charset  # a PDF says itself how its text is encoded
    # It warns on standard error of every oddity that it then reads past.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        texts, title = _content(data, name)
    except InvalidInput:
        raise
    except Exception as error:  # damaged files make its parser fail in any way there is
        raise InvalidInput(
            f"{name} is a damaged PDF ({type(error).__name__}: {error}); get it again from where it came"
        ) from error
    if not any(text.strip() for text in texts):
        raise InvalidInput(f"{name} holds no text, only pictures of it; run a text recognition over it first")
    pages = []
    offset = 0
    for text in texts:
        pages.append(offset)
        offset += len(text) + 2
    return Document(text="\n\n".join(texts), media_type="application/pdf", title=title or None, pages=tuple(pages))


def _content(data: bytes, name: str) -> tuple[list[str], str | None]:
    """Return the text of each page, and the title."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise InvalidInput(f"{name} is locked with a password; save an unlocked copy")
    texts = [page.extract_text() for page in reader.pages]
    return texts, reader.metadata.title if reader.metadata is not None else None
