"""Every address of the API: what may ask it, what it takes, and what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from claimtrack.services.desk import Desk
from claimtrack.vocabulary import Order, Scope, Status
from claimtrack.web.api import acting, fields, reading
from claimtrack.web.api.fields import Fields
from claimtrack.web.forms import Form

Answers = Callable[[Desk, Request, Form], Response]

_LIMIT = {"type": "integer", "minimum": 1, "maximum": reading.MOST, "default": reading.USUALLY}
_PAGED: Mapping[str, Mapping[str, Any]] = {"limit": _LIMIT, "cursor": {"type": "string"}}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address with one method. ``query`` and ``body`` are the schemas of what it takes, by name.

    ``schema`` names what it answers; ``matches`` says that a change names the version that it is of (``If-Match``).
    """

    method: str
    path: str
    scope: Scope
    summary: str
    answers: Answers
    schema: str
    query: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    body: Fields | None = None
    matches: bool = False

    @property
    def name(self) -> str:
        """What programs call it that are written by the description."""
        words = [one.strip("{}").partition(":")[0] for one in self.path.split("/") if one]
        return "_".join([self.method.lower(), *(words or ["index"])])


def _read(path: str, summary: str, answers: Answers, schema: str, **query: Mapping[str, Any]) -> Endpoint:
    return Endpoint("GET", path, Scope.READ, summary, answers, schema, query)


def _listed(path: str, summary: str, answers: Answers, schema: str, **query: Mapping[str, Any]) -> Endpoint:
    return Endpoint("GET", path, Scope.READ, summary, answers, schema, {**query, **_PAGED})


def _words(kind: Any) -> dict[str, Any]:
    return {"type": "string", "enum": [one.value for one in kind]}


_NUMBER = {"type": "integer", "minimum": 1}
ENDPOINTS: tuple[Endpoint, ...] = (
    _read("/me", "Whom the token acts for, and what it may do", reading.me, "Me"),
    _listed("/articles", "The articles", reading.articles, "Article"),
    _read(
        "/articles/{number}", "An article, its text and its claims, as in the JSON report", reading.article, "Report"
    ),
    _listed(
        "/claims",
        "The claims, or those that the filters let through",
        reading.claims,
        "ListedClaim",
        status=_words(Status),
        article=_NUMBER,
        search={"type": "string"},
        source={"type": "string"},
        mine={"type": "boolean"},
        uncertain={"type": "boolean"},
        sort=_words(Order),
    ),
    _listed("/queue", "The claims that wait for a person, the most urgent first", reading.queue, "ListedClaim"),
    _read("/claims/{number}", "A claim, as `show --json` has it", reading.claim, "Claim"),
    _listed("/claims/{number}/events", "What was done to a claim", reading.claim_events, "Event"),
    _listed("/evidence", "The pieces of evidence", reading.evidence, "Evidence"),
    _read("/evidence/{number}", "A piece of evidence, as `evidence show --json` has it", reading.piece, "EvidencePage"),
    _listed("/sources", "The sources", reading.sources, "Source"),
    _read("/sources/{name}", "A source by its name or number", reading.source, "SourcePage"),
    _listed("/replies", "Who was asked for a reply", reading.replies, "Reply"),
    _listed("/proposals", "What waits for a second person", reading.proposals, "Proposal"),
    _listed(
        "/events",
        "The events, oldest first",
        reading.events,
        "Event",
        action={"type": "string"},
        after={"type": "integer", "minimum": 0},
    ),
    _read("/gate", "What keeps an article, or the whole, from being published", reading.gate, "Gate", article=_NUMBER),
    Endpoint("POST", "/verify", Scope.VERIFY, "Check the whole record", acting.verified, "Verified", body={}),
    Endpoint("POST", "/articles", Scope.ACT, "Put an article on record", acting.add, "Done", body=fields.ARTICLE),
    Endpoint(
        "POST",
        "/articles/{number}/claims",
        Scope.ACT,
        "Add a claim that was missed",
        acting.missed,
        "Done",
        body=fields.MISSED,
    ),
    *(
        Endpoint(
            "POST",
            f"/claims/{{number}}/{action}",
            Scope.ACT,
            f"Do to a claim what the form `{action}` on its page does",
            acting.on_claim(action),
            "Done",
            body=body,
            matches=action not in fields.ON_ANY_VERSION,
        )
        for action, body in fields.ON_CLAIM.items()
    ),
    *(
        Endpoint(
            "POST",
            f"/sources/{{name}}/{action}",
            Scope.ACT,
            f"Do to a source what the form `{action}` on its page does",
            acting.on_source(action),
            "Done",
            body=body,
        )
        for action, body in fields.ON_SOURCE.items()
    ),
)
