"""Lines said to readers are left out of an article, with the reason; sentences that hold such words stay."""

import pytest
from tests.benchmarks.furniture import pages

from claimtrack.reading.pages.html import read_html
from claimtrack.reading.pages.to_readers import _may_be, _told, without_words_to_readers

TOLD = [
    "The ferry between Skarn and Holm stopped at noon on Friday, the harbour office said, and will not run again.",
    "Its master, Ida Kvam, said that she had asked for a new rudder in March and again in May.",
    "The owner denied that anybody had asked. He said that a rudder is looked at every year, and this one was, too.",
    "The harbour office wants to see the letters. It has given the owner until the end of the month to show them.",
]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("READ ALSO: Five hours on the sandbank", "a link to another story"),
        ("Lesen Sie auch: Als das Wasser kam", "a link to another story"),
        ("Do you work at the harbour? Contact our reporters on Signal, +00 555 0190.", "asks readers to write"),
        ("Contact Ada Brunn at 555-0117 or on Twitter @adabrunn.", "asks readers to write"),
        ("The Skarn Morning Brief has all that is new. Sign up here.", "asks readers to subscribe"),
        ("If you liked this, buy me a coffee or hit the follow button.", "asks readers to subscribe"),
        ("Don't Threaten. Threats of harming another person will not be tolerated.", "rules for comments"),
        ("Correction: An earlier version of this article gave another day.", "a note on the article"),
        ("Update, June 4: This article has been updated with a statement of the police.", "a note on the article"),
        ("Ada Brunn covers the harbour for the Post. She can be reached at a@post.example.", "of who wrote it"),
        ("Clara Voss contributed research. Edited by Mina Holt.", "of who wrote it"),
        ("For more information and media requests, please contact:", "of who issued it"),
        ("In Skarn: Liv Aronsen, + 00 55 501 0117 / l@office.example", "of who issued it"),
        ("Copyright 2026 The Skarn Post. All rights reserved.", "of the outlet"),
        ("You can read more of our harbour coverage by following us on Facebook and X.", "asks readers to follow"),
        ("Listen to the best of Radio Skarn on Sounds and follow us on Facebook.", "asks readers to follow"),
        ("To play this video you need to enable JavaScript in your browser.", "of the page, and how it is used"),
        ("Tap here to see more photos from the harbour.", "of the page, and how it is used"),
        ("By signing up, you agree to our terms of use and privacy policy.", "of the page, and how it is used"),
        ("The comments section is closed.", "of the page, and how it is used"),
        ("Our journalism is made possible by readers like you.", "asks readers for support"),
        ("Want more stories like this? Become a member today.", "asks readers for support"),
        ("We want to hear from you. Send us your views.", "asks readers to write"),
        ("If you or someone you know needs help, call Lifeline on 13 11 14.", "who helps readers"),
        ("Samaritans can be contacted free on 116 123.", "who helps readers"),
        ("Here is what else is happening in Skarn today.", "of other stories"),
        ("For more news from Skarn, visit skarnpost.example.", "of other stories"),
        ("Baca juga: Kapal berhenti di pelabuhan", "of other stories"),
        ("Research by Ada Brunn.", "of who wrote it"),
        ("This story was made possible by a grant from the Brandt Foundation.", "a note on the article"),
        ("- END -", "a note on the article"),
        ("Hello, and welcome to the 84th edition of The Low Tide.", "of a letter to readers"),
        ("Radio Skarn reported on this topic in the programme “Harbour” at 7.30 p.m.", "of the outlet"),
        ("Copyright SKARN POST. All rights reserved. This material may not be reproduced.", "of the outlet"),
        ("To report a correction or typo, please write to the desk.", "of the outlet"),
        ("The author is a lecturer in law at the University of Wick.", "of who wrote it"),
        ("The press office is open on working days from 8.00 to 16.00.", "of who issued it"),
        ("Published by Skarn Media Ltd, a company registered in Skarn.", "of the outlet"),
    ],
)
def test_a_line_said_to_readers_is_left_out_of_a_page_and_told(line: str, why: str) -> None:
    boxes = "".join(f"<p>{one}</p>" for one in [*TOLD, line])
    document = read_html(f"<html><body><article><h1>Ferry</h1>{boxes}</article></body></html>".encode(), name="a.html")
    assert line not in document.text
    assert [one for one in TOLD if one not in document.text] == []
    assert without_words_to_readers("\n".join([*TOLD, line]))[1][0].why == why


