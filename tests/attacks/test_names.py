"""One person, or one body, under two names tries to be two."""

import json
import shutil
from pathlib import Path

import pytest
from tests.attacks.conftest import DEPOT, SCHOOL, WELL, Run
from tests.attacks.test_own_house import sheet

from claimtrack.rules.names import may_be_one
from claimtrack.rules.nobody import names_nobody
from claimtrack.vocabulary import SpeakerKind

K = SpeakerKind

SAME = {
    SCHOOL: [
        "Zoe Dvorak",
        "Zoe\u0308 Dvor\u030ca\u0301k",
        "ZOE DVORAK",
        "Dvorak, Zoe",
        "Z. Dvořák",
        "Dvorak Z.",
        "Zoe D.",
        "Zoe",
        "Ms. Dvorak",
        "Dr Zoe Dvorak MP",
        "Zoe Dvorak, spokeswoman",
        "Colonel Zoe Dvorak (ret.)",
        "Zoe\u200bDvorak",
        "ZoeDvorak",
        "@zoedvorak",
        "Zoe_Dvorak",
        "Zoe\u00a0Dvorak",
        "Zoë “Zo” Dvořák",
        "Zoe Maria Dvorak",
        "Zoey Dvorak",
        "Zoe Dvorrak",
        "The office of Zoe Dvorak",
        "Zoe Dvorak’s lawyer",
        "\uff3a\uff4f\uff45 \uff24\uff56\uff4f\uff52\uff41\uff4b",
        "Зое Дворак",
    ],
    WELL: [
        "V. Petrenko",
        "Petrenko V.",
        "Petrenko",
        "Vladimir Petrenko",
        "Володимир Петренко",
        "Владимир Петренко",
        "Volodymyr Petrenk0",
        "Gen. Volodymyr Petrenko",
    ],
    DEPOT: [
        "Port Authority of Harbour",
        "Harbor Port Authority",
        "HPA",
        "H.P.A.",
        "Harbour Port Authority Ltd",
        "Harbour Port Authority Press Agency",
        "HarbourPortAuthority",
    ],
}
"""By the claim of whose speaker they are, names that a reviewer types as those of somebody else."""


