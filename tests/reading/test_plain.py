import codecs
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimtrack.errors import InvalidInput
from claimtrack.reading.plain import decoded, read_plain

_FRENCH = "La préfète a précisé que l’évacuation était terminée… « Été après été », a répété l’élu désabusé, à côté. "
_GERMAN = "Der Bürgermeister erklärte: „Der Fluß ist über die Ufer getreten.“ Für Schäden würde gehaftet. "
_POLISH = "Burmistrz powiedział dziennikarzom, że rzeka wylała „zeszłego lata”. Nikt nie został ranny, dodał później. "
_CZECH = "Starosta řekl novinářům, že řeka se loni v létě vylila. Nikdo nebyl zraněn, dodal později mluvčí úřadu. "
_RUSSIAN = "Мэр города заявил журналистам, что река вышла из берегов прошлым летом. Никто не пострадал. "
_UKRAINIAN = "Мер міста заявив журналістам, що річка вийшла з берегів. Її ніхто не бачив. "
_GREEK = "Ο δήμαρχος είπε στους δημοσιογράφους ότι το ποτάμι ξεχείλισε το περασμένο καλοκαίρι. "
_TURKISH = "Belediye başkanı gazetecilere nehrin geçen yaz taştığını söyledi. Kimse yaralanmadı, diye ekledi. "
_ARABIC = "قال رئيس البلدية للصحفيين إن النهر فاض الصيف الماضي. "
_HEBREW = "ראש העיר אמר לעיתונאים כי הנהר עלה על גדותיו בקיץ שעבר. "
_JAPANESE = "市長は記者団に対し、昨年の夏に川が氾濫したと述べた。けが人はいなかったという。"
_CHINESE = "市长告诉记者，去年夏天河水泛滥。他说没有人受伤。"
_KOREAN = "시장은 기자들에게 지난 여름 강이 범람했다고 말했다. 다친 사람은 없었다고 한다. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (_FRENCH, "cp1252"),
        (_GERMAN, "cp1252"),
        ("Only one café, “she said”. " + "The river rose. " * 50, "cp1252"),
        (_POLISH, "cp1250"),
        (_CZECH, "cp1250"),
        (_CZECH, "iso8859_2"),
        (_RUSSIAN, "cp1251"),
        (_RUSSIAN, "koi8_r"),
        (_RUSSIAN, "iso8859_5"),
        (_UKRAINIAN, "koi8_u"),
        (_GREEK, "cp1253"),
        (_TURKISH, "cp1254"),
        (_HEBREW, "cp1255"),
        (_ARABIC, "cp1256"),
        (_JAPANESE, "cp932"),
        (_JAPANESE, "euc_jp"),
        (_CHINESE, "gb18030"),
        (_KOREAN, "euc_kr"),
    ],
)
@pytest.mark.parametrize("times", [1, 20])
def test_an_encoding_is_told_by_what_it_makes_of_the_bytes(text: str, encoding: str, times: int) -> None:
    assert decoded((text * times).encode(encoding), name="a.txt") == text * times


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_goes(encoding: str) -> None:
    assert decoded(_FRENCH.encode(encoding), name="a.txt", charset="latin-1") == _FRENCH


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_without_its_mark(encoding: str) -> None:
    assert decoded("The river rose by two metres.".encode(encoding), name="a.txt") == "The river rose by two metres."


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        ("“Café”, she said", "cp1252", "ISO-8859-1"),
        ("“Café”, she said", "cp1252", "us-ascii"),
        (_RUSSIAN, "cp1251", "windows-1251"),
        (_JAPANESE, "iso2022_jp", "ISO-2022-JP"),
        (_RUSSIAN, "utf-16-le", "utf-16le"),
        (_CHINESE, "gb18030", "gb2312"),
        ("“Café”, she said", "utf-8", "ISO-8859-1"),
        ("“Café”, she said", "cp1252", "utf-8"),
        ("“Café”, she said", "cp1252", "no-such-charset"),
        ("“Café”, she said", "cp1252", "idna"),
        ("“Café”, she said", "cp1252", "undefined"),
        ("“Café”, she said", "cp1252", "rot13"),
    ],
)
def test_a_declared_charset_holds_unless_the_bytes_are_utf8_or_it_is_none(
    text: str, encoding: str, declared: str
) -> None:
    assert decoded(text.encode(encoding), name="a.txt", charset=declared) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt is empty"),
        (b" \r\n\t ", "a.txt is empty"),
        (codecs.BOM_UTF8, "a.txt is empty"),
        (b"The\0riv\0er\0rose.", "a.txt is no text: it holds bytes"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20, "a.txt is no text: it looks like image/png"),
        (b"The \x01\x02\x03 river \x04\x05 rose", "a.txt is no text"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8x\0", "a.txt cannot be read as utf-16le: 1 of its 6 bytes"),
        (codecs.BOM_UTF8 + b"o \xff\xfe", "a.txt cannot be read as utf-8: 2 of its 7 bytes"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        decoded(data, name="a.txt")
    assert message in str(refused.value)


def test_a_file_that_no_encoding_makes_sense_of_is_refused() -> None:
    rubbish = bytes(random.Random(3).choices(range(0x80, 0x100), k=4_000))  # noqa: S311 - nothing secret
    with pytest.raises(InvalidInput, match="save it as UTF-8"):
        decoded(rubbish, name="a.txt")


def test_upper_case_before_a_quotation_mark_is_no_damaged_utf8() -> None:
    text = "Au “CAFÉ” on a dit « été »."
    assert decoded(text.encode("cp1252"), name="a.txt") == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
@example("Â\xa0Â\xa0")
def test_utf8_is_read_back_unchanged_or_it_is_said(text: str) -> None:
    read = read_plain(text.encode(), name="a.txt")
    # What looks as if it had been encoded twice is read as it was meant, and that is said.
    assert (
        read.text == text.removeprefix("\ufeff")
        or text.startswith("\ufeff")
        or any("twice" in str(one) for one in read.notices)
    )


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_give_text_or_a_clear_refusal(data: bytes) -> None:
    try:
        text = decoded(data, name="a.txt")
    except InvalidInput:
        return
    assert "\0" not in text
    text.encode()


def test_line_ends_and_odd_spaces_stay() -> None:
    text = "One\r\ntwo\rthree\u2028four\u00a0 five\n\n\n"
    document = read_plain(text.encode(), name="a.txt")
    assert (document.text, document.media_type) == (text, "text/plain")


def test_a_line_of_ten_million_bytes_is_read() -> None:
    assert len(decoded(b"word " * 2_000_000, name="a.txt")) == 10_000_000
