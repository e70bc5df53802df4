"""What people decided about what an article tells, where that moves nothing: written without settling it anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from verbale.model.board import New, Tells
from verbale.model.evidence import Judgement
from verbale.model.record import Telling
from verbale.store.board import marked
from verbale.store.dialect import execute_many
from verbale.store.fetching import Snapshot
from verbale.store.looking import Looked
from verbale.store.placing import Lines
from verbale.store.record_schema import settlement, telling
from verbale.store.rows import unaccepted
from verbale.store.stories import Stories, Terms

_T = telling.c
_SURE = update(telling).where(_T.id == bindparam("number")).values(sure=bindparam("now"))


def redecided(connection: Connection, number: int, tells: Tells, every: Sequence[Judgement], change: Looked) -> bool:
    """Have a settled article tell what was decided about it, by every judgement there is.

    False where it tells anything else by now, or as another.

    The `change` has the tellings that say of decisions something else. Lines, and what is compared to make them, know
    of a decision only that it was made (see `line_doubt`).
    """
    (kept,) = Snapshot(connection).kept([number])
    columns = (_T.id, _T.place, _T.signature_id, _T.line_id, _T.sure)
    rows = connection.execute(select(*columns).where(_T.article_id == number)).all()
    try:
        news = {new.telling.key: new for new in tells(kept, every)}
        told = Stories(connection).tellings_at([(row.id, number, row.place) for row in rows])
    except (ValueError, LookupError, TypeError):  # damaged: whoever settles it says so
        return False
    pairs = [(row, told[row.id], news.get(told[row.id].key)) for row in rows]
    if len(pairs) != len(news) or not all(_stays(row, before, new) for row, before, new in pairs):
        return False
    differ = {row.id for row, before, new in pairs if new is None or new.telling.decided != before.decided}
    if not differ:
        return True
    change.tellings |= differ
    filed = kept.filed([*news.values()])
    connection.execute(update(settlement).where(settlement.c.article_id == number).values(told=filed.told))
    sure = {row.id: filed.values[before.key][6] for row, before, _ in pairs}
    changed = [row for row in rows if row.sure != sure[row.id]]
    execute_many(connection, _SURE, [{"number": row.id, "now": sure[row.id]} for row in changed])
    lines = Lines(connection, Terms(connection))
    lines.touched |= {row.line_id for row in changed if row.line_id is not None}
    lines.renew()
    marked(connection)  # who holds what articles told is to fetch it again
    return True


def _stays(row: Any, before: Telling[Any], new: New | None) -> bool:  # Any: a row
    """Whether a telling is what it was, acceptances apart, and stands for itself where it did."""
    if new is None or (new.signature == before.key) != (row.signature_id is None):
        return False
    return unaccepted(before) == unaccepted(new.telling)
