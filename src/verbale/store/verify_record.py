"""What `check` verifies of the record: that tellings can be read, that their words stand, that lines count right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Integer, func, or_, select, type_coerce

from verbale.model.negotiation import Linkage
from verbale.store import codec
from verbale.store.fetching import Fetching, Snapshot, batches
from verbale.store.filing import set_term
from verbale.store.held import Damage
from verbale.store.queries import DEMANDS
from verbale.store.record_schema import line, settlement, signature, telling
from verbale.store.rows import telling_row
from verbale.store.schema import article, reading
from verbale.store.spans import spans_of
from verbale.store.stories import Terms
from verbale.store.told import Story, unpacked_story

_UNREADABLE = (ValueError, LookupError, TypeError)


def damage_in_record(fetching: Fetching) -> Iterator[Damage]:
    """Everything in the record that cannot be trusted."""
    told = select(telling.c.article_id).distinct().order_by(telling.c.article_id)
    for some in batches([row["article_id"] for row in fetching.rows(told)]):
        with fetching.at() as now:
            found = list(_in_tellings(now, some))
        yield from found
    with fetching.at() as now:
        found = [*_in_lines(now), *_without_line(now)]
    yield from found


def _in_tellings(now: Snapshot, ids: Sequence[int]) -> Iterator[Damage]:
    rows: dict[int, list[Any]] = {i: [] for i in ids}
    for row in now.rows(select(telling).where(telling.c.article_id.in_(ids)).order_by(telling.c.id)):
        rows[row["article_id"]].append(row)
    told = (
        select(article, reading.c.findings, settlement.c.told)
        .join(reading, reading.c.article_id == article.c.id)
        .outerjoin(settlement, settlement.c.article_id == article.c.id)
        .where(article.c.id.in_(ids))
        .order_by(article.c.id)
    )
    terms = Terms(now.connection)
    for row in now.rows(told):
        try:
            of = codec.article_from(row)
            story = unpacked_story(row["told"] or b"", of, row["findings"])
        except _UNREADABLE as error:
            yield Damage("telling", f"{row['name']}: what it tells cannot be read ({error})")
            continue
        for filed in rows[row["id"]]:
            wrong = _wrong(story, filed, terms)
            if wrong:
                yield Damage("telling", f"{of.name}: telling {filed['id']} {wrong}")


def _wrong(story: Story, filed: Any, terms: Terms) -> str | None:  # Any: a row
    """What is wrong with a telling."""
    try:
        told = story.telling(filed["place"])
    except _UNREADABLE as error:
        return f"cannot be read ({error})"
    if told.sentence not in story.article.text:
        return "stands in a sentence that its article does not have"
    is_condition = isinstance(told.content, Linkage) and told.content.kind == "precondition"
    demands = (word for word in DEMANDS if is_condition and filed["status"] == terms.known(word))
    row = telling_row(told, next(demands, None))
    words = {
        "kind": told.kind,
        "parties": set_term(row.parties),
        "issues": set_term(row.issues),
        "status": row.status,
        "manner": row.manner,
        "speaker": row.speaker,
    }
    days = (row.first_day, row.last_day, codec.day(told.known_from))
    same = all(filed[name] == (terms.known(word) if word else None) for name, word in words.items())
    if same and (*days, row.sure) == tuple(filed[name] for name in ("first_day", "last_day", "known_from", "sure")):
        return None
    return "is filed under what it does not tell"


def _in_lines(now: Snapshot) -> Iterator[Damage]:
    """Compare the rows of lines with what stands in them."""
    days = (type_coerce(c, Integer) for c in (line.c.first_known, line.c.last_known, line.c.first_day, line.c.last_day))
    columns = (line.c.loose, line.c.tellings, *days, line.c.doubt)
    ids = [row["id"] for row in now.rows(select(line.c.id).order_by(line.c.id))]
    for some in batches(ids):
        stands = spans_of(now.connection, some)
        filed = select(line.c.id, *columns).where(line.c.id.in_(some)).order_by(line.c.id)
        for number, loose, *counted in now.connection.execute(filed):
            if number not in stands or list(stands[number].columns(loose)) != counted:
                yield Damage("line", f"line {number} does not count what stands in it")
    miscounted = (
        select(signature.c.id)
        .outerjoin(telling, telling.c.signature_id == signature.c.id)
        .group_by(signature.c.id, signature.c.tellings)
        .having(func.count(telling.c.id) != signature.c.tellings)
        .order_by(signature.c.id)
    )
    for row in now.rows(miscounted):
        yield Damage("signature", f"signature {row['id']} does not count its tellings")


def _without_line(now: Snapshot) -> Iterator[Damage]:
    """Tellings that are in no line, or in one that is not there."""
    at = func.coalesce(telling.c.line_id, signature.c.line_id)
    lost = (
        select(func.count())
        .select_from(telling)
        .outerjoin(signature, signature.c.id == telling.c.signature_id)
        .outerjoin(line, line.c.id == at)
        .where(or_(at.is_(None), line.c.id.is_(None)))
    )
    count = now.connection.scalar(lost)
    if count:
        yield Damage("telling", f"{count} tellings are in no line; make the record anew with: verbale rebuild")
