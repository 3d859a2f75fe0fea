"""A policy as text: what is read, what is refused and with which words, and that nothing is lost in writing it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import InvalidInput
from claimtrack.rules.authorities import Authority
from claimtrack.rules.policy import CAN_TAKE_A_REASON, DEFAULT_POLICY, NATURES, Policy
from claimtrack.rules.policy_keys import KEYS, MOST_ORIGINS, PROGRAMS_WORDS
from claimtrack.rules.policy_text import adjust_policy, differing, parse_policy, plain_policy, write_policy
from claimtrack.rules.ratings import CAN_BE_RATED, DEFAULT_RATINGS, Rating, rating_key
from claimtrack.rules.tags import tag_key
from claimtrack.vocabulary import Nature, Role, Status

_ORIGINS = st.integers(1, MOST_ORIGINS)
_TAGS = st.text("abcxyzäß0-:_", max_size=11).map(lambda rest: tag_key(f"a{rest}"))
_SPOKEN = st.from_regex(r'\A[A-Za-zäöüéč"\\\'#=]{1,12}( [a-z]{1,8})?\Z').filter(
    lambda word: word.casefold().replace("_", " ") not in {one.replace("_", " ") for one in PROGRAMS_WORDS}
)
_WORDS = st.dictionaries(st.sampled_from(PROGRAMS_WORDS), _SPOKEN, max_size=5).filter(
    lambda words: len({word.casefold() for word in words.values()}) == len(words)
)
_SCALES = st.lists(
    st.builds(Rating, _SPOKEN, st.frozensets(st.sampled_from(sorted(CAN_BE_RATED)))),
    min_size=1,
    max_size=5,
    unique_by=lambda one: rating_key(one.name),
).map(tuple)
_AUTHORITIES = st.builds(
    Authority,
    st.sampled_from(["https://tsa.example.org/tsr", "http://10.0.0.7:8080/", "https://tsa.example.org/?a=1"]),
    st.sampled_from(["ca.pem", '/etc/ssl/the desk\'s "own".pem', "C:/ca.pem"]),
    st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}"),
    st.booleans(),
)
_POLICIES = st.builds(
    Policy,
    origins=_ORIGINS,
    origins_when_doubted=_ORIGINS,
    origins_by_nature=st.dictionaries(st.sampled_from(NATURES), _ORIGINS),
    origins_by_tag=st.dictionaries(_TAGS, _ORIGINS, max_size=4),
    four_eyes=st.booleans(),
    override=st.sampled_from([Role.EDITOR, Role.ADMIN, None]),
    reasons=st.frozensets(st.sampled_from(sorted(CAN_TAKE_A_REASON))),
    least_credibility=st.none() | st.integers(1, 5),
    stale_after_days=st.none() | st.integers(1, 1000),
    words=_WORDS,
    strict_ratings=st.booleans(),
    ratings=st.just(DEFAULT_RATINGS) | _SCALES,
    timestamp_authorities=st.dictionaries(_SPOKEN, _AUTHORITIES, max_size=3),
)


@given(_POLICIES)
def test_what_is_written_is_read_as_the_same(policy: Policy) -> None:
    text = write_policy(policy)
    assert parse_policy(text, name="it") == policy
    assert write_policy(parse_policy(text, name="it")) == text


def _in_order(plain: dict[str, Any]) -> dict[str, Any]:
    """Let the order of a scale tell, and no other."""
    return plain | {"ratings": list(plain["ratings"].items())}


@given(_POLICIES, _POLICIES)
def test_policies_differ_in_the_keys_that_are_named(one: Policy, other: Policy) -> None:
    found = differing(one, other)
    assert (found == []) is (one == other)
    changed = {name.split(".")[0] for name, _, _ in found}
    before, after = _in_order(plain_policy(one)), _in_order(plain_policy(other))
    assert changed == {key.name for key in KEYS if before[key.name] != after[key.name]}


def test_an_empty_text_is_the_policy_of_who_says_nothing() -> None:
    assert parse_policy("", name="it") == DEFAULT_POLICY == Policy()


def test_the_natures_are_those_of_the_engine() -> None:
    assert tuple(nature.value for nature in Nature) == NATURES


def test_every_field_has_a_key_and_every_key_a_field() -> None:
    assert [key.name for key in KEYS] == list(Policy.__dataclass_fields__)


def test_all_keys_are_read() -> None:
    text = """
        # what the desk agreed on in May
        origins = 2
        origins_when_doubted = 3
        four_eyes = true
        override = "nobody"
        reasons = ["refuted", "withdrawn"]
        least_credibility = 3
        stale_after_days = 90
        origins_by_nature.denies = 4
        [origins_by_tag]
        Casualties = 5
        [words]
        confirmed = "bestätigt"
        not_found = "nicht belegt"
    """
    assert parse_policy(text, name="it") == Policy(
        origins=2,
        origins_when_doubted=3,
        origins_by_nature={"denies": 4},
        origins_by_tag={"casualties": 5},
        four_eyes=True,
        override=None,
        reasons=frozenset({Status.REFUTED, Status.WITHDRAWN}),
        least_credibility=3,
        stale_after_days=90,
        words={"confirmed": "bestätigt", "not_found": "nicht belegt"},
    )


_NUMBER = "a whole number from 1 to 24"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\norgins = 2", 'it, line 2: there is no key "orgins"; did you mean origins?'),
        ("zebra = 2", 'it, line 1: there is no key "zebra"; there are origins, origins_when_doubted'),
        ("origins = -1", f"it, line 1: origins takes {_NUMBER}, not -1"),
        ("origins = 0", f"it, line 1: origins takes {_NUMBER}, not 0"),
        ("origins = 25", f"it, line 1: origins takes {_NUMBER}, not 25"),
        ("origins = true", f"it, line 1: origins takes {_NUMBER}, not true"),
        ("origins = 1.0", f"it, line 1: origins takes {_NUMBER}, not 1.0"),
        ('origins = "2"', f'it, line 1: origins takes {_NUMBER}, not "2"'),
        ("[origins]\nx = 1", f"it, line 1: origins takes {_NUMBER}, not "),
        ("four_eyes = 1", "it, line 1: four_eyes takes true or false, not 1"),
        ('override = "reviewer"', 'override takes "editor", "admin" or "nobody", not "reviewer"'),
        ("override = false", 'override takes "editor", "admin" or "nobody", not false'),
        ('reasons = "confirmed"', "reasons takes a list of verdicts, of confirmed, disputed"),
        ('reasons = ["in_review"]', "reasons takes a list of verdicts, of confirmed, disputed"),
        ("least_credibility = 6", "least_credibility takes a whole number from 1 to 5, not 6"),
        ("stale_after_days = 0", "stale_after_days takes a whole number from 1 to 36500, not 0"),
        ("stale_after_days = -3", "stale_after_days takes a whole number from 1 to 36500, not -3"),
        (
            "[origins_by_nature]\n\ndenys = 2",
            "it, line 3: origins_by_nature.denys: no claim has that nature; did you mean denies?",
        ),
        ("[origins_by_nature]\ndenies = 0", "it, line 2: origins_by_nature.denies: 0 is not what it takes: a table"),
        ('[origins_by_tag]\n"two words" = 2', 'it, line 2: origins_by_tag.two words: "two words" is no tag: a space'),
        ('[origins_by_tag]\n"" = 2', "a tag is letters"),
        ('[origins_by_tag]\n"a;b" = 2', "a tag is letters"),
        ("[origins_by_tag]\nWar = 2\nwar = 3", "it, line 3: origins_by_tag.war: it stands there twice"),
        ("origins_by_tag = 3", "it, line 1: origins_by_tag takes a table of tags"),
        (
            '[words]\nconfirmd = "x"',
            "it, line 2: words.confirmd: the program has no such word; did you mean confirmed?",
        ),
        ("[words]\nconfirmed = 3", "it, line 2: words.confirmed: 3 is not what it takes"),
        ('[words]\nconfirmed = ""', 'words.confirmed: "" is not what it takes'),
        ('[words]\nconfirmed = "a\\nb"', "is not what it takes"),
        ('[words]\nconfirmed = "a\\u202eb"', "is not what it takes"),
        ('[words]\nconfirmed = "Refuted"', 'it, line 2: words.confirmed: "Refuted" is the word for refuted already'),
        ('[words]\nconfirmed = "ok"\nrefuted = "OK"', 'words.refuted: "OK" is the word for confirmed already'),
        ("origins = 1\norigins = 2", "it is no TOML: Cannot overwrite a value (at "),
        ("origins : 2", "it is no TOML: "),
    ],
)
def test_what_is_no_policy_is_refused_with_the_place_and_what_is_allowed(text: str, words: str) -> None:
    with pytest.raises(InvalidInput) as told:
        parse_policy(text, name="it")
    assert words in str(told.value)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InvalidInput) as told:
        parse_policy("origins = 0\nfour_eye = true\n", name="it")
    assert str(told.value).splitlines() == [
        f"it, line 1: origins takes {_NUMBER}, not 0",
        'it, line 2: there is no key "four_eye"; did you mean four_eyes?',
    ]


@pytest.mark.parametrize(
    ("settings", "policy"),
    [
        (["origins=2"], Policy(origins=2, stale_after_days=30)),
        (["origins = 2", "four_eyes=true"], Policy(origins=2, four_eyes=True, stale_after_days=30)),
        (["override=nobody"], Policy(override=None, stale_after_days=30)),
        (['reasons=["refuted"]'], Policy(reasons=frozenset({Status.REFUTED}), stale_after_days=30)),
        (["stale_after_days="], Policy()),
        (["words.confirmed=voll bestätigt"], Policy(words={"confirmed": "voll bestätigt"}, stale_after_days=30)),
        (["origins_by_tag.war=3", "origins_by_tag.war="], Policy(stale_after_days=30)),
    ],
)
def test_single_keys_are_set(settings: list[str], policy: Policy) -> None:
    assert adjust_policy(Policy(stale_after_days=30), settings) == policy


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("origins", '"origins" is no setting; write KEY=VALUE'),
        ("origins=two", f'this cannot be set: origins takes {_NUMBER}, not "two"'),
        ("orgins=2", 'there is no key "orgins"; did you mean origins?'),
        ("origins.more=2", "origins has no more in it"),
        ("word.confirmed=x", 'there is no key "word"; did you mean words?'),
        ("words.confirmed=refuted", '"refuted" is the word for refuted already'),
    ],
)
def test_a_setting_that_means_nothing_is_refused(setting: str, words: str) -> None:
    with pytest.raises(InvalidInput) as told:
        adjust_policy(Policy(), [setting])
    assert words in str(told.value)
