"""The JSON object that other tools read: DESIGN, section 7."""

import json

from claimtrack.extraction.contract import as_json
from claimtrack.extraction.engine import extract

TEXT = "Residents told the Northern Press Agency that soldiers had burned the mill. The army denied the claims."


def test_the_object_of_the_contract() -> None:
    given = as_json(extract(TEXT), path="a.txt", text_sha256="00")
    assert json.loads(json.dumps(given)) == {
        "path": "a.txt",
        "text_sha256": "00",
        "text": TEXT,
        "language": "en",
        "extractor": "rules",
        "attributions": [
            {
                "source": [[0, 9]],
                "cue": [[10, 14]],
                "content": [[41, 74]],
                "confidence": None,
                "speaker": "Residents",
                "speaker_kind": "group",
                "mention": "nominal",
                "via": ["the Northern Press Agency"],
                "inside": None,
                "quote": "indirect",
                "nature": "asserts",
                "hedged": False,
                "firsthand": "unknown",
            },
            {
                "source": [[76, 84]],
                "cue": [[85, 91]],
                "content": [[92, 102]],
                "confidence": None,
                "speaker": "The army",
                "speaker_kind": "government",
                "mention": "nominal",
                "via": [],
                "inside": None,
                "quote": "indirect",
                "nature": "denies",
                "hedged": False,
                "firsthand": "unknown",
            },
        ],
        "statements": [
            {
                "text": "soldiers had burned the mill",
                "spans": [[46, 74]],
                "attribution": 0,
                "own_voice": False,
                "headline": False,
                "checkable": True,
                "caveats": [{"kind": "denied", "spans": [[85, 102]], "by": "The army", "confidence": None}],
                "confidence": None,
                "perhaps": None,
            },
            {
                "text": "denied the claims",
                "spans": [[85, 102]],
                "attribution": 1,
                "own_voice": False,
                "headline": False,
                "checkable": True,
                "caveats": [],
                "confidence": None,
                "perhaps": None,
            },
        ],
        "skipped": [{"spans": [[15, 45]], "why": "other"}],
        "links": [{"from": 1, "to": 0, "kind": "denies", "spans": [[85, 102]]}],
    }


def test_offsets_count_code_points() -> None:
    given = as_json(extract("👩‍🚒 Ana Ruiz said the bridge was closed."), path="a.txt", text_sha256="00")
    start, end = given["statements"][0]["spans"][0]
    assert given["text"][start:end] == "the bridge was closed"
