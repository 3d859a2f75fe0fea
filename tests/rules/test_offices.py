"""Which names are an office's alone, and which are somebody's."""

import pytest

from claimtrack.rules.offices import is_bare_office


@pytest.mark.parametrize(
    "name",
    [
        "the minister",
        "Minister",
        "The Prime Minister",
        "the foreign minister",
        "deputy head of administration",
        "the mayor’s office",
        "the president's press office",
        "the office",
        "Office",
        "the press office",
        "the ministry",
        "The Government",
        "Police",
        "local police",
        "the army",
        "the court",
        "the council",
        "town council",
        "the clerk",
        "the hospital",
        "company director",
        "the company",
        "the embassy",
        "Spokesperson",
        "chief of staff",
        "Mr President".removeprefix("Mr "),
        "el ministro",
        "la policía",
        "le maire",
        "der Bürgermeister",
        "министр",
        "правительство",
        "发言人",
    ],
)
def test_they_are_an_office(name: str) -> None:
    assert is_bare_office(name)


@pytest.mark.parametrize(
    "name",
    [
        "Minister Petrov",
        "the Russian minister",
        "US president",
        "Foreign Office",
        "Health Ministry",
        "State Department",
        "National Guard",
        "Town Clerk",
        "Council Clerk",
        "Court Archive",
        "County Archive",
        "Roads Office",
        "Town Hall",
        "Ministry of Defence of Russia",
        "Harbour Police",
        "mayor of Vellmar",
        "The Guardian",
        "Bank of England",
        "Ana Ruiz",
        "St Mary’s Hospital",
        "Party of Regions",
        "",
    ],
)
def test_they_are_somebodys(name: str) -> None:
    assert not is_bare_office(name)
