"""The claimant's own house tries to confirm its own claim: by every name that it has, and by every detour."""

import csv
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.attacks.conftest import BRIDGE, DEPOT, MARKET, ROAD, SCHOOL, WELL, Run, Weighed, changed_by_hand

Attach = Callable[..., None]

HOUSE = [
    "Russia",
    "the Russian Federation",
    "RUSSIA",
    "Rossiya",
    "Moscow",
    "Russian government",
    "Government of Russia",
    "Russian Ministry of Defence",
    "Russia’s Defence Ministry",
    "russian ministry of defence",
    "Russian MoD",
    "MoD Russia",
    "the Russian army",
    "Russian Armed Forces",
    "Russian Embassy in London",
    "Russian-installed administration of Kherson",
    "Russian-backed authorities in Donetsk",
    "Donetsk People's Republic",
    "Republic of Crimea",
    "Transnistria",
    "Kremlin",
    "the Kremlin press service",
    "State Duma",
    "FSB",
    "RF Ministry of Defence",
    "TASS",
    "TASS news agency",
    "ТАСС",
    "RIA Novosti",
    "Rossiyskaya Gazeta",
    "Russian State Television",
    "United Russia party",
    "Bank of Russia",
    "Rus\u00adsian Ministry of Health",
    "Russ\u200bia",
    "\u202eRussia",
    "Россия",
    "Москва",
    "Минобороны РФ",
    "Министерство обороны России",
    "Российское правительство",
    "Russland",
    "Das russische Verteidigungsministerium",
    "Ministère de la Défense russe",
    "Gobierno de Rusia",
    "Ministerstwo Obrony Rosji",
    "俄罗斯国防部",
    "وزارة الدفاع الروسية",
    "Υπουργείο Άμυνας της Ρωσίας",
    "러시아 국방부",
]
"""Names of one house, each typed by a reviewer as another source's than the claimant, the Russian government."""
FREE = ["Harbour Museum", "Ukrainian Ministry of Defence", "Rushmore Library", "Moss County Office"]
"""Names of other houses, and of none."""


