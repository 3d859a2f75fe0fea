"""Ingest: from bytes to an article on record, its snapshot, and its statements as claims."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from claimtrack.config import chosen_extractor
from claimtrack.db import article_rows, claim_rows, source_rows
from claimtrack.db.models import Article, Snapshot, Source
from claimtrack.db.seen import hides_article
from claimtrack.errors import ForbiddenMove, InvalidInput, ReaderFailed
from claimtrack.events.articles import ArticleIngested, posts_told
from claimtrack.events.sources import RelationProposed
from claimtrack.extraction.progress import Listener, heard_by
from claimtrack.extraction.registry import load_extractor
from claimtrack.extraction.speakers.houses import house
from claimtrack.extraction.speakers.owners import fullest, whose
from claimtrack.extraction.text.lines import headline
from claimtrack.extraction.values import Extraction, Extractor, Skipped
from claimtrack.reading.document import Document
from claimtrack.reading.pages.completeness import LeftOut
from claimtrack.reading.read import ReadDocument, read_article
from claimtrack.remedies import Field, Words
from claimtrack.rules.confidence import is_low
from claimtrack.rules.copies import sketch
from claimtrack.services.articles.details import Details, existing, put_right
from claimtrack.services.articles.lookalikes import Lookalike, Lookalikes
from claimtrack.services.articles.new_version import Recaptured, look_for, recapture, supersede, take_over
from claimtrack.services.articles.posts import kept
from claimtrack.services.articles.put_on_record import confidence_of, record_statements
from claimtrack.services.desk import Act, Desk, reading, refuse_without
from claimtrack.services.inputs import Input
from claimtrack.services.keeping import still_kept, taken_back_if_refused
from claimtrack.services.marks.parties import propose_parties as propose_parties
from claimtrack.services.sources.relations import propose_wholes
from claimtrack.services.sources.sources import outlet_named
from claimtrack.services.weighing.consequences import Reopened, settle
from claimtrack.vocabulary import PartySide, Right, SkippedBecause, SpeakerKind

LEAST_TOLD = 5
"""Words; what was left out and is shorter is "that" or "on Monday" beside who says something."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says about the article; it overrides what the page says of itself.

    ``version_of`` is the article on record that it is a new version of.
    """

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: datetime | None = None
    version_of: int | None = None


@dataclass(frozen=True, slots=True)
class Ingested:
    """One article after its ingest. ``speakers`` and how many statements each has, the most frequent first.

    ``caveats`` counts the statements that the article doubts, ``asked`` those of which it may: a reviewer is to say.
    ``uncertain`` counts the statements that the engine was not sure of, ``accusing`` those that accuse somebody,
    ``favouring`` those that favour somebody, ``proposals`` the relations between sources that the article tells of.
    ``nameless`` tells that its outlet says something itself, and nobody knows which that is.
    ``unread`` counts the statements of which nobody looked for who says them. ``skipped`` counts, by reason, the
    stretches of the text that stand in no statement, of five words or more where they state nothing else; ``bits``
    are the shorter ones between statements. ``again`` says that these very bytes were on record and nothing was
    added; ``recaptured`` what changed when a known address gave new bytes, and ``reopened`` the verdicts that fell
    with it. ``notices`` are sentences on how the text was read. ``lookalike`` is an article on record that it may be
    a version of; ``was`` is the article that it was on record as, where the user says that it is a version of another.
    """

    article: int
    name: str
    title: str | None
    digest: str
    again: bool
    claims: tuple[int, ...] = ()
    checkable: int = 0
    own_voice: int = 0
    unread: int = 0
    skipped: tuple[tuple[SkippedBecause, int], ...] = ()
    bits: int = 0
    left_out: LeftOut | None = None
    caveats: int = 0
    asked: int = 0
    links: int = 0
    uncertain: int = 0
    language: str = "und"
    speakers: tuple[tuple[str, int], ...] = ()
    recaptured: Recaptured | None = None
    reopened: tuple[Reopened, ...] = ()
    proposals: int = 0
    nameless: bool = False
    accusing: int = 0
    favouring: int = 0
    notices: tuple[Words, ...] = ()
    lookalike: Lookalike | None = None
    was: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An input whose bytes are in the locker, and not on record."""

    input: Input
    digest: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """An input that was read, and what the engine found in it."""

    input: Input
    digest: str
    document: Document
    extraction: Extraction


