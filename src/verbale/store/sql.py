"""A dossier in SQL tables, through SQLAlchemy Core."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, delete, insert, select, update

from verbale.errors import InputError
from verbale.model.brief import brief_from_toml
from verbale.model.evidence import Finding, Judgement, Observation, Reading
from verbale.store import codec, sqlite
from verbale.store.adding import keep
from verbale.store.base import (
    Cluster,
    Damage,
    Hit,
    SearchQuery,
    StatementQuery,
    StoredArticle,
    StoredBrief,
    StoredReading,
    StoredStatement,
)  # fmt: skip
from verbale.store.fetching import Fetching, stored_article
from verbale.store.rows import require_own_words, require_text
from verbale.store.schema import article, brief, finding, judgement, membership, observation, source
from verbale.store.search import found_in
from verbale.store.verify import damage_in

_EVERY_STATEMENT = StatementQuery()


def create(path: Path | str, brief_text: str, *, on: date) -> SqlStore:
    """Make a dossier at `path`, or in memory at `:memory:`, with its first brief, and open it.

    Raises BriefError for a brief that does not fit, before any file is made; DossierExists where something is there.
    """
    brief_hash = brief_from_toml(brief_text).hash

    def fill(engine: Engine) -> None:
        with sqlite.writing(engine) as connection:
            sqlite.stamp(connection)
            sqlite.migrate(connection, str(path))
            connection.execute(insert(brief).values(number=1, text=brief_text, hash=brief_hash, set_on=on))

    if str(path) != sqlite.MEMORY:
        sqlite.create_file(Path(path), fill)
        return open_dossier(path)
    engine = sqlite.new_engine(sqlite.MEMORY)
    fill(engine)
    return SqlStore(engine, sqlite.MEMORY)


def open_dossier(path: Path | str, *, wait: float = 10.0, max_pages: int | None = None) -> SqlStore:
    """Open the dossier at `path`, bringing its tables up to date where an older Verbale made it.

    `wait` is how many seconds to wait for another writer; `max_pages` limits the file, in pages of 4,096 bytes.
    Raises DossierMissing, DossierNewer, DossierLocked, DossierDamaged, or DossierError for a file that is no dossier.
    """
    path = Path(path)
    sqlite.require_dossier(path)
    engine = sqlite.new_engine(path, wait=wait, max_pages=max_pages)
    try:
        with sqlite.explained(path):
            sqlite.bring_up_to_date(engine, str(path))
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, str(path))


class SqlStore:
    """The store of one dossier behind a SQLAlchemy engine; see `Store` for what each method does."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._where = where
        self._fetching = Fetching(engine, where)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with sqlite.explained(self._where), sqlite.writing(self._engine) as connection:
            yield connection

    def brief(self) -> StoredBrief:
        """The brief as last set."""
        return list(self.briefs())[-1]

    def briefs(self) -> Iterator[StoredBrief]:
        """Every version of the brief, the first one first."""
        for row in self._fetching.rows(select(brief).order_by(brief.c.number)):
            yield StoredBrief(**row)

    def set_brief(self, text: str, on: date) -> StoredBrief:
        """Keep a new version of the brief, unless it is the last one to the letter; raises BriefError for a bad one."""
        brief_hash = brief_from_toml(text).hash
        with self._writing() as connection:
            row = connection.execute(select(brief).order_by(brief.c.number.desc()).limit(1)).mappings().one()
            last = StoredBrief(**row)
            if last.text == text:
                return last
            new = StoredBrief(last.number + 1, text, brief_hash, on)
            connection.execute(insert(brief).values(number=new.number, text=text, hash=brief_hash, set_on=on))
            return new

    def add(self, reading: Reading, *, added_on: date) -> bool:
        """Keep a reading, whole or not at all; True where the article is new."""
        require_text(reading.article)
        require_own_words(reading)
        with self._writing() as connection:
            return keep(connection, reading, added_on)

    def article(self, key: str) -> StoredArticle | None:
        """The article with that key."""
        rows = self._fetching.rows(select(article).where(article.c.key == key))
        return stored_article(rows[0]) if rows else None

    def articles(self, *, known_on: date | None = None) -> Iterator[StoredArticle]:
        """All articles in order of publication; those known on a day where one is given."""
        return self._fetching.articles(known_on)

    def names(self, key: str) -> tuple[tuple[str, date], ...]:
        """The names under which an article was added, each with the day it was first, in order of day and name."""
        rows = self._fetching.rows(
            select(source.c.name, source.c.added_on)
            .join(article, article.c.id == source.c.article_id)
            .where(article.c.key == key)
            .order_by(source.c.added_on, source.c.name)
        )
        return tuple((row["name"], row["added_on"]) for row in rows)

    def reading(self, key: str) -> StoredReading | None:
        """The reading of the article with that key."""
        ids = (row["id"] for row in self._fetching.rows(select(article.c.id).where(article.c.key == key)))
        return next(self._fetching.readings(ids), None)

    def readings(self, *, known_on: date | None = None) -> Iterator[StoredReading]:
        """All readings, in the order of `articles`."""
        return self._fetching.readings(self._fetching.ids(known_on))

    def findings(self, kind: str | None = None, *, known_on: date | None = None) -> Iterator[Finding[Any]]:
        """The findings of all readings, of one kind where it is given, in the order of `articles`."""
        return self._fetching.findings(kind, known_on)

    def observations(self, key: str) -> tuple[Observation, ...]:
        """Everyone who made the finding with that key, earlier versions of annotators and briefs included."""
        rows = self._fetching.rows(
            select(observation)
            .join(finding, finding.c.id == observation.c.finding_id)
            .where(finding.c.key == key)
            .order_by(observation.c.annotator, observation.c.brief)
        )
        return tuple(codec.observation_from(row) for row in rows)

    def statements(self, query: StatementQuery = _EVERY_STATEMENT, /) -> Iterator[StoredStatement]:
        """The statements that fit, in the order of `articles` and within one in the order of the text."""
        return self._fetching.statements(query)

    def search(self, query: SearchQuery, /) -> list[Hit]:
        """The places that fit best, at most `limit` of them; raises InputError where there is no word to search for."""
        return found_in(self._fetching, query)

    def judge(self, given: Judgement) -> bool:
        """Add a judgement; False where it is there already. Raises InputError where its key stands for another one."""
        with self._writing() as connection:
            row = connection.execute(select(judgement).where(judgement.c.key == given.key)).mappings().first()
            if row is None:
                connection.execute(insert(judgement).values(codec.judgement_values(given)))
                _unsettle(connection, given)
                return True
            if codec.judgement_from(row) != given:
                raise InputError(f"{self._where}: {given.key!r} is the key of another judgement already")
            return False

    def judgements(self, *, known_on: date | None = None) -> Iterator[Judgement]:
        """All judgements, those taken back included, in the order added; those made by a day where one is given."""
        query = select(judgement).order_by(judgement.c.number)
        if known_on is not None:
            query = query.where(judgement.c.made_on <= known_on.isoformat())
        for row in self._fetching.rows(query):
            yield codec.judgement_from(row)

    def unsettled(self) -> Iterator[StoredReading]:
        """The readings added, read again or judged since they were last settled, in the order of `articles`."""
        query = select(article.c.id).where(~article.c.settled).order_by(article.c.known_from, article.c.key)
        return self._fetching.readings([row["id"] for row in self._fetching.rows(query)])

    def settle(self, key: str, memberships: Iterable[tuple[str, str]]) -> None:
        """Put the findings of the article `key` into clusters: pairs of finding key and cluster, all there are."""
        clusters = dict(memberships)
        with self._writing() as connection:
            of = select(finding.c.id, finding.c.key).join(article).where(article.c.key == key)
            ids = {row.key: row.id for row in connection.execute(of)}
            connection.execute(delete(membership).where(membership.c.finding_id.in_(select(of.subquery().c.id))))
            rows = [{"finding_id": ids[member], "cluster": cluster} for member, cluster in clusters.items()]
            if rows:
                connection.execute(insert(membership), rows)
            connection.execute(update(article).where(article.c.key == key).values(settled=True))

    def record(self, kind: str | None = None) -> Iterator[Cluster]:
        """The clusters as last settled, by name; those of one kind where it is given."""
        query = (
            select(membership.c.cluster, finding.c.key)
            .join(finding, finding.c.id == membership.c.finding_id)
            .join(article, article.c.id == finding.c.article_id)
            .order_by(membership.c.cluster, article.c.known_from, article.c.key, finding.c.key)
        )
        if kind is not None:
            query = query.where(membership.c.cluster.startswith(f"{kind}:", autoescape=True))
        for name, rows in groupby(self._fetching.rows(query), lambda row: row["cluster"]):
            yield Cluster(name, tuple(row["key"] for row in rows))

    def forget_record(self) -> None:
        """Empty the record, so that every reading is to be settled anew."""
        with self._writing() as connection:
            connection.execute(delete(membership))
            connection.execute(update(article).values(settled=False))

    def check(self) -> Iterator[Damage]:
        """Verify all that can be verified, and say what is damaged; nothing where all is well."""
        return damage_in(self._engine, self._where)


def _unsettle(connection: Connection, new: Judgement) -> None:
    """Have the articles settled anew that a judgement concerns: its own, and those of what it takes back."""
    concerned, undone, seen = {new.passage.article}, new.undoes, {new.key}
    while undone and undone not in seen:
        seen.add(undone)
        row = connection.execute(select(judgement).where(judgement.c.key == undone)).mappings().first()
        earlier = codec.judgement_from(row) if row is not None else None
        concerned |= {earlier.passage.article} if earlier else set()
        undone = earlier.undoes if earlier else None
    connection.execute(update(article).where(article.c.key.in_(concerned)).values(settled=False))
