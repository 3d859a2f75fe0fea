"""Make an article of any length, the same each time: people, quotations and doubts of our own telling."""

import random
from collections.abc import Iterator

_GIVEN = (
    "Anna Boris Clara Daniel Elena Frank Gloria Henry Ingrid James Karen Louis Maria Nicholas Olga Peter Rosa Samuel "
    "Teresa Victor Wendy Omar Fatima Hassan Layla Ibrahim Zahra Mustafa Nadia Khalid"
).split()
_FAMILY = (
    "Abber Bellweather Corvane Dunmore Estrall Farrowby Gallant Hesketh Ilvane Jarrold Kestren Lambrook Mirabeck "
    "Northam Ostwick Pellard Quarrell Rosmere Stannick Tolbry Umberlow Varrick Westray Yarrin Zellick Ardane Brockel "
    "Chelwick Dorrant Eskdale Fennimore Grantley Holbeck Inskip Jessop Kirkwall Lorrimer Maddern Netherby Oakshott "
    "Penhallow Ravell Selwick Thornby Ullock Vennard Wexcombe"
).split()
_TITLES = ("Mayor", "Dr.", "Col.", "Minister", "Judge", "Gen.", "Professor", "Prosecutor")
_BODIES = (
    "the Marlow Valley Council",
    "the Ministry of Harbours",
    "the Northern Relief Committee",
    "the Ostrava Bay Police",
    "the Union of River Pilots",
    "the National Water Authority",
    "the Civil Guard Command",
    "the Lake Province Hospital",
)
_OUTLETS = ("The Harbour Courier", "Northlight Radio", "The Marlow Gazette", "Delta Wire", "the Lake Province Herald")
_PLACES = ("Marlow", "Eastferry", "Port Callis", "Tarn Bridge", "Old Quay", "Silverne", "Upper Dray", "Hallowmere")
_GROUPS = (
    "several residents",
    "two officials",
    "witnesses",
    "three dock workers",
    "aid workers",
    "rescue crews",
    "an official who asked not to be named",
    "neighbours",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SAID = ("said", "added", "insisted", "warned", "argued", "explained", "noted", "announced", "acknowledged")
_CLAIMED = ("said", "claimed", "alleged", "maintained", "reported", "stressed", "conceded", "declared")
_FACTS = (
    "the bridge at {place} was closed to trucks for {number} days",
    "at least {number} people had been taken to the hospital in {place}",
    "soldiers entered the warehouse at {place} before dawn and left with {number} crates",
    "{number} families were moved from the lower streets of {place} after the second flood",
    "the pumps had failed {number} times since the spring and nobody repaired them",
    "the company paid {number} workers in {place} less than the wage that it had promised",
    "boats from {place} were stopped by the guard and searched for fuel",
    "the harbour lost {number} moorings when the ice came down the river",
    "the road from {place} to {other} would not be opened before the harvest",
    "the burial register of {place} holds {number} names that no list of the army has",
    "a column of {number} vehicles passed the school in {place} without its lights",
    "water in the wells around {place} was no longer fit to drink",
)
_QUOTES = (
    "We counted {number} boats that night, and only half of them came back",
    "Nobody in {place} was told that the gates would be opened",
    "There was no warning, no siren, nothing; the water simply came",
    "I will not sign a report that leaves out what {number} people saw",
    "They took the lists with them, and since then we have been asking for copies",
    "It's a decision for the council, not for the company that owns the docks",
    "The order was given in writing and I have seen it",
    "If the road stays closed, {place} will have no bread by the end of the week",
    "We have asked for {number} tents and received eleven",
)
_DOUBTS = (
    "The figures could not be independently confirmed.",
    "None of them witnessed the shooting.",
    "The ministry gave no evidence for the allegation.",
    "{surname} later told reporters that he only heard it from others.",
    "Those reports were still unverified on {day}.",
    "The footage could not immediately be verified.",
)
_OPINIONS = (
    "We should never have trusted them with the keys",
    "This is the worst winter that {place} has ever had",
    "When will somebody answer for this?",
    "I hope that the court reads every page",
)
_FURNITURE = ("Read more: what the flood did to {place}", "Share this story", "Photo: {given} {surname}", "02:14")


def article(words: int) -> str:
    """Give an article of about so many words (never fewer), in paragraphs of one to four sentences."""
    return "\n\n".join(_paragraphs(words))


def _paragraphs(words: int) -> Iterator[str]:
    writer = _Writer()
    yield writer.filled("{number} days after the flood, {place} asks who opened the gates")
    written = 12
    while written < words:
        paragraph = writer.paragraph()
        written += len(paragraph.split())
        yield paragraph


class _Writer:
    """Tells one sentence after another; the same seed, so the same story."""

    def __init__(self) -> None:
        self._dice = random.Random(20261124)  # noqa: S311 - variety that is the same each time, no secret
        self._makers = (
            *[self._own_voice] * 6,
            *[self._said_behind] * 3,
            *[self._indirect] * 4,
            self._inverted,
            self._split,
            self._told,
            self._according,
            self._denied,
            self._mixed,
            self._hedged,
            self._doubted,
            self._opined,
            self._relayed,
        )

    def paragraph(self) -> str:
        """Give the next paragraph: now and then page furniture, a continued quotation or a dateline."""
        kind = self._dice.random()
        if kind < 0.03:
            return self.filled(self._dice.choice(_FURNITURE))
        if kind < 0.06:
            return self._long_quotation()
        sentences = " ".join(self._dice.choice(self._makers)() for _ in range(self._dice.randint(1, 4)))
        return self.filled("{place} (Delta Wire) — ") + sentences if kind < 0.07 else sentences

    def filled(self, pattern: str) -> str:
        """Put names, places and numbers into a sentence."""
        return pattern.format(
            given=self._dice.choice(_GIVEN),
            surname=self._dice.choice(_FAMILY),
            place=self._dice.choice(_PLACES),
            other=self._dice.choice(_PLACES),
            day=self._dice.choice(_DAYS),
            number=self._dice.randint(11, 4000),
        )

    def _fact(self) -> str:
        return self.filled(self._dice.choice(_FACTS))

    def _quote(self) -> str:
        return self.filled(self._dice.choice(_QUOTES))

    def _speaker(self) -> str:
        kind = self._dice.random()
        if kind < 0.25:
            return self._dice.choice(("he", "she", "they"))
        if kind < 0.5:
            return self.filled("{given} {surname}")
        if kind < 0.6:
            return f"{self._dice.choice(_TITLES)} {self.filled('{surname}')}"
        if kind < 0.7:
            return self.filled("{surname}, who runs the ferry at {place},")
        if kind < 0.85:
            return self._dice.choice(_BODIES)
        return self._dice.choice(_GROUPS)

    def _own_voice(self) -> str:
        return f"{_capital(self._fact())}."

    def _said_behind(self) -> str:
        return f"“{self._quote()},” {self._speaker()} {self._dice.choice(_SAID)} on {self._dice.choice(_DAYS)}."

    def _indirect(self) -> str:
        that = self._dice.choice(("that ", "that ", ""))
        return f"{_capital(self._speaker())} {self._dice.choice(_CLAIMED)} {that}{self._fact()}."

    def _inverted(self) -> str:
        return self.filled(f"“{self._quote()},” said {{given}} {{surname}}, a clerk at {{place}}.")

    def _split(self) -> str:
        return f"“{self._quote()},” {self._speaker()} said. “{self._quote()}.”"

    def _told(self) -> str:
        outlet = self._dice.choice(_OUTLETS)
        return f"{_capital(self._speaker())} told {outlet} that {self._fact()}."

    def _according(self) -> str:
        return f"{_capital(self._fact())}, according to {self._dice.choice(_BODIES)}."

    def _denied(self) -> str:
        return f"{_capital(self._speaker())} denied that {self._fact()}, and called the reports false."

    def _mixed(self) -> str:
        return self.filled(f"{_capital(self._speaker())} said the council was “not told anything” about {{place}}.")

    def _hedged(self) -> str:
        return f"{_capital(self._fact())}, and the guards reportedly watched."

    def _doubted(self) -> str:
        return self.filled(self._dice.choice(_DOUBTS))

    def _opined(self) -> str:
        words = self.filled(self._dice.choice(_OPINIONS))
        return f'"{words}{"" if words.endswith("?") else ","}" {self._speaker()} {self._dice.choice(_SAID)}.'

    def _relayed(self) -> str:
        return self.filled(
            f"{{given}} {{surname}} said the relief office has received reports that {self._fact()}, "
            f"{self._dice.choice(_OUTLETS)} reported."
        )

    def _long_quotation(self) -> str:
        held = "\n\n".join(f"“{self._quote()}. {self._quote()}." for _ in range(self._dice.randint(1, 3)))
        return f"{held}” {_capital(self._speaker())} was asked again on {self._dice.choice(_DAYS)}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
