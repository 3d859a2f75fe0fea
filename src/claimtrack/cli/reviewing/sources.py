"""Whom a source belongs to, by single keys: that nobody is known, how two hang together, who an unnamed one is."""

from claimtrack.cli.reviewing.sitting import Sitting
from claimtrack.cli.reviewing.terminal import ENTER, Asked, Choices
from claimtrack.services.articles import nearby
from claimtrack.services.sources import grades, relations
from claimtrack.services.sources import sources as service
from claimtrack.services.verdicts.undo import TAKEN_BACK
from claimtrack.vocabulary import RelationKind

_HOW: Choices = {
    "n": ("", "nobody known, having looked"),
    "p": (RelationKind.PART_OF.value, "part of"),
    "c": (RelationKind.CONTROLLED_BY.value, "controlled by"),
    "a": (RelationKind.ALLIED_WITH.value, "allied with"),
    "r": (RelationKind.RELIES_ON.value, "relies on"),
}
_KINDS = {word.value: word for word in RelationKind}
_MOST_DIGITS = 9


def look_up(sitting: Sitting, asked: Asked) -> None:
    """Say what is known of whom a source belongs to, or that nobody is known."""
    source, name = _source(sitting, asked)
    kind = asked.key("kind", f"whom does {name} belong to?", _HOW)
    if not kind:
        unaffiliated(sitting, asked)
        return
    other = asked.line("other", f"{name} {_KINDS[kind].words} whom: ", offers=sitting.names())
    because = asked.line("because", "how you know (empty leaves it out): ", empty=True)
    named = relations.Named(source, _KINDS[kind], other)
    known = relations.Particulars(because=because or None, new_source=asked.given("new_source") is not None)
    line, fallen = sitting.desk.enact(relations.relate, named, known)
    back = relations.Named(str(line.source), line.kind, str(line.other))

    def take_back() -> list[str]:
        _, reopened = sitting.desk.enact(relations.unrelate, back, reason=TAKEN_BACK)
        return [f"that {line.sentence}", *(one.sentence for one in reopened)]

    sitting.did("looked up", take_back)
    sitting.tell(f"on record: {line.sentence}")
    sitting.tell_fallen(fallen)


def unaffiliated(sitting: Sitting, asked: Asked) -> None:
    """Say that somebody looked, and knows of nobody to whom a source belongs."""
    source, name = _source(sitting, asked)
    because = asked.line("because", f"how you know that {name} belongs to nobody: ")
    found, fallen = sitting.desk.enact(relations.unaffiliated, source, because=because)
    number, name = str(found.id), found.name

    def take_back() -> list[str]:
        _, reopened = sitting.desk.enact(relations.affiliation_unknown, number, reason=TAKEN_BACK)
        return [f"what {name} belongs to is not on record", *(one.sentence for one in reopened)]

    sitting.did("looked up", take_back)
    sitting.tell(f"no affiliation of {name} is known")
    sitting.tell_fallen(fallen)


def vouch(sitting: Sitting, asked: Asked) -> None:
    """Say that one knows who an unnamed source is. An editor's right."""
    source, name = _source(sitting, asked)
    because = asked.line("because", f"how you know who {name} is: ")
    found, fallen = sitting.desk.enact(grades.vouch, source, because=because)
    number, name = str(found.id), found.name

    def take_back() -> list[str]:
        _, reopened = sitting.desk.enact(grades.take_vouch_back, number, reason=TAKEN_BACK)
        return [f"nobody vouches for who {name} is", *(one.sentence for one in reopened)]

    sitting.did("looked up", take_back)
    sitting.tell(f"you vouch for who {name} is")
    sitting.tell_fallen(fallen)


def merge(sitting: Sitting, asked: Asked) -> None:
    """Say that two sources are one. An editor's right."""
    reason = asked.line("reason", "how you know that the two are one: ")
    line, fallen = sitting.desk.enact(
        service.merge, asked.answers["source"], into=asked.answers["other"], reason=reason
    )
    sitting.did("looked up", None, instead=f"source split {asked.answers['source']} makes two of them again")
    sitting.tell(f"source {asked.answers['source']} is {line.name}, number {line.number}")
    sitting.tell_fallen(fallen)


def accept(sitting: Sitting, asked: Asked) -> None:
    """Accept what the machine proposed of how two sources hang together."""
    named = _proposed(asked)
    lines, fallen = sitting.desk.enact(relations.accept, named)

    def take_back() -> list[str]:
        gone, reopened = sitting.desk.enact(relations.unrelate, named, reason=TAKEN_BACK)
        return [*(f"that {line.sentence}" for line in gone), *(one.sentence for one in reopened)]

    sitting.did("looked up", take_back)
    for line in lines:
        sitting.tell(f"accepted: {line.sentence}")
    sitting.tell_fallen(fallen)


def reject(sitting: Sitting, asked: Asked) -> None:
    """Reject what the machine proposed of how two sources hang together."""
    reason = asked.line("reason", "why not: ")
    lines, fallen = sitting.desk.enact(relations.reject, _proposed(asked), reason=reason)
    sitting.did("looked up", None, instead="what was rejected is put on record by o, where it is so after all")
    for line in lines:
        sitting.tell(f"rejected: {line.sentence}")
    sitting.tell_fallen(fallen)


def _proposed(asked: Asked) -> relations.Named:
    return relations.Named(asked.answers["source"], _KINDS[asked.answers["kind"]], asked.answers["other"])


def _source(sitting: Sitting, asked: Asked) -> tuple[str, str]:
    """Return a source by what names it and by its name, asking which of those with a part in the claim is meant."""
    if "source" not in asked.answers:
        near = nearby.involved(sitting.desk, sitting.number)[:_MOST_DIGITS]
        choices: dict[str, tuple[str, str]] = {
            str(place): (str(one.number), one.name) for place, one in enumerate(near, start=1)
        }
        asked.key("source", "which source?", {**choices, ENTER: ("", "another one")})
        if not asked.answers["source"]:
            del asked.answers["source"]
            asked.line("source", "which source: ", offers=sitting.names())
    source = asked.answers["source"]
    known = nearby.names(sitting.desk, [int(source)]) if source.isdecimal() and len(source) < 10 else {}
    return source, next(iter(known.values()), source)
