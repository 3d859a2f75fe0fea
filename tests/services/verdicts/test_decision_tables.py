"""Verdicts read from a table: every form a spreadsheet gives it, and every mistake in it by its line."""

import codecs
import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.errors import InvalidInput
from claimtrack.services.verdicts.decision_tables import Ruling, read_rulings
from claimtrack.vocabulary import Said, Status

PLAIN = Ruling(2, 12, Status.DISPUTED, None, "figures; differ", (), override=False, version=None)


@pytest.mark.parametrize(
    "data",
    [
        b"claim,verdict,reason\n12,disputed,figures; differ\n",
        b"\xef\xbb\xbfclaim,verdict,reason\r\n12,disputed,figures; differ\r\n",
        b'claim;verdict;reason\n12;disputed;"figures; differ"\n',
        b"sep=,\r\nclaim,verdict,reason\r\n12,disputed,figures; differ\r\n",
        b'\xef\xbb\xbf"sep=|"\nclaim|verdict|reason\n12|disputed|figures; differ\n',
        "SEP=;\nclaim;verdict;reason\n12;disputed;'figures; differ'\n".replace("'", '"').encode(),
        "claim\tverdict\treason\r\n12\tdisputed\tfigures; differ\r\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "claim,verdict,reason\n12,disputed,figures; differ\n".encode("utf-16-be"),
        b'"claim"\t"verdict"\t"reason"\n12\tdisputed\tfigures; differ',
        b"Reason, Claim ,VERDICT\n figures; differ , 12 , Disputed \n,,\n\n",
        b"claim,verdict,reason,said,despite,override,version\n12,disputed,figures; differ\n",
    ],
)
def test_a_table_is_read_in_every_form(data: bytes) -> None:
    table = read_rulings(data, name="v.csv")
    line = 3 if b"sep=" in data.lower() else 2
    assert table.rulings == (replace(PLAIN, line=line),)
    assert table.faults == ()


@pytest.mark.parametrize(
    ("row", "ruling"),
    [
        ("12,,,verified,,,", Ruling(2, 12, None, Said.VERIFIED, None, (), override=False, version=None)),
        (
            '12,confirmed,old map,not found,"7, 8",yes,4',
            Ruling(2, 12, Status.CONFIRMED, Said.NOT_FOUND, "old map", (7, 8), override=True, version=4),
        ),
        (
            "12,confirmed,old map,,7;8 9,No,",
            Ruling(2, 12, Status.CONFIRMED, None, "old map", (7, 8, 9), override=False, version=None),
        ),
        (
            '12,"unverified","a\nb",,,X,',
            Ruling(2, 12, Status.UNVERIFIED, None, "a\nb", (), override=True, version=None),
        ),
    ],
)
def test_every_column_means_something(row: str, ruling: Ruling) -> None:
    table = read_rulings(f"claim,verdict,reason,said,despite,override,version\n{row}\n".encode(), name="v.csv")
    assert table.faults == ()
    assert table.rulings == (ruling,)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("x,disputed,a,", '"x" in the column claim is no number'),
        (",disputed,a,", '"" in the column claim is no number'),
        ("12,true,a,", '"true" is no word for the column verdict; write one of unverified, confirmed, disputed, '),
        ("12,in review,a,", '"in review" is no word for the column verdict'),
        ("12,,a,", "claim 12 is given no verdict; write one of "),
        ("12,disputed,a,maybe", '"maybe" in the column override is neither yes nor no'),
        ("12,disputed,differs, says who", '"says who" in the column override is neither yes nor no'),
        ("12,disputed,differs,,says who", "there are 5 cells under 4 columns; a cell that holds the separator itself"),
        ("11,disputed,b,", "claim 11 stands on line 2 already; leave one of them out"),
    ],
)
def test_a_mistake_is_told_with_the_line_of_its_row(row: str, says: str) -> None:
    data = f'claim,verdict,reason,override\n11,disputed,"a\n\nb",\n\n{row}\n12,refuted,c,\n'.encode()
    table = read_rulings(data, name="v.csv")
    (fault,) = table.faults
    assert fault.line == 6
    assert str(fault.error).startswith(says)
    assert [ruling.line for ruling in table.rulings] == [2, 7]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "v.csv is empty; it takes a header such as claim,verdict,reason"),
        (b"\xef\xbb\xbf \n", "v.csv is empty"),
        (b" \r\n\n", "v.csv is empty"),
        (b"claim,verdict,reason\n", "v.csv holds no rows under its header"),
        (b"claim,verdict,reason\n,,\n", "v.csv holds no rows under its header"),
        (b"12,disputed,differs\n", "v.csv has columns that mean nothing here: 12, disputed, differs; its first line"),
        (
            b"claim,verdict,note\n12,disputed,a\n",
            "v.csv has columns that mean nothing here: note; its first line names",
        ),
        (b"claim,verdict,claim\n12,disputed,12\n", "v.csv has the column claim twice"),
        (b"verdict,reason\ndisputed,a\n", "v.csv needs the columns claim and verdict, said, restatement"),
        (b"claim,reason\n12,a\n", "v.csv needs the columns claim and verdict, said, restatement"),
        ("claim,verdict,reason\n12,disputed,é\n".encode("latin-1"), "v.csv is not in UTF-8; save it from the spread"),
        ("claim,verdict\n12,disputed\n".encode("utf-16")[:-1], "v.csv is not in UTF-8"),
        ("claim,verdict\n12,disputed\n".encode("utf-16-le"), "v.csv is not in UTF-8"),
        (b'claim,verdict\n11,disputed\n12,"dis\n', "v.csv, line 3: this is no table .*a quotation mark may be missing"),
    ],
)
def test_what_is_no_table_of_verdicts_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(InvalidInput, match=f"^{says}"):
        read_rulings(data, name="v.csv")


_reasons = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(str.strip)


@given(
    st.lists(st.tuples(st.sampled_from(["disputed", "withdrawn"]), _reasons), min_size=1, max_size=6),
    st.sampled_from(",;\t"),
)
@settings(deadline=None)
def test_what_a_spreadsheet_writes_is_read_as_it_was_meant(rows: list[tuple[str, str]], separator: str) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=separator)
    writer.writerow(["claim", "verdict", "reason"])
    writer.writerows([(number, *row) for number, row in enumerate(rows, 1)])
    table = read_rulings(written.getvalue().encode("utf-8-sig"), name="v.csv")
    assert table.faults == ()
    assert [(one.line, one.claim, one.verdict, one.reason) for one in table.rulings] == [
        (number + 1, number, Status(verdict), reason.strip()) for number, (verdict, reason) in enumerate(rows, 1)
    ]