def ingest(
    desk: Desk,
    inputs: Sequence[Input],
    told: Given,
    *,
    extractor: str | None = None,
    force: bool = False,
    progress: Callable[[Sequence[Input]], Iterable[Input]] = iter,
    heard: Listener | None = None,
) -> list[Ingested]:
    """Put articles on record one after the other, each with all that belongs to it or not at all.

    ``extractor`` names the engine that reads; else the environment does, or the default is taken. ``progress`` goes
    through the inputs, and ``heard`` is told which share of each is read.
    Raises InvalidInput, naming the input, at the first that cannot be read, holds no statement, or looks like no
    article; ``force`` takes the last. Those before it are on record then. ``ingest_many`` goes on after it.
    """
    refuse_without(desk, Right.REVIEW)
    extract = load_extractor(chosen_extractor(extractor))
    lookalikes = Lookalikes()
    done = []
    for one in progress(inputs):
        kept = keep(desk, one, told)
        if isinstance(kept, Kept):
            with taken_back_if_refused(desk, kept.digest):
                with heard_by(heard):
                    prepared = prepare(kept, read_article, extract, force=force)
                done.append(desk.enact(record_one, prepared, told, lookalikes))
        else:
            done.append(kept)
    return done


def keep(desk: Desk, one: Input, told: Given) -> Kept | Ingested:
    """Put bytes into the locker, before anything is read from them; those that are on record need no reading."""
    digest = desk.locker.put(one.data)
    with reading(desk) as session:
        return _known(session, digest, one.name, told) or Kept(one, digest)


def prepare(kept: Kept, read: ReadDocument, extract: Extractor, *, force: bool) -> Prepared:
    """Read an article before its transaction begins: a model that takes its time keeps nobody else waiting.

    Raises InvalidInput for what cannot be read, or looks like no article unless ``force`` takes it.
    """
    one = kept.input
    try:
        document = read(one.data, name=one.name, charset=one.charset)
    except ReaderFailed as error:
        raise ReaderFailed(error.message + f"; its bytes are kept as sha256:{kept.digest}") from error
    if document.looks_like is not None and not force:
        raise InvalidInput(
            f"{one.name} looks like {document.looks_like}; nothing was recorded: get the article itself, or "
            + Field("force")
            + " records it all the same"
        )
    return Prepared(one, kept.digest, document, extract(document.text))


def _known(session: Session, digest: str, name: str, told: Given) -> Ingested | None:
    """Return what is on record of these bytes, unless the user says of which other article they are a version."""
    known = article_rows.snapshot_with_digest(session, digest)
    if known is None or told.version_of not in {None, known.article_id}:
        return None
    return Ingested(known.article_id, name, known.article.title, digest, again=True)


