"""An article's text as it stands on a page: every claim marked in place, each piece saying where it stands.

Written by hand and not in a template: a page of a thousand claims has three thousand pieces, and a template takes ten
times as long over them. Every word of the article goes through ``visible`` and is escaped, as in the templates.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol, cast

from markupsafe import Markup, escape

from claimtrack.reports.harmless import visible
from claimtrack.reports.marking import Marked, Paragraph, Piece
from claimtrack.reports.wording import signs


class _Drawn(Marked, signs.Standing, Protocol):
    """A claim, as far as it is drawn."""

    @property
    def own_voice(self) -> bool | None: ...


def prose(passages: Sequence[Paragraph], chosen: int | None, *, start: int, claim: str) -> Markup:
    """Draw paragraphs of a text that begins at ``start`` in its article; the words of claim ``chosen`` stand out.

    ``claim`` is the word for one in the reader's language.

    A paragraph says where it begins in the article, in code points, in ``data-at``: what is selected in it is sent by
    its place. One that holds signs in place of characters says nothing, for in it places are shifted.
    """
    return Markup("").join(Markup(_paragraph(one, chosen, start, claim)) for one in passages)  # noqa: S704 - escaped below


def _paragraph(pieces: Paragraph, chosen: int | None, start: int, claim: str) -> str:
    shown = [visible(piece.text, keep_lines=True) for piece in pieces]
    true = all(len(words) == len(piece.text) for words, piece in zip(shown, pieces, strict=True))
    at = f' data-at="{start + pieces[0].start}"' if true and pieces else ""
    drawn = (_piece(piece, words, chosen, claim) for piece, words in zip(pieces, shown, strict=True))
    return f'<p dir="auto"{at}>{"".join(drawn)}</p>\n'


def _piece(piece: Piece, shown: str, chosen: int | None, claim: str) -> str:
    words = str(escape(shown))
    if not piece.layers:
        return words
    tags = "".join(_tags(piece, claim))
    top = piece.layers[0]
    entry = cast("_Drawn", top.entry)
    is_chosen = chosen is not None and any(layer.entry.number == chosen for layer in piece.layers)
    return (
        f'{tags}<a class="mark h{top.height} s-{signs.sign_of(entry)}{" chosen" if is_chosen else ""}"'
        f' href="/claims/{entry.number}" tabindex="-1">{words}</a>'
    )


def _tags(piece: Piece, claim: str) -> Iterable[str]:
    for one in cast("Iterable[_Drawn]", piece.begins):
        own = " own" if one.own_voice else ""
        yield (
            f'<a class="tag s-{signs.sign_of(one)}{own}" id="mark-{one.number}" dir="ltr" href="/claims/{one.number}">'
            f'<span class="hidden">{escape(claim)} </span>{one.number}</a>'
        )
