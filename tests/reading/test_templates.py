"""Pages in the markup of outlets and systems that are in use, or were: what stands around an article goes on no record.

Each page of `templates.txt` has the six paragraphs of `TOLD` where the template puts an article's, and lines of
furniture where it puts those. The paragraphs are read whole; the furniture may be read, and is taken for no statement.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from claimtrack.extraction.engine import extract
from claimtrack.reading.pages.html import read_html

TOLD = (
    "The lock at Ferrow will stay shut until August, the waterways board said on Monday.",
    "Divers found that both gates had been hung from a single hinge since the spring flood of 2019.",
    "“We had asked for the drawings for three years,” said Ilse Tander, who keeps the lock. “Nobody had any.”",
    "Boats of more than nine metres must take the long way round by Osk, which costs them two days.",
    "The board put the cost of new gates at 2.3 million crowns and said that it had set aside half of that.",
    "Hauliers asked the court in Vell to order a temporary gate, and it will hear them on Thursday.",
)


@dataclass(frozen=True, slots=True)
class Template:
    """The markup of a page with a mark for each two paragraphs, how it sets a paragraph, and what stands around."""

    name: str
    page: str
    furniture: tuple[str, ...]
    paragraph: str


def _templates() -> list[Template]:
    """Read the file of pages: a name, how a paragraph is set, the furniture, a line of dashes, and the page."""
    found = []
    for part in (Path(__file__).parent / "templates.txt").read_text(encoding="utf-8").split("##### ")[1:]:
        told, _, page = part.partition("\n---\n")
        name, *lines = told.splitlines()
        paragraph = next(
            (one.removeprefix("paragraph: ") for one in lines if one.startswith("paragraph: ")), "<p>{}</p>"
        )
        furniture = tuple(one.removeprefix("- ") for one in lines if one.startswith("- "))
        found.append(Template(name, page, furniture, paragraph))
    return found


TEMPLATES = _templates()


def _page(one: Template) -> bytes:
    told = [one.paragraph.format(words) for words in TOLD]
    page = one.page.replace("@t", "".join(told))
    for number in (1, 2, 3):
        page = page.replace(f"@{number}", "".join(told[2 * number - 2 : 2 * number]))
    return f"<html><head><title>Lock shut</title></head><body>{page}</body></html>".encode()


@pytest.mark.parametrize("one", [pytest.param(one, id=one.name) for one in TEMPLATES])
def test_what_a_template_puts_around_an_article_is_no_statement(one: Template) -> None:
    text = read_html(_page(one), name="a.html").text
    assert [words for words in TOLD if words not in text] == []
    extraction = extract(text)
    stated = [extraction.text[start:end] for each in extraction.statements for start, end in each.spans]
    bare = {line: _found(line, stated) for line in one.furniture}
    assert [line for line, found in bare.items() if found] == []


def _found(line: str, stated: list[str]) -> bool:
    """Tell whether a good part of a line stands in what is stated."""
    words = line.split()
    half = max(3, len(words) // 2)
    runs = [" ".join(words[start : start + half]) for start in range(max(1, len(words) - half + 1))]
    return any(run in one for one in stated for run in runs)


def test_the_set_is_of_many_kinds() -> None:
    assert len({one.name for one in TEMPLATES}) == len(TEMPLATES) >= 30
