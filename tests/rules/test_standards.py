"""Standards as files: what is read, what is refused, and what the policy lacks of one."""

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.rules.policy import DEFAULT_POLICY
from claimtrack.rules.policy_keys import KEYS
from claimtrack.rules.policy_text import adjust_policy
from claimtrack.rules.standards import _AT_LEAST, Standard, parse_standard, policy_shortfalls
from claimtrack.vocabulary import Need

HEAD = 'title = "House rules"\npublished_by = "the desk"\nread_in = "2026"\n'
DEMAND = '[[demand]]\nwhere = "Rule 1"\nasks = "Nobody is accused unasked."\n'


def read(text: str) -> Standard:
    return parse_standard(text, name="house", file="house.toml")


def test_a_standard_is_read_as_it_is_written() -> None:
    found = read(
        f'{HEAD}{DEMAND}kept = "Requests."\nrequires = ["said", "reply-asked"]\npolicy = {{ origins = 2 }}\n'
        '[[demand]]\nwhere = "Rule 2"\nasks = "Plain words."\nnot_checked = "An editor reads it."\n'
    )
    assert (found.name, found.title, found.needs) == ("house", "House rules", (Need.REPLY_ASKED, Need.SAID))
    assert found.not_checked == (("Rule 2", "An editor reads it."),)
    assert found.demands[0].policy == (("origins", 2),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x", "house.toml is no TOML"),
        ("", "it has no title"),
        (HEAD, "it asks nothing; write a .*demand"),
        (f"{HEAD}demand = 1", "it asks nothing"),
        (f"{HEAD}{DEMAND}", "demand 1: nothing is said of how it is checked"),
        (f'{HEAD}colour = "red"\n{DEMAND}requires = ["said"]', 'there is no key "colour" in a standard'),
        (f'{HEAD}{DEMAND}require = ["said"]\nnot_checked = "x"', 'there is no key "require" in a demand'),
        (f'{HEAD}{DEMAND}requires = ["truth"]', 'the gate knows no "truth"; it knows confirmed, '),
        (f'{HEAD}{DEMAND}requires = "said"', "requires takes a list"),
        (f'{HEAD}{DEMAND}not_checked = " "', "not_checked takes words"),
        (f'{HEAD}{DEMAND}kept = 1\nrequires = ["said"]', "kept takes words"),
        (f"{HEAD}{DEMAND}policy = 2", "policy takes keys"),
        (f"{HEAD}{DEMAND}policy = {{ words = 2 }}", 'a standard can ask nothing of "words"'),
        (f"{HEAD}{DEMAND}policy = {{ origins = 0 }}", "policy.origins: .*takes a whole number"),
        (f"{HEAD}{DEMAND}policy = {{ origins = 2026-01-01 }}", "policy.origins"),
        (f'{HEAD}[[demand]]\nwhere = ""\nasks = ""\nrequires = []', "it has no where"),
    ],
)
def test_what_is_no_standard_is_refused_with_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        read(text)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InvalidInput) as error:
        read(f'title = "x"\n{DEMAND}requires = ["truth"]\n{DEMAND}')
    assert len(str(error.value).splitlines()) == 4


@pytest.mark.parametrize(
    ("asks", "settings", "lacks"),
    [
        ("origins = 2", [], "the policy has origins = 1, and house asks for 2"),
        ("origins = 2", ["origins=3"], None),
        ("origins_when_doubted = 3", [], "the policy has origins_when_doubted = 2, and house asks for 3"),
        ("four_eyes = true", [], "the policy has four_eyes = false, and house asks for true"),
        ("four_eyes = false", ["four_eyes=true"], None),
        ('override = "nobody"', [], "the policy has override = editor, and house asks for nobody"),
        ('override = "editor"', ["override=nobody"], None),
        ('reasons = ["disputed"]', [], 'the policy has reasons = [], and house asks for ["disputed"]'),
        ('reasons = ["disputed"]', ['reasons=["refuted", "disputed"]'], None),
        ("least_credibility = 3", [], "the policy has least_credibility = none, and house asks for 3"),
        (
            "least_credibility = 3",
            ["least_credibility=4"],
            "the policy has least_credibility = 4, and house asks for 3",
        ),
        ("least_credibility = 3", ["least_credibility=2"], None),
        ("stale_after_days = 90", [], "the policy has stale_after_days = none, and house asks for 90"),
        ("stale_after_days = 90", ["stale_after_days=30"], None),
        ("reply_hours = 48", [], "the policy has reply_hours = 24, and house asks for 48"),
        ("reply_hours = 24", [], None),
        ("claimant_looked_up = 'all'", [], "the policy has claimant_looked_up = organisations, and house asks for all"),
        ("claimant_looked_up = 'organisations'", [], None),
    ],
)
def test_a_policy_has_to_be_as_strict_as_a_standard_asks(asks: str, settings: list[str], lacks: str | None) -> None:
    found = policy_shortfalls(read(f"{HEAD}{DEMAND}policy = {{ {asks} }}"), adjust_policy(DEFAULT_POLICY, settings))
    assert [one.lacks for one in found] == ([lacks] if lacks is not None else [])


def test_of_two_demands_on_one_key_the_stricter_holds() -> None:
    text = f"{HEAD}{DEMAND}policy = {{ origins = 3 }}\n{DEMAND}policy = {{ origins = 2 }}\n"
    assert [one.lacks for one in policy_shortfalls(read(text), DEFAULT_POLICY)] == [
        "the policy has origins = 1, and house asks for 3"
    ]


def test_a_standard_can_ask_of_every_key_but_the_tables() -> None:
    assert set(_AT_LEAST) == {key.name for key in KEYS if not key.table}
