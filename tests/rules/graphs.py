"""Random graphs of sources with claims and evidence, the same ones for the same dice."""

import random
from dataclasses import replace
from datetime import timedelta

from tests.rules.pieces import ARTICLE, DAY, claim, piece

from claimtrack.rules.evidence import ClaimSources, EvidenceOrigin
from claimtrack.rules.origins import Relation, SourceFacts
from claimtrack.vocabulary import Basis, ClaimantLookup, RelationKind, SpeakerKind, Stance

Graph = tuple[list[Relation], list[EvidenceOrigin], ClaimSources]
SOURCES = range(1, 9)


def any_graph(dice: random.Random) -> Graph:
    days = [DAY, DAY - timedelta(days=10)]
    spans = [(None, None), (None, None), (DAY - timedelta(days=5), None), (None, DAY - timedelta(days=5))]
    relations = []
    for _ in range(dice.randrange(9)):
        one, other = dice.sample(SOURCES, 2)
        since, until = dice.choice(spans)
        kind, decided = dice.choice(list(RelationKind)), dice.random() < 0.85
        relations.append(Relation(one, kind, other, since, until, decided=decided))
    pieces = [
        piece(
            number,
            dice.choice([*SOURCES, *SOURCES, *SOURCES, None]),
            basis=dice.choice([Basis.RECORD, Basis.RECORD, Basis.FIRSTHAND, Basis.FIRSTHAND, Basis.HEARSAY]),
            on=dice.choice(days),
            also_on=dice.choice([(), (), (days[0],)]),
            relying_on=tuple(dice.sample(SOURCES, dice.choice([0, 0, 0, 1, 2]))),
            digest=dice.choice([f"{number:064x}"] * 6 + [ARTICLE, "b"]),
            stance=dice.choice([Stance.SUPPORTS] * 4 + [Stance.REFUTES, Stance.CONTEXT]),
            is_the_article=dice.random() < 0.05,
            credibility=dice.choice([None, None, 2, 4, 6]),
        )
        for number in range(1, dice.randrange(2, 11))
    ]
    for place in range(len(pieces)):
        originals = [before.number for before in pieces[:place] if before.copy_of is None]
        if originals and dice.random() < 0.1:
            pieces[place] = replace(pieces[place], copy_of=dice.choice(originals))
    found = claim(
        claimants=tuple(dice.sample(SOURCES, dice.choice([0, 1, 1, 2]))),
        carriers=frozenset(dice.sample(SOURCES, dice.choice([0, 0, 1]))),
        agency=dice.choice([None, None, *SOURCES]),
        favoured=frozenset(dice.sample(SOURCES, dice.choice([0, 0, 1]))),
        accused=frozenset(dice.sample(SOURCES, dice.choice([0, 0, 1]))),
        least_credibility=dice.choice([None, None, None, 3]),
        lookup=dice.choice(list(ClaimantLookup)),
    )
    return relations, pieces, found


Facts = dict[int, SourceFacts]
EVERYBODY = {number: SourceFacts(f"source {number}", unaffiliated=True) for number in SOURCES}


def any_facts(dice: random.Random) -> Facts:
    return {
        number: SourceFacts(
            f"source {number}",
            unaffiliated=dice.random() < 0.75,
            unnamed=dice.random() < 0.2,
            vouched=dice.random() < 0.5,
            kind=dice.choice(list(SpeakerKind)),
        )
        for number in SOURCES
    }
