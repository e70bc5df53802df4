"""What `check` verifies of a dossier, from the file up to the words of each passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
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
    for (line,) in connection.execute(text(f"PRAGMA integrity_check({_LOOK_NO_FURTHER})")).all():
        if line != "ok":
            yield Damage("file", " ".join(str(line).split()))


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


def _in_articles(fetching: Fetching) -> Iterator[Damage]:
    for batch in batches(fetching.ids()):
        rows = fetching.rows(select(schema.article).where(schema.article.c.id.in_(batch)))
        sound: dict[int, Article] = {}
        for row in rows:
            try:
                sound[row["id"]] = codec.article_from(row)
            except (ValueError, KeyError, TypeError) as error:
                yield Damage("article", f"{row['name']}: cannot be read ({error})")
                continue
            yield from _in_article(row, sound[row["id"]])
        yield from _in_findings(fetching, sound, {row["id"]: row for row in rows})


def _in_article(row: RowMapping, article: Article) -> Iterator[Damage]:
    if article.key != row["key"]:
        yield Damage("article", f"{article.name}: its text or given date is not the one that was added")
    days = days_of(article, row["added_on"])
    if (days.first, days.last, days.known_from) != (row["first_day"], row["last_day"], row["known_from"]):
        yield Damage("article", f"{article.name}: the days it is filed under are not those of its publication date")


def _in_findings(fetching: Fetching, sound: dict[int, Article], rows: dict[int, RowMapping]) -> Iterator[Damage]:
    f, o = schema.finding, schema.observation
    query = select(f, o).outerjoin(o, o.c.finding_id == f.c.id).where(f.c.article_id.in_(list(sound)))
    last: dict[int, dict[int, Finding[Any]]] = {i: {} for i in sound}
    seen: set[int] = set()
    for row in fetching.rows(query.order_by(f.c.article_id, o.c.place, f.c.id)):
        article = sound[row["article_id"]]
        if row["annotator"] is None:
            yield Damage("finding", f"{article.name}: nobody is known to have made {row['kind']} {row['key']}")
            continue
        try:
            found = codec.finding_from(row, rows[row["article_id"]]["key"])
            if row["id"] not in seen:
                yield from _in_finding(found, article)
        except (ValueError, KeyError, TypeError) as error:
            yield Damage("finding", f"{article.name}: {row['kind']} {row['key']} cannot be read ({error})")
            continue
        seen.add(row["id"])
        if row["place"] is not None:
            last[row["article_id"]].setdefault(row["id"], found)
    derived: dict[int, StatementRow] = {}
    for i, article in sound.items():
        reading = Reading(article, Findings(last[i].values()))
        days = days_of(article, rows[i]["added_on"])
        said = {n: found for n, found in last[i].items() if isinstance(found.content, Statement)}
        derived |= {n: statement_row(found, reading, days) for n, found in said.items()}
    yield from _in_statements(fetching, sound, derived)


def _in_finding(found: Finding[Any], article: Article) -> Iterator[Damage]:
    name = f"{article.name}: {found.kind} {found.key}"
    wrong = next((p for p in found.passages if not _stands(p, article)), None)
    if wrong is not None:
        yield Damage("passage", f"{name}: the words at [{wrong.start}, {wrong.end}) are not “{_short(wrong.words)}”")
    elif finding(article, found.content, found.observation).key != found.key and found.article == article.key:
        yield Damage("finding", f"{name}: its content is not what was found")


def _in_statements(fetching: Fetching, sound: dict[int, Article], derived: dict[int, StatementRow]) -> Iterator[Damage]:
    """Compare the flat statements with what the last readings come to."""
    s, i = schema.statement, schema.statement_issue
    issues: dict[int, list[str]] = defaultdict(list)
    for row in fetching.rows(select(i).join(s).where(s.c.article_id.in_(list(sound)))):
        issues[row["finding_id"]].append(row["issue"])
    filed = {row["finding_id"]: row for row in fetching.rows(select(s).where(s.c.article_id.in_(list(sound))))}
    for number, row in filed.items():
        if derived.get(number) != codec.statement_row_from(row, issues[number]):
            name = sound[row["article_id"]].name
            yield Damage("statement", f"{name}: what “{_short(row['words'])}” is filed under is not what was found")
    missing = len(derived.keys() - filed.keys())
    if missing:
        yield Damage("statement", f"{missing} statements are not filed and will not be found by filters")


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
