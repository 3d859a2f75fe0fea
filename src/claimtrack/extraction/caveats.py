"""What the article itself says against its statements, put on those it speaks of and no others; and who denies whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claimtrack.extraction import doubt_cues
from claimtrack.extraction.gathering import Gathered
from claimtrack.extraction.statements import Placed
from claimtrack.extraction.values import Attribution, Caveat, CaveatKind, Link, LinkKind, Nature, Span

_BACK = 4
"""How many sentences back an article may speak of a statement as "that claim"."""


@dataclass(slots=True)
class Doubts:
    """Caveats by the number of the statement they belong to, and the links between statements."""

    caveats: dict[int, list[Caveat]] = field(default_factory=lambda: defaultdict(list))
    links: list[Link] = field(default_factory=list)

    def put(self, kind: CaveatKind, span: Span, targets: Iterable[int], by: str | None = None) -> None:
        """Put a caveat on statements, once on each."""
        caveat = Caveat(kind, (span,), by)
        for target in targets:
            if caveat not in self.caveats[target]:
                self.caveats[target].append(caveat)


@dataclass(frozen=True, slots=True)
class _Article:
    """The statements of one article by sentence, to look around in."""

    text: str
    gathered: Gathered
    made: Sequence[Attribution]
    placed: Sequence[Placed]
    by_sentence: dict[int, list[int]]
    starts: list[int]

    def attributed(self, sentence: int) -> list[int]:
        return [index for index in self.by_sentence.get(sentence, ()) if self.attribution(index) is not None]

    def attribution(self, index: int) -> Attribution | None:
        number = self.placed[index].statement.attribution
        return self.made[number] if number is not None else None

    def speaker(self, index: int) -> str | None:
        attribution = self.attribution(index)
        return attribution.speaker if attribution is not None else None

    def words(self, index: int) -> str:
        return self.placed[index].statement.text


def doubts(text: str, gathered: Gathered, made: Sequence[Attribution], placed: Sequence[Placed]) -> Doubts:
    """Find the caveats and the denials of an article."""
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for index, one in enumerate(placed):
        by_sentence[one.sentence].append(index)
    starts = [line.span[0] for line in gathered.lines]
    article = _Article(text, gathered, made, placed, by_sentence, starts)
    found = Doubts()
    for number, line in enumerate(gathered.lines):
        words = text[line.span[0] : line.span[1]]
        if doubt_cues.ANY.search(words):
            _said_of_others(article, number, words, found)
            _hedged(article, number, words, found)
    for index in range(len(placed)):
        _hearsay(article, index, found)
        _denied(article, index, found)
        _believed(article, index, found)
    return found


def _said_of_others(article: _Article, number: int, words: str, found: Doubts) -> None:
    offset = article.gathered.lines[number].span[0]
    for kind, pattern in doubt_cues.PATTERNS:
        for match in pattern.finditer(words):
            span = (offset + match.start(), offset + match.end())
            noun = (match[1] or "").lower() if kind is CaveatKind.UNWITNESSED else ""
            if kind is CaveatKind.UNEVIDENCED:
                targets = article.attributed(number) or _before(article, number, is_many=False)
            else:
                targets = _meant(article, number, words, match.start(), match.end(), noun)
            found.put(kind, span, (index for index in targets if not _is_held(article, index, kind, span)))


def _is_held(article: _Article, index: int, kind: CaveatKind, span: Span) -> bool:
    """Tell whether a statement is itself the one that doubts: "nobody saw it", says the speaker."""
    is_own_voice = article.attribution(index) is None and " " in article.text[span[0] : span[1]]
    if kind is not CaveatKind.UNWITNESSED and not is_own_voice:
        return False
    return any(start <= span[0] and span[1] <= end for start, end in article.placed[index].statement.spans)


def _meant(article: _Article, number: int, words: str, start: int, end: int, noun: str) -> list[int]:
    """Find the statements that a doubt in sentence ``number`` speaks of."""
    if noun and noun not in {"of", "them", "these", "those"}:
        return _said_by(article, number, noun) or _before(article, number, is_many=True)
    if doubt_cues.AFTER_CLAIMS.search(words[:start]):
        return _before(article, number, is_many=True) or article.attributed(number)
    names = doubt_cues.NAMES_CLAIMS.match(words[end:])
    if doubt_cues.SPEAKS_BACK.match(words) or (names is not None and not _said_here(article, number, start)):
        is_many = doubt_cues.MANY.search(words[:start] if names is None else words[end:]) is not None
        return _before(article, number, is_many=is_many)
    here = _said_here(article, number, start)
    if here or article.attributed(number):
        return here or article.attributed(number)
    if " " not in words[start:end]:
        return list(article.by_sentence.get(number, ()))
    return _before(article, number, is_many=names is not None)


def _said_here(article: _Article, number: int, start: int) -> list[int]:
    """Give what others say in this sentence in front of a place in it."""
    place = article.gathered.lines[number].span[0] + start
    return [index for index in article.attributed(number) if article.placed[index].statement.spans[0][0] < place]


def _said_by(article: _Article, number: int, noun: str) -> list[int]:
    """Give what the ``residents`` of "none of the residents" said in the sentences before."""
    stem = noun.removesuffix("s")
    found: list[int] = []
    for sentence in range(number, max(-1, number - 2 * _BACK), -1):
        for index in article.attributed(sentence):
            speaker = article.speaker(index)
            if speaker is not None and stem in speaker.lower():
                found.append(index)
    return found


def _before(article: _Article, number: int, *, is_many: bool) -> list[int]:
    """Give the last thing said before a sentence; with ``is_many`` all that was said in that paragraph."""
    for sentence in range(number - 1, max(-1, number - 1 - _BACK), -1):
        said = article.attributed(sentence)
        if said and is_many:
            return list(_paragraph_up_to(article, sentence))
        if said:
            return said
    return []


def _paragraph_up_to(article: _Article, sentence: int) -> Iterator[int]:
    paragraph = article.gathered.lines[sentence].paragraph
    while sentence >= 0 and article.gathered.lines[sentence].paragraph == paragraph:
        yield from article.attributed(sentence)
        sentence -= 1


def _hedged(article: _Article, number: int, words: str, found: Doubts) -> None:
    offset = article.gathered.lines[number].span[0]
    for match in doubt_cues.ALLEGED.finditer(words):
        span = (offset + match.start(), offset + match.end())
        holding = [index for index in _around(article, number) if _holds(article, index, span)]
        if holding:
            found.put(CaveatKind.ALLEGED, span, [min(holding, key=lambda index: len(article.words(index)))])


def _around(article: _Article, number: int) -> Iterator[int]:
    for sentence in range(max(0, number - _BACK), number + 2):
        yield from article.by_sentence.get(sentence, ())


def _holds(article: _Article, index: int, span: Span) -> bool:
    spans = article.placed[index].statement.spans
    return spans[0][0] <= span[0] and span[1] <= spans[-1][1]


def _believed(article: _Article, index: int, found: Doubts) -> None:
    """``is believed to``: nobody is named who believes."""
    attribution = article.attribution(index)
    if attribution is not None and attribution.hedged and not attribution.source and attribution.cue:
        found.put(CaveatKind.ALLEGED, attribution.cue[0], [index])


def _hearsay(article: _Article, index: int, found: Doubts) -> None:
    attribution = article.attribution(index)
    if attribution is None:
        return
    statement = article.placed[index].statement
    for start, end in statement.spans:
        words = article.text[start:end]
        heard_it = doubt_cues.HEARD_IT.search(words)
        if heard_it is not None:
            span = (start + heard_it.start(), start + heard_it.end())
            found.put(CaveatKind.HEARSAY, span, _said_before_by_same(article, index))
            continue
        heard_of = doubt_cues.HEARD_OF.search(words)
        if heard_of is not None:
            span = (start + heard_of.start(), start + heard_of.end())
            found.put(CaveatKind.HEARSAY, span, _inner(article, index, span) or [index])


def _inner(article: _Article, index: int, span: Span) -> list[int]:
    """Give the statements inside this one that say what was heard."""
    number = article.placed[index].statement.attribution
    return [
        other
        for other in article.by_sentence.get(article.placed[index].sentence, ())
        if (attribution := article.attribution(other)) is not None
        and attribution.inside == number
        and article.placed[other].statement.spans[0][0] >= span[0]
    ]


def _said_before_by_same(article: _Article, index: int) -> list[int]:
    """Give the last thing the same speaker said before: what "it" stands for."""
    speaker, sentence = article.speaker(index), article.placed[index].sentence
    earlier = [
        other
        for number in range(max(0, sentence - 2), sentence + 1)
        for other in article.attributed(number)
        if other < index and article.speaker(other) == speaker
    ]
    return earlier[-1:]


def _denied(article: _Article, index: int, found: Doubts) -> None:
    attribution = article.attribution(index)
    if attribution is None or attribution.nature is not Nature.DENIES or not attribution.cue or not attribution.content:
        return
    start, end = attribution.content[0]
    words = article.text[start:end]
    if words.lower().startswith("that ") or not doubt_cues.NAMES_CLAIMS.match(words):
        return
    span = (min(attribution.cue[0][0], start), end)
    targets = _accused(article, index, attribution.speaker, words)
    found.put(CaveatKind.DENIED, span, targets, by=attribution.speaker)
    found.links += [Link(index, target, LinkKind.DENIES, (span,)) for target in targets]


def _accused(article: _Article, index: int, speaker: str | None, words: str) -> list[int]:
    """Find what is denied: what others said in the same sentence, else in the sentences before."""
    sentence = article.placed[index].sentence
    here = [other for other in article.attributed(sentence) if other < index and article.speaker(other) != speaker]
    if here:
        return here
    said = _before(article, sentence, is_many=doubt_cues.MANY.search(words) is not None)
    return [other for other in said if article.speaker(other) != speaker or speaker is None]
