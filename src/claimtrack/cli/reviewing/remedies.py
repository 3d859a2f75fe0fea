"""What a refusal says to do about it, each as one digit: another answer, or another thing that is done first."""

import re
from dataclasses import dataclass

from claimtrack.cli.output import line
from claimtrack.cli.reviewing import article, corrections, evidence, sources, verdicts
from claimtrack.cli.reviewing.sitting import Action, Do, Sitting
from claimtrack.remedies import Blank, Field, Remedy, Step, Value, Words, written
from claimtrack.remedies import Do as Told
from claimtrack.services.articles import nearby
from claimtrack.vocabulary import Stance, Status

_MOST = 9
_TWICE = re.compile(r"(\[\d\])(?: \1)+")

Answers = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Doing:
    """How a step that messages name is done here: its words, with the name of its first argument, and its answers."""

    words: str
    act: Action
    names: tuple[str, ...] = ()
    of_claim: bool = False


_STEPS: dict[Step, _Doing] = {
    Step.SOURCE_RELATE: _Doing("say whom {} belongs to", sources.look_up, ("source",)),
    Step.SOURCE_UNAFFILIATED: _Doing("say that {} belongs to nobody known", sources.unaffiliated, ("source",)),
    Step.SOURCE_VOUCH: _Doing("say that you know who {} is", sources.vouch, ("source",)),
    Step.SOURCE_MERGE: _Doing("they are one", sources.merge, ("source",)),
    Step.SOURCE_ACCEPT: _Doing("it is so", sources.accept, ("source", "kind", "other")),
    Step.SOURCE_REJECT: _Doing("it is not so", sources.reject, ("source", "kind", "other")),
    Step.ARTICLE_SET: _Doing("say which outlet published it", article.outlet),
    Step.EVIDENCE_ADD: _Doing("attach evidence", evidence.attach),
    Step.EVIDENCE_SET: _Doing("grade evidence {}", evidence.grade, ("piece",)),
    Step.EVIDENCE_WITHDRAW: _Doing("withdraw evidence {}", evidence.withdraw, ("piece",)),
    Step.ATTEMPT: _Doing("note what was tried", verdicts.attempt),
    Step.REOPEN: _Doing("open it again", verdicts.verdict(Status.UNVERIFIED), of_claim=True),
    Step.CORRECT: _Doing("correct it", corrections.checkable, of_claim=True),
}
_CORRECTIONS: dict[str, tuple[str, Action]] = {
    "checkable": ("mark it as checkable", corrections.checkable),
    "speaker": ("say who says it", corrections.speaker),
    "own_voice": ("say that the outlet says it itself", corrections.own_voice),
}
_QUESTIONS = {"reason": "give the reason", "because": "say how you know"}
_NAMES = frozenset({"source", "speaker", "via", "part_of", "to", "outlet"})
"""Where the name of a source is asked for: the number of one on record will do."""
_TICKS = {"new_source": "it is a new one", "override": "as an editor, past the rules"}


def offer(sitting: Sitting, words: Words) -> tuple[Do, ...]:
    """Tell a message with a digit for each remedy that can be done here; gives what the digits do."""
    found = _Offers(sitting)
    told = _TWICE.sub(r"\1", written(words, found.show))
    sitting.tell(told)
    for place, remedy in enumerate(found.remedies[:_MOST], start=1):
        sitting.tell(f"  {place}  {remedy.words}")
    return tuple(found.remedies[:_MOST])


@dataclass(slots=True)
class _Offers:
    """Collects the remedies of a message in the order of reading."""

    sitting: Sitting
    remedies: list[Do]
    despite: list[str]

    def __init__(self, sitting: Sitting) -> None:
        self.sitting, self.remedies, self.despite = sitting, [], []

    def show(self, remedy: Remedy) -> str:
        """Write a remedy as the digit that does it, or, where none does, as something to type."""
        found = self._field(remedy) if isinstance(remedy, Field) else self._step(remedy)
        if found is None:
            return f"`{line(remedy)}`" if isinstance(remedy, Told) else _plain(remedy)
        if found not in self.remedies:
            self.remedies.append(found)
        place = self.remedies.index(found) + 1
        return f"[{place}]" if place <= _MOST else found.words

    def _field(self, field: Field) -> Do | None:
        if field.name == "despite":
            # What stands against it and the reason that answers it are one remedy.
            self.despite.append(str(field.value))
            return self._answered()
        if field.name == "reason" and self.despite:
            return self._answered()
        if field.name in _QUESTIONS and field.value is Blank.TEXT:
            return Do(_QUESTIONS[field.name], ask=(field.name,))
        if field.name in _TICKS and field.value is True:
            return Do(_TICKS[field.name], fill=((field.name, "yes"),))
        if field.name in _NAMES and isinstance(field.value, int):
            name = _name(self.sitting, field.value)
            return Do(f"it is {name}", fill=((field.name, str(field.value)),))
        return None

    def _answered(self) -> Do:
        found = Do(
            f"answer evidence {', '.join(self.despite)} with a reason",
            fill=(("despite", " ".join(self.despite)),),
            ask=("reason",),
        )
        self.remedies = [one for one in self.remedies if not any(name == "despite" for name, _ in one.fill)]
        return found

    def _step(self, told: Told) -> Do | None:
        doing = _STEPS.get(told.step)
        if doing is None or (doing.of_claim and told.arguments[:1] != (self.sitting.number,)):
            return None
        options = dict(told.options)
        if told.step is Step.CORRECT:
            name = next((name for name in _CORRECTIONS if name in options), None)
            return Do(_CORRECTIONS[name][0], act=_CORRECTIONS[name][1]) if name is not None else None
        if told.step is Step.ARTICLE_SET and "outlet" not in options:
            return None
        if told.step is Step.EVIDENCE_SET and "credibility" not in options:
            return None
        fill = {name: _answer(value) for name, value in zip(doing.names, told.arguments, strict=False)}
        fill = {name: value for name, value in fill.items() if value}
        fill |= _from_options(told.step, options)
        return Do(doing.words.format(self._first(told)), fill=tuple(fill.items()), act=doing.act)

    def _first(self, told: Told) -> str:
        first = told.arguments[0] if told.arguments else ""
        if isinstance(first, Blank):
            return "whom it comes from"
        by_number = isinstance(first, int) and told.step.value.startswith("source")
        return _name(self.sitting, first) if by_number and isinstance(first, int) else str(first)


def _from_options(step: Step, options: dict[str, Value]) -> Answers:
    if step is Step.SOURCE_MERGE:
        return {"other": str(options["into"])}
    if step is Step.EVIDENCE_ADD:
        stance = next((one for one in Stance if one.value in options), None)
        return {"stance": stance.value} if stance is not None else {}
    return {}


def _answer(value: Value) -> str:
    return "" if isinstance(value, Blank) else str(getattr(value, "value", value))


def _plain(field: Field) -> str:
    """Write a field that no digit fills in as it is called here."""
    words = field.name.replace("_", " ")
    return words if field.value is True else f"{words} {_answer(field.value)}".strip()


def _name(sitting: Sitting, number: int) -> str:
    return nearby.names(sitting.desk, [number]).get(number, f"source {number}")
