"""Every kind of event by its action, and every kind of thing that they tell of."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType, ModuleType

from claimtrack.events import (
    articles,
    blind,
    claims,
    corroborations,
    custody,
    door,
    evidence,
    findings,
    links,
    parties,
    policy,
    purges,
    readings,
    remarks,
    replies,
    sources,
    tags,
    timestamps,
    verdicts,
    witnesses,
    workspace,
)
from claimtrack.events.event import Event
from claimtrack.events.forms import Sealed
from claimtrack.events.state import Kind, State

_MODULES = (
    workspace,
    sources,
    articles,
    claims,
    readings,
    remarks,
    blind,
    parties,
    evidence,
    verdicts,
    policy,
    links,
    tags,
    findings,
    replies,
    timestamps,
    corroborations,
    purges,
    witnesses,
    custody,
    door,
)


def _declared(modules: Iterable[ModuleType]) -> Iterator[type[Event]]:
    for module in modules:
        for one in vars(module).values():
            if isinstance(one, type) and issubclass(one, Event) and "action" in vars(one):
                yield one


EVENTS: Mapping[str, type[Event]] = MappingProxyType({one.action.value: one for one in _declared(_MODULES)})
KINDS: tuple[Kind, ...] = (
    workspace.WORKSPACE,
    workspace.REVIEWER,
    sources.SOURCE,
    sources.RELATION,
    articles.ARTICLE,
    articles.SNAPSHOT,
    claims.CLAIM,
    parties.PARTY,
    evidence.EVIDENCE,
    evidence.LINK,
    verdicts.PROPOSAL,
    policy.POLICY,
    links.CLAIM_LINK,
    tags.TAG,
    tags.TAGGING,
    findings.RESTATEMENT,
    findings.FINDING,
    replies.REPLY,
    replies.ABOUT,
    timestamps.MANIFEST,
    timestamps.STAMP,
    corroborations.CORROBORATION,
    witnesses.HEAD_KEY,
    witnesses.COSIGNATURE,
)
UNVERSIONED = frozenset(action for action, one in EVENTS.items() if not one.versioned)
"""Events on a claim that are part of another change, or change nothing of the claim itself: no version counts them."""

_FOLDS = {action: one.fold for action, one in EVENTS.items()}


_VERSION, _CHANGED = claims.CLAIM.places["version"], claims.CLAIM.places["changed"]


def _count(state: State, claim: int, at: str) -> None:
    """Count one more version of a claim."""
    row = state.rows[claims.CLAIM].get(claim)
    if row is not None:
        version = row[_VERSION]
        row[_VERSION] = version + 1 if isinstance(version, int) else 1
        row[_CHANGED] = at


def event_kind(action: str) -> type[Event]:
    """Return the kind of event of that action; raises LookupError for one that is not known."""
    try:
        return EVENTS[action]
    except KeyError:
        raise LookupError(f'no kind of event is called "{action}"') from None


def read(sealed: Sealed, texts: Mapping[str, str]) -> Event:
    """Return what was sealed as a value of its kind; raises LookupError, TypeError or ValueError where it is none."""
    return event_kind(sealed.action).read(sealed, texts)


def replay(events: Iterable[Sealed]) -> State:
    """Fold events, oldest first, into where everything stands after the last one.

    An event of no kind that is known, or whose content is not what its kind has, is noted as unreadable, and the others
    are folded all the same.
    """
    state = State()
    for event in events:
        state.events += 1
        try:
            _FOLDS[event.action](state, event)
            if event.claim is not None and event.action not in UNVERSIONED:
                _count(state, event.claim, event.at)
        except (LookupError, TypeError, ValueError):
            state.unreadable.append(event.number)
    return state
