"""Sources with what ties them, and claims and evidence of which a test says only what it is about."""

from collections.abc import Sequence
from datetime import date

from claimtrack.rules.evidence import ClaimSources, EvidenceOrigin, Independence
from claimtrack.rules.independence import independent_origins
from claimtrack.rules.origins import Relation, SourceFacts, Ties, tied
from claimtrack.vocabulary import Basis, RelationKind, Stance

MINISTRY, REGISTRY, CLINIC, SYRIA, RUSSIA, AGENCY, PAPER, ENVOY, WITNESS, STRANGER, NOBODY = range(1, 12)
NAMES = {
    MINISTRY: "Ministry of Information",
    REGISTRY: "Civil registry",
    CLINIC: "Clinic",
    SYRIA: "Syria",
    RUSSIA: "Russia",
    AGENCY: "Coast Wire",
    PAPER: "Daily Sun",
    ENVOY: "Russia's envoy",
    WITNESS: "a driver",
    STRANGER: "Stranger",
}
FACTS = {number: SourceFacts(name, unaffiliated=True) for number, name in NAMES.items()} | {
    WITNESS: SourceFacts("a driver", unaffiliated=True, unnamed=True),
    STRANGER: SourceFacts("Stranger"),
    NOBODY: SourceFacts("several residents", unnamed=True),
}
ARTICLE = "a" * 64
DAY = date(2026, 11, 24)
PART, CONTROLLED, ALLIED, RELIES = (
    RelationKind.PART_OF,
    RelationKind.CONTROLLED_BY,
    RelationKind.ALLIED_WITH,
    RelationKind.RELIES_ON,
)
IN_SYRIA = (Relation(MINISTRY, PART, SYRIA), Relation(SYRIA, ALLIED, RUSSIA), Relation(ENVOY, PART, RUSSIA))


def claim(**unlike: object) -> ClaimSources:
    usual = {"claim": 12, "on": DAY, "claimants": (MINISTRY,), "digests": frozenset({ARTICLE})}
    usual |= {"required": 1, "required_to_refute": 1}
    return ClaimSources(**{**usual, **unlike})  # type: ignore[arg-type] # what a test says


def piece(number: int, source: int | None = REGISTRY, **unlike: object) -> EvidenceOrigin:
    usual = {"digest": f"{number:064x}", "basis": Basis.RECORD, "stance": Stance.SUPPORTS, "on": DAY}
    return EvidenceOrigin(**{"number": number, "source": source, **usual, **unlike})  # type: ignore[arg-type] # the same


def ties(*relations: Relation) -> Ties:
    return tied(FACTS, relations)


def weighed(
    found: ClaimSources, *pieces: EvidenceOrigin, relations: Sequence[Relation] = (), stance: Stance = Stance.SUPPORTS
) -> Independence:
    return independent_origins(found, pieces, ties(*relations), stance=stance)
