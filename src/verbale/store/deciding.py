"""What people decide: judgements, dates of publication, and what is taken out of a dossier."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, delete, func, insert, select, update

from verbale.errors import InputError
from verbale.model.board import Tells
from verbale.model.evidence import Judgement, Reading
from verbale.store import codec
from verbale.store.adding import days_filed
from verbale.store.board import forget_article
from verbale.store.fetching import Snapshot
from verbale.store.held import Redating
from verbale.store.looking import Looked
from verbale.store.redeciding import redecided
from verbale.store.rows import days_of, require_date, statement_row
from verbale.store.schema import article, judgement, reading, redating, removed, source, statement
from verbale.store.search import index_of


def judge(connection: Connection, given: Judgement, tells: Tells | None, change: Looked) -> bool:
    """Add a judgement; False where it is there already. Raises InputError where its key stands for another one.

    What it concerns is settled anew, but where it is clear from what an article `tells` by now that it moves nothing.
    What it changes goes into `change`.
    """
    row = connection.execute(select(judgement).where(judgement.c.key == given.key)).mappings().first()
    if row is None:
        last = connection.scalar(select(func.max(judgement.c.made_on)))
        change.everything |= last is None or last < given.made_on  # the last day on which something was decided
        connection.execute(insert(judgement).values(codec.judgement_values(given)))
        _unsettle(connection, given, tells, change)
        return True
    if any(row[column] != value for column, value in codec.judgement_values(given).items()):
        raise InputError(f"{given.key!r} is the key of another judgement already")
    return False


def remove(connection: Connection, key: str, on: date) -> bool:
    """Take an article out with all that follows from it; False where it is not there."""
    row = connection.execute(select(article.c.id, article.c.name).where(article.c.key == key)).first()
    if row is None:
        return False
    index_of(connection).take(connection, row.id)
    forget_article(Snapshot(connection), row.id, key)
    for table in (statement, reading, source):
        connection.execute(delete(table).where(table.c.article_id == row.id))
    connection.execute(delete(article).where(article.c.id == row.id))
    connection.execute(insert(removed).values(key=key, name=row.name, removed_on=on))
    return True


def redate(connection: Connection, given: Redating) -> bool:
    """Have an article count from a person's date; see `Store.redate`."""
    require_date(given.published)
    number = connection.scalar(select(article.c.id).where(article.c.key == given.article))
    if number is None:
        raise InputError(f"{given.article}: there is no such article")
    then = Snapshot(connection, given.made_on).redated([given.article]).get(given.article)
    if (then.published if then else None) == given.published:
        return False
    connection.execute(
        insert(redating).values(
            article=given.article,
            published=given.published,
            made_on=given.made_on,
            made_by=given.by,
            why=given.why,
        )
    )
    _file_anew(connection, number)
    return True


def _file_anew(connection: Connection, number: int) -> None:
    """File an article and its statements under the date of publication that stands now."""
    (now,) = Snapshot(connection).readings([number])
    this = reading.c.article_id == number
    read_with = connection.scalar(select(reading.c.published).where(this))
    one = Snapshot(connection).stored([number])[number]
    connection.execute(update(article).where(article.c.id == number).values(days_filed(one) | {"settled": False}))
    connection.execute(update(reading).where(this).values(misdated=read_with != one.article.published))
    days = days_of(one.article, one.added_on)
    places = {key: place for place, key in enumerate(Snapshot(connection).held([number])[number].keys)}
    whole = Reading(one.article, now.reading.findings)
    for said in whole.findings.statements:
        row = statement_row(said, whole, days)
        at = (statement.c.article_id == number) & (statement.c.place == places[said.key])
        connection.execute(update(statement).where(at).values(first_day=row.first_day, last_day=row.last_day))


def _unsettle(connection: Connection, new: Judgement, tells: Tells | None, change: Looked) -> None:
    """Have the articles settled anew that a judgement concerns: those of its passages, and of what it takes back.

    An acceptance, or its undoing, changes hardly ever more than that it is told.
    """
    concerned: set[str] = set()
    seen: set[str] = set()
    accepts = True
    one: Judgement | None = new
    while one and one.key not in seen:
        seen.add(one.key)
        accepts &= one.verdict == "accepted"
        concerned |= {passage.article for passage in (one.passage, one.other) if passage}
        row = connection.execute(select(judgement).where(judgement.c.key == one.undoes)).mappings().first()
        one = codec.judgement_from(row) if row is not None else None
    these = article.c.key.in_(concerned) & article.c.settled
    numbers = connection.scalars(select(article.c.id).where(these)).all()
    if tells and accepts:
        every = Snapshot(connection).judgements()
        numbers = [number for number in numbers if not redecided(connection, number, tells, every, change)]
    change.articles |= concerned
    change.everything |= not accepts or bool(numbers)
    if numbers:
        connection.execute(update(article).where(article.c.id.in_(numbers)).values(settled=False))
