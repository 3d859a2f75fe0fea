"""A desk on which something of everything lies, in two scripts: what a page may show, each of its pages shows."""

from collections.abc import Sequence

from tests.web.conftest import ARTICLE, Browser

from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.inputs import end_given
from claimtrack.services.marks import replies
from claimtrack.services.reports.listing import Filters, list_claims
from claimtrack.vocabulary import Means

ARABIC = """إغلاق الجسر بعد العثور على تشققات

قال رئيس البلدية إن الجسر أُغلق يوم الاثنين ولم يصب أحد بأذى.

وأضاف "لن يُفتح الجسر قبل الفحص".
"""
NOTE = "I stood at the bridge at 6 am: it was closed to all traffic."


def fill(browser: Browser, desk: Desk) -> Sequence[int]:
    """Fill a desk; gives the numbers of the claims of its first article."""
    browser.send("/add", "/add", text=ARTICLE, title="Harbour bridge closed", outlet="Harbour Courier")
    browser.send("/add", "/add", text=ARABIC, title="إغلاق الجسر", outlet="صحيفة الميناء")
    numbers = [line.claim.number for line in list_claims(desk, Filters(article=1)).lines]
    browser.send(
        "/claims/1",
        "/claims/1/evidence",
        stance="supports",
        serves="truth",
        note=NOTE,
        basis="firsthand",
        source="Omar Haddad",
        new_source="on",
        unaffiliated="I asked him; he works for nobody",
        excerpt="closed to all traffic",
    )
    browser.send("/claims/1", "/claims/1/verdict", to="disputed", reason="the harbour master says otherwise <b>&</b>")
    browser.send("/claims/2", "/claims/2/verdict", to="unverifiable", reason="nobody could be reached")
    browser.send("/claims/1", "/claims/1/note", text="قال لي الحارس غير ذلك", kind="attempt")
    browser.send("/claims/1", "/claims/1/tag", tag="bridge")
    browser.send("/claims/1", "/claims/1/restate", text="The harbour bridge was closed to traffic on Monday.")
    browser.send("/claims/1", "/claims/1/link", kind="contradicts", other="2", reason="both cannot be so")
    browser.send(
        "/sources/1", "/sources/1/relate", kind="part_of", other="Port of Orr", new_source="on", reason="its law"
    )
    asking = replies.Asking("Lena Orr", Means.MAIL, end_given("2031-01-01"))
    desk.enact(replies.ask, look(desk, [2]), asking)
    return numbers