@pytest.fixture(scope="module")
def house(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a place for a copy of the workspace in which each of them gave a piece of evidence for one claim."""
    folder = tmp_path_factory.mktemp("house") / "desk"
    shutil.copytree(told, folder)
    return folder


@pytest.fixture(scope="module")
def reasons() -> dict[str, str]:
    """Give what the program said of each piece, once it was asked."""
    return {}


@pytest.fixture
def asked(house: Path, reasons: dict[str, str], done: Run, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Give what the program says of the piece of each name, by name; asked once for all."""
    monkeypatch.chdir(house)
    if not reasons:
        names = [*HOUSE, *FREE]
        sheet(Path("pieces.csv"), [*enumerate(names)], claim=BRIDGE)
        done("evidence", "add", "--sheet", "pieces.csv")
        for name in FREE:
            if name == "Ukrainian Ministry of Defence":
                done("source", "accept", name, "part_of", "Ukraine")
            else:
                done("source", "unaffiliated", name, "--reason", "its statute was read")
        (found,) = json.loads(done("independence", BRIDGE, "--json").stdout)
        assert isinstance(found, dict)
        reasons.update(zip(names, (piece["reason"] for piece in found["supporting"]), strict=True))
    return reasons


def sheet(file: Path, rows: Sequence[tuple[int, str]], *, claim: int) -> None:
    """Write a table of evidence, a piece for each of these sources."""
    with file.open("w", newline="", encoding="utf-8") as into:
        writer = csv.writer(into)
        writer.writerow(["claim", "file", "stance", "source", "new_source"])
        for place, name in rows:
            piece = file.with_name(f"piece-{place}.txt")
            piece.write_text(f"Sheet {place} of the register: entry {place * 7}.", encoding="utf-8")
            writer.writerow([claim, piece.name, "supports", name, "yes"])


@pytest.mark.parametrize("name", HOUSE)
def test_by_another_name_of_the_house(name: str, asked: dict[str, str]) -> None:
    assert asked[name].startswith("does not count: ")
    assert any(words in asked[name] for words in ("may belong to one house", "comes from Russia", "from the claimant"))


@pytest.mark.parametrize("name", FREE)
def test_those_of_another_house_are_not_tied_to_it(name: str, asked: dict[str, str]) -> None:
    assert asked[name].startswith("counts: ")


def test_a_list_says_of_all_of_them_that_they_belong_to_nobody(asked: dict[str, str], run: Run) -> None:
    assert asked
    with Path("list.csv").open("w", newline="", encoding="utf-8") as into:
        csv.writer(into).writerows(
            [("name", "unaffiliated", "because"), *((name, "yes", "asked their press office") for name in HOUSE)]
        )
    refused = run("source", "import", "list.csv")
    assert refused.returncode == 5
    # Those with no more than an adjective may be let go, and Russia itself is a house of nobody's.
    assert refused.stderr.count(" is part of Russia (proposed); if that is wrong, ") >= len(HOUSE) - 10


@pytest.mark.usefixtures("valley")
@pytest.mark.parametrize("name", ["Russian Ministry of Defence", "Минобороны РФ"])
def test_somebody_looked_and_says_that_it_belongs_to_nobody(
    name: str, attach: Attach, run: Run, weighed: Weighed
) -> None:
    attach(BRIDGE, name)
    refused = run("source", "unaffiliated", name, "--reason", "asked their press office")
    assert refused.returncode == 5
    assert "is part of Russia (proposed); if that is wrong, `claimtrack source reject" in refused.stderr
    assert "if it is right, `claimtrack source accept" in refused.stderr
    assert run("confirm", BRIDGE).returncode == 5
    assert not weighed(BRIDGE)["enough"]


@pytest.mark.usefixtures("valley")
def test_it_is_said_in_the_command_that_confirms(run: Run) -> None:
    Path("piece.txt").write_text("Sheet 1 of the register: entry 7.", encoding="utf-8")
    words = ("confirm", BRIDGE, "--evidence", "piece.txt", "--source", "Kremlin", "--unaffiliated", "asked them")
    assert "is part of Russia (proposed)" in run(*words).stderr
    assert run("evidence", "list", BRIDGE).stdout.strip() == ""


@pytest.mark.usefixtures("valley")
def test_a_club_with_the_adjective_is_let_go_by_whoever_looked(attach: Attach, done: Run) -> None:
    attach(BRIDGE, "Russian Chess Federation")
    done("source", "unaffiliated", "Russian Chess Federation", "--reason", "its members pay for it")
    assert "independently" in done("confirm", BRIDGE).stderr


@pytest.mark.usefixtures("valley")
@pytest.mark.parametrize("kind", ["controlled_by", "relies_on", "allied_with"])
def test_a_relation_put_truthfully_ties_by_itself(kind: str, attach: Attach, done: Run, run: Run) -> None:
    """The customer's case: two names, and a true relation, which is a person's word on one of them."""
    attach(BRIDGE, "Bureau 7")
    done("source", "relate", "Bureau 7", kind, "Russia", "--reason", "its statute says so")
    if kind == "relies_on":
        done("source", "unaffiliated", "Bureau 7", "--reason", "its statute was read")
    refused = run("confirm", BRIDGE)
    assert refused.returncode == 5
    assert "Bureau 7" in refused.stderr


@pytest.mark.usefixtures("valley")
def test_a_true_relation_is_not_refused_for_what_the_name_says(done: Run) -> None:
    done(
        "source", "relate", "Russian Ministry of Sport", "part_of", "Russia", "--new-source", "--reason", "its statute"
    )
    assert "Sport" not in done("source", "proposals").stdout
    Path("list.csv").write_text("name,part_of,because\nRussian Railways,Russia,its statute\n", encoding="utf-8")
    done("source", "import", "list.csv")
    assert "Railways" not in done("source", "proposals").stdout


@pytest.mark.usefixtures("valley")
@pytest.mark.parametrize("times", [("--until", "1991-12-25"), ("--since", "2099-01-01")])
def test_a_relation_of_another_time_answers_nothing_of_today(
    times: Sequence[str], attach: Attach, done: Run, run: Run
) -> None:
    attach(BRIDGE, "Russian Ministry of Defence")
    done("source", "relate", "Russian Ministry of Defence", "part_of", "Russia", *times, "--reason", "its statute")
    assert run("source", "unaffiliated", "Russian Ministry of Defence", "--reason", "asked them").returncode == 5
    assert "they may belong to one house" in run("confirm", BRIDGE).stderr


@pytest.mark.usefixtures("valley")
def test_a_kind_that_is_not_so_keeps_the_name(attach: Attach, done: Run, weighed: Weighed) -> None:
    attach(BRIDGE, "Moscow", "--source-kind", "person")
    done("source", "set", "Moscow", "--kind", "government", "--reason", "it is the capital")
    (piece,) = weighed(BRIDGE)["supporting"]
    assert "they may belong to one house" in piece["reason"]


@pytest.mark.usefixtures("valley")
def test_another_name_of_a_source_that_counts(attach: Attach, done: Run) -> None:
    """The name by which the house would be known comes after the confirmation."""
    attach(BRIDGE, "Bureau 7")
    done("source", "unaffiliated", "Bureau 7", "--reason", "its statute was read")
    done("confirm", BRIDGE)
    told = done("source", "alias", "Bureau 7", "Russian Ministry of Defence").stderr
    assert f"claim {BRIDGE} was confirmed and is unverified again" in told


@pytest.mark.usefixtures("valley")
def test_a_merge_brings_the_house_and_a_split_leaves_it(attach: Attach, done: Run, run: Run) -> None:
    attach(BRIDGE, "Bureau 7")
    done("source", "unaffiliated", "Bureau 7", "--reason", "its statute was read")
    done("source", "relate", "Russian army", "part_of", "Russia", "--new-source")
    done("confirm", BRIDGE)
    told = done("source", "merge", "Russian army", "--into", "Bureau 7", "--reason", "the same office").stderr
    assert f"claim {BRIDGE} was confirmed and is unverified again" in told
    done("source", "split", "Russian army", "--reason", "it is not the same office")
    attach(BRIDGE, "Russian army")
    done("confirm", BRIDGE)  # by Bureau 7, which is nobody's
    done("evidence", "withdraw", 1, "--reason", "a copy")
    assert run("confirm", BRIDGE).returncode == 5


@pytest.mark.usefixtures("valley")
def test_a_chain_of_relays_ends_at_the_house(attach: Attach, done: Run, run: Run) -> None:
    attach(BRIDGE, "Coast Wire")
    for one, other in (("Coast Wire", "Bay Desk"), ("Bay Desk", "Hill Bureau"), ("Hill Bureau", "Kremlin")):
        done("source", "relate", one, "relies_on", other, "--new-source", "--reason", "its imprint")
    for name in ("Coast Wire", "Bay Desk", "Hill Bureau"):
        done("source", "unaffiliated", name, "--reason", "its statute was read")
    assert "perhaps part of Russia" in run("confirm", BRIDGE).stderr


@pytest.mark.usefixtures("valley")
def test_what_a_piece_relies_on_is_said_later(attach: Attach, done: Run, run: Run) -> None:
    attach(BRIDGE, "Coast Wire")
    done("source", "unaffiliated", "Coast Wire", "--reason", "its statute was read")
    done("confirm", BRIDGE)
    told = done("evidence", "set", 1, "--relies-on", "Kremlin", "--new-source", "--reason", "its last line").stderr
    assert f"claim {BRIDGE} was confirmed and is unverified again" in told
    assert run("confirm", BRIDGE).returncode == 5


@pytest.mark.usefixtures("valley")
def test_evidence_is_attributed_to_somebody_else_and_back(attach: Attach, done: Run, run: Run) -> None:
    attach(BRIDGE, "Kremlin")
    done("evidence", "set", 1, "--source", "Coast Wire", "--new-source", "--reason", "its imprint")
    done("source", "unaffiliated", "Coast Wire", "--reason", "its statute was read")
    done("confirm", BRIDGE)
    done("evidence", "set", 1, "--source", "Kremlin", "--reason", "its imprint after all")
    assert run("confirm", BRIDGE).returncode == 5


@pytest.mark.usefixtures("valley")
def test_the_claim_is_handed_to_a_speaker_and_back(attach: Attach, done: Run, run: Run) -> None:
    attach(SCHOOL, "Kremlin")
    done("source", "accept", "Kremlin", "part_of", "Russia")
    done("confirm", SCHOOL)
    told = done("correct", SCHOOL, "--speaker", "Kremlin spokesman Dmitry Peskov", "--new-source").stderr
    assert f"claim {SCHOOL} was confirmed and is unverified again" in told
    assert run("confirm", SCHOOL).returncode == 5


@pytest.mark.usefixtures("valley")
def test_words_and_speaker_are_corrected_at_once(attach: Attach, done: Run, run: Run) -> None:
    """What falls for its words is asked of its new speaker's name all the same."""
    attach(WELL, "Zoe Dvorak")
    done("source", "unaffiliated", "Zoe Dvorak", "--reason", "she lives alone")
    done("confirm", WELL)
    done("correct", WELL, "--quote", "The well is dry", "--speaker", "Zoë Dvořák")
    assert "under another name" in run("confirm", WELL).stderr


@pytest.mark.usefixtures("valley")
def test_the_outlet_is_named_after_the_evidence(attach: Attach, done: Run, run: Run) -> None:
    attach(MARKET, "Bay Herald")
    done("source", "unaffiliated", "Bay Herald", "--reason", "its imprint was read")
    done("confirm", MARKET)
    told = done("article", "set", 1, "--outlet", "Bay Herald News", "--new-source").stderr
    assert f"claim {MARKET} was confirmed and is unverified again" in told
    done("source", "unaffiliated", "Bay Herald News", "--reason", "its imprint was read")
    assert "under another name" in run("confirm", MARKET).stderr


@pytest.mark.usefixtures("valley")
def test_the_agency_is_named_after_the_evidence(attach: Attach, done: Run, run: Run) -> None:
    attach(MARKET, "Coast Wire")
    done("source", "unaffiliated", "Coast Wire", "--reason", "its imprint was read")
    done("article", "set", 1, "--agency", "Coast Wire Agency", "--new-source")
    done("source", "unaffiliated", "Coast Wire Agency", "--reason", "its imprint was read")
    assert run("confirm", MARKET).returncode == 5


@pytest.mark.usefixtures("valley")
def test_two_spellings_are_related_and_that_is_taken_back(attach: Attach, done: Run, run: Run) -> None:
    """While one belongs to the other nobody asks whether they are one; afterwards somebody has to."""
    done("source", "relate", "Zoe Dvorak", "part_of", "Zoë Dvořák", "--new-source", "--reason", "works for her")
    attach(SCHOOL, "Zoe Dvorak")
    done("source", "unrelate", "Zoe Dvorak", "part_of", "Zoë Dvořák", "--reason", "a slip")
    done("source", "unaffiliated", "Zoe Dvorak", "--reason", "she lives alone")
    assert "under another name" in run("confirm", SCHOOL).stderr


@pytest.mark.usefixtures("valley")
def test_the_body_behind_a_piece_is_named_after_it(attach: Attach, done: Run, run: Run) -> None:
    attach(DEPOT, "Bureau 7")
    done(
        "source",
        "relate",
        "Bureau 7",
        "part_of",
        "Port Authority of Harbour",
        "--new-source",
        "--reason",
        "its statute",
    )
    assert "under another name" in run("confirm", DEPOT).stderr


@pytest.mark.usefixtures("valley")
def test_an_earlier_claim_of_the_house(attach: Attach, done: Run, run: Run) -> None:
    """A claim of somebody else's, confirmed by the house, is no evidence for what the house says."""
    attach(SCHOOL, "Kremlin")
    done("source", "accept", "Kremlin", "part_of", "Russia")
    done("confirm", SCHOOL)
    done("evidence", "add", BRIDGE, "--claim", SCHOOL, "--supports")
    assert run("confirm", BRIDGE).returncode == 5


@pytest.mark.usefixtures("valley")
def test_the_house_denies_for_its_own(attach: Attach, done: Run, run: Run) -> None:
    done("correct", ROAD, "--party", "accused:Russia")
    attach(ROAD, "Russian Ministry of Defence", "--refutes")
    done("source", "accept", "Russian Ministry of Defence", "part_of", "Russia")
    refused = run("refute", ROAD, "--reason", "they deny it")
    assert "it serves a party's own interest: the claim accuses Russia" in refused.stderr


BY_HAND = [
    ("UPDATE source_link SET state = 'rejected' WHERE state = 'proposed'", "relation 2: state is proposed"),
    ("UPDATE source_link SET until = '1991-12-25' WHERE state = 'accepted'", "relation 1: until is nothing"),
    ("UPDATE source SET unaffiliated_because = 'asked them' WHERE name = 'Kremlin'", "source 7"),
    ("UPDATE source SET name = 'Bay Museum', key = 'bay museum' WHERE name = 'Harbour Courier'", "source 1"),
    ("UPDATE source SET kind = 'person' WHERE name = 'the Russian government'", "source 2: kind is government"),
    ("UPDATE claim SET source_id = NULL, own_voice = 1 WHERE id = 5", "claim 5: own_voice"),
    ("UPDATE evidence SET source_id = 3", "evidence 1: source"),
    ("UPDATE evidence_link SET basis = 'firsthand'", "basis is record"),
    ("UPDATE claim SET status = 'confirmed' WHERE id = 1", "claim 1: status is in_review"),
]


@pytest.mark.usefixtures("valley")
def test_by_sql(attach: Attach, run: Run) -> None:
    """The tables can be changed by whoever has the file; nothing of it stays unseen."""
    attach(BRIDGE, "Kremlin")
    for statement, _ in BY_HAND:
        changed_by_hand(statement)
    found = run("verify")
    assert found.returncode == 8
    assert [tells for _, tells in BY_HAND if tells not in found.stderr] == []
