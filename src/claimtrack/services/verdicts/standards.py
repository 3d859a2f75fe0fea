"""The standards that a gate can be held to: those that come with the program, and a desk's own."""

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from claimtrack.errors import NotFound
from claimtrack.rules.standards import Demand as Demand
from claimtrack.rules.standards import PolicyShortfall as PolicyShortfall
from claimtrack.rules.standards import Standard as Standard
from claimtrack.rules.standards import parse_standard
from claimtrack.services.inputs import local_input

_ENDING = ".toml"


def shipped() -> tuple[Standard, ...]:
    """Return the standards that come with the program, by their names."""
    folder = files("claimtrack") / "standards"
    found = sorted((one for one in folder.iterdir() if one.name.endswith(_ENDING)), key=lambda one: one.name)
    return tuple(
        parse_standard(one.read_text(encoding="utf-8"), name=one.name.removesuffix(_ENDING), file=one.name)
        for one in found
    )


def standard(named: str) -> Standard:
    """Return a standard by its name, or the one in a file of the desk's own.

    Raises NotFound for what is neither, InvalidInput for a file that is no standard.
    """
    known = {one.name: one for one in shipped()}
    if named in known:
        return known[named]
    try:
        given = local_input(named)
    except NotFound as error:
        there = ", ".join(known)
        raise NotFound(f'no standard "{named}"; there are {there}, and any file of your own by its path') from error
    # What is no UTF-8 is no TOML either, and is told so by the line that it stands in.
    found = parse_standard(given.data.decode("utf-8", "replace"), name=Path(named).stem, file=named)
    return replace(found, own_file=named)