def record_one(act: Act, prepared: Prepared, told: Given, lookalikes: Lookalikes) -> Ingested:
    """Put one article on record; raises InvalidInput for one without a statement.

    Raises ForbiddenMove for the very bytes of one that is for others: nobody is led there, and nobody moves it.
    """
    name = prepared.input.name
    elsewhere = article_rows.snapshot_with_digest(act.session, prepared.digest)
    if elsewhere is not None and hides_article(act.session, elsewhere.article_id):
        raise ForbiddenMove(f"you cannot put {name} on record here; ask an admin of this desk to see to it")
    known = _known(act.session, prepared.digest, name, told)  # since it was kept, or twice among what was named
    if known is None and elsewhere is not None:
        return _moved(act, elsewhere, prepared, told)
    if known is not None:
        return known
    if not prepared.extraction.statements:
        raise InvalidInput(
            f"no statements found in {name}; if it is an article, save its text as a .txt file and ingest that"
        )
    still_kept(act, prepared.digest, prepared.input.data)
    document = _corrected(prepared, told)
    before = _before(act, document, told)
    article = before or _new_article(act, document)
    like = lookalikes.of(act.session, article, sketch(document.text)) if before is None else None
    if like is not None and hides_article(act.session, like.article):
        like = None
    snapshot = _snapshot(act, article, prepared)
    there = look_for(act, snapshot, prepared.extraction) if before is not None else None
    kept = there.known if there is not None else {}
    numbers = record_statements(act, snapshot, prepared.extraction, known=kept)
    recaptured, reopened = None, list[Reopened]()
    if there is not None:
        recaptured, reopened = recapture(act, snapshot, prepared.extraction, there, {**kept, **numbers})
    act.changes.append(_event(article, snapshot, prepared, claims=len(numbers), again=before is not None))
    reopened += _put_right(act, article, told) if before is not None else []
    parties = propose_parties(act, prepared.extraction, numbers)
    _, fallen = propose_wholes(act, _told_whose(act, numbers.values()))
    found = _summary(article, prepared, numbers, recaptured)
    return replace(
        found,
        proposals=sum(isinstance(one, RelationProposed) for one in act.changes),
        nameless=article.outlet is None and bool(found.own_voice + found.unread),
        accusing=parties[PartySide.ACCUSED],
        favouring=parties[PartySide.FAVOURED],
        reopened=(*reopened, *fallen),
        lookalike=like,
    )


def _before(act: Act, document: Document, told: Given) -> Article | None:
    """Return the article on record that this is a new version of: the one that the user names, or at its address."""
    if told.version_of is not None:
        return existing(article_rows.article(act.session, told.version_of), told.version_of)
    return article_rows.article_with_url(act.session, document.url) if document.url is not None else None


def _moved(act: Act, snapshot: Snapshot, prepared: Prepared, told: Given) -> Ingested:
    """Take bytes that are on record as an article of their own for the new version of another, as the user says."""
    number, was = told.version_of or 0, snapshot.article_id
    article = existing(article_rows.article(act.session, number), number)
    doubled = take_over(act, snapshot, article, text=prepared.document.text)
    snapshot.extractor, snapshot.language = prepared.extraction.extractor, prepared.extraction.language
    there = look_for(act, snapshot, prepared.extraction)
    numbers = record_statements(act, snapshot, prepared.extraction, known=there.known)
    ends = {**there.known, **numbers}
    recaptured, reopened = recapture(act, snapshot, prepared.extraction, there, ends)
    act.changes.append(_event(article, snapshot, prepared, claims=len(numbers), again=True))
    supersede(act, doubled, prepared.extraction, ends)
    propose_parties(act, prepared.extraction, numbers)
    reopened += _put_right(act, article, told)
    return replace(_summary(article, prepared, numbers, recaptured), reopened=tuple(reopened), was=was)


def _told_whose(act: Act, claims: Iterable[int]) -> Iterator[tuple[Source, str]]:
    """Yield the sources of whom the article's own words say to whom they belong, each once, with that name."""
    met: set[int] = set()
    worded = list(source_rows.worded_sources(act.session, claims))
    names = [source.name for source, _ in worded]
    for source, words in worded:
        whole = whose(words) or whose(source.name) or _state_of(source, words)
        if whole is not None and source.id not in met:
            met.add(source.id)
            yield source, fullest(whole, names)


def _state_of(source: Source, words: str) -> str | None:
    """Return the state for which a person speaks by the article's words: "Russian Defence Minister Sergei Shoigu"."""
    found = house(words, SpeakerKind.PERSON) if source.kind is SpeakerKind.PERSON else None
    return found.state if found is not None else None


def _put_right(act: Act, article: Article, told: Given) -> list[Reopened]:
    """Take over what the user says about an article on record, and weigh again what its new version bears on."""
    details = Details(title=told.title, outlet=told.outlet, published=told.published, new_source=True)
    fallen = put_right(act, article, details) or []
    claims = claim_rows.full_claims(act.session, article=article.id)
    return [*fallen, *settle(act, claims, because=f"there is a new version of article {article.id}")]


