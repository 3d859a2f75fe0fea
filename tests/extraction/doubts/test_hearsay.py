"""What is told by others, and what is alleged: put on the claim that the words bring in."""

from collections.abc import Callable
from typing import Any

import pytest

from claimtrack.extraction.quoting.nature import firsthand_of
from claimtrack.vocabulary import Firsthand

Reader = Callable[[str], Any]

TOLD = [
    ("The van is supposed to have been escorted by two cars.", ["hearsay"]),
    ("Word spread through the camp that the mill had burned.", ["hearsay"]),
    ("Everyone says the mill burned first.", ["hearsay"]),
    ("Rumours that the mill is to be sold have circulated for weeks.", ["hearsay"]),
    ("It was rumoured in the port that the ferry had sunk.", ["hearsay"]),
    ("Gossip has it that the finale was shot twice.", ["hearsay"]),
    ("The captain is said to be furious.", ["hearsay"]),
    ("The mine is said by locals to be haunted.", ["hearsay"]),
    ("The king has reportedly left the palace.", ["hearsay"]),
    ("According to rumours in the market, the price will double.", ["hearsay"]),
    ("“I was told that money changed hands in the yard,” the porter said.", ["hearsay"]),
    ("“I only know what they told me: two boats sank,” said the harbour master.", ["hearsay"]),
    ("Police arrested a man who allegedly sold one viola four times.", ["alleged"]),
    ("He is alleged to have sold the plans.", ["alleged"]),
    ("Two writers accuse the studio of lifting their plot.", ["alleged"]),
    ("Three brokers suspected of fixing prices were released.", ["alleged"]),
    ("Families allege that the driver was asleep.", ["alleged"]),
    ("The alleged theft of the plans was reported in May.", ["alleged"]),
]


@pytest.mark.parametrize(("text", "kinds"), TOLD)
def test_words_that_bring_a_claim_in(read: Reader, text: str, kinds: list[str]) -> None:
    assert list(read(text).caveats.values()) == [kinds]


def test_who_cites_what_others_tell_has_it_from_them(read: Reader) -> None:
    found = read("The pastor, citing accounts from the valley, said the mill had burned.")
    assert found.caveats == {"the mill had burned": ["hearsay"]}


@pytest.mark.parametrize(
    "told",
    [
        "It was a story retold by a cousin.",
        "The account was retold to him by a cousin.",
        "She had it on the say-so of him.",
    ],
)
def test_who_told_it_to_whoever_says_so_now(read: Reader, told: str) -> None:
    assert read(f"The porter said the mill had burned. {told}").caveats == {"the mill had burned": ["hearsay"]}


SECOND_HAND = [
    ("Ana Ruiz heard from her son that the mill had burned.", "no"),
    ("The court heard that the mill had burned.", "unknown"),
    ("Ana Ruiz heard a shot.", "unknown"),
]


@pytest.mark.parametrize(("text", "firsthand"), SECOND_HAND)
def test_whoever_hears_that_it_was_so_has_it_from_others(text: str, firsthand: str) -> None:
    cue = "heard from" if "from" in text else "heard"
    source, _, behind = text.partition(f" {cue} ")
    content = behind.removeprefix("her son ")
    assert firsthand_of(content, cue=cue, source=source).value == firsthand


def test_what_a_neighbour_told_the_speaker(read: Reader) -> None:
    found = read("The boy said his uncle had told him that the bridge was mined.")
    assert found.caveats == {"the bridge was mined": ["hearsay"]}


def test_whoever_told_the_one_told_what_goes_on_with_and_that(read: Reader) -> None:
    found = read("“I was told that money had changed hands, and that nobody was paid for it,” the porter said.")
    assert list(found.caveats.values()) == [["hearsay"], ["hearsay"]]
    found = read("“I was told that money had changed hands, and the yard was empty that day,” the porter said.")
    assert list(found.caveats.values()) == [["hearsay"]]


TRAPS = [
    "The van was supposed to be escorted by two cars.",
    "A short prayer is said to each patient at dawn, the matron said.",
    "The recruits were told to sleep in the barn, a sergeant said.",
    "The horse Allegedly won the cup by a neck.",
    "The film strikes the word “alleged” from its title.",
    "The suspect was led into the station, police said.",
    "The tribunal heard that the nurse had left the ward, the paper said.",
    "“I heard the avalanche before I saw it,” the guide said.",
    "Rumours, the band's ninth record, sold 400 copies.",
    "She sells second-hand books, the porter said.",
    "The studio denied rumours that the finale was shot twice.",
]


@pytest.mark.parametrize("text", TRAPS)
def test_the_same_words_that_bring_nothing_in(read: Reader, text: str) -> None:
    assert read(text).caveats == {}


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz, the mayor, denied that the village had been told of the leak.",
        "The keeper of the weir denied that she had been told of the crack.",
        "The ministry rejected the claim that it had been told of the leak.",
    ],
)
def test_who_denies_having_been_told_passes_nothing_on(text: str, read: Reader) -> None:
    found = read(text)
    assert [kinds for kinds in found.caveats.values() if "hearsay" in kinds] == []
    assert found.first().firsthand is not Firsthand.NO
