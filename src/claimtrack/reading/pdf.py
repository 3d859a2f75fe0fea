"""PDF: its text layer, page by page."""

import io

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document


def read_pdf(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read the text of a PDF; pages are separated by a blank line, ``pages`` says where each begins.

    Raises InvalidInput for one that is encrypted, damaged, or holds pictures of text alone.
    """
    del charset  # a PDF says itself how its text is encoded
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InvalidInput(f"{name} is locked with a password; save an unlocked copy")
        texts = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata is not None else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        # pypdf meets damage with whatever its parser runs into.
        raise InvalidInput(f"{name} is a damaged PDF: {error}; get it again from where it came") from error
    if not any(text.strip() for text in texts):
        raise InvalidInput(f"{name} holds no text, only pictures of it; run a text recognition over it first")
    pages = []
    offset = 0
    for text in texts:
        pages.append(offset)
        offset += len(text) + 2
    return Document(text="\n\n".join(texts), media_type="application/pdf", title=title or None, pages=tuple(pages))
