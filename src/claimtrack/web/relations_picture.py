"""A source among those that it hangs together with, as a picture: what it belongs to on one side, what belongs to it.

SVG, drawn here: a dozen boxes need no library. Every box leads to its source, and the list beneath says the same in
words, for who does not see it.
"""

from collections.abc import Sequence

from markupsafe import Markup, escape

from claimtrack.reports.harmless import visible
from claimtrack.services.sources.relations import RelationLine
from claimtrack.vocabulary import RelationState
from claimtrack.web.languages.catalogues import gettext
from claimtrack.web.languages.names import named

MOST = 24
"""Relations that are drawn; the list has them all."""
_WIDE, _HIGH, _GAP, _BETWEEN = 220, 44, 16, 170
_LETTERS = 26


def picture(number: int, name: str, relations: Sequence[RelationLine]) -> Markup | None:
    """Draw a source with its relations; None where nothing is known of any."""
    if not relations:
        return None
    drawn = [one for one in relations if one.state is not RelationState.REJECTED][:MOST]
    up = [one for one in drawn if one.source == number]
    down = [one for one in drawn if one.source != number]
    rows = max(len(up), len(down), 1)
    height = rows * (_HIGH + _GAP) + _GAP
    middle = height / 2
    left, centre, right = 0, _WIDE + _BETWEEN, 2 * (_WIDE + _BETWEEN)
    parts = [_box(centre, middle - _HIGH / 2, number, name, "own")]
    for side, at in ((down, left), (up, right)):
        offset = (height - len(side) * (_HIGH + _GAP) + _GAP) / 2
        for place, one in enumerate(side):
            top = offset + place * (_HIGH + _GAP)
            other, called = (one.other, one.other_name) if one.source == number else (one.source, one.source_name)
            ends = (centre + _WIDE, at) if at == right else (at + _WIDE, centre)
            heights = (middle, top + _HIGH / 2) if at == right else (top + _HIGH / 2, middle)
            parts.append(_line(ends, heights, one))
            parts.append(_box(at, top, other, called, one.state.value))
    title = gettext("%(name)s and its relations; the list below says them in words", name=visible(name))
    return Markup(  # noqa: S704 - every word in it is escaped
        f'<svg class="relations" viewBox="0 0 {right + _WIDE} {height:.0f}" role="group" aria-label="{escape(title)}">'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0 8 4 0 8z"/></marker></defs>{"".join(parts)}</svg>'
    )


def _box(left: float, top: float, number: int, name: str, kind: str) -> str:
    words = visible(name)
    short = words if len(words) <= _LETTERS else words[: _LETTERS - 1] + "…"
    return (
        f'<a href="/sources/{number}" class="box {kind}"><title>{escape(words)}</title>'
        f'<rect x="{left}" y="{top:.0f}" width="{_WIDE}" height="{_HIGH}" rx="6"/>'
        f'<text x="{left + _WIDE / 2}" y="{top + _HIGH / 2 + 5:.0f}" text-anchor="middle">{escape(short)}</text></a>'
    )


def _line(ends: tuple[float, float], heights: tuple[float, float], one: RelationLine) -> str:
    (start, end), (high, low) = ends, heights
    words = named(one.kind) + ("?" if one.state is RelationState.PROPOSED else "")
    places = f'x1="{start}" y1="{high:.0f}" x2="{end}" y2="{low:.0f}"'
    return (
        f'<line class="{one.state.value}" {places} marker-end="url(#tip)"/>'
        f'<text class="how" x="{(start + end) / 2}" y="{(high + low) / 2 - 6:.0f}" text-anchor="middle">'
        f"{escape(words)}</text>"
    )
