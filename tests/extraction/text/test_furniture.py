"""Which lines of a page are no part of its article."""

import pytest

from claimtrack.extraction.engine import extract
from claimtrack.extraction.text.lines import is_read

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
    "Copyright 2024 Harbour Courier. All rights reserved.",
    "Copyright Harbour Courier Ltd. All rights reserved.",
    "Editor’s note: The spelling of the mill's name follows local use.",
    "Correction: The truce was signed on Friday.",
    "A correction was made on May 16: the truce was signed on Friday.",
    "An earlier version of this article misstated the day of the truce.",
    "This story has been updated with a comment by the army.",
    "A version of this article appears in print on May 17, Section A.",
    "The views expressed in this column are the author's own.",
    "Our Standards: The Courier Code of Fair Reporting.",
    "Tom Karr and Ada Brunn contributed reporting.",
    "Tom Karr in Vellmar contributed to this report.",
    "Additional reporting by Tom Karr in Vellmar.",
    "--additional reporting from Tom Karr.",
    "(Reporting by Lena Mortvik; Editing by Tom Karr.)",
    "Follow Lena Mortvik on Twitter @mortvik.",
    "Contact the writer at lena@example.org.",
    "Have a tip? Write to us.",
    "Read the rest of it here.",
    "Harbour Courier writer Lena Mortvik in Vellmar contributed to this report.",
    "The post Truce signed at the mill appeared first on Harbour Courier.",
    "This entry was posted in War and tagged mill, truce. Bookmark the permalink.",
    "Thanks for reading the Morning Tide! This post is public.",
    "You must be logged in to post a comment.",
    "Your browser does not support this player. Try another one.",
    "This content cannot be displayed without your consent.",
    "To get the latest from the Courier, click here.",
    "Try a month of unlimited access for one crown.",
    "Full access on any device. Cancel anytime during your trial.",
    "Support independent journalism with a gift.",
    "Transcript provided by the Courier's audio desk.",
    "If you spot an error, please let us know.",
    "Find this article at:",
    "READ MORE: Miller chases soldiers off with a broom",
    "WATCH: Miller chases soldiers off with a broom",
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
    "READER: The bridge is closed",
    "The army said on Monday that it had taken the bridge and that both banks of the river were now in its hands",
    "Published figures show that prices rose.",
    "Copyright in the letters lies with the family, the court said.",
    "This report was amended twice, the ministry said.",
    "The views expressed at the hearing were sharp.",
    "The views expressed are shared by most of the town, she said.",
    "The original version of the truce named nobody.",
    "An earlier version of this report, which the Courier has seen, named three officers.",
    "A lack of maps contributed to this report being late.",
    "Ada Brunn contributed to the fund for the mill.",
    "Correction of the figures took a year, the office said.",
    "The post office appeared to be shut.",
    "This content of lead is too high, the office said.",
    "Reporting by Harbour Courier showed that three officers lied.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_known(line: str) -> None:
    assert not is_read(line)
    assert extract(f"Forty people died.\n\n{line}\n\nThe mayor said it rained.").statements == (
        *extract(f"Forty people died.\n\n{' ' * len(line)}\n\nThe mayor said it rained.").statements,
    )


@pytest.mark.parametrize("line", ARTICLE)
def test_sentences_that_begin_like_furniture_stay(line: str) -> None:
    assert is_read(line)
