"""Who was named and who spoke, as the resolver of speakers remembers it."""

from dataclasses import dataclass

from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.speakers.roster import Entity
from claimtrack.vocabulary import Mention, SpeakerKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source led back to a name: ``name`` is None where nobody is named or a pronoun stays open."""

    name: str | None
    kind: SpeakerKind
    mention: Mention


NOBODY = Speaker(None, SpeakerKind.NONE, Mention.NONE)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name at a place in the text: in which sentence, whether it opens it, whether inside a quotation."""

    start: int
    sentence: int
    name: Name
    is_subject: bool
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who spoke, in which sentence, and of which gender as far as known; ``is_named`` where the article names it so.

    ``start`` is where: of "he said, according to the Courier" the Courier is no "he". ``is_inner`` says that it was
    told inside what somebody else said.
    """

    speaker: Speaker
    sentence: int
    gender: str | None
    is_named: bool = True
    start: int = -1
    is_inner: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people named together: ``A and B``."""

    start: int
    sentence: int
    both: tuple[Entity, Entity]

    @property
    def full(self) -> str:
        """Both names, as they go on record."""
        return " and ".join(one.full for one in self.both)
