"""Which lines of a page are no part of its article."""

import pytest

from claimtrack.extraction.engine import extract
from claimtrack.extraction.furniture import is_furniture

FURNITURE = [
    "Watch Courier Live",
    "Vellmar after the truce 02:17",
    "Inside the mill 1:02:17",
    "Share this article",
    "Share on Facebook",
    "Tweet",
    "Email",
    "View Harbour Courier In",
    "Courier App Open",
    "Chrome Safari Continue",
    "Continue reading",
    "Read more: What we know about the truce",
    "Read more about how the mill came to stand where it stands.",
    "See also: The mill",
    "Most read",
    "By Lena Mortvik",
    "By Lena Mortvik and Tom Karr, Harbour Courier",
    "Updated on: May 16, 2024 / 6:40 PM / Harbour Courier",
    "Published 16 May 2024.",
    "Photo: Lena Mortvik / Harbour Courier",
    "Image caption The mill in May",
    "© 2024 Harbour Courier. All rights reserved.",
    "We use cookies to make this site better for you.",
    "By continuing you accept our terms and our privacy policy.",
    "Sign up for the Morning Tide, our newsletter.",
    "Enter your email",
    "14 comments",
    "3 min read",
    "Home | World | Sport",
    "* * *",
    "----",
    "What happened at the mill",
    "Advertisement",
]

ARTICLE = [
    "Forty people died.",
    "Related deaths rose to 40, officials said.",
    "Continue we must, the mayor said.",
    "Registered voters stayed at home.",
    "Comment sections were closed on Monday, the paper said.",
    "By Monday the army had taken the bridge.",
    "From the tower the army could see the mill.",
    "Trending downward since May, prices fell again.",
    "“No.”",
    "ANA RUIZ: The bridge is closed",
    "The army said on Monday that it had taken the bridge and that both banks of the river were now in its hands",
    "Published figures show that prices rose.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_known(line: str) -> None:
    assert is_furniture(line)
    assert extract(f"Forty people died.\n\n{line}\n\nThe mayor said it rained.").statements == (
        *extract(f"Forty people died.\n\n{' ' * len(line)}\n\nThe mayor said it rained.").statements,
    )


@pytest.mark.parametrize("line", ARTICLE)
def test_sentences_that_begin_like_furniture_stay(line: str) -> None:
    assert not is_furniture(line)
