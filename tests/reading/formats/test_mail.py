import base64
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import PassedOver
from claimtrack.reading.read import read_document

WORDS = "The quay at Ravn was shut on Friday, the harbour office said.\n\n“Nobody was told,” said Lena Holm.\n"
READ = WORDS.strip()


def _mail(words: str = WORDS, *, subject: str = "Quay shut", cte: str | None = None) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Ravn Harbour <press@ravn.example>"
    mail["To"] = "desk@ledger.example"
    mail["Subject"] = subject
    mail["Date"] = "Fri, 06 Mar 2026 17:05:00 +0100"
    mail["Message-ID"] = "<1@ravn.example>"
    mail.set_content(words, cte=cte)
    return mail


@pytest.mark.parametrize("cte", ["8bit", "base64", "quoted-printable"])
def test_the_words_of_a_mail_are_read_however_they_are_written_for_the_way(cte: str) -> None:
    document = read_document(_mail(cte=cte).as_bytes(), name="a.eml")
    assert document.text == READ
    assert (document.title, document.byline) == ("Quay shut", "Ravn Harbour")
    assert document.published == datetime(2026, 3, 6, 16, 5, tzinfo=UTC)
    assert document.media_type == "message/rfc822"
    assert not document.passed_over
    assert not document.notices


def test_a_name_is_not_needed_to_tell_a_mail() -> None:
    assert read_document(_mail().as_bytes(), name="standard input").title == "Quay shut"


def test_all_that_a_mail_shows_may_be_quoted() -> None:
    mail = _mail()
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="quay plan.pdf")
    whole = read_document(mail.as_bytes(), name="a.eml").whole
    for shown in ("desk@ledger.example", "Subject: Quay shut", "“Nobody was told,” said Lena Holm.", "quay plan.pdf"):
        assert shown in whole


def test_of_two_alternatives_one_is_read() -> None:
    mail = _mail()
    mail.add_alternative("<p>The quay at Ravn was shut on Friday.</p><p>Another wording of it all.</p>", subtype="html")
    assert read_document(mail.as_bytes(), name="a.eml").text == READ


def test_an_alternative_that_only_says_that_there_is_html_is_not_read() -> None:
    mail = _mail("Please use a program that shows HTML.")
    mail.add_alternative(
        "<p>" + "The quay at Ravn was shut on Friday, the harbour office said. " * 5 + "</p>", subtype="html"
    )
    assert read_document(mail.as_bytes(), name="a.eml").text.startswith("The quay at Ravn")


def test_a_mail_in_html_alone_is_read_without_its_markup() -> None:
    mail = _mail()
    mail.set_content(
        "<html><head><title>x</title><style>p {}</style></head><body><div style='display:none'>teaser</div>"
        "<table><tr><td><p>The quay is <b>shut</b>, she said.</p></td></tr></table>"
        "<table><tr><td>Ships</td><td>14</td></tr></table>First line.<br><br>Second&nbsp;line.</body></html>",
        subtype="html",
    )
    document = read_document(mail.as_bytes(), name="a.eml")
    assert document.text == "The quay is shut, she said.\n\nShips\t14\n\nFirst line.\n\nSecond\xa0line."
    assert document.passed_over == (PassedOver("teaser", "hidden"),)


def test_what_is_quoted_and_the_signature_are_passed_over() -> None:
    words = (
        "The quay is shut, said Lena Holm.\n\nOn Thu, 5 Mar 2026 at 09:12, Per Dahl from the newspaper\n"
        "<per@ledger.example> wrote:\n> Is the quay open?\n> > It was.\n\nIt stays shut.\n\n-- \nLena Holm\nRavn\n"
    )
    document = read_document(_mail(words).as_bytes(), name="a.eml")
    assert document.text == "The quay is shut, said Lena Holm.\n\n\nIt stays shut."
    assert [(one.why, one.text.split("\n")[-1]) for one in document.passed_over] == [
        ("quoted from another mail", "It was."),
        ("a signature", "Ravn"),
    ]
    assert "Is the quay open?" in document.whole


def test_a_mail_that_is_all_quoted_is_read_and_that_is_said() -> None:
    document = read_document(_mail("> The quay is shut, said Lena Holm.\n").as_bytes(), name="a.eml")
    assert document.text == "The quay is shut, said Lena Holm."
    assert tuple(map(str, document.notices)) == (
        "All of the mail is quoted from another one; that was read, who wrote it is not known.",
    )


_INNER = "From: Port Union <union@ravn.example>\n{sent}: Mon, 2 Mar 2026 at 9:30\nSubject: Strike\nTo: Lena\n\n{words}"
_STRIKE = "The crane drivers will strike from Tuesday, the union said, until the quay is mended."