@pytest.fixture(scope="module")
def place(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a place for a copy of the workspace in which each of them gave evidence."""
    folder = tmp_path_factory.mktemp("names") / "desk"
    shutil.copytree(told, folder)
    return folder


@pytest.fixture
def asked(
    place: Path, reasons: dict[tuple[int, str], str], done: Run, monkeypatch: pytest.MonkeyPatch
) -> dict[tuple[int, str], str]:
    """Give what the program says of the piece of each name, by claim and name; asked once for all."""
    monkeypatch.chdir(place)
    begin = 0
    for claim, names in SAME.items() if not reasons else ():
        sheet(Path("pieces.csv"), [*enumerate(names, begin)], claim=claim)
        begin += len(names)
        done("evidence", "add", "--sheet", "pieces.csv")
        (found,) = json.loads(done("independence", claim, "--json").stdout)
        told = (piece["reason"] for piece in found["supporting"])
        reasons.update(zip(((claim, name) for name in names), told, strict=True))
    return reasons


@pytest.mark.parametrize(("claim", "name"), [(claim, name) for claim, names in SAME.items() for name in names])
def test_the_speaker_under_another_name(claim: int, name: str, asked: dict[tuple[int, str], str]) -> None:
    assert asked[claim, name].startswith("does not count: ")
    if name.endswith("lawyer"):  # the claimant's, and without a name
        assert "is not named, and no editor has vouched" in asked[claim, name]
    else:
        assert "under another name" in asked[claim, name] or "from the claimant" in asked[claim, name]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Muammar Gaddafi", "Moammar Qadhafi", K.PERSON),
        ("Bashar al-Assad", "Bashar Assad", K.PERSON),
        ("Xi Jinping", "习近平", K.PERSON),
        ("Jürgen Müller", "Juergen Mueller", K.PERSON),
        ("Łukasz Wójcik", "Lukasz Wojcik", K.PERSON),
        ("María José García López", "María García", K.PERSON),
        ("Mary-Jane O’Neill", "M.-J. O'Neill", K.PERSON),
        ("John Smith", "Jon Smith", K.PERSON),
        ("John Smith", "J.Smith", K.PERSON),
        ("John Smith", "John Srnith", K.PERSON),
        ("John Smith", "J0hn Smith", K.PERSON),
        ("John Smith", "Jоhn Smith", K.PERSON),  # with a Cyrillic letter
        ("John Smith", "𝐉𝐨𝐡𝐧 𝐒𝐦𝐢𝐭𝐡", K.PERSON),
        ("Robert Smith", "Bob Smith", K.PERSON),
        ("Rob Smith", "Bobby Smith", K.PERSON),
        ("Margaret Anne Hale", "Peggy Hale", K.PERSON),
        ("Sen. William Ford", "Bill Ford Jr.", K.PERSON),
        ("Robert Smith", "Bob Smyth", K.PERSON),
        ("Robert Smith", "Bob Smith", K.NONE),
        ("United Nations", "the U. N.", K.ORGANISATION),
        ("World Health Organization", "World Health Organisation", K.ORGANISATION),
        ("World Health Organization", "the WHO", K.ORGANISATION),
        ("Ministry of Defence", "MoD", K.ORGANISATION),
        ("Ministry of Defence", "Defense Ministry", K.ORGANISATION),
        ("The New York Times", "NYT", K.MEDIA),
        ("BBC", "BBC Persian", K.MEDIA),
        ("Harbour Courier", "harbourcourier.com", K.MEDIA),
        ("Harbour Courier", "The Harbor Courier Online", K.MEDIA),
        ("Acme Ltd", "Acme GmbH", K.ORGANISATION),
        ("Gazprom", "PJSC Gazprom", K.ORGANISATION),
        ("Hezbollah", "Hizbullah", K.ORGANISATION),
        ("al-Qaeda", "Al Qaida", K.ORGANISATION),
    ],
)
def test_two_names_that_are_asked_about(one: str, other: str, kind: SpeakerKind) -> None:
    """Whoever types one of them leaves its kind open."""
    assert may_be_one(one, other, (kind, K.NONE)) is not None
    assert may_be_one(other, one, (K.NONE, kind)) is not None


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("John Smith", "Jane Smith", K.PERSON),
        ("Robert Smith", "Bob Jones", K.PERSON),
        ("Robert Smith", "William Smith", K.PERSON),
        ("John Smith", "John Smythson", K.PERSON),
        ("Acme Ltd", "Apex Ltd", K.ORGANISATION),
        ("Harbour Courier", "Harbour Herald", K.MEDIA),
        ("Ministry of Defence", "Ministry of Justice", K.ORGANISATION),
        ("World Health Organization", "World Trade Organization", K.ORGANISATION),
        ("BBC", "CBC News", K.MEDIA),
        ("District 3 Court", "District 13 Court", K.ORGANISATION),
    ],
)
def test_two_names_that_are_two(one: str, other: str, kind: SpeakerKind) -> None:
    assert may_be_one(one, other, (kind, kind)) is None


@pytest.mark.parametrize(
    "name", ["anon.", "un\u200bknown", "Anonym", "a man in the market", "n/a", "two neighbours", "— —"]
)
def test_nobody_under_a_name(name: str) -> None:
    assert names_nobody(name)


@pytest.mark.usefixtures("valley")
@pytest.mark.parametrize("words", [("source", "alias", "Zoë Dvořák"), ("source", "relate", "Zoë Dvořák", "part_of")])
def test_a_name_in_two_alphabets_is_refused_wherever_it_is_typed(words: tuple[str, ...], run: Run) -> None:
    more = ("--new-source",) if "relate" in words else ()
    assert "mixes Cyrillic and Latin letters that look alike" in run(*words, "Bаy Museum", *more).stderr


@pytest.mark.usefixtures("valley")
def test_a_name_in_two_alphabets_is_refused_in_a_list(run: Run) -> None:
    Path("list.csv").write_text("name,aliases\nBаy Museum,\nZoë Dvořák,Zoе\n", encoding="utf-8")
    assert run("source", "import", "list.csv").stderr.count("letters that look alike") == 2
