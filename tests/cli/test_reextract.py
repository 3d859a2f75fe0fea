"""`reextract` on a terminal and for programs."""

import json
from collections.abc import Callable
from dataclasses import replace
from subprocess import CompletedProcess

import pytest

from claimtrack.extraction.registry import load_extractor
from claimtrack.extraction.values import Extraction, Extractor
from claimtrack.services.articles import reextract as service
from claimtrack.vocabulary import SpeakerKind

Run = Callable[..., CompletedProcess[str]]
Engine = Callable[..., None]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Give a way to say what the engine called fine makes of the article that the one called rules has read."""
    rules = load_extractor("rules")

    def reads(change: Callable[[Extraction], Extraction]) -> None:
        def fine(text: str) -> Extraction:
            return replace(change(rules(text)), extractor="fine")

        engines: dict[str, Extractor] = {"fine": fine, "rules": rules}
        monkeypatch.setattr(service, "load_extractor", engines.__getitem__)

    return reads


def _finer(found: Extraction) -> Extraction:
    """Find less of the first statement, another speaker of the second, nothing of the third, the fourth as it is."""
    first, second, _, fourth = found.statements
    (start, end) = first.spans[0]
    shorter = replace(first, spans=((start + 1, end - 2),), text=found.text[start + 1 : end - 2])
    attributions = list(found.attributions)
    assert second.attribution is not None
    assert fourth.attribution is not None
    attributions[second.attribution] = replace(
        attributions[second.attribution], speaker="Eve Holm", speaker_kind=SpeakerKind.PERSON
    )
    attributions[fourth.attribution] = replace(attributions[fourth.attribution], confidence=0.43)
    return replace(found, attributions=tuple(attributions), statements=(shorter, second, fourth))


ENGINES = "article 1, read with fine (was rules)"
FINE = ("reextract", 1, "--extractor", "fine")


@pytest.mark.usefixtures("desk")
def test_each_claim_is_told_what_becomes_of_it(done: Run, engine: Engine) -> None:
    done("comment", 2, "odd")
    engine(_finer)
    told = done(*FINE)
    assert told.stdout.splitlines() == [
        "updated       claim 4: same words and speaker, with what the engine says of them now",
        'superseded    claim 1 by claim 5: "“The bridge is closed,”"',
        'superseded    claim 3 by nothing: "“The market opened on Monday,”"',
        "kept          claim 2 has a comment; the engine gives its words to Eve Holm",
        'new           claim 5, Ana Ruiz: "The bridge is closed"',
    ]
    assert told.stderr.splitlines() == [
        f"{ENGINES}: 1 new claim, 2 superseded, 1 updated, 0 as they were, 1 worked on and kept",
        "next: claimtrack list --unverified --article 1",
    ]
    assert "superseded by claim 5" in done("show", 1).stdout
    assert "supersedes claim 1" in done("show", 5).stdout
    assert "all intact" in done("verify").stderr
    again = done(*FINE)
    assert again.stdout.splitlines() == [
        "as it was     claim 4-5",
        "kept          claim 2 has a comment; the engine gives its words to Eve Holm",
    ]
    assert again.stderr == (
        "article 1, read with fine (was fine): it stands on record as the engine reads it; nothing changed\n"
    )


@pytest.mark.usefixtures("unchanged")
def test_a_dry_run_says_what_would_be_and_writes_nothing(done: Run, engine: Engine) -> None:
    engine(_finer)
    told = done(*FINE, "--dry-run")
    assert told.stdout.splitlines() == [
        "updated       claim 4: same words and speaker, with what the engine says of them now",
        'superseded    claim 1 by a new claim: "“The bridge is closed,”"',
        'superseded    claim 2 by a new claim: "“The school has 40 pupils,”"',
        'superseded    claim 3 by nothing: "“The market opened on Monday,”"',
        'new           a new claim, Ana Ruiz: "The bridge is closed"',
        'new           a new claim, Eve Holm: "“The school has 40 pupils,”"',
    ]
    assert told.stderr.splitlines()[-1] == "nothing was written; leave --dry-run out to do it"


@pytest.mark.usefixtures("desk")
def test_a_program_reads_it_as_an_object(done: Run, engine: Engine) -> None:
    done("comment", 2, "odd")
    engine(_finer)
    school = "“The school has 40 pupils,”"
    new = {"claim": None, "speaker": "Ana Ruiz", "own_voice": False, "text": "The bridge is closed"}
    told = json.loads(done(*FINE, "--dry-run", "--json").stdout)
    assert told == {
        "article": 1,
        "extractor": "fine",
        "before": "rules",
        "unchanged": [],
        "refreshed": [4],
        "superseded": [
            {"claim": 1, "text": "“The bridge is closed,”", "by": [new]},
            {"claim": 3, "text": "“The market opened on Monday,”", "by": []},
        ],
        "worked_on": [
            {
                "claim": 2,
                "text": school,
                "because": "has a comment",
                "beside": [],
                "otherwise": {"claim": 2, "speaker": "Eve Holm", "own_voice": False, "text": school},
            }
        ],
        "found": [new],
        "dry_run": True,
    }
    written = json.loads(done(*FINE, "--json").stdout)
    assert written["found"][0] == {**new, "claim": 5}
    assert written["dry_run"] is False


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("reextract", 9, "--extractor", "rules"), 4, "no article 9; `claimtrack article list` shows the numbers"),
        (("reextract", 1, "--extractor", "oracle"), 2, 'no extractor "oracle"; there are: '),
        (("reextract", 1, "--extractor", "rules", "--as", "Nobody"), 4, '"Nobody" is no reviewer of this workspace'),
    ],
)
def test_what_cannot_be_read_again_is_told_with_its_exit_code(
    run: Run, words: tuple[str | int, ...], code: int, says: str
) -> None:
    told = run(*words)
    assert (told.returncode, told.stdout) == (code, "")
    assert says in told.stderr


@pytest.mark.usefixtures("unchanged")
def test_an_engine_that_finds_nothing_is_refused(run: Run, engine: Engine) -> None:
    engine(lambda found: replace(found, statements=(), attributions=(), links=()))
    for words in (FINE, (*FINE, "--dry-run")):
        told = run(*words)
        assert (told.returncode, told.stdout) == (3, "")
        assert "the engine fine finds no statement in article 1: all its claims would be lost" in told.stderr


@pytest.mark.usefixtures("desk")
def test_a_viewer_may_not(run: Run, done: Run) -> None:
    done("reviewer", "add", "Vic", "--role", "viewer")
    told = run("reextract", 1, "--extractor", "rules", "--as", "Vic")
    assert told.returncode == 5
    assert "Vic is viewer here and may not" in told.stderr
