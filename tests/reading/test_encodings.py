"""Bytes become the characters that a browser shows, whatever they are in and whatever says so."""

import pytest
from tests.reading.languages import Written, written

from claimtrack.errors import InvalidInput, UsageError
from claimtrack.reading.encodings.charsets import characters, encoding_of, told
from claimtrack.reading.pages.html import read_html
from claimtrack.reading.plain import decode, decode_page, read_plain
from claimtrack.reading.read import read_document

_ALL = list(written())
_MISSED = {("turkish", "iso-8859-3")}
"""What is guessed wrongly: nobody wrote Turkish so after 1989."""
_SAID = "“We had waited for hours,” said Zoë Brûlé – nobody’s son – at the café. "
_CENTRAL = "„Nikdo nás nevaroval,“ řekla Božena Dvořáková z Plzně. "


def _id(one: Written) -> str:
    return f"{one.language} {one.encoding}"


@pytest.mark.parametrize("one", _ALL, ids=_id)
def test_a_page_is_read_in_what_it_declares(one: Written) -> None:
    assert len(_ALL) > 100
    for head in (
        f'<meta charset="{one.encoding}">',
        f"<META http-equiv=Content-Type content='text/html; charset={one.encoding.upper()}'>",
    ):
        page = f"<!doctype html><html><head>{head}<title>x</title></head><body><p>".encode() + one.data + b"</p>"
        found = decode_page(page, name="a.html")
        assert found.text.endswith(f"<p>{one.text}</p>")
        assert tuple(map(str, found.notices)) == ()


@pytest.mark.parametrize("one", _ALL, ids=_id)
def test_an_encoding_is_guessed_and_the_guess_is_told(one: Written) -> None:
    found = decode(one.data, name="a.txt")
    assert (found.text == one.text) == ((one.language, one.encoding) not in _MISSED)
    guessed = [notice for notice in tuple(map(str, found.notices)) if "by a guess; --encoding says it" in notice]
    assert len(guessed) == (one.encoding != "utf-8")


@pytest.mark.parametrize("one", _ALL, ids=_id)
def test_a_server_and_a_person_say_it_too(one: Written) -> None:
    page = b'<meta charset="x-mac-cyrillic"><p>' + one.data
    assert decode_page(page, name="a.html", charset=one.encoding).text.endswith(one.text)
    assert decode_page(page, name="a.html", charset=told(one.encoding)).text.endswith(one.text)
    assert tuple(map(str, decode(one.data, name="a.txt", charset=told(one.encoding)).notices)) == ()


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<!-- <meta charset="koi8-r"> --><meta charset="windows-1250">', "windows-1250"),
        ('<!--><meta charset="windows-1250">', "windows-1250"),
        ("<script>var m = '<meta charset=\"koi8-r\">'</script><meta charset=windows-1250>", "windows-1250"),
        ("<style><meta charset=koi8-r></style><title><meta charset=greek></title><meta charset=l2>", "iso-8859-2"),
        ('<meta name="a" content=\'<meta charset="koi8-r">\'><meta charset="cp1250">', "windows-1250"),
        ('<meta charset="no-such"><meta charset="x-cp1250">', "windows-1250"),
        (f"<!-- {'x' * 90_000} --><link rel=a href=b><meta charset=windows-1250>", "windows-1250"),
        ("<meta content='text/html; charset = \"windows-1250\"' http-equiv=content-type>", "windows-1250"),
        ("<meta http-equiv=refresh content='0; charset=koi8-r'><meta charset=windows-1250>", "windows-1250"),
        ("<meta charset=windows-1250><meta charset=koi8-r>", "windows-1250"),
        ("</meta charset=koi8-r><meta/charset=windows-1250/>", "windows-1250"),
        ("<p title='a > b <meta charset=koi8-r>'><meta charset=windows-1250>", "windows-1250"),
    ],
)
def test_only_a_real_meta_declares(head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body><p>".encode() + _CENTRAL.encode("cp1250").replace(b"\x8a", b"")
    assert decode_page(page, name="a.html").encoding == encoding


@pytest.mark.parametrize("declaration", ['<?xml version="1.0" encoding="windows-1250"?>', "<?xml encoding='cp1250' ?>"])
def test_an_xml_declaration_holds_where_no_meta_does(declaration: str) -> None:
    page = f"{declaration}<html><body><p>{_CENTRAL}</p></body></html>".encode("cp1250")
    assert _CENTRAL.strip() in read_html(page, name="a.html").text
    with_meta = page.replace(b"<html>", b"<html><meta charset=iso-8859-5>")
    assert decode_page(with_meta, name="a.html").encoding == "iso-8859-5"


def test_a_hostile_page_is_searched_once() -> None:
    for part in ("<!-- charset ", "<script>charset", "<meta a='", '<meta charset="', "<meta ", "<a b=c ", "<a '\">"):
        assert decode_page(b"<p>" + part.encode() * 100_000 + b"<p>x", name="a.html").encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "charset", "text", "notice"),
    [
        (_SAID.encode(), "windows-1252", _SAID, "said to be windows-1252, but it is UTF-8, and was read as that"),
        (_CENTRAL.encode(), "gbk", _CENTRAL, "said to be gbk, but it is UTF-8"),
        (_SAID.encode("cp1252"), "utf-8", _SAID, "said to be utf-8, which it is not; read as windows-1252 by a guess"),
        (_SAID.encode("cp1252"), "euc-jp", _SAID, "said to be euc-jp, which it is not"),
        ((_SAID * 9).encode() + b"\xff", "latin1", _SAID * 9 + "\ufffd", "said to be windows-1252, but it is damaged"),
        ("L’ÉTÉ’S END".encode("cp1252"), "latin1", "L’ÉTÉ’S END", None),
        ("É’s".encode("cp1252"), "latin1", "É’s", None),
        (b"Words of ASCII", "utf-16le", "Words of ASCII", None),
    ],
)
def test_a_charset_that_lies_is_not_believed(data: bytes, charset: str, text: str, notice: str | None) -> None:
    found = decode(data, name="a.txt", charset=charset)
    assert found.text == text
    assert [one.startswith(notice or "-") for one in tuple(map(str, found.notices))[:1]] == ([True] if notice else [])