def _corrected(prepared: Prepared, told: Given) -> Document:
    document = prepared.document
    return replace(
        document,
        title=told.title or document.title or _headline(document),
        outlet=told.outlet or document.outlet,
        url=told.url or prepared.input.url or document.url,
        published=told.published or document.published,
    )


def _headline(document: Document) -> str | None:
    """Return the headline of a text that tells its title nowhere: the line that the engines take for it."""
    span = headline(document.text) if document.media_type == "text/plain" else None
    return " ".join(document.text[slice(*span)].lstrip("> ").split()) if span is not None else None


def _new_article(act: Act, document: Document) -> Article:
    article = Article(
        title=document.title,
        byline=document.byline,
        url=document.url,
        published=document.published,
        created_at=act.at,
    )
    act.session.add(article)
    act.session.flush()
    if document.outlet:
        article.outlet = outlet_named(act, document.outlet)
        act.session.flush()
    return article


def _snapshot(act: Act, article: Article, prepared: Prepared) -> Snapshot:
    text = prepared.document.text
    snapshot = Snapshot(
        article=article,
        digest=prepared.digest,
        size=len(prepared.input.data),
        media_type=prepared.document.media_type,
        name=prepared.input.name,
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        language=prepared.extraction.language,
        extractor=prepared.extraction.extractor,
        retrieved_at=act.at,
        sketch=sketch(text).as_bytes(),
        posts=kept(prepared.document.posts) or None,
    )
    act.session.add(snapshot)
    act.session.flush()
    return snapshot


def _event(article: Article, snapshot: Snapshot, prepared: Prepared, *, claims: int, again: bool) -> ArticleIngested:
    return ArticleIngested(
        article=article.id,
        snapshot=snapshot.id,
        digest=snapshot.digest,
        size=snapshot.size,
        text_sha256=snapshot.text_sha256,
        media_type=snapshot.media_type,
        extractor=prepared.extraction.extractor,
        language=snapshot.language,
        sketch=hashlib.sha256(snapshot.sketch).hexdigest() if snapshot.sketch is not None else None,
        posts=posts_told(snapshot.posts),
        outlet=article.outlet_id,
        published=article.published,
        claims=claims,
        new_version=again,
        title=article.title,
        byline=article.byline,
        url=article.url,
        name=snapshot.name,
    )


def _summary(article: Article, prepared: Prepared, numbers: dict[int, int], recaptured: Recaptured | None) -> Ingested:
    extraction = prepared.extraction
    statements = [extraction.statements[index] for index in numbers]
    speakers = Counter(
        extraction.attributions[statement.attribution].speaker or "nobody named"
        for statement in statements
        if statement.attribution is not None
    )
    left = Counter(one.why for one in extraction.skipped if _is_told(extraction.text, one))
    return Ingested(
        article=article.id,
        name=prepared.input.name,
        title=article.title,
        digest=prepared.digest,
        again=False,
        claims=tuple(numbers.values()),
        checkable=sum(statement.checkable for statement in statements),
        own_voice=sum(statement.own_voice is True for statement in statements),
        unread=sum(statement.own_voice is None for statement in statements),
        skipped=tuple((why, left[why]) for why in SkippedBecause if left[why]),
        bits=len(extraction.skipped) - left.total(),
        left_out=prepared.document.left_out,
        caveats=sum(any(one.stands for one in statement.caveats) for statement in statements),
        asked=sum(any(not one.stands for one in statement.caveats) for statement in statements),
        links=sum(link.source in numbers or link.target in numbers for link in extraction.links),
        uncertain=sum(is_low(confidence_of(extraction, statement)) for statement in statements),
        language=extraction.language,
        speakers=tuple(speakers.most_common()),
        recaptured=recaptured,
        notices=prepared.document.notices,
    )


def _is_told(text: str, one: Skipped) -> bool:
    """Tell whether something that was left out is more than a word or two between statements."""
    if one.why is not SkippedBecause.OTHER:
        return True
    return sum(len(text[start:end].split()) for start, end in one.spans) >= LEAST_TOLD
