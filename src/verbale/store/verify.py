"""What `check` verifies of a dossier, from the file up to the words of each passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from verbale.errors import DossierDamaged
from verbale.model.evidence import Finding, Findings, Reading, finding
from verbale.model.negotiation import Statement
from verbale.model.text import Article, Passage
from verbale.store import codec, schema
from verbale.store.base import Damage
from verbale.store.fetching import Fetching, batches
from verbale.store.rows import StatementRow, days_of, statement_row
from verbale.store.sqlite import explained

_LOOK_NO_FURTHER = 100
"""How many faults of the file itself are listed."""


def damage_in(engine: Engine, where: str) -> Iterator[Damage]:
    """Everything in a dossier that cannot be trusted; nothing where all is well. Raises DossierLocked."""
    fetching = Fetching(engine, where)
    for part in (_in_file, _in_references, _in_index):
        yield from _looked_at(engine, where, part)
    try:
        yield from _in_articles(fetching)
        yield from _in_judgements(fetching)
    except DossierDamaged as error:
        yield Damage("file", f"the check could not go on: {error.__cause__ or error}".splitlines()[0])


def _looked_at(engine: Engine, where: str, part: Callable[[Connection], Iterator[Damage]]) -> Iterator[Damage]:
    try:
        with explained(where), engine.connect() as connection:
            yield from list(part(connection))
    except DossierDamaged as error:
        yield Damage("file", str(error.__cause__ or error).splitlines()[0])


def _in_file(connection: Connection) -> Iterator[Damage]:
    # A row may hold many lines, one for each fault.
    for (told,) in connection.execute(text(f"PRAGMA integrity_check({_LOOK_NO_FURTHER})")).all():
        for line in str(told).splitlines():
            if line != "ok" and not line.startswith("***"):
                yield Damage("file", line)


def _in_references(connection: Connection) -> Iterator[Damage]:
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")).all():
        yield Damage(table, f"row {row} refers to a row of {parent} that is not there")


def _in_index(connection: Connection) -> Iterator[Damage]:
    for name in schema.FULL_TEXT:
        try:
            # The value 1 for rank compares with the table that is indexed, and not only the index with itself.
            connection.execute(text(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)"))  # noqa: S608
        except DatabaseError as error:
            if isinstance(error, OperationalError):
                raise
            yield Damage(name, f"the search index does not agree with what it indexes ({error.orig})")


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some articles that could be read: their rows, and the findings of their last readings; all by id."""

    articles: dict[int, Article] = field(default_factory=dict)
    rows: dict[int, RowMapping] = field(default_factory=dict)
    last: dict[int, dict[int, Finding[Any]]] = field(default_factory=dict)


def _in_articles(fetching: Fetching) -> Iterator[Damage]:
    for ids in batches(fetching.ids()):
        batch = _Batch()
        for row in fetching.rows(select(schema.article).where(schema.article.c.id.in_(ids))):
            try:
                article = codec.article_from(row)
            except (ValueError, KeyError, TypeError) as error:
                yield Damage("article", f"{row['name']}: cannot be read ({error})")
                continue
            batch.articles[row["id"]], batch.rows[row["id"]], batch.last[row["id"]] = article, row, {}
            yield from _in_article(row, article)
        yield from _in_findings(fetching, batch)
        yield from _in_statements(fetching, batch)


def _in_article(row: RowMapping, article: Article) -> Iterator[Damage]:
    if article.key != row["key"]:
        yield Damage("article", f"{article.name}: its text or given date is not the one that was added")
    days = days_of(article, row["added_on"])
    if (days.first, days.last, days.known_from) != (row["first_day"], row["last_day"], row["known_from"]):
        yield Damage("article", f"{article.name}: the days it is filed under are not those of its publication date")


def _in_findings(fetching: Fetching, batch: _Batch) -> Iterator[Damage]:
    """Look at each finding once, and gather those of the last readings."""
    f, o = schema.finding, schema.observation
    query = select(f, o).outerjoin(o, o.c.finding_id == f.c.id).where(f.c.article_id.in_(list(batch.articles)))
    seen: set[int] = set()
    for row in fetching.rows(query.order_by(f.c.article_id, o.c.place, f.c.id)):
        i, article = row["article_id"], batch.articles[row["article_id"]]
        name = f"{article.name}: {row['kind']} {row['key']}"
        if row["annotator"] is None:
            yield Damage("finding", f"{name}: nobody is known to have made it")
            continue
        try:
            found = codec.finding_from(row, batch.rows[i]["key"])
            damage = [] if row["id"] in seen else list(_in_finding(found, article, name))
        except (ValueError, KeyError, TypeError) as error:
            yield Damage("finding", f"{name}: cannot be read ({error})")
            continue
        yield from damage
        seen.add(row["id"])
        if row["place"] is not None:
            batch.last[i].setdefault(row["id"], found)


def _in_finding(found: Finding[Any], article: Article, name: str) -> Iterator[Damage]:
    wrong = next((p for p in found.passages if not _stands(p, article)), None)
    if wrong is not None:
        yield Damage("passage", f"{name}: the words at [{wrong.start}, {wrong.end}) are not “{_short(wrong.words)}”")
    elif finding(article, found.content, found.observation).key != found.key and found.article == article.key:
        yield Damage("finding", f"{name}: its content is not what was found")


def _in_statements(fetching: Fetching, batch: _Batch) -> Iterator[Damage]:
    """Compare the flat statements with what the last readings come to."""
    s, i = schema.statement, schema.statement_issue
    here = s.c.article_id.in_(list(batch.articles))
    issues: dict[int, list[str]] = defaultdict(list)
    for row in fetching.rows(select(i).join(s).where(here)):
        issues[row["finding_id"]].append(row["issue"])
    filed = {row["finding_id"]: row for row in fetching.rows(select(s).where(here))}
    derived = _statements_of(batch)
    for number, row in filed.items():
        if derived.get(number) != codec.statement_row_from(row, issues[number]):
            name = batch.articles[row["article_id"]].name
            yield Damage("statement", f"{name}: what “{_short(row['words'])}” is filed under is not what was found")
    missing = len(derived.keys() - filed.keys())
    if missing:
        yield Damage("statement", f"{missing} statements are not filed and will not be found by filters")


def _statements_of(batch: _Batch) -> dict[int, StatementRow]:
    derived: dict[int, StatementRow] = {}
    for i, article in batch.articles.items():
        reading = Reading(article, Findings(batch.last[i].values()))
        days = days_of(article, batch.rows[i]["added_on"])
        said = {n: found for n, found in batch.last[i].items() if isinstance(found.content, Statement)}
        derived |= {n: statement_row(found, reading, days) for n, found in said.items()}
    return derived


def _in_judgements(fetching: Fetching) -> Iterator[Damage]:
    for row in fetching.rows(select(schema.judgement)):
        try:
            judgement = codec.judgement_from(row)
        except (ValueError, KeyError, TypeError) as error:
            yield Damage("judgement", f"{row['key']}: cannot be read ({error})")
            continue
        for passage in filter(None, (judgement.passage, judgement.other)):
            texts = fetching.rows(select(schema.article.c.text).where(schema.article.c.key == passage.article))
            if texts and texts[0]["text"][passage.start : passage.end] != passage.words:
                yield Damage("judgement", f"{row['key']}: the article does not say “{_short(passage.words)}” there")


def _stands(passage: Passage, article: Article) -> bool:
    return bool(passage.words) and article.text[passage.start : passage.end] == passage.words


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
