"""Who denies what: put on the claim denied, linked to it, and on nothing else."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], Any]

HID = "the bank had hidden losses"
SAID = f"The senator said {HID}. "

DENIED = [
    f"{SAID}The bank denied it.",
    f"{SAID}The bank rejected the accusation as false.",
    f"{SAID}The bank called the claim nonsense.",
    f"{SAID}Its lawyers dismissed that out of hand.",
    f"{SAID}“Nonsense,” said the chairman.",
    f"{SAID}“That is not true,” the chairman replied.",
    f"{SAID}“Not a word of it is true,” said the chairman.",
    f"{SAID}The chairman said that this was a lie.",
    f"{SAID}The chairman said that he had done nothing of the sort.",
    f"{SAID}The chairman denied hiding any losses.",
    f"{SAID}The chairman denied everything.",
    f"{SAID}The chairman denies any part in the losses.",
    f"{SAID}The chairman said that was untrue.",
    f"The senator said {HID}, but the bank denied the claim.",
    f"The senator said {HID}, but the chairman said that was untrue.",
]


@pytest.mark.parametrize("text", DENIED)
def test_a_denial_stands_on_the_claim_and_is_linked_to_it(read: Reader, text: str) -> None:
    found = read(text)
    (link,) = found.extraction.links
    assert (link.kind.value, found.extraction.statements[link.target].text.startswith(HID)) == ("denies", True)
    assert [kinds for words, kinds in found.caveats.items() if words.startswith(HID)] == [["denied"]]


INSIDE = [
    f"The senator said {HID}, which the bank disputes.",
    f"The senator said {HID}, a charge the bank denies.",
    f"The senator said {HID}, an assertion that the chairman, Orla Finn, rejected.",
]


@pytest.mark.parametrize("text", INSIDE)
def test_a_denial_behind_a_claim_in_its_own_sentence(read: Reader, text: str) -> None:
    assert [kinds for words, kinds in read(text).caveats.items() if words.startswith(HID)] == [["denied"]]


def test_who_denies_is_named(read: Reader) -> None:
    found = read(f"{SAID}The interior ministry called this a lie.")
    assert [caveat.by for caveat in found.extraction.statements[0].caveats] == ["The interior ministry"]


def test_a_pronoun_names_nobody_who_denies(read: Reader) -> None:
    found = read(f"The senator said {HID}, a charge that they deny.")
    assert [caveat.by for statement in found.extraction.statements for caveat in statement.caveats] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "“We came for the work, and then it was all lies,” said a baker.",
        "“You know, when they call me a hero, it's not true,” the admiral said.",
        "The senator said: “Our task is to find what holds us back and to challenge it, to bring in new people.”",
    ],
)
def test_who_says_that_something_was_a_lie_is_not_denied(read: Reader, text: str) -> None:
    assert [kinds for kinds in read(text).caveats.values() if "denied" in kinds] == []


def test_only_the_part_that_is_meant_is_denied(read: Reader) -> None:
    found = read(
        "A clerk said the vault had been empty. A teller said two guards had known of it. The bank conceded the first "
        "claim and denied the second."
    )
    assert found.caveats == {"two guards had known of it": ["denied"]}


TRAPS = [
    f"{SAID}The chairman said the bank reserved the right to reject it.",
    f"{SAID}The senator said that the chairman was wrong.",
    f"{SAID}The chairman looked ahead to contests that would be closer.",
    f"{SAID}People feed what they believe rather than challenge it, the chairman said.",
    f"{SAID}It was not so long ago, the chairman said, that the bank was small.",
    f"{SAID}The chairman denied any part in the fire at Vale.",
    f"{SAID}The site of the vault is a contested point, the chairman said.",
    f"{SAID}The chairman dismissed them as part of the trade.",
    f"{SAID}The chairman said he would make sure it never happened.",
    f"{SAID}The chairman said it did not happen again.",
    f"{SAID}The chairman called the hearing outrageous.",
    f"{SAID}The chairman said it would never happen again.",
    f"{SAID}The chairman shrugged off the senator's remarks.",
    f"{SAID}The chairman, contradicting his own earlier account, spoke of a good year.",
    f"{SAID}The chairman has entered a contest for the seat.",
    f"{SAID}The chairman said savers would reject it.",
    f"{SAID}The chairman spoke of “lies” that children tell.",
    f"{SAID}The chairman disavowed the endorsement.",
    f"{SAID}The savers rejected the idea of a merger.",
    f"{SAID}The chairman said it was shameful to call him a liar.",
    f"{SAID}The chairman said he did not think it was a lie.",
    f"{SAID}The regulator denied the bank a licence.",
    f"{SAID}The court denied the chairman bail.",
    f"{SAID}A judge dismissed the charges against a rival.",
    f"{SAID}The insurer rejected the claim for damages.",
    f"{SAID}The bank denied that its branches would close.",
    f"{SAID}The bank would neither confirm nor deny that a merger was near.",
    f"{SAID}“It is wrong to gamble,” the bishop said.",
    "Two drivers were denied entry, the warden said.",
]


@pytest.mark.parametrize("text", TRAPS)
def test_the_same_words_that_deny_no_claim(read: Reader, text: str) -> None:
    assert [kinds for kinds in read(text).caveats.values() if "denied" in kinds] == []