def test_a_person_is_believed_and_told() -> None:
    found = decode(_SAID.encode(), name="a.txt", charset=told("latin1"))
    assert found.text == characters(_SAID.encode(), "windows-1252").text
    assert tuple(map(str, found.notices)) == (
        'read as windows-1252, as it was said, though its bytes are UTF-8; --encoding "utf-8" reads them as that',
    )
    assert decode(_SAID.encode("utf-8-sig"), name="a.txt", charset=told("koi8-r")).text == _SAID


@pytest.mark.parametrize(
    ("data", "text", "notice"),
    [
        (b"It\xe2\x80\x99s \xff so.", "It’s \ufffd so.", "1 byte of 12 is damaged, at byte 7; “\ufffd” stands"),
        (
            _SAID.encode() + b"\xed\xa0\xbd\xed\xb8\x80",
            _SAID + "\ufffd" * 6,
            "6 bytes of 92 are damaged, the first at byte 86;",
        ),
        ("It’s so,".encode() + b"\xe2\x80", "It’s so,\ufffd", "2 bytes of 12 are damaged, the first at byte 10"),
        (b"Nobody said\xe2\x80", "Nobody said\ufffd", "2 bytes of 13 are damaged, the first at byte 11"),
        ("It’s \ufffd ".encode() + b"\xc0\xaf", "It’s \ufffd \ufffd\ufffd", "2 bytes of"),
        (b"\xef\xbb\xbfIt is so, \xff they said", "It is so, \ufffd they said", "1 byte of 24 is damaged, at byte 13"),
        (
            "A lone half, \ud800, of two".encode("utf-16-le", "surrogatepass"),
            "A lone half, \ufffd, of two",
            "read as utf-16le by a guess",
        ),
        (b"The ri\0ver rose in the night", "The ri\ufffdver rose in the night", "1 NUL byte in it is no character"),
        (b"The river rose" + b"\0" * 512, "The river rose", "512 NUL bytes at its end were left out"),
        ("One.\n\ufeffTwo “é”.".encode(), "One.\n\ufeffTwo “é”.", None),
    ],
    ids=["byte", "cesu", "cut", "cut-ascii", "overlong", "bom", "surrogate", "nul", "padding", "bom-within"],
)
def test_damage_is_shown_counted_and_told(data: bytes, text: str, notice: str | None) -> None:
    found = decode(data, name="a.txt")
    assert found.text == text
    assert [one[: len(notice or "")] for one in tuple(map(str, found.notices))[:1]] == ([notice] if notice else [])


def test_a_page_drops_its_nuls_and_keeps_its_words() -> None:
    page = b"<html><body><article><p>The ri\0ver rose by two metres, the mayor said on Monday.</p></article>"
    document = read_html(page + b"<script>var a='" + b"\0" * 30 + b"'</script>", name="a.html")
    assert document.text == "The river rose by two metres, the mayor said on Monday."
    assert tuple(map(str, document.notices)) == ("31 NUL bytes in it are no characters",)


@pytest.mark.parametrize("reader", ["a.txt", "a.md", "a.html"])
def test_notices_reach_the_document(reader: str) -> None:
    page = f"<html><body><article><p>{_SAID * 3}</p></article></body></html>" if reader == "a.html" else _SAID * 3
    assert tuple(map(str, read_document(page.encode("cp1252"), name=reader).notices)) == (
        "read as windows-1252 by a guess; --encoding says it",
    )


