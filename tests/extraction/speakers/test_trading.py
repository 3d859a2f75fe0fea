"""The one firm that a text is about, under the words by which it is called."""

import pytest
from tests.extraction.read import Read

from claimtrack.extraction.engine import extract


def _speakers(text: str) -> set[str | None]:
    return {who for who, _ in Read(extract(text)).said}


@pytest.mark.parametrize(
    ("head", "said", "name"),
    [
        (
            "Ferry maker Nordlund cuts forecast\n\nFerry maker Nordlund cut its forecast on Monday after a strike.",
            "The company said",
            "Nordlund",
        ),
        (
            "Halberg to shut two mills\n\nHalberg plc will shut two mills in the spring, 300 jobs at risk.",
            "the Solvik-based company said",
            "Halberg",
        ),
        (
            "All jets of airline Vindo grounded\n\nThe airline Vindo has grounded ten jets for cracks in their doors.",
            "the airline said",
            "Vindo",
        ),
        (
            "Orvane soars on drug trial\n\nOrvane (Nasdaq: ORVN) rose by half on Monday, the most in ten years.",
            "the drugmaker said",
            "Orvane",
        ),
    ],
)
def test_the_company_is_whom_the_text_is_about(head: str, said: str, name: str) -> None:
    assert _speakers(f"{head}\n\nOrders had halved since spring, {said}.") == {name}


@pytest.mark.parametrize(
    "head",
    [
        # Two firms.
        "Ferry maker Nordlund sues rival\n\nFerry maker Nordlund sued the shipyard Halberg and its owners on Monday.",
        # No firm.
        "Tarn shuts port\n\nTarn shut its port on Monday after a storm had torn three boats from the quay.",
        # One that is only met by the way.
        "Boat sinks off Tarn\n\nA boat sank off Tarn on Monday.\n\nThe insurer Halberg had covered it until then.",
        # A group that trades in nothing.
        "Clashes near Tarn\n\nRights group Openfield counted ten dead near Tarn on Monday, more than ever.",
    ],
)
def test_a_company_that_may_be_another_keeps_its_words(head: str) -> None:
    assert _speakers(f"{head}\n\nOrders had halved since spring, the Solvik-based company said.") == {
        "the Solvik-based company"
    }
