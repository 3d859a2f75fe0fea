"""Write the catalogues of the desk: every string that its templates and code have, and what stands beside it so far.

Run it in the checkout's root as ``make catalogues``. A string that is new stands there without a translation, which a
test then asks for; one that is gone is left out.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

import claimtrack.web
from claimtrack.web import pages
from claimtrack.web.languages import names
from claimtrack.web.languages.catalogues import ENGLISH, LANGUAGES

WEB = Path(claimtrack.web.__file__).parent
FOLDER = WEB / "languages" / "catalogues"
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_OPTIONS = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
_OF_THE_VOCABULARY = "vocabulary"


def strings() -> Catalog:
    """Return every string that is to be translated, and in which files it stands."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for path, method in _files():
        with path.open("rb") as opened:
            for line, message, comments, context in extract(method, opened, _KEYWORDS, options=_OPTIONS):
                place = (path.relative_to(WEB).as_posix(), line)
                found.add(message, locations=[place], auto_comments=comments, context=context)
    for context, words in (*names.every(), *pages.every()):
        found.add(words, locations=[(_OF_THE_VOCABULARY, 1)], context=context)
    return found


def _files() -> Iterator[tuple[Path, str]]:
    yield from ((path, "jinja2") for path in sorted(WEB.glob("templates/*.jinja")))
    yield from ((path, "python") for path in sorted(WEB.rglob("*.py")) if path.parent.name != "languages")


def read(code: str) -> Catalog:
    """Return a language's catalogue as it stands."""
    path = FOLDER / f"{code}.po"
    return read_po(BytesIO(path.read_bytes() if path.exists() else b""), locale=code, charset="utf-8")


def written(code: str) -> bytes:
    """Return what a language's file is to hold."""
    catalogue = read(code)
    catalogue.update(strings(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    out = BytesIO()
    write_po(out, catalogue, width=120, omit_header=True, sort_output=True, include_lineno=False)
    # Babel's own header says when it was written: no file is another one for that.
    header = (
        f"Language: {code}\\n",
        "Content-Type: text/plain; charset=utf-8\\n",
        f"Plural-Forms: {catalogue.plural_forms}\\n",
    )
    lines = "".join(f'"{line}"\n' for line in header)
    return f'msgid ""\nmsgstr ""\n{lines}\n'.encode() + out.getvalue().strip() + b"\n"


if __name__ == "__main__":
    for code in LANGUAGES:
        if code != ENGLISH:
            (FOLDER / f"{code}.po").write_bytes(written(code))
