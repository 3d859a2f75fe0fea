"""A desk with a piece of evidence, whose policy has an authority that answers."""

from collections.abc import Callable

import pytest
from tests.tsa import Authority

from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.timestamps.authorities import trust


@pytest.fixture
def trusting(desk: Desk, bridge: int, support: Callable[..., Attached], served: Authority) -> Desk:
    """Give a desk that trusts the authority, and has an article and a piece of evidence to stamp."""
    support(bridge, text="09:00 the bridge is shut")
    desk.enact(trust, "north", served.url, served.pem, private=True)
    return desk
