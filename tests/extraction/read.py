"""Short ways to ask an extraction."""

from dataclasses import dataclass

from claimtrack.extraction.values import Attribution, Extraction, Statement


@dataclass(frozen=True, slots=True)
class Read:
    """An extraction with short ways to ask about it."""

    extraction: Extraction

    @property
    def said(self) -> list[tuple[str | None, str]]:
        """Who says what, the statements of others, in order."""
        return [(self.of(one).speaker, one.text) for one in self.extraction.statements if one.attribution is not None]

    @property
    def own(self) -> list[str]:
        """What the outlet says itself."""
        return [one.text for one in self.extraction.statements if one.own_voice]

    @property
    def caveats(self) -> dict[str, list[str]]:
        """The kinds of caveat on each statement that has any, by its words."""
        return {
            one.text: sorted(c.kind.value for c in one.caveats) for one in self.extraction.statements if one.caveats
        }

    def of(self, statement: Statement) -> Attribution:
        """The attribution of a statement that has one."""
        assert statement.attribution is not None
        return self.extraction.attributions[statement.attribution]

    def first(self) -> Attribution:
        """The first attribution."""
        return self.extraction.attributions[0]

    def cues(self) -> list[str]:
        """The words of every cue."""
        text = self.extraction.text
        return [" ".join(text[start:end] for start, end in one.cue) for one in self.extraction.attributions]
