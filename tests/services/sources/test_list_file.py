"""A list of sources read from CSV or JSON: every form, and every mistake by its row and column."""

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.errors import InvalidInput
from claimtrack.services.sources.list_file import COLUMNS, MOST_ROWS, TEMPLATE, ListedSource, read_sources
from claimtrack.vocabulary import RelationKind, Reliability, SpeakerKind

SANA = ListedSource(
    line=2,
    name="SANA",
    kind=SpeakerKind.MEDIA,
    aliases=("Syrian news agency", "Sana News"),
    relations=((RelationKind.PART_OF, "Ministry"), (RelationKind.CONTROLLED_BY, "Syria")),
    since=date(2011, 3, 15),
    reliability=Reliability.D,
    because="its own; imprint",
)
HEADER = "name,kind,aliases,part_of,controlled_by,since,reliability,because"
ROW = "SANA,media,Syrian news agency|Sana News,Ministry,Syria,2011-03-15,D,its own; imprint"


@pytest.mark.parametrize(
    "data",
    [
        f"{HEADER}\n{ROW}\n".encode(),
        f"\ufeff{HEADER}\r\n{ROW}\r\n".encode(),
        f"{HEADER}\n{ROW}\n".replace(",", "\t").encode(),
        f"{HEADER};until\n{ROW};\n".replace(",", ";").replace("its own; imprint", '"its own; imprint"').encode(),
        f"{HEADER.upper()}\n{ROW}".replace(",media,", " , Media,").replace("|", " | ").replace(",D,", ",d,").encode(),
    ],
)
def test_a_table_is_read_in_every_form(data: bytes) -> None:
    listed = read_sources(data, name="s.csv")
    assert (listed.rows, listed.faults, listed.place) == ((SANA,), (), "line")


def test_a_json_list_says_the_same() -> None:
    entry = {
        "name": "SANA",
        "kind": "media",
        "aliases": ["Syrian news agency", "Sana News"],
        "part_of": "Ministry",
        "controlled_by": ["Syria"],
        "allied_with": [],
        "since": "2011-03-15",
        "until": None,
        "unaffiliated": False,
        "reliability": "D",
        "because": "its own; imprint",
    }
    listed = read_sources(
        json.dumps([{"name": "Ministry", "unaffiliated": True, "because": "asked"}, entry]).encode(), name="s"
    )
    assert listed.place == "entry"
    assert listed.rows == (ListedSource(1, "Ministry", unaffiliated=True, because="asked"), SANA)


def test_the_template_can_be_read() -> None:
    listed = read_sources(TEMPLATE.encode(), name="t.csv")
    assert (len(listed.rows), listed.faults) == (3, ())
    assert tuple(TEMPLATE.splitlines()[0].split(",")) == COLUMNS


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("A,persn,,,,,,,", '"persn" is no word for the column kind; write one of person, group, organisation'),
        ("A,,,,,,,G,", '"G" is no word for the column reliability; write one of A, B, C, D, E, F'),
        (",media,,,,,,,", "the column name is empty; a row needs the name of a source"),
        ("12,,,,,,,,", '"12" in the column name is no name'),
        ("A,,7,,,,,,", '"7" in the column aliases is no name'),
        (
            "A,,,B,2020,,,,",
            '"2020" is no date; write it like 2026-11-24 or 2026-11-24T15:30+02:00, in the column since',
        ),
        ("A,,,B,2020-02-01,2020-01-01,,,", "it would end on 2020-01-01, before it begins on 2020-02-01"),
        ("A,,,,2020-02-01,,,,", "since and until belong to a relation; name one under part_of, controlled_by"),
        ("A,,,,,,yes,,", "that nobody is known takes words on how you know, in the column because"),
        ("A,,,,,,perhaps,,", '"perhaps" in the column unaffiliated is neither yes nor no'),
        ("A,,,,,,,,,x", "there are 10 cells under 9 columns"),
        ("X,government,,,,,,,", "X has the kind government here and media on line 2; leave one of the two out"),
        ("X,,,,,,,C,", "X has the reliability C here and B on line 2"),
        ("Y,,Ex,,,,,,", '"Ex" is an alias of Y here and is X on line 2'),
        ("Y,,the x,,,,,,", '"the x" is an alias of Y here and is X on line 2'),
        ("X,,,,,,yes,,asked", "nobody is known for X here, and somebody is on line 2"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_by_its_line(row: str, says: str) -> None:
    first = "X,media,Ex,W,,,,B,"
    head = "name,kind,aliases,part_of,since,until,unaffiliated,reliability,because"
    listed = read_sources(f"{head}\n{first}\n{row}\n".encode(), name="s.csv")
    assert [(fault.line, says in str(fault.error)) for fault in listed.faults] == [(3, True)], listed.faults


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "s.csv is empty; it takes a header such as name,kind,part_of,because and a row for each source"),
        (b"name,kind\n", "s.csv holds no rows; write one for each source"),
        (b"[]", "s.csv holds no rows"),
        (b"name,knd,part_off\nA,,\n", r"columns that mean nothing here: knd \(kind\?\), part_off \(part_of\?\)"),
        (b"kind\nmedia\n", "s.csv needs the column name; its first line names the columns"),
        (b"name,name\nA,B\n", "s.csv has the column name twice"),
        (b"name\n\xe9\n", "s.csv is not in UTF-8"),
        (b'name\n"A\n', "s.csv, line 2: this is no table"),
        (b'[{"name": "A"', "s.csv is no JSON"),
        (b"[" * 100_000, "s.csv is no JSON"),
        (b'{"name": "A"}', 's.csv is no list; it takes one of objects such as {"name"'),
        (b"name\n" + b"A\n" * (MOST_ROWS + 1), "s.csv holds 10,001 rows, and 10,000 are the most; import it in parts"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        read_sources(data, name="s.csv")


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (4, "this is no object; write one such as"),
        ({"name": "A", "knid": "media"}, r"knid (kind?) means nothing here; there are name, kind"),
        ({"name": "A", "kind": 3}, "the value of kind is neither text nor a list of texts, nor true or false"),
        ({"name": "A", "aliases": [3]}, "the value of aliases is neither text"),
        ({"kind": "media"}, "the column name is empty"),
    ],
)
def test_what_is_wrong_with_an_entry_is_told_by_its_place(entry: object, says: str) -> None:
    (fault,) = read_sources(json.dumps([{"name": "B"}, entry]).encode(), name="s.json").faults
    assert (fault.line, says in str(fault.error)) == (2, True), fault.error


@given(
    st.binary(max_size=60)
    | st.text(max_size=60).map(str.encode)
    | st.text(',\n"|[]{}:name', max_size=60).map(str.encode)
)
@settings(deadline=None)
def test_whatever_is_read_is_rows_and_faults_or_a_refusal(data: bytes) -> None:
    for given_bytes in (data, b"name,kind,aliases\n" + data):
        listed = None
        with suppress(InvalidInput):
            listed = read_sources(given_bytes, name="s.csv")
        assert listed is None or listed.rows or listed.faults
