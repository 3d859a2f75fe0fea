"""An article's outline says of each claim what the whole entry says, and is one query of claims however many."""

from claimtrack.reports.wording import signs
from claimtrack.services.desk import Desk
from claimtrack.services.reports.gather import gather
from claimtrack.services.reports.outline import outline


def test_an_outline_says_what_the_whole_entry_says(crowded: Desk) -> None:
    for whole in gather(crowded).articles:
        short = outline(crowded, whole.number)
        assert (short.title, short.outlet, short.url, short.published, short.name, short.text) == (
            whole.title,
            whole.outlet,
            whole.url,
            whole.published,
            whole.name,
            whole.text,
        )
        assert [(one.number, one.text, one.spans, one.own_voice, signs.sign_of(one)) for one in short.claims] == [
            (one.number, one.text, one.spans, one.own_voice, signs.sign_of(one)) for one in whole.claims
        ]
