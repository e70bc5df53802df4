"""What keeps a dossier sound over the years: reading again, removal, rebuilding, backups, and a brief from clippings.

Nothing here reads a clock: days come from the command line or the web.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from verbale.ahead import ahead_of
from verbale.desk import BATCH, MANY, articles_of, brief_in, making, readable, settle
from verbale.errors import DossierDamaged, DossierFull, InputError
from verbale.model.text import Article
from verbale.model.times import bounds
from verbale.record.assembly import Known, assemble
from verbale.record.judgements import standing
from verbale.scale import Mapper
from verbale.store.base import Store
from verbale.store.held import StoredArticle
from verbale.store.repair import repair as salvaged
from verbale.store.sql import open_dossier
from verbale.understanding.tables import toml
from verbale.views import drafting


@dataclass(frozen=True, slots=True)
class Drafted:
    """A proposed brief (TOML), how many articles it was made of, a line for each input that was rejected.

    `unsigned` are the names of pages that do not say where or when they were published, where others do: a list of the
    clippings, or notes beside them, are none.
    """

    text: str
    articles: int
    rejected: tuple[str, ...]
    unsigned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reread:
    """How many articles were read again, how many are still stale, and a line for each that could not be read."""

    count: int
    left: int
    rejected: tuple[str, ...]


def stale(store: Store) -> list[str]:
    """Keys of the articles to be read again, newest first: read by other annotators, for another brief or date."""
    now = making(brief_in(store))
    return list(store.stale(now.annotators, now.brief))


def settled_otherwise(store: Store) -> str:
    """What to say of what other rules than those of now have settled, as an older Verbale did; nothing of nothing."""
    count = store.count_settled_by_other_rules()
    one = "an article was" if count == 1 else f"{count:,} articles were"
    told = f"{one} settled by the rules of another Verbale; what is new may not be joined to it before"
    return told if count else ""


def reread(
    store: Store, mapper: Mapper, limit: int | None = None, seen: Callable[[str], None] = lambda _: None
) -> Reread:
    """Read again what is stale, the newest articles first, at most `limit` of them; each is kept when it is read.

    So it can be stopped and taken up again, and what is added meanwhile waits for a batch of articles at most.
    """
    waiting = stale(store)
    made_with = making(brief_in(store))
    rejected: list[str] = []
    count = 0
    chosen = [s for key in waiting[:limit] if (s := store.article(key))]
    added_on = {s.article.key: s.added_on for s in chosen}
    for reading in readable(mapper(s.article for s in chosen), rejected):
        store.add(reading, added_on=added_on[reading.article.key], making=made_with)
        count += 1
        if count % BATCH == 0:
            settle(store)
        seen(reading.article.name)
    settle(store)
    return Reread(count, len(waiting) - count, tuple(rejected))


def article_called(store: Store, name: str) -> StoredArticle:
    """The article of that name or key; raises InputError for none and for several."""
    found = [stored for key in store.called(name) if (stored := store.article(key))]
    if len(found) != 1:
        there = "; ".join(f"{s.article.name} ({s.article.key[:10]})" for s in found)
        raise InputError(f"{name!r} names several articles: {there}" if found else f"there is no article {name!r}")
    return found[0]


def restore(source: Store, target: Path) -> None:
    """Make a dossier at `target` from a backup, which must be sound; raises DossierDamaged where it is not."""
    damage = next(iter(source.check()), None)
    if damage:
        raise DossierDamaged(f"the backup is damaged: {damage.where}: {damage.line}")
    source.backup(target)


def repair(damaged: Path, target: Path, brief_text: str | None, on: date) -> tuple[str, ...]:
    """Make a dossier at `target` from all that can be read of a damaged file; a line for each thing that is lost.

    A brief, of the day `on`, stands in where none can be read.
    """
    lost = salvaged(damaged, target, brief_text, on)
    try:
        with open_dossier(target) as store:
            settle(store, MANY)
    except DossierFull:
        lost.append(f"the record, for want of room: make some, and then the record, with: verbale rebuild {target}")
    return tuple(lost)


def rebuild(store: Store, workers: int | None = None) -> int:
    """Forget the record and make it anew; how many articles it is made of.

    Beside this process, which alone writes, others prepare what articles bring, `workers` in all (as many as there are
    cores where None). Raises WorkerLost where one is ended.
    """
    others = (workers or os.cpu_count() or 1) - 1
    store.forget_record()
    if not others or store.waiting() <= MANY:  # starting a process takes longer
        return settle(store, MANY)
    with ahead_of(store.unsettled(), standing(list(store.judgements())), others) as ahead:
        return settle(store, MANY, ahead)


def draft_brief(
    paths: Iterable[Path], mapper: Mapper, on: date, seen: Callable[[str], None] = lambda _: None
) -> Drafted:
    """A brief proposed on a day from the articles in some files, which `mapper` reads without one."""
    rejected: list[str] = []
    readings = []
    for reading in readable(mapper(readable((a for path in paths for a in articles_of(path)), rejected)), rejected):
        readings.append(reading)
        seen(reading.article.name)
    signed = [r for r in readings if _is_signed(r.article)] or readings
    unsigned = tuple(r.article.name for r in readings if signed is not readings and not _is_signed(r.article))
    pages = [(r, r.article.published, r.article.published_bounds) for r in signed]
    record = assemble(Known(r, bounds(day)[1] or bounds(near)[1] or on.isoformat()) for r, day, near in pages)
    text = drafting.draft(record, drafting.issues_of_table(toml("issues")))
    return Drafted(text, len(record.sources), tuple(rejected), unsigned)


def _is_signed(article: Article) -> bool:
    """Whether a page says where, when or by whom it was published."""
    days = article.published or article.published_bounds
    return bool(days or article.outlet or article.byline or article.credit or article.dateline or article.url)
