"""Text in narrow columns is read as if it were not: as clippings, quoted mails and print have it."""

import re
from textwrap import fill, wrap

import pytest

from claimtrack.extraction.engine import extract
from claimtrack.extraction.text.wrapping import wraps
from claimtrack.extraction.whole_paragraphs import unwrapped

PARAGRAPHS = [
    one.replace("\n", " ")
    for one in """\
The harbour office closed the eastern quay on Tuesday after a crane had fallen into the basin, the harbour
master said in a letter to the council.

“The brake had been reported twice,” said Lena Mortvik, who works the second crane. “Nobody came to look at it
in all those weeks.”

Northlight Shipping, which owns the crane, denied that the brake was faulty. The company said that the wind had
been stronger than any forecast and that two of its engineers had seen the machine on Monday.

Nobody was hurt. The mayor of Port Seline told reporters that the quay would stay closed until the divers had
been down.""".split("\n\n")
]
WHOLE = "\n\n".join(PARAGRAPHS)


def _said(text: str) -> list[tuple[str, str | None]]:
    found = extract(text)
    assert all(text[slice(*one.spans[0])].strip() for one in found.statements)
    speakers = [
        found.attributions[one.attribution].speaker if one.attribution is not None else None for one in found.statements
    ]
    words = [re.sub(r"\s+", " ", re.sub(r"\n[> ]*", "\n", one.text)) for one in found.statements]
    return list(zip(words, speakers, strict=True))


@pytest.mark.parametrize("width", [22, 25, 28, 30, 33, 35, 38, 40, 44, 50, 66, 72])
def test_the_same_is_said_at_any_width(width: int) -> None:
    text = "\n\n".join(fill(one, width, break_on_hyphens=False) for one in PARAGRAPHS)
    assert _said(text) == _said(WHOLE)


@pytest.mark.parametrize("width", [30, 35, 60])
def test_paragraphs_that_only_an_indent_parts_are_read_apart(width: int) -> None:
    text = "\n".join(fill(one, width, initial_indent="  ", break_on_hyphens=False) for one in PARAGRAPHS)
    assert _said(text) == _said(WHOLE)


@pytest.mark.parametrize("prefix", ["> ", ">", "> > ", ">> "])
@pytest.mark.parametrize("width", [32, 65])
def test_what_a_mail_quotes_is_read_whole(width: int, prefix: str) -> None:
    lines = "\n\n".join(fill(one, width, break_on_hyphens=False) for one in PARAGRAPHS).split("\n")
    text = "\n".join(f"{prefix}{line}".rstrip() for line in lines)
    assert _said(text) == _said(WHOLE)


def test_a_quotation_in_a_mail_and_the_answer_under_it_are_two_paragraphs() -> None:
    text = (
        fill(PARAGRAPHS[0], 50, initial_indent="> ", subsequent_indent="> ") + "\nbasin and quay are both closed now."
    )
    assert len(wraps(text)) == 3
    assert "basin and" not in [text[end : end + 9] for _, end in wraps(text)]


@pytest.mark.parametrize("width", [30, 36, 60])
def test_what_justifies_lines_is_no_part_of_what_is_said(width: int) -> None:
    text = "\n\n".join(_justified(one, width) for one in PARAGRAPHS)
    assert "  " in text
    whole = unwrapped(text)
    assert whole is not None
    assert re.sub(r"(?<=[.”]) +", " ", whole.text) == WHOLE


