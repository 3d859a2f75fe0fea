"""Which names name nobody."""

import pytest

from claimtrack.rules.nobody import names_nobody


@pytest.mark.parametrize(
    "name",
    [
        "anonymous",
        "Anonymous",
        "ANONYMOUS SOURCE",
        "a man in the market",
        "A man in Damascus",
        "unknown",
        "Unknown",
        "unknown person",
        "-",
        "???",
        "…",
        "2",
        "x",
        "N.N.",
        "n/a",
        "two neighbours",
        "Two Neighbours",
        "2 neighbours from Aleppo",
        "several Ukrainian officials",
        "a source",
        "A Source",
        "the source",
        "sources",
        "source",
        "witness",
        "a driver who saw it",
        "driver at the scene",
        "neighbour of the family",
        "an aid worker in Gaza",
        "somebody",
        "unnamed official",
        "an\u00adonymous",
        "ano\u200bnymous",
        "\u200b",
        "inconnu",
        "неизвестный",
        "匿名",
    ],
)
def test_they_name_nobody(name: str) -> None:
    assert names_nobody(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ana Ruiz",
        "a satellite analysis by the Meridian Institute",
        "a spokesman for the Harbour Group",
        "ana ruiz",
        "V. Petrenko",
        "A. Khan",
        "bellingcat",
        "al-Jazeera",
        "iPhone",
        "X",
        "A",
        "B",
        "A Just Russia",
        "One Nation",
        "Seven Network",
        "The Source Weekly",
        "Doctors Without Borders",
        "Doctor Who Magazine",
        "20 Minutes",
        "Local 12",
        "Officer Ana Ruiz",
        "Witness Media Lab",
        "civil registry of Port Orsa",
        "minutes of the council",
        "clinic records",
        "Новая газета",
        "新华社",
        "الجزيرة",
    ],
)
def test_they_name_somebody(name: str) -> None:
    assert not names_nobody(name)
