"""The laws of the record on generated press worlds (DESIGN §3). Each names the change, made by hand, that it caught."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.memory_board import MemoryBoard
from tests.record.worlds import DAYS, OUTLETS, Sentence, copy_of, judgements_on, reading_of, worlds

from verbale.model.board import Unsettled
from verbale.model.brief import Brief
from verbale.model.evidence import Findings, Judgement, Observation, Reading, finding
from verbale.model.negotiation import Event
from verbale.model.record import Record
from verbale.record import grouping
from verbale.record.assembly import Known, assemble
from verbale.record.judgements import standing
from verbale.record.settling import MET, settle

law = settings(max_examples=200, deadline=None)


@st.composite
def dossiers(draw: st.DrawFn) -> tuple[list[Known], list[Judgement]]:
    known = draw(worlds())
    return known, draw(judgements_on(known))


def shown(record: Record) -> Any:
    """All that a record says, comparable."""
    return (
        [(type(line).__name__, line) for line in record.lines()],
        record.contradictions,
        {key: (s.origin, s.newsroom, s.origin_newsroom) for key, s in record.sources.items()},
    )


def on_board(known: list[Known], decided: list[Judgement], batches: list[int]) -> MemoryBoard:
    """The articles settled in batches of some sizes, decisions made when all is there, as people make them."""
    board = MemoryBoard()
    waiting = list(known)
    for size in batches:
        for k in waiting[:size]:
            board.add(Unsettled(k.reading, k.known_from, k.added_on))
        del waiting[:size]
        settle(board, Brief())
    for k in waiting:
        board.add(Unsettled(k.reading, k.known_from, k.added_on))
    settle(board, Brief())
    for judgement in decided:
        board.decided.append(judgement)
        touched = {j.passage.article for j in board.decided} | {j.other.article for j in board.decided if j.other}
        for k in known:
            if k.reading.article.key in touched:
                board.add(Unsettled(k.reading, k.known_from, k.added_on))
        while settle(board, Brief(), 2):
            pass
    return board


def lines_of(record: Record) -> dict[str, list[str]]:
    """Line key → keys of tellings, as the tables have them."""
    matched = (*record.utterances, *record.events, *record.actors, *record.linkages, *record.preconditions)
    lines = {
        line.key.replace("precondition:", "linkage:").replace("utterance:", "statement:"): [
            t.key for t in line.tellings
        ]
        for line in matched
    }
    lines |= {line.key: sorted(t.key for t in line.tellings) for line in record.positions}
    return lines | {f"phase:{t.key}": [t.key] for line in record.phases for t in line.tellings}


def lines_on(board: MemoryBoard) -> dict[str, list[str]]:
    told = board.lines()
    return {
        k: sorted(x) if k.startswith("position:") else x for k, x in ((k, [t.key for t in v]) for k, v in told.items())
    }


@law
@given(dossiers())
def test_every_passage_of_every_line_stands_in_its_article(dossier: tuple[list[Known], list[Judgement]]) -> None:
    """Caught: a telling that took the sentence's passage for the main one."""
    known, decided = dossier
    record = assemble(known, decided)
    for line in record.lines():
        for told in line.tellings:
            text = record.sources[told.article].article.text
            assert told.passages
            assert all(text[p.start : p.end] == p.words for p in told.passages)
            assert told.sentence in text


@law
@given(dossiers(), st.data())
def test_the_order_of_articles_and_adding_one_twice_do_not_matter(
    dossier: tuple[list[Known], list[Judgement]], data: st.DataObject
) -> None:
    """Caught: groups joined in the order of the readings instead of the order of scores and keys."""
    known, decided = dossier
    order = data.draw(st.permutations(known))
    assert shown(assemble(order, decided)) == shown(assemble(known, list(reversed(decided))))
    board = on_board(known, decided, [])
    again = on_board(order, decided, data.draw(st.lists(st.integers(1, 2), max_size=3)))
    again.add(Unsettled(known[0].reading, known[0].known_from, known[0].added_on))
    settle(again, Brief())
    assert lines_on(board) == lines_on(again)
    assert board.pairs == again.pairs


@law
@given(dossiers(), st.lists(st.integers(1, 2), max_size=4))
def test_settling_step_by_step_equals_adding_up_from_scratch(
    dossier: tuple[list[Known], list[Judgement]], batches: list[int]
) -> None:
    """Caught: components that lost a telling stayed as they were; a tie to an article settled long ago was not seen."""
    known, decided = dossier
    board, record = on_board(known, decided, batches), assemble(known, decided)
    assert lines_on(board) == lines_of(record)
    opposed = {(p.a, p.b) for p in board.pairs.values() if p.rule != MET}
    assert opposed >= {pair for c in record.contradictions for pair in c.tellings}
    met = {p.a for p in board.pairs.values() if p.rule == MET}
    assert {t.key for p in record.preconditions if p.status == "met" for t in p.tellings} & met or not any(
        p.status == "met" for p in record.preconditions
    )
    assert {k: (s.origin, s.newsroom, s.origin_newsroom) for k, s in board.articles.items()} == shown(record)[2]


