"""The statements of one article by sentence, to look around in; and what an article says against them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claimtrack.extraction.quoting.statements import Placed
from claimtrack.extraction.quoting.walk import Gathered
from claimtrack.extraction.text.references import Reach, Reference
from claimtrack.extraction.text.sameness import is_same_matter, speaks_of
from claimtrack.extraction.values import Attribution, Caveat, Link, Span
from claimtrack.vocabulary import CaveatKind, LinkKind, Nature

BACK = 4
"""How many sentences back an article may speak of a statement as "that claim"."""
_FAR_BACK = 8
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|score|half)\b"
)
_SEVERAL = re.compile(r"\band (?:that|two|a|one|the)\b|,? and\b")
_TELLS = re.compile(
    r"(?:but |and )?(?:another|one|a|an|other|some|a second|a third|an earlier) (?:\w+ )?(?:accounts?|reports?|"
    r"stor(?:y|ies)|"
    r"versions?|claims?|rumou?rs?|theor(?:y|ies)|tales?)\b|(?:the )?(?:[\w’'-]+ ){1,5}(?:counted|spoke of|tallied|"
    r"puts?|logged|listed) ",
    re.IGNORECASE,
)
"""What the outlet tells as an account of somebody."""
_NO_CLAIMS = frozenset({Nature.DENIES, Nature.QUESTION, Nature.DEMAND, Nature.INTENTION})


@dataclass(slots=True)
class Doubts:
    """Caveats by the number of the statement they belong to, and the links between statements.

    ``second_hand`` holds the attributions whose speaker was not there, as the article says elsewhere; ``replies`` the
    statements that only answer another one and are no claim that "it" could mean; ``joined`` the pairs that are linked.
    """

    caveats: dict[int, list[Caveat]] = field(default_factory=lambda: defaultdict(list))
    links: list[Link] = field(default_factory=list)
    second_hand: set[int] = field(default_factory=set)
    replies: set[int] = field(default_factory=set)
    joined: set[frozenset[int]] = field(default_factory=set)

    def put(
        self,
        kind: CaveatKind,
        span: Span,
        targets: Iterable[int],
        by: str | None = None,
        confidence: float | None = None,
    ) -> None:
        """Put a caveat on statements; a kind whose words overlap with what is there already, once on each."""
        for target in targets:
            if not any(one.kind is kind and _overlap(one.spans[0], span) for one in self.caveats[target]):
                self.caveats[target].append(Caveat(kind, (span,), by, confidence))

    def link(self, kind: LinkKind, span: Span, source: int | None, targets: Iterable[int]) -> None:
        """Join a statement with others, each pair once."""
        for target in targets:
            if source is not None and source != target and frozenset((source, target)) not in self.joined:
                self.joined.add(frozenset((source, target)))
                self.links.append(Link(source, target, kind, (span,)))


@dataclass(frozen=True, slots=True)
class Reported:
    """The statements of an article, those of each sentence, and what was found against them so far."""

    text: str
    gathered: Gathered
    made: Sequence[Attribution]
    placed: Sequence[Placed]
    by_sentence: dict[int, list[int]]
    doubts: Doubts

    def sentence(self, number: int) -> Span:
        """Return where a sentence stands."""
        return self.gathered.lines[number].span

    def attribution(self, index: int) -> Attribution | None:
        """Return the attribution of a statement, None for the own voice."""
        number = self.placed[index].statement.attribution
        return self.made[number] if number is not None else None

    def speaker(self, index: int) -> str | None:
        """Return who says a statement, None where nobody is named."""
        attribution = self.attribution(index)
        return attribution.speaker if attribution is not None else None

    def span(self, index: int) -> Span:
        """Return where a statement begins and ends."""
        spans = self.placed[index].statement.spans
        return spans[0][0], spans[-1][1]

    def span_of(self, number: int, match: re.Match[str]) -> Span:
        """Return where in the text a match stands that was found in the words of sentence ``number``."""
        offset = self.sentence(number)[0]
        return offset + match.start(), offset + match.end()

    def is_cued_at(self, index: int, span: Span) -> bool:
        """Tell whether the words of a statement's cue stand in a stretch of text."""
        attribution = self.attribution(index)
        return attribution is not None and any(_overlap(cue, span) for cue in attribution.cue)

    def words(self, index: int) -> str:
        """Return the words of a statement."""
        return self.placed[index].statement.text

    def attributed(self, sentence: int) -> list[int]:
        """Return what others say in a sentence."""
        return [index for index in self.by_sentence.get(sentence, ()) if self.attribution(index) is not None]

    def here(self, number: int, place: int) -> list[int]:
        """Return what others claim in a sentence in front of a place in it, the nearest first."""
        found = [index for index in self.attributed(number) if self.span(index)[0] < place and self._is_claim(index)]
        return sorted(found, key=lambda index: -self.span(index)[0])

    def innermost(self, found: Sequence[int]) -> list[int]:
        """Leave out statements that hold another one of those given."""
        holders = {self._number_inside(index) for index in found} - {None}
        return [index for index in found if self.placed[index].statement.attribution not in holders]

    def _number_inside(self, index: int) -> int | None:
        attribution = self.attribution(index)
        return attribution.inside if attribution is not None else None

    def around(self, number: int, span: Span) -> list[int]:
        """Return the statements near sentence ``number`` that hold a stretch of text, the shortest first."""
        near = (index for line in range(max(0, number - BACK), number + 2) for index in self.by_sentence.get(line, ()))
        held = (index for index in near if self.span(index)[0] <= span[0] and span[1] <= self.span(index)[1])
        return sorted(held, key=lambda index: len(self.words(index)))

    def holder(self, number: int, span: Span) -> int | None:
        """Return the statement that is told in the words of a stretch of a sentence: a reply to another one."""
        touching = [index for index in self.by_sentence.get(number, ()) if _overlap(self._whole(index), span)]
        return min(touching, key=lambda index: (abs(self.span(index)[0] - span[0]), index), default=None)

    def _whole(self, index: int) -> Span:
        """Return a statement with its cue."""
        start, end = self.span(index)
        attribution = self.attribution(index)
        if attribution is None or not attribution.cue:
            return start, end
        return min(start, attribution.cue[0][0]), max(end, attribution.cue[-1][1])

    def _is_claim(self, index: int) -> bool:
        attribution = self.attribution(index)
        if attribution is None:
            return bool(self.doubts.caveats.get(index)) or _TELLS.match(self.words(index)) is not None
        return attribution.nature not in _NO_CLAIMS and index not in self.doubts.replies

    def pool(self, number: int, place: int, *, back: int = BACK) -> Iterator[int]:
        """Return the claims in front of a place, the nearest first, the own voice's only where they are doubted."""
        yield from self.innermost([index for index in self.here(number, place) if not self._begins_at(index, place)])
        for sentence in range(number - 1, max(-1, number - 1 - back), -1):
            claims = [index for index in self.by_sentence.get(sentence, ()) if self._is_claim(index)]
            yield from sorted(self.innermost(claims), key=lambda index: -self.span(index)[0])

    def _begins_at(self, index: int, place: int) -> bool:
        return self.span(index)[0] >= place - 1

    def meant(self, reference: Reference, number: int, place: int, *, but: str | None = None) -> list[int]:
        """Find the claims that a reference at a place in sentence ``number`` means, but none of ``but``'s own."""
        back = _FAR_BACK if reference.owner or reference.topic else BACK
        pool = [index for index in self.pool(number, place, back=back) if but is None or self.speaker(index) != but]
        if reference.topic:
            named = (index for index in pool if self.span(index)[1] <= place)
            pool = [index for index in named if speaks_of(self.words(index), reference.topic)][:1]
        elif reference.owner:
            owned = [index for index in pool if reference.owner in (self.speaker(index) or "").lower()]
            pool = owned or pool[:1]
        if reference.is_figure:
            pool = [index for index in pool if holds_figure(self.words(index))] or pool
        if not pool and not reference.topic:
            return self._own_before(number)
        return self._reached(reference, pool)

    def _own_before(self, number: int) -> list[int]:
        """Return the last thing that the outlet said itself in this paragraph, where nobody else said anything."""
        paragraph = self.gathered.lines[number].paragraph
        for sentence in (number - 1, number - 2):
            if sentence < 0 or self.gathered.lines[sentence].paragraph < paragraph - 1:
                return []
            own = [index for index in self.by_sentence.get(sentence, ()) if self.attribution(index) is None]
            if own:
                return own[-1:]
        return []

    def _reached(self, reference: Reference, pool: list[int]) -> list[int]:
        if not pool:
            return []
        if reference.reach is Reach.MANY:
            return pool if reference.owner else self._paragraph_of(pool)
        if reference.reach is Reach.TWO:
            return self._two(reference, pool)
        if reference.reach is Reach.FIRST:
            here = self._paragraph_of(pool) if reference.of_several else []
            return here[-1:] if len(here) > 1 else self._first_of(pool)
        return pool[:1] if reference.reach is Reach.LAST else self._sentence_of(pool)

    def _two(self, reference: Reference, pool: list[int]) -> list[int]:
        """Return what two speakers claim: the nearest of each, and of an account all that the sentences around tell."""
        first = self.speaker(pool[0])
        here = [index for index in self._paragraph_of(pool) if self.speaker(index) != first]
        others = here or (self._sentence_of(pool)[1:] if not reference.is_account else [])
        others = others or [index for index in pool if self.speaker(index) != first]
        if not reference.is_account or not others:
            return [pool[0], *others[:1]]
        second = self.speaker(others[0])
        kept = [*self._account_of(pool, pool[0]), *self._account_of(pool, others[0])]
        return kept if first is not None and second is not None else [pool[0], others[0]]

    def _account_of(self, pool: Sequence[int], nearest: int) -> list[int]:
        """Return what the speaker of a claim says in its paragraph: the account that it is part of."""
        return [
            index
            for index in pool
            if self.speaker(index) == self.speaker(nearest) and self._paragraph(index) == self._paragraph(nearest)
        ]

    def _paragraph_of(self, pool: list[int]) -> list[int]:
        paragraph = self._paragraph(pool[0])
        return [index for index in pool if self._paragraph(index) == paragraph]

    def _paragraph(self, index: int) -> int:
        return self.gathered.lines[self.placed[index].sentence].paragraph

    def _sentence_of(self, pool: list[int]) -> list[int]:
        """Return what the nearest claim's speaker says in its sentence."""
        sentence, speaker = self.placed[pool[0]].sentence, self.speaker(pool[0])
        return [one for one in pool if self.placed[one].sentence == sentence and self.speaker(one) == speaker]

    def _first_of(self, pool: list[int]) -> list[int]:
        nearest = pool[0]
        if len(pool) == 1 or (_SEVERAL.search(self.words(nearest)) and len(self._sentence_of(pool)) == 1):
            return [nearest]
        same = self._sentence_of(pool)
        return [same[-1] if len(same) > 1 else pool[1]]

    def alike(self, words: str, number: int, place: int, *, but: str | None = None) -> list[int]:
        """Find the nearest claim of somebody else, or of the outlet, that says what the words say."""
        for index in self.pool(number, place, back=_FAR_BACK):
            if (but is None or self.speaker(index) != but) and is_same_matter(words, self.words(index)):
                return [index]
        near = (index for line in (number - 1, number - 2) for index in self.by_sentence.get(line, ()))
        own = (index for index in near if self.attribution(index) is None)
        return [index for index in own if is_same_matter(words, self.words(index))][:1]


def holds_figure(words: str) -> bool:
    """Tell whether words give a number."""
    return _FIGURE.search(words) is not None


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def reported(text: str, gathered: Gathered, made: Sequence[Attribution], placed: Sequence[Placed]) -> Reported:
    """Sort the statements of an article by their sentences; nothing is found against them yet."""
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for index, one in enumerate(placed):
        by_sentence[one.sentence].append(index)
    return Reported(text, gathered, made, placed, by_sentence, Doubts())
