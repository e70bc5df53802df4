"""Editions as they were published, where they told the record, and the draft of the next one."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from sqlalchemy import Connection, delete, func, insert, select

from verbale.errors import InputError
from verbale.model.draft import Draft
from verbale.model.edition import Edition
from verbale.model.edition_json import draft_as_json, draft_from_json, edition_as_json, edition_from_json
from verbale.model.published import Issue, Sentence, StoredDraft, issue_of, sentences_of
from verbale.store import schema
from verbale.store.codec import dumped
from verbale.store.fetching import Fetching, batches
from verbale.store.held import Damage

_ISSUE = [column for column in schema.edition.c if column.name != "content"]
_Unreadable = (ValueError, LookupError, TypeError, InputError)


def publish(connection: Connection, edition: Edition, draft: int) -> bool:
    """Keep an edition and begin a draft that goes on from there; False as `Store.publish` says."""
    last = connection.scalar(select(func.max(schema.edition.c.number))) or 0
    if edition.number != last + 1 or stored_draft(connection).version != draft:
        return False
    judged = connection.scalar(select(func.count()).select_from(schema.judgement)) or 0
    issue = issue_of(edition, judged)
    values = {column.name: getattr(issue, column.name) for column in _ISSUE}
    connection.execute(insert(schema.edition).values(values | {"content": dumped(edition_as_json(edition))}))
    if rows := sentence_rows(edition):
        connection.execute(insert(schema.sentence), rows)
    return set_draft(connection, Draft(since_last=True), draft)


def stored_draft(connection: Connection) -> StoredDraft:
    """The draft as last kept; an empty one where there is none."""
    row = connection.execute(select(schema.draft)).mappings().first()
    return StoredDraft(row["version"], draft_from_json(json.loads(row["content"]))) if row else StoredDraft(0, Draft())


def set_draft(connection: Connection, draft: Draft, version: int) -> bool:
    """Keep a draft in the place of one of that version; False where there is another one by now."""
    if stored_draft(connection).version != version:
        return False
    connection.execute(delete(schema.draft))
    connection.execute(insert(schema.draft).values(version=version + 1, content=dumped(draft_as_json(draft))))
    return True


def issues(fetching: Fetching) -> Iterator[Issue]:
    """What was published, the last first, without its content."""
    for row in fetching.rows(select(*_ISSUE).order_by(schema.edition.c.number.desc())):
        yield Issue(**row)


def edition(connection: Connection, number: int) -> Edition | None:
    """The edition of that number."""
    content = connection.scalar(select(schema.edition.c.content).where(schema.edition.c.number == number))
    return edition_from_json(json.loads(content)) if content else None


def printed_of(connection: Connection, articles: Collection[str]) -> list[Sentence]:
    """The sentences that editions printed of some articles, in the order of editions."""
    table, found = schema.sentence, []
    for some in batches(sorted(articles)):
        rows = connection.execute(select(table).where(table.c.article.in_(some))).mappings()
        found += [
            Sentence(
                row["edition"], row["article"], row["first"], row["last"], row["line"], row["words"], row["number"]
            )
            for row in rows
        ]
    return sorted(found, key=lambda one: (one.edition, one.number))


def damage_in_editions(fetching: Fetching) -> Iterator[Damage]:
    """Editions that cannot be read, or that say of themselves what they are not."""
    before = 0
    for row in fetching.rows(select(schema.edition).order_by(schema.edition.c.number)):
        number = row["number"]
        try:
            one = edition_from_json(json.loads(row["content"]))
        except _Unreadable as error:
            yield Damage("edition", f"{number}: cannot be read ({error})")
            continue
        if number != before + 1:
            yield Damage("edition", f"{number}: the one before it is not there")
        before = number
        if any(row[column.name] != getattr(issue_of(one, row["judged"]), column.name) for column in _ISSUE):
            yield Damage("edition", f"{number}: it is listed as what it is not")
        said = fetching.rows(select(schema.sentence).where(schema.sentence.c.edition == number))
        if sorted(map(dict, said), key=lambda s: s["number"]) != sentence_rows(one):
            yield Damage("edition", f"{number}: its sentences are not those that it printed")


def sentence_rows(edition: Edition) -> list[dict[str, object]]:
    """The rows of `sentence` that an edition comes to."""
    return [
        {"edition": one.edition, "number": one.number, "article": one.article, "first": one.start, "last": one.end,
         "line": one.line, "words": one.words}
        for one in sentences_of(edition)
    ]  # fmt: skip