@pytest.mark.parametrize("width", [26, 30, 34])
def test_words_that_print_breaks_are_whole(width: int) -> None:
    text = "\n\n".join(_hyphened(one, width) for one in PARAGRAPHS)
    assert "-\n" in text
    whole = unwrapped(text)
    assert whole is not None
    assert whole.text == WHOLE
    assert len(extract(text).statements) == len(extract(WHOLE).statements)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The well-known crane of the port was the well-\nknown one that fell on Tuesday.", "well-known one"),
        ("The harbour master said that he was a self-\ntaught pilot of the port of Seline.", "self-taught"),
        ("The harbour master an\u00ad\nnounced that the eastern quay was closed on Tuesday.", "master announced"),
        ("The harbour mas\u00adter said that the eastern quay was\nclosed on Tuesday after the storm.", "master said"),
        (
            "The letter was read aloud to all by Anne-\nMarie Mortvik, who speaks for the pilots of\nthe port.",
            "Anne-Marie",
        ),
        ("The pilots of the first and of the second-\nor the third-class ships of the port came.", "second- or"),
    ],
)
def test_a_hyphen_goes_where_it_only_breaks_a_word(text: str, read: str) -> None:
    whole = unwrapped(text)
    assert whole is not None
    assert read in whole.text


def test_a_heading_over_a_narrow_column_is_no_part_of_it() -> None:
    text = f"Crane falls into basin\n{fill(PARAGRAPHS[0], 30)}\n\n{fill(PARAGRAPHS[1], 30)}\n"
    assert text[: wraps(text)[0][0]].rsplit("\n", 1)[-1] == "The harbour office closed the"
    assert ("Crane falls into basin", None) in _said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The river carries what\nthe hills let go,\nthe bridges count\nthe carts.",
        "I saw the crane fall\ninto the harbour deep\nand nobody at all\nwas woken from his sleep.",
        "four sacks of barley\ntwo carts\nthe seal of the mill\na rope.",
        "Flour\nyeast and salt\na spoon of oil\nwater as needed.",
        "Lena Mortvik\nharbour office\n14 quay street\nport of seline.",
    ],
)
def test_short_lines_that_somebody_ended_stay_apart(text: str) -> None:
    assert wraps(text) == []


@pytest.mark.parametrize(
    ("lines", "between"),
    [
        (
            [
                "周二下午，港口东码头的一台起重机倒塌，坠入",
                "港池，港务局长在给市议会的一封信中说。码头",
                "将关闭到潜水员检查完毕为止。",
            ],
            "",
        ),
        (
            [
                "मंगलवार की दोपहर को बंदरगाह के पूर्वी घाट पर एक क्रेन गिर",
                "गई और पानी में डूब गई, बंदरगाह के अधिकारी ने परिषद को बताया।",
            ],
            " ",
        ),
        (
            [
                "سقطت رافعة في الرصيف الشرقي للميناء بعد ظهر يوم الثلاثاء",
                "وغرقت في الحوض، كما قال مدير الميناء في رسالة إلى المجلس.",
            ],
            " ",
        ),
    ],
    ids=["Chinese", "Hindi", "Arabic"],
)
def test_wrapped_lines_of_other_scripts_are_joined(lines: list[str], between: str) -> None:
    whole = unwrapped("\n".join(lines))
    assert whole is not None
    assert whole.text == between.join(lines)


def test_headings_of_other_scripts_are_not_joined() -> None:
    text = "港口起重机周二倒塌坠入港池之中\n港务局长致信市议会说明情况\n码头将关闭到检查完毕为止\n没有人受伤"
    assert wraps(text) == []


def _justified(paragraph: str, width: int) -> str:
    lines = wrap(paragraph, width, break_on_hyphens=False)
    return "\n".join([*(_spread(line, width) for line in lines[:-1]), lines[-1]])


def _spread(line: str, width: int) -> str:
    words = line.split(" ")
    missing = width - len(line)
    gaps = len(words) - 1
    spread = [1 + missing // gaps + (place < missing % gaps) for place in range(gaps)]
    return "".join(word + " " * gap for word, gap in zip(words, [*spread, 0], strict=True))


def _hyphened(paragraph: str, width: int) -> str:
    """Return a paragraph at a width with long words broken where a line ends, as print does."""
    lines, line = [], ""
    for word in paragraph.split():
        room = width - len(line) - 2
        if line and len(line) + 1 + len(word) > width:
            if word.isalpha() and len(word) > 6 and 2 < room < len(word) - 2:
                lines.append(f"{line} {word[:room]}-")
                line = word[room:]
                continue
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])