@pytest.mark.parametrize("between", ["cp1252", "latin-1", "cp1251", "mac-roman", "cp1250"])
@pytest.mark.parametrize("text", [_SAID, _CENTRAL * 2, "«Мост закрыт», — сказала она. " * 2])
def test_what_was_encoded_twice_is_noticed_mended_and_can_be_left(between: str, text: str) -> None:
    try:
        garbled = text.encode().decode(between)
    except UnicodeDecodeError:
        garbled = "".join(bytes([byte]).decode(between, "ignore") or chr(byte) for byte in text.encode())
    found = decode(garbled.encode(), name="a.txt")
    assert found.text == text
    assert found.encoding == "utf-8-twice"
    assert str(found.notices[0]).startswith("it was encoded twice (“")
    assert decode(garbled.encode(), name="a.txt", charset=told("utf-8")).text == garbled
    assert decode(garbled.encode(), name="a.txt", charset=told("utf-8-twice")).text == text


def test_what_was_lost_between_two_encodings_is_put_back() -> None:
    garbled = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in _SAID.encode())
    assert decode(garbled.encode(), name="a.txt").text == _SAID


def test_some_garbled_words_in_good_text_are_told_and_left() -> None:
    text = "Она сказала: «Мост закрыт». " * 9 + "â€œNobody asked,â€\u009d said ZoÃ« and RenÃ©."
    found = decode(text.encode(), name="a.txt")
    assert found.text == text
    assert tuple(map(str, found.notices)) == (
        'it looks like UTF-8 encoded twice in 4 places: “â€œ” may be ““”; --encoding "utf-8-twice" reads it so',
    )


def test_mac_roman_that_was_taken_for_windows_is_told() -> None:
    as_windows = characters(_SAID.encode("mac-roman"), "windows-1252").text
    page = b"<meta charset=windows-1252><p>" + _SAID.encode("mac-roman")
    (declared,) = tuple(map(str, decode_page(page, name="a.html").notices))
    assert "Mac Roman" in declared
    assert declared.endswith('--encoding "mac-roman" reads it so')
    (saved,) = tuple(map(str, decode(as_windows.encode(), name="a.txt").notices))
    assert saved.endswith('--encoding "mac-roman-in-utf-8" reads it so')
    assert decode(as_windows.encode(), name="a.txt", charset=told("mac-roman-in-utf-8")).text == _SAID


@pytest.mark.parametrize("one", [one for one in _ALL if one.encoding == "utf-8"], ids=_id)
def test_honest_text_is_not_taken_for_garbled(one: Written) -> None:
    spaced = one.text.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" — ", "\u00a0— ")
    for text in (one.text, spaced, one.text.upper()):
        assert tuple(map(str, decode(text.encode(), name="a.txt").notices)) == ()


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("latin1", "windows-1252"),
        ("ASCII", "windows-1252"),
        (" ISO-8859-9 ", "windows-1254"),
        ("x-mac-roman", "macintosh"),
        ("mac-roman", "macintosh"),
        ("ks_c_5601-1987", "euc-kr"),
        ("sjis", "shift_jis"),
        ("unicode-1-1-utf-8", "utf-8"),
        ("cp850", "cp850"),
        ("utf-7", None),
        ("rot13", None),
        ("utf-8-twice", None),
        ("", None),
    ],
)
def test_names_are_those_of_the_encoding_standard(label: str, name: str | None) -> None:
    assert encoding_of(label) == name


@pytest.mark.parametrize(
    ("name", "near"), [("windows-1522", "windows-1252"), ("mac-romn", "mac-roman"), ("utf-8-twise", "utf-8-twice")]
)
def test_an_unknown_name_is_refused_with_those_near_it(name: str, near: str) -> None:
    with pytest.raises(UsageError, match=rf'no encoding is called "{name}"; perhaps .*{near}'):
        told(name)


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"\x80 \x81", "windows-1252", "€ \x81"),
        (b"\xca", "windows-1255", "\u05ba"),
        (b"\xae", "koi8-u", "ў"),
        (b"\x80\xa3\xac", "gbk", "€，"),
        (b"\xa3\xe1", "big5", "€"),
        (b"\xad\xa1\xa1\xc1", "euc-jp", "①～"),
        (b"\x1b$B-!\x1b(B ok", "iso-2022-jp", "① ok"),
        ("높이".encode("cp949"), "euc-kr", "높이"),
    ],
)
def test_characters_are_those_of_browsers_where_python_has_others(data: bytes, encoding: str, text: str) -> None:
    assert characters(data, encoding).text == text


def test_what_is_mostly_damage_is_refused_with_the_remedy() -> None:
    with pytest.raises(InvalidInput, match=r"a\.txt cannot be read as utf-8: .* --encoding NAME"):
        read_plain(_SAID.encode("utf-16-le")[::2] + b"\xff" * 99, name="a.txt", charset=told("utf-8"))
