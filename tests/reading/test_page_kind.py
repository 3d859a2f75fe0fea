"""Pages that are no article, and articles that only look like one of them; requests to subscribe."""

import json

import pytest

from claimtrack.reading.pages.html import read_html

TOLD = [
    f"On day {number} the keeper of the lock wrote that {number} boats had passed before noon, all of them late."
    for number in range(2, 14)
]
PARAGRAPHS = "".join(f"<p>{one}</p>" for one in TOLD)


def looks_like(head: str, body: str) -> str:
    page = f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>"
    return read_html(page.encode(), name="a.html").looks_like or ""


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (
            "<title>Holm Daily</title>",
            (
                "<div><h2>Before you continue</h2><p>We use cookies and other data to deliver and maintain our "
                "services, and to measure audiences.</p><button>Reject all</button></div>"
            ),
            "consent",
        ),
        (
            "<title>Holm Daily</title>",
            (
                "<h1>Your privacy choices</h1><p>With your consent, we and our 130 partners use cookies to store "
                "and access personal data like your visit on this website.</p><p>You can withdraw your consent at "
                "any time.</p><a href=#>Manage options</a>"
            ),
            "consent",
        ),
        (
            "<title>Holm Daily</title>",
            (
                "<div class=cmp><p>Holm Daily asks for your consent to use your personal data for personalised "
                "ads and content.</p><button>Accept all</button><button>Manage settings</button></div>"
            ),
            "consent",
        ),
        (
            "<title>Zustimmung</title>",
            (
                "<h1>Wir schätzen Ihre Privatsphäre</h1><p>Wir und unsere Partner verwenden Cookies, um Daten zu "
                "speichern; dafür brauchen wir Ihre Einwilligung.</p><button>Akzeptieren</button>"
            ),
            "consent",
        ),
        (
            "<title>Attention Required! | Cloudflare</title>",
            (
                "<h1>Sorry, you have been blocked</h1><p>You are unable to access holm.example.</p><p>This "
                "website is using a security service to protect itself from online attacks.</p>"
            ),
            "keeps readers out",
        ),
        (
            "<title>holm.example</title>",
            (
                "<h2>Are you a robot?</h2><p>We have noticed unusual activity from your network. To continue, "
                "please click the box below.</p>"
            ),
            "keeps readers out",
        ),
        (
            "<title>403 Forbidden</title>",
            (
                "<center><h1>403 Forbidden</h1></center><hr><p>nginx said that you do not have permission to open "
                "this page.</p>"
            ),
            "keeps readers out",
        ),
        (
            "<title>Holm Daily</title>",
            (
                "<h1>This content is not available in your region</h1><p>We are sorry: our lawyers say that we "
                "cannot serve readers in your country.</p>"
            ),
            "keeps readers out",
        ),
        (
            "<title>Error 404 | Holm Daily</title>",
            (
                "<h1>Oops!</h1><p>The page you are looking for cannot be found. It may have been moved, the "
                "editors say.</p>"
            ),
            "not found",
        ),
        (
            "<title>Holm Daily</title>",
            ("<h1>We couldn't find that page</h1><p>Try the search, or go back to the front page of the paper.</p>"),
            "not found",
        ),
        (
            "<title>Holm Daily</title>",
            (
                "<h1>This article has been removed</h1><p>The article was removed at the request of its author in "
                "2021.</p>"
            ),
            "not found",
        ),
        (
            "<title>503 Service Unavailable</title>",
            (
                "<h1>Service Unavailable</h1><p>The server said that it is down for maintenance. Please try again "
                "later.</p>"
            ),
            "error",
        ),
        (
            "<title>Something went wrong</title>",
            "<p>Our engineers say that they are on it. Please try again in a few minutes.</p>",
            "error",
        ),
        (
            "<title>holmdaily.example</title>",
            "<h1>holmdaily.example</h1><p>This domain may be for sale. Buy this domain.</p>",
            "error",
        ),
        (
            "<title>Log in to Holm Daily</title>",
            (
                "<h1>Log in</h1><p>Enter the mail address that you registered with us and your "
                "password.</p><input type=password>"
            ),
            "log-in",
        ),
        (
            "<title>The locks</title><meta http-equiv='Refresh' content='3; URL=/locks'>",
            "<p>The story has found a new home.</p>",
            "leads to another",
        ),
        (
            "<title>Redirecting</title>",
            "<p>If you are not redirected within five seconds, follow this <a href='/x'>link</a>.</p>",
            "leads to another",
        ),
        (
            "<title>The locks</title>",
            "<p>This page has moved. Please update your bookmarks and your links.</p>",
            "leads to another",
        ),
    ],
)
def test_a_page_that_is_no_article_is_named(head: str, body: str, expected: str) -> None:
    assert expected in looks_like(head, body)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>The locks</title>", PARAGRAPHS),
        ("<title>Page not found: how a register lost its pages</title>", f"<h1>Page not found</h1>{PARAGRAPHS}"),
        (
            "<title>Bridge closed after 404 days of repairs, council says</title>",
            f"<h1>Bridge closed after 404 days of repairs, council says</h1>{PARAGRAPHS[:700]}",
        ),
        ("<title>Access denied</title>", f"<h1>Access denied: reporters kept out of the lock</h1>{PARAGRAPHS}"),
        (
            "<title>Court limits cookies</title>",
            (
                "<h1>Court limits cookies</h1><p>A court in Holm ruled on Monday that a website may not store "
                "cookies without consent.</p>"
            )
            + PARAGRAPHS[:600],
        ),
        ("<title>The locks</title><meta http-equiv='refresh' content='300; url=/locks'>", PARAGRAPHS),
        (
            "<title>The locks</title>",
            (
                "<div class=cmp><h2>We value your privacy</h2><p>We and our partners use "
                f"cookies.</p><button>Accept all</button></div><article>{PARAGRAPHS}</article>"
            ),
        ),
        (
            "<title>Short</title>",
            ("<article><h1>Ferry stops</h1><p>The ferry stopped at noon, the harbour office said.</p></article>"),
        ),
        (
            "<title>Short</title>",
            (
                "<article><h1>Ferry company blocked from port</h1><p>The ferry company was blocked from the port "
                "of Holm on Monday after it had not paid its fees for three years, the harbour office "
                "said.</p><p>“We will sue,” said its owner, and added that the fees had been paid to a bank that "
                "no longer exists; the office said that it could not confirm this, and that its books show no "
                "money at all, from any bank.</p><p>The court sits in May.</p></article>"
            ),
        ),
    ],
)
def test_an_article_is_none_of_them(head: str, body: str) -> None:
    assert looks_like(head, body) == ""


