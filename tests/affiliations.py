"""Whom sources belong to and who they are, as somebody who asked around puts it on record."""

from claimtrack.services.desk import Desk
from claimtrack.services.sources import relations
from claimtrack.services.sources.grades import vouch
from claimtrack.services.sources.import_list import import_sources
from claimtrack.services.sources.list_file import ListedSource, SourceList
from claimtrack.services.sources.sources import is_unnamed

BECAUSE = "asked around"


def stand_alone(desk: Desk, *names: str | int) -> None:
    """Say of sources on record that nobody is known to whom they belong, and vouch for those without a name."""
    for name in names:
        source, _ = desk.enact(relations.unaffiliated, str(name), because=BECAUSE)
        if is_unnamed(source):
            desk.enact(vouch, str(name), because="known to an editor")


def known_before(desk: Desk, *names: str) -> None:
    """Put sources with names on record that stand alone, before anything comes from them."""
    rows = tuple(ListedSource(line, name, unaffiliated=True, because=BECAUSE) for line, name in enumerate(names, 2))
    desk.enact(import_sources, SourceList("those we asked about", "line", rows, ()))
