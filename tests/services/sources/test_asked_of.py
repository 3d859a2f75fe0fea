"""Names that may be one are asked about when an article brings them, and never merged."""

from collections.abc import Callable

from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.desk import Desk
from claimtrack.services.sources import relations
from claimtrack.services.sources.relations import Named, Particulars
from claimtrack.services.sources.sources import asked_of, listing
from claimtrack.vocabulary import RelationKind

Record = Callable[..., Ingested]


def test_a_name_that_may_be_on_record_is_asked_about(desk: Desk, record: Record) -> None:
    record("Zoë Dvořák: The train was late.", "Viktor Petrenko: The port is shut.")
    again = record("Zoe Dvorak: The train came.", "V. Petrenko: It is open.", "Ana Ruiz: No.", name="b.txt")
    petrenko, dvorak = sorted(map(str, asked_of(desk, again.claims)))
    assert petrenko == (
        '"V. Petrenko" may be "Viktor Petrenko" (one name has initials for names of the other): '
        "`claimtrack source merge 4 --into 2 --reason TEXT`; "
        "if they are two: `claimtrack source reject 4 same_as 2 --reason TEXT`"
    )
    assert dvorak.startswith('"Zoe Dvorak" may be "Zoë Dvořák" (the two names differ in accents, marks or honours')
    assert "`claimtrack source merge 3 --into 1 --reason TEXT`" in dvorak
    assert len(listing(desk)) == 5


def test_what_a_person_said_of_two_is_not_asked_again(desk: Desk, record: Record) -> None:
    record("Viktor Petrenko: The port is shut.")
    again = record("V. Petrenko: It is open.", name="b.txt")
    desk.enact(relations.reject, Named("V. Petrenko", RelationKind.SAME_AS, "Viktor Petrenko"), reason="his brother")
    assert asked_of(desk, again.claims) == []


def test_what_belongs_to_another_is_not_the_same(desk: Desk, record: Record) -> None:
    record("Viktor Petrenko: The port is shut.")
    again = record("V. Petrenko: It is open.", name="b.txt")
    assert len(asked_of(desk, again.claims)) == 1
    desk.enact(
        relations.relate,
        Named("V. Petrenko", RelationKind.PART_OF, "Viktor Petrenko"),
        Particulars(because="a firm of his"),
    )
    assert asked_of(desk, again.claims) == []