@pytest.mark.parametrize(
    "request_",
    [
        "Already a subscriber? Log in.",
        "To continue reading, subscribe to the Holm Daily. First month for free.",
        "Subscribe now",
        "Sign in to read the whole article.",
        "This article is for subscribers only.",
        "You have reached your limit of free articles.",
        "Become a member and support us.",
        "Want to read more? Register for free.",
    ],
)
def test_a_request_to_subscribe_is_no_part_of_the_text_and_told(request_: str) -> None:
    page = (
        "<html><body><article><h1>The "
        f"locks</h1><p>{TOLD[0]}</p><p>{TOLD[1]}</p><p>{request_}</p></article></body></html>"
    )
    document = read_html(page.encode(), name="a.html")
    assert request_ not in document.text
    assert TOLD[1] in document.text
    assert any("subscribe or to log in" in notice for notice in tuple(map(str, document.notices)))
    assert request_ in {one.text for one in document.passed_over}


@pytest.mark.parametrize("value", [False, "False", "false", "http://schema.org/False"])
def test_a_page_that_calls_itself_not_free_says_so(value: object) -> None:
    data = json.dumps({"@type": "NewsArticle", "isAccessibleForFree": value})
    page = f"<script type='application/ld+json'>{data}</script><article><p>{TOLD[0]}</p><p>{TOLD[1]}</p></article>"
    notices = tuple(map(str, read_html(page.encode(), name="a.html").notices))
    assert len(notices) == 1
    assert "not free to read (isAccessibleForFree: false) and holds a part of the article only" in notices[0]


def test_a_free_page_says_nothing() -> None:
    data = json.dumps({"@type": "NewsArticle", "isAccessibleForFree": True})
    page = f"<script type='application/ld+json'>{data}</script><article>{PARAGRAPHS}</article>"
    assert tuple(map(str, read_html(page.encode(), name="a.html").notices)) == ()


@pytest.mark.parametrize(
    "said",
    [
        "“Log in and see for yourself,” the keeper said to those who had come from the town.",
        "Subscribers to the water service must boil it, the town of Holm said on Monday.",
    ],
)
def test_a_sentence_that_speaks_of_subscribing_stays(said: str) -> None:
    page = f"<html><body><article><p>{TOLD[0]}</p><p>{said}</p>{PARAGRAPHS}</article></body></html>"
    assert said in read_html(page.encode(), name="a.html").text


@pytest.mark.parametrize(
    "shown",
    [
        "<div id=root></div>",
        "<div id=root><p>Loading the story, please wait a moment.</p></div>",
        "<p>The newest stories of the fjord, every day.</p>",
    ],
)
@pytest.mark.parametrize("joint", ["\n\n", "\n", "</p><p>"])
def test_an_article_in_linked_data_alone_is_read_from_there(shown: str, joint: str) -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "The locks", "articleBody": joint.join(TOLD)})
    page = f"<html><head><script type='application/ld+json'>{data}</script></head><body>{shown}</body></html>"
    document = read_html(page.encode(), name="a.html")
    assert document.text.split("\n") == TOLD
    assert "linked data" in str(document.notices[0])
    assert TOLD[3] in document.whole


def test_an_article_that_the_page_shows_is_not_read_from_linked_data() -> None:
    data = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(TOLD)})
    page = (
        "<html><head><script "
        f"type='application/ld+json'>{data}</script></head><body><article>{PARAGRAPHS}</article></body></html>"
    )
    document = read_html(page.encode(), name="a.html")
    assert document.text.split("\n") == TOLD
    assert tuple(map(str, document.notices)) == ()