@pytest.mark.parametrize(
    ("mark", "sent"),
    [
        ("---------- Forwarded message ---------", "Date"),
        ("Begin forwarded message:\n", "Date"),
        ("________________________________", "Sent"),
        ("-----Original Message-----", "Sent"),
    ],
)
def test_a_forwarded_mail_is_read_with_what_its_own_header_says(mark: str, sent: str) -> None:
    words = f"Please see.\n\n{mark}\n" + _INNER.format(sent=sent, words=_STRIKE)
    document = read_document(_mail(words, subject="Fwd: Strike").as_bytes(), name="a.eml")
    assert document.text == _STRIKE
    assert (document.title, document.byline) == ("Strike", "Port Union")
    assert document.published == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert document.passed_over == (PassedOver("Please see.", "a note above a forwarded mail"),)
    assert "that one was read" in str(document.notices[0])


def test_the_mail_that_a_mail_answers_is_passed_over() -> None:
    words = f"{READ}\n\n-----Original Message-----\n" + _INNER.format(sent="Sent", words=_STRIKE)
    document = read_document(_mail(words, subject="Re: Strike").as_bytes(), name="a.eml")
    assert (document.text, document.byline) == (READ, "Ravn Harbour")
    assert document.passed_over == (PassedOver(_STRIKE, "the mail that this one answers"),)


def test_a_mail_in_a_mail_is_read_where_it_is_the_longer_one() -> None:
    outer = _mail("Have a look.", subject="Fwd: Quay")
    outer.add_attachment(_mail())
    document = read_document(outer.as_bytes(), name="a.eml")
    assert (document.text, document.title) == (READ, "Quay shut")
    assert document.passed_over == (PassedOver("Have a look.", "a note above a forwarded mail"),)
    short = _mail()
    short.add_attachment(_mail("Yes.", subject="Before"))
    document = read_document(short.as_bytes(), name="a.eml")
    assert (document.text, document.passed_over) == (READ, (PassedOver("Yes.", "an attached mail"),))
    assert "Subject: Before" in document.whole


def test_lines_that_a_program_broke_are_joined() -> None:
    mail = _mail("The quay at Ravn was \nshut on Friday, she said.\n\nNobody was told.\n")
    mail.set_param("format", "flowed")
    assert read_document(mail.as_bytes(), name="a.eml").text.startswith(
        "The quay at Ravn was shut on Friday, she said.\n"
    )


def test_headers_in_other_scripts_and_without_a_declared_one() -> None:
    mail = _mail(subject="Kaien er stengt på Røst, sier Bjørk")
    assert read_document(mail.as_bytes(), name="a.eml").title == "Kaien er stengt på Røst, sier Bjørk"
    raw = "From: a@b.example\nSubject: Café shut\nDate: yesterday\n\nThe café is shut, she said.\n"
    document = read_document(raw.encode(), name="a.eml")
    assert (document.title, document.byline, document.published) == ("Café shut", "a@b.example", None)


def test_200_attachments_are_counted_and_the_first_named() -> None:
    mail = _mail()
    for number in range(200):
        mail.add_attachment(b"x" * 500, maintype="image", subtype="png", filename=f"crane{number}.png")
    document = read_document(mail.as_bytes(), name="a.eml")
    assert document.text == READ
    assert tuple(map(str, document.notices)) == (
        (
            "200 attachments of the mail were not read: crane0.png, crane1.png, crane2.png, crane3.png, crane4.png and "
            "195 more; save what you need and name that file."
        ),
    )
    assert "crane199.png" in document.whole


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Content-Type: application/pkcs7-mime\n\nabcd\n", "a.eml is an encrypted mail; open it in a mail program"),
        (
            'Content-Type: application/pdf; name="plan.pdf"\nContent-Transfer-Encoding: base64\n\nQUFB\n',
            "a.eml is a mail without any words; attached to it: plan.pdf; save what is attached",
        ),
        ("\n\n", "a.eml is a mail without any words"),
    ],
)
def test_a_mail_that_cannot_be_read_is_refused(body: str, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_document(("From: a@b.example\nSubject: Quay\nMIME-Version: 1.0\n" + body).encode(), name="a.eml")
    assert told in str(refused.value)


_HEAD = b"From: a@b.example\nSubject: Quay\nMIME-Version: 1.0\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            _HEAD + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(1_200)),
            "1,200 parts with parts in them",
        ),
        (
            _HEAD + b'Content-Type: multipart/mixed; boundary="q"\n\n' + b"--q\n\na\n" * 12_000,
            "more than 10,000 parts",
        ),
        (_HEAD + b"Content-Type: text/plain" + b";a=b" * 10_000 + b"\n\nHello.\n", "more than 16,384 bytes"),
    ],
)
def test_a_mail_that_is_made_to_take_for_ever_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_document(data, name="a.eml")
    assert told in str(refused.value)
    assert "save its text as a .txt file" in str(refused.value)


def test_parts_within_parts_are_read_as_deep_as_mail_programs_make_them() -> None:
    data = _HEAD + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(100))
    data += b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(b"Shut, she said.")
    assert read_document(data, name="a.eml").text == "Shut, she said."
