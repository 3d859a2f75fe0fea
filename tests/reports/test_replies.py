"""What is told beside a claim of who was asked for a reply, and what they answered."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.reports.entries import START, make_entry, make_party, make_reply

from claimtrack.reports.wording.replies import in_a_cell, told
from claimtrack.vocabulary import LinkState, Means, PartySide, ReplyKind, ReplyState, Status

BRELL = make_party(PartySide.ACCUSED, 8, "Brell Lines")
ASKED = "Brell Lines, asked by mail on 4 Mar 2031, 14:30 UTC, to answer until the end of 6 Mar 2031 (UTC): "
LATER = START + timedelta(days=1)
S = ReplyState


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, f"{ASKED}no answer yet"),
        ({"state": S.SILENT}, f"{ASKED}no answer by then"),
        ({"state": S.ANSWERED, "answered_at": LATER}, f"{ASKED}answered on 5 Mar 2031, 09:30 UTC"),
        (
            {"state": S.ANSWERED, "answered_at": datetime(2031, 3, 9, tzinfo=UTC), "late": True},
            f"{ASKED}answered on 9 Mar 2031, after the deadline",
        ),
        ({"state": S.DECLINED, "answered_at": LATER}, f"{ASKED}declined to answer on 5 Mar 2031, 09:30 UTC"),
        (
            {
                "deadline": datetime(2031, 3, 5, 17, tzinfo=UTC),
                "means": Means.LETTER,
                "asked_at": START.replace(hour=0, minute=0),
            },
            "Brell Lines, asked by letter on 4 Mar 2031, to answer until 5 Mar 2031, 17:00 UTC: no answer yet",
        ),
        ({"deadline": None}, "Brell Lines, asked by mail on 4 Mar 2031, 14:30 UTC, without a deadline: no answer yet"),
        (
            {
                "kind": ReplyKind.EXCEPTION,
                "state": S.EXCEPTED,
                "means": None,
                "asked_at": None,
                "deadline": None,
                "because": "it would warn them",
            },
            "Brell Lines: not asked, by decision of rosa, 4 Mar 2031, 14:30 UTC: it would warn them",
        ),
    ],
)
def test_an_exchange_is_told_in_one_sentence(changes: dict[str, object], words: str) -> None:
    entry = make_entry(parties=(BRELL,), replies=(make_reply(1, 8, "Brell Lines", **changes),))
    assert [one.words for one in told(entry)] == [words]


def test_what_was_withdrawn_is_told_as_withdrawn_and_the_party_as_not_asked() -> None:
    gone = make_reply(1, 8, "Brell Lines", state=S.WITHDRAWN, withdrawn_at=LATER, withdrawn_because="another firm")
    assert [one.words for one in told(make_entry(parties=(BRELL,), replies=(gone,)))] == [
        "Brell Lines: not asked for a reply",
        f"WITHDRAWN 5 Mar 2031, 09:30 UTC: another firm ({ASKED}no answer yet)",
    ]


@pytest.mark.parametrize(
    ("party", "words"),
    [
        (BRELL, ["Brell Lines: not asked for a reply"]),
        (
            make_party(PartySide.ACCUSED, 9, "the crew", origin="machine", state=LinkState.PROPOSED, by=None),
            ["the crew (found by the machine, not yet judged): not asked for a reply"],
        ),
        (
            make_party(PartySide.ACCUSED, 9, "the crew", state=LinkState.REJECTED),
            [
                (
                    "the crew: named as accused by a person, and taken off again, by decision of imre, 4 Mar 2031, "
                    "14:30 UTC; so no reply is asked for"
                )
            ],
        ),
        (
            make_party(PartySide.ACCUSED, 9, "the crew", origin="machine", state=LinkState.REJECTED),
            [
                (
                    "the crew: read as accused by the machine, and taken off again, by decision of imre, 4 Mar 2031, "
                    "14:30 UTC; so no reply is asked for"
                )
            ],
        ),
        (make_party(PartySide.FAVOURED, 9, "the crew"), []),
    ],
)
def test_whom_a_claim_accuses_and_nobody_asked_is_named(party: object, words: list[str]) -> None:
    assert [one.words for one in told(make_entry(parties=(party,)))] == words
    assert told(make_entry(parties=(party,), status=Status.WITHDRAWN)) == ()


def test_the_answer_and_what_is_kept_stand_beneath() -> None:
    reply = make_reply(
        3,
        8,
        "Brell Lines",
        claims=(1, 4),
        state=S.ANSWERED,
        answered_at=LATER,
        answer="No.",
        text_name="ask.txt",
        text_digest="ab" * 32,
        text_size=812,
        answer_digest="cd" * 32,
        answer_size=3,
    )
    (line,) = told(make_entry(parties=(BRELL,), replies=(reply,)))
    assert line.answer == "No."
    assert line.kept == (
        "asked about claims 1, 4 at once (reply 3)",
        f"the text that was sent: ask.txt, 812 bytes, sha256 {'ab' * 32}",
        f"the answer as it came: 3 bytes, sha256 {'cd' * 32}",
    )
    later = make_reply(3, 8, "Brell Lines", at=LATER)
    assert told(make_entry(parties=(BRELL,), replies=(later,)))[0].kept == (
        "recorded by rosa on 5 Mar 2031, 09:30 UTC",
    )
    (cell,) = in_a_cell(make_entry(parties=(BRELL,), replies=(reply,)))
    assert cell.startswith(f'{ASKED}answered on 5 Mar 2031, 09:30 UTC. "No.". asked about claims 1, 4')