CHAIN: list[Sentence] = [("event", 0, 0, 0, 0), ("event", 0, 0, 2, 0), ("event", 1, 0, 2, 1), ("event", 1, 0, 3, 1)]
"""Events of which each joins the next alone, none of them to the letter."""


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_component_that_is_too_large_is_cut_in_whatever_order_it_grew(order: tuple[int, ...]) -> None:
    """Caught: of a component that was cut only the piece that a new telling met was looked at."""
    readings = [reading_of(f"{n}", "The Quay", "2024-01-03", [told]) for n, told in enumerate(CHAIN)]
    known = [Known(readings[n], "2024-01-03", "2024-01-03") for n in order]
    (event,) = readings[2].findings.events
    gone = Judgement(
        key="j", verdict="rejected", kind="event", passage=event.passages[0], by="Eve", made_on="2024-01-03"
    )
    assert _events(lines_of(assemble(known))) == [4]
    with patch.object(grouping, "LARGEST", 2):
        for decided, events in ([], [1, 1, 1, 1]), ([gone], [1, 2]):
            told = lines_of(assemble(known, decided))
            assert _events(told) == events
            assert lines_on(on_board(known, decided, [1, 1, 1, 1])) == told


def _events(lines: dict[str, list[str]]) -> list[int]:
    """How many tellings each line of events has."""
    return sorted(len(told) for key, told in lines.items() if key.startswith("event:"))


@law
@given(worlds(), st.data())
def test_a_copy_adds_no_origin(known: list[Known], data: st.DataObject) -> None:
    """Caught: origins counted by outlet; the house of a copied text taken from whichever copy came first."""
    before = assemble(known)
    copied = data.draw(st.sampled_from(known))
    copy = copy_of(copied, "another", data.draw(st.sampled_from(OUTLETS)), data.draw(st.sampled_from(DAYS)))
    after = assemble([*known, copy])
    now = {t.key: line for line in after.lines() for t in line.tellings}
    for line in before.lines():
        mine, new = {t.key for t in line.tellings}, now[line.tellings[0].key]
        joined = {t.key for t in new.tellings if t.article != copy.reading.article.key} - mine
        assert joined or after.origins(new) <= before.origins(line)


@law
@given(dossiers(), st.sampled_from(["2023-12-31", *DAYS]))
def test_the_record_as_known_on_a_day_depends_only_on_what_was_known_by_then(
    dossier: tuple[list[Known], list[Judgement]], day: str
) -> None:
    """Caught: a judgement of the next day that still rejected a finding."""
    known, decided = dossier
    by_then = [k for k in known if k.known_from <= day]
    made = [j for j in decided if j.made_on <= day]
    assert shown(assemble(known, decided, on=day)) == shown(assemble(by_then, made, on=day))


def read_again(known: Known) -> Known:
    """The article read by newer annotators: other versions, and triggers that take in one more character."""
    article, old = known.reading.article, known.reading.findings
    newer = Observation("law@2", "drawn", 0.7, "b")
    found = []
    for f in old:
        content = f.content
        if isinstance(content, Event):
            content = replace(content, trigger=(content.trigger[0], content.trigger[1] + 1))
        found.append(finding(article, content, newer))
    return replace(known, reading=Reading(article, Findings({f.key: f for f in found}.values())))


@law
@given(dossiers())
def test_a_judgement_survives_reading_again_and_undoing_it_restores_what_was(
    dossier: tuple[list[Known], list[Judgement]],
) -> None:
    """Caught: anchors by the exact passage, which lost every judgement on an event when its trigger grew."""
    known, decided = dossier
    events = [f for k in known for f in k.reading.findings.events]
    made = standing(decided)
    again = [read_again(k) for k in known]
    if events:
        rejecting = Judgement(
            key="z", verdict="rejected", kind="event", passage=events[0].passages[0], made_on=DAYS[0], by="Eve"
        )
        before = assemble(again, decided)
        after = assemble(again, [*decided, rejecting])
        gone = {t.passages[0].start for line in before.events for t in line.tellings if t.article == events[0].article}
        left = {t.passages[0].start for line in after.events for t in line.tellings if t.article == events[0].article}
        assert events[0].passages[0].start not in left or events[0].passages[0].start not in gone
        undoing = replace(rejecting, key="zz", undoes="z")
        assert shown(assemble(again, [*decided, rejecting, undoing])) == shown(before)
    assert all(j.key in {d.key for d in decided} for j in made)
