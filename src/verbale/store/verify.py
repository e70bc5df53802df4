"""What `check` verifies of a dossier, from the database up to the words of each passage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from sqlalchemy import Connection, RowMapping, select

from verbale.errors import DossierDamaged
from verbale.model.evidence import Reading, finding
from verbale.model.text import Article
from verbale.store import codec, schema
from verbale.store.dialect import Dialect
from verbale.store.editions import damage_in_editions
from verbale.store.fetching import Fetching, Snapshot, batches, stored_article
from verbale.store.held import Damage, StoredArticle
from verbale.store.packing import Packed, unpacked
from verbale.store.rows import GAP, StatementRow, days_of, statement_row
from verbale.store.search import index_of
from verbale.store.verify_record import damage_in_record

_Unreadable = (ValueError, LookupError, TypeError)
"""What a row raises that does not fit the model."""


def damage_in(dialect: Dialect) -> Iterator[Damage]:
    """Everything in a dossier that cannot be trusted; nothing where all is well. Raises DossierLocked."""
    for looking, part in (
        (dialect.reading, dialect.damage),
        (dialect.rehearsing, lambda connection: index_of(connection).damage(connection)),
    ):
        yield from _looked_at(looking, part)
    fetching = Fetching(dialect)
    try:
        yield from _in_articles(fetching)
        yield from _in_judgements(fetching)
        yield from damage_in_editions(fetching)
        yield from damage_in_record(fetching)
    except DossierDamaged as error:
        yield Damage("file", f"the check could not go on: {error.__cause__ or error}".splitlines()[0])


def _looked_at(
    looking: Callable[[], AbstractContextManager[Connection]], part: Callable[[Connection], Iterator[Damage]]
) -> Iterator[Damage]:
    try:
        with looking() as connection:
            yield from list(part(connection))
    except DossierDamaged as error:
        yield Damage("file", str(error.__cause__ or error).splitlines()[0])


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some articles that could be read, and what is held of their readings; all by id."""

    articles: dict[int, StoredArticle] = field(default_factory=dict)
    held: dict[int, Packed] = field(default_factory=dict)


def _in_articles(fetching: Fetching) -> Iterator[Damage]:
    ids = [row["id"] for row in fetching.rows(select(schema.article.c.id).order_by(schema.article.c.id))]
    for some in batches(ids):
        with fetching.at() as now:
            found = list(_in_batch(now, some))
        yield from found


def _in_batch(now: Snapshot, ids: list[int]) -> Iterator[Damage]:
    batch = _Batch()
    rows = now.rows(select(schema.article).where(schema.article.c.id.in_(ids)).order_by(schema.article.c.id))
    redated = now.redated([row["key"] for row in rows])
    for row in rows:
        try:
            batch.articles[row["id"]] = stored_article(row, redated.get(row["key"]))
        except _Unreadable as error:
            yield Damage("article", f"{row['name']}: cannot be read ({error})")
            continue
        yield from _in_article(row, batch.articles[row["id"]])
    yield from _in_readings(now, batch)
    yield from _in_statements(now, batch)


def _in_article(row: RowMapping, one: StoredArticle) -> Iterator[Damage]:
    name = one.article.name
    if one.article.key != row["key"]:
        yield Damage("article", f"{name}: its text or given date is not the one that was added")
    days = days_of(one.article, one.added_on)
    if (days.first, days.last, days.known_from) != (row["first_day"], row["last_day"], row["known_from"]):
        yield Damage("article", f"{name}: the days it is filed under are not those of its publication date")


def _in_readings(now: Snapshot, batch: _Batch) -> Iterator[Damage]:
    """Unpack the readings, and look at each finding once."""
    r = schema.reading.c
    here = select(r.article_id, r.findings).where(r.article_id.in_(list(batch.articles)))
    blobs = {row["article_id"]: row["findings"] for row in now.rows(here)}
    for i, one in batch.articles.items():
        if i not in blobs:
            yield Damage("reading", f"{one.article.name}: its findings are gone")
            continue
        try:
            held = unpacked(blobs[i])
        except _Unreadable as error:
            yield Damage("reading", f"{one.article.name}: its findings cannot be read ({error})")
            continue
        damage = list(damage_in_findings(held, one.article))
        yield from damage
        if not damage:
            batch.held[i] = held


def damage_in_findings(held: Packed, article: Article) -> Iterator[Damage]:
    """What is wrong with the findings that are held of an article."""
    seen_by = {seen.place: seen for seen in (*held.earlier, *held.last)}
    for place, key in enumerate(held.keys):
        name = f"{article.name}: {held.kind(place)} {key}"
        if place not in seen_by:
            yield Damage("finding", f"{name}: nobody is known to have made it")
            continue
        try:
            found = codec.finding_at(held, place, article, codec.observation_of(seen_by[place]))
            known = codec.same_fields(held.found(place))
        except _Unreadable as error:
            yield Damage("finding", f"{name}: cannot be read ({error})")
            continue
        if known and finding(article, found.content, found.observation).key != key:
            yield Damage("finding", f"{name}: its content is not what was found")


def _in_statements(now: Snapshot, batch: _Batch) -> Iterator[Damage]:
    """Compare the flat statements with what the last readings come to."""
    s = schema.statement
    derived = {i: _statements_of(batch.articles[i], held) for i, held in batch.held.items()}
    for row in now.rows(select(s).where(s.c.article_id.in_(list(batch.held))).order_by(s.c.id)):
        article = batch.articles[row["article_id"]].article
        wanted = derived[row["article_id"]].pop(row["place"], None)
        try:
            words = GAP.join(article.text[start:end] for start, end in codec.spans_from(row["content"]))
        except _Unreadable as error:
            yield Damage("statement", f"{article.name}: cannot be read ({error})")
            continue
        if wanted is None or (row["first_day"], row["last_day"], words) != (
            wanted.first_day,
            wanted.last_day,
            wanted.words,
        ):
            yield Damage("statement", f"{article.name}: what “{_short(words)}” is filed under is not what was found")
    missing = sum(map(len, derived.values()))
    if missing:
        yield Damage("statement", f"{missing} statements are not filed and will not be found by a search")


def _statements_of(one: StoredArticle, held: Packed) -> dict[int, StatementRow]:
    whole = Reading(one.article, codec.findings_from(held, one.article, ("statement", "actor")))
    days = days_of(one.article, one.added_on)
    places = {key: place for place, key in enumerate(held.keys)}
    return {places[said.key]: statement_row(said, whole, days) for said in whole.findings.statements}


def _in_judgements(fetching: Fetching) -> Iterator[Damage]:
    for row in fetching.rows(select(schema.judgement).order_by(schema.judgement.c.number)):
        try:
            judgement = codec.judgement_from(row)
        except _Unreadable as error:
            yield Damage("judgement", f"{row['key']}: cannot be read ({error})")
            continue
        for passage in filter(None, (judgement.passage, judgement.other)):
            texts = fetching.rows(select(schema.article.c.text).where(schema.article.c.key == passage.article))
            if texts and texts[0]["text"][passage.start : passage.end] != passage.words:
                yield Damage("judgement", f"{row['key']}: the article does not say “{_short(passage.words)}” there")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