@pytest.mark.parametrize(
    "line",
    [
        "Copyright in the reports, the association argues, lies with those who wrote them.",
        "“Do you have a boat?” the officer asked, and she said that he would have to write to the owner.",
        "Ida Kvam covers her face when she is asked about the rudder that broke.",
        "Human Rights Watch has reported that the harbour was warned, and by whom.",
        "Ada Brunn joined the harbour office in 2019 and left it in May.",
        "Ada Brunn is the editor of a weekly that was banned in March.",
        "Update the charts, he told the office in March, and nobody did.",
        "Follow the rudder, she posted on Facebook, and you will find who was paid.",
        "Research by Ada Brunn found eleven cracks in the rudder of the ferry.",
        "Our journalism is free, the owner of the paper said, and so it stays.",
        "If you were on the ferry you could call the office until midnight, the master said.",
        "If you saw the ferry on Friday, call the police on 555 0100.",
        "Police can be contacted on 555 010 100 by anybody who saw the ferry.",
        "The author was arrested in May, according to the police.",
        "He said that the letter asked him to sign up for a course that no longer exists.",
    ],
)
def test_a_sentence_of_the_article_stays(line: str) -> None:
    for text in ("\n".join([TOLD[0], line, *TOLD[1:]]), "\n".join([*TOLD, line])):
        assert without_words_to_readers(text) == (text, [])


def test_a_note_on_the_article_in_its_midst_stays() -> None:
    text = "\n".join([TOLD[0], "This story was first published by a rival, the owner said.", *TOLD[1:]])
    assert without_words_to_readers(text) == (text, [])


def test_a_text_of_nothing_else_stays() -> None:
    text = "Read more: Ferry stops\nRead more: Rudder breaks"
    assert without_words_to_readers(text) == (text, [])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Ada Brunn has covered the harbour since 2015.", "of who wrote it"),
        ("ADA BRUNN is a reporter in Skarn.", "of who wrote it"),
        ("The Skarn Post is a member of the Press Council.", "of the outlet"),
        ("Ferry between Skarn and Holm stops", "its headline again"),
    ],
)
def test_what_is_known_of_a_page_tells_what_is_none_of_its_article(line: str, why: str) -> None:
    text = "\n".join([*TOLD, line])
    known = {
        "byline": "Mina Holt, Ada Brunn",
        "outlet": "The Skarn Post",
        "title": "Ferry between Skarn and Holm stops for good",
    }
    assert without_words_to_readers(text) == (text, [])
    assert [one.why for one in without_words_to_readers(text, **known)[1]] == [why]


@pytest.mark.parametrize(
    "line",
    [
        "Mina Holt, who steers the ferry, has covered the rudder.",
        "The Skarn Post is calling for an inquiry into the ferry.",
        "Ferry between Skarn and Holm stops.",
    ],
)
def test_what_names_the_writer_or_the_outlet_is_the_articles_where_it_tells_of_anything_else(line: str) -> None:
    text = "\n".join([*TOLD, line])
    known = {"byline": "Ada Brunn", "outlet": "The Skarn Post", "title": "Ferry between Skarn and Holm stops for good"}
    assert without_words_to_readers(text, **known) == (text, [])


def test_no_line_is_passed_by_for_the_words_that_it_begins_with() -> None:
    lines = [line for page in pages() for line in (*page.article, *page.furniture)]
    told = [line for line in lines if _told(line, is_outer=True) is not None]
    assert len(told) > 100
    assert [line for line in told if not _may_be(line)] == []
