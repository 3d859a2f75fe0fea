"""The words around the claims: of which moment a report tells, of which articles, its figures and overrides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from claimtrack.remedies import Blank, Step, do
from claimtrack.reports.model import ArticleEntry, ClaimEntry, Report, Summary
from claimtrack.reports.wording.claims import alarms
from claimtrack.reports.wording.measures import counted, day, moment
from claimtrack.vocabulary import Said, Status

HOW_TO_CHECK = str(
    "Run " + do(Step.VERIFY) + " in the workspace. It checks every file, excerpt and event, and names the chain's "
    "head; after the event with the number above, its hash must be the one printed here. Whoever could rewrite the "
    "whole workspace could rewrite the chain too, so compare with a copy of this report that was kept elsewhere."
)

NOT_ATTEMPTED = "attribution not attempted"
"""Said of an article in any language but English: every statement of it is unread."""


def language(code: str) -> str:
    """Word the language that an article was read in."""
    return f"language {code}" if code == "en" else f"language {code}: {NOT_ATTEMPTED}"


def state(number: int, as_of: datetime, *, past: bool) -> str:
    """Say of which state of the record something tells, with what must not be missed of an earlier one."""
    if past:
        return f"AS OF EVENT {number}, {moment(as_of)}: what stood then, not what stands now."
    return f"As the record stood after event {number}, {moment(as_of)}."


def subject(report: Report) -> str:
    """Name what a report is about: its article, or how many there are."""
    if len(report.articles) == 1:
        return heading(report.articles[0])
    return counted(len(report.articles), "article")


def heading(article: ArticleEntry) -> str:
    """Name an article: its title, else the name of what was read."""
    return article.title or article.name or f"article {article.number}"


def published(article: ArticleEntry) -> str | None:
    """Say when an article was published."""
    return as_given(article.published) if article.published is not None else None


def as_given(when: datetime) -> str:
    """Write a time that somebody gave; one of exactly midnight is taken for a date without a time."""
    utc = when.astimezone(UTC)
    return day(utc) if (utc.hour, utc.minute, utc.second) == (0, 0, 0) else moment(utc)


@dataclass(frozen=True, slots=True)
class Override:
    """One decision past the rules: whose, on which claim, what, when and why. ``at`` is None if no event tells."""

    claim: int
    who: str
    what: str
    at: datetime | None
    reason: str

    @property
    def sentence(self) -> str:
        """Say it, behind the claim's number."""
        when = f", {moment(self.at)}" if self.at is not None else ""
        return f"{self.who} {self.what}{when}. Reason: {self.reason}"


def overrides(report: Report) -> tuple[Override, ...]:
    """List every decision past the rules, of either verdict, in the order of the claims."""
    claims = (entry for article in report.articles for entry in article.claims)
    return tuple(line for entry in claims for line in _overrides_of(entry))


def _overrides_of(entry: ClaimEntry) -> Iterator[Override]:
    events = [line for line in entry.history if line.overridden]
    for event in events:
        yield Override(entry.number, event.who, event.what, event.at, event.reason or "no reason on record")
    if entry.overridden and not events:
        reason = entry.override_reason or "no reason on record"
        yield Override(entry.number, "an editor", f"marked it {entry.status.words} by override", None, reason)


def alarmed(report: Report) -> tuple[tuple[int, str], ...]:
    """List every alarm of a report: the claim's number, and with which other one it cannot stand confirmed."""
    claims = (entry for article in report.articles for entry in article.claims)
    return tuple((entry.number, words) for entry in claims for words in alarms(entry))


LEFT_TO_DO = "What is left to do"
FOUND = "What was found"
HOW_TO_JUDGE = str(do(Step.SHOW, Blank.N) + " says with which command")


def tally(summary: Summary) -> str:
    """Sum a report up in a sentence or two."""
    if not summary.claims:
        return "No claims are on record."
    statuses = dict(summary.statuses)
    found = [
        (statuses.get(Status.REFUTED, 0), "refuted"),
        (statuses.get(Status.DISPUTED, 0), "disputed"),
        (summary.independently_confirmed, "confirmed independently"),
        (statuses.get(Status.CONFIRMED, 0) - summary.independently_confirmed, "confirmed, but not independently"),
        (statuses.get(Status.UNVERIFIABLE, 0), "unverifiable"),
        (statuses.get(Status.WITHDRAWN, 0), "withdrawn"),
    ]
    told = [f"{number} {word}" for number, word in found if number]
    claims = f"{counted(summary.claims, 'claim')}, of which {summary.checkable} can be checked"
    waiting = f"{summary.awaiting_verdict} {'has' if summary.awaiting_verdict == 1 else 'have'} no verdict yet"
    return f"{claims}: {', '.join([*told, waiting])}."


def figures(summary: Summary) -> tuple[tuple[str, int], ...]:
    """Return the summary as labelled figures, the truth verdicts first, then the question of what was said."""
    statuses, saids = dict(summary.statuses), dict(summary.saids)
    return (
        ("claims on record", summary.claims),
        ("that can be checked", summary.checkable),
        ("without a verdict yet", summary.awaiting_verdict),
        ("independently confirmed", summary.independently_confirmed),
        ("confirmed in all", statuses.get(Status.CONFIRMED, 0)),
        ("disputed", statuses.get(Status.DISPUTED, 0)),
        ("refuted", statuses.get(Status.REFUTED, 0)),
        ("unverifiable", statuses.get(Status.UNVERIFIABLE, 0)),
        ("withdrawn", statuses.get(Status.WITHDRAWN, 0)),
        ("decided past the rules, by override", summary.overridden),
        ("ALARM: confirmed, but so is another one that contradicts it", summary.alarmed),
        ("proposed, and not yet approved by a second person", summary.proposed),
        ("doubted by the article itself", summary.caveated),
        ("in the outlet's own voice", summary.own_voice),
        *([("unread: nobody looked for who says it", summary.unread)] if summary.unread else ()),
        ("really said, as checked", saids.get(Said.VERIFIED, 0)),
        ("misquoted", saids.get(Said.MISQUOTED, 0)),
        ("not found to have been said", saids.get(Said.NOT_FOUND, 0)),
        ("of which nobody has checked whether they were said", saids.get(Said.UNCHECKED, 0)),
        ("pieces of evidence", summary.evidence),
    )
