"""Every sentence of a digest stands in an article, or is a template filled from the record with its act.

What is told is parsed back: the words at its places are taken out, and what is left must be words of the templates or
of the record, which holds names, offices and days. A statement's act is told by its own words, or beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.views.test_law7 import World, one_of_each, told_by, worlds

from verbale import desk, scale
from verbale.model.brief import Brief
from verbale.model.edition import Digest, Place, Section, Told
from verbale.model.negotiation import Statement
from verbale.model.record import Record, Telling
from verbale.model.times import written
from verbale.testing import MemoryStore
from verbale.views import digest, tables
from verbale.views.context import context
from verbale.views.digest.spoken import statement_told
from verbale.views.filters import Wanted
from verbale.views.wording import one_line

ROOT = Path(__file__).parents[2]
DOSSIERS = [ROOT / "examples" / "japan-russia", *sorted((ROOT / "corpus" / "tune" / "dossiers").iterdir())]
EVER = Wanted(since="1900-01-01", until="2030-12-31")
WITHIN = str.maketrans("“”", "‘’")
"""A quotation within a quotation is printed in single marks."""
TEMPLATE = """
    The the a an said Someone by of and with in to towards that since until about perhaps or from due first set for then
    sets dropped a condition no longer What had asked came about Accounts differ year guessed together some
"""


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.casefold()))


def vocabulary(record: Record, brief: Brief) -> set[str]:
    """The words of templates and of the record."""
    wording = tables.wording()
    plain = ("stand", "became", "moved", "ends", "status", "event", "differ_in", "gone")
    told = [TEMPLATE, *(word for table in plain for word in wording[table].values())]
    told += [row[k] for row in wording["act"].values() for k in ("tag", "via", "verb")]
    for line in record.lines():
        for telling in line.tellings:
            told += [f"{w.name} {w.role or ''} {w.party or ''}" for w in telling.cast]
            told += [f"{r.speaker.name}" for r in telling.relays if r.speaker]
            told += [written(getattr(telling.content, when, None)) for when in ("when", "since", "said_on")]
            told += [getattr(telling.content, "where", None) or ""]
    for line in record.events:
        told += [written(d.day) for d in (line.announced.dates if line.announced else ())]
    told += [written(p.since) for p in record.phases]
    told += [f"{t.party} {t.issue}" for t in record.positions]
    told += [p.holder or "" for p in record.preconditions]
    told += [p.name for p in brief.parties] + [i.name for i in brief.issues]
    return words_of(" ".join(told))


def told_in(shown: Digest) -> Iterator[tuple[Told, bool]]:
    """Every sentence, and whether it is of a synopsis."""
    for note in (*([shown.phase] if shown.phase else []), *shown.takeaways, *shown.contradictions, *shown.due):
        yield note.told, False
    for section in shown.sections:
        for entry in section.entries:
            yield from ((told, True) for told in entry.synopsis)
            yield from ((told, False) for told in entry.takeaways)


def unsupported(shown: Digest, record: Record, brief: Brief) -> Iterator[str]:
    """What a digest tells that neither an article nor the record says."""
    known = vocabulary(record, brief)
    statements = [t for u in record.utterances for t in u.tellings]
    for told, of_synopsis in told_in(shown):
        pieces = [one_line(record.sources[p.article].article.text[p.start : p.end]) for p in told.places]
        if of_synopsis:
            if pieces != [told.words]:
                yield f"no sentence of the article: {told.words}"
            continue
        left = told.words
        for piece in pieces:
            shown_as = next((p for p in (piece, piece.translate(WITHIN)) if p in left), None)
            if shown_as is None:
                yield f"not at its place: {piece} / {told.words}"
            left = left.replace(shown_as or piece, " ", 1)
        if told.places and not words_of(left) <= known:
            yield f"made up: {sorted(words_of(left) - known)} in {told.words}"
        yield from lost_acts(told, statements)


def lost_acts(told: Told, statements: Iterable[Telling[Statement]]) -> Iterator[str]:
    """The acts of statements whose words are shown without what tells them."""
    for place in told.places:
        for said in (t for t in statements if t.article == place.article and _begins(t, place)):
            row = tables.wording()["act"][said.content.act]
            need = told_by(said.content.act) | {row["verb"], *row.get("within", "").split()}
            if said.content.act != "state" and not words_of(" ".join(need)) & words_of(told.words):
                yield f"{said.content.act} is lost: {told.words}"


def _begins(said: Telling[Statement], place: Place) -> bool:
    """Whether a place shows the content of a statement, from its verb on or alone, quotation marks apart."""
    start, end = said.content.content[0][0], said.content.content[-1][1]
    cue = said.content.cue[0] if said.content.cue else start
    return place.start in (cue, start, start + 1) and abs(place.end - end) <= 2


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds())
def test_every_sentence_of_a_generated_digest_stands_in_an_article_or_is_told_by_the_record(world: World) -> None:
    shown = digest.digest_of(world.record, "Talks", EVER)
    assert list(unsupported(shown, world.record, Brief())) == []


def test_words_that_no_article_has_and_an_act_that_is_lost_are_noticed() -> None:
    record, _ = one_of_each()
    entry = digest.digest_of(record, "Talks", EVER).sections[0].entries[0]
    (denied,) = (t for u in record.utterances for t in u.tellings if t.content.act == "deny")
    spoken = statement_told(denied, context(record))
    assert spoken
    takeaway = spoken.told(context(record))
    added = replace(entry, synopsis=(replace(entry.synopsis[0], words=f"{entry.synopsis[0].words} Gladly."),))
    sung = replace(entry, takeaways=(replace(takeaway, words=takeaway.words.replace("Orum", "Orum sang and")),))
    lost = replace(entry, takeaways=(replace(takeaway, words=takeaway.words.replace(" (denial)", "")),))
    for false in (added, sung, lost):
        shown = Digest("Talks", "", "", sections=(Section((), (false,)),))
        assert len(list(unsupported(shown, record, Brief()))) == 1


@pytest.mark.slow
@pytest.mark.parametrize("folder", DOSSIERS, ids=lambda f: f.name)
def test_every_sentence_of_the_digest_of_a_dossier_stands_in_an_article_or_is_told_by_the_record(folder: Path) -> None:
    record, brief = dossier_of(folder), desk.brief_of(folder / "brief.toml")[1]
    shown = digest.digest_of(record, "Talks", EVER, brief)
    assert sum(1 for _ in told_in(shown)) > 20
    assert list(unsupported(shown, record, brief)) == []


def dossier_of(folder: Path) -> Record:
    """The record of a folder of articles with their brief."""
    text, brief = desk.brief_of(folder / "brief.toml")
    day = date(2026, 1, 1)
    with MemoryStore(text, on=day) as store:
        inputs = [(path.name, desk.articles_of(path)) for path in sorted(folder.glob("*.txt"))]
        desk.take(store, inputs, scale.serial(brief), day)
        return desk.record_of(store)
