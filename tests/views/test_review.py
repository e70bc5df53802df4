"""What a person is asked to look at: what weighs and is unsure first, each step of a position by itself."""

from __future__ import annotations

from dataclasses import replace

from tests.views.press import Sheet, happened, read, said, stands, wants

from verbale.model.evidence import Findings, Reading
from verbale.model.record import Record
from verbale.record.assembly import Known, assemble
from verbale.record.grouping import LOOSE
from verbale.views import review
from verbale.views.review import Doubt
from verbale.views.showing import Whole

DAY = "2020-06-20"


def less_sure(reading: Reading, confidence: float, *kinds: str) -> Reading:
    """A reading whose findings of some kinds are less sure."""
    found = (
        replace(f, observation=replace(f.observation, confidence=confidence)) if f.kind in kinds else f
        for f in reading.findings
    )
    return Reading(reading.article, Findings(found))


def settled(*readings: Reading) -> Record:
    return assemble((Known(r, str(r.article.published), DAY) for r in readings), (), DAY)


def open_in(record: Record) -> list[Doubt]:
    showing = Whole(record, DAY)
    return review.doubts({name: showing.page(name) for name in review.ASKED})


def test_what_the_state_of_play_is_made_of_comes_first_and_of_it_the_least_sure() -> None:
    sheet = Sheet()
    happened(sheet, "Norland shelled the ferry on 2 June.", "shelled", when="2020-06-02", kind="ASSAULT")
    said(sheet, "Ada Orum said that the gates rust.", "Ada Orum", "said", "that the gates rust")
    stands(sheet, "The talks have been suspended.", "The talks have been suspended")
    wants(sheet, "Norland wants the whole lake.", "wants the whole lake")
    reading = less_sure(read(sheet, "a.txt", published="2020-06-03"), 0.4, "statement")
    reading = less_sure(less_sure(reading, 0.3, "event"), 0.6, "position")
    kinds = [(d.kind, d.sure) for d in open_in(settled(reading))]
    assert kinds == [("utterance", 0.4), ("position", 0.6), ("phase", 1.0), ("event", 0.3)]


def test_each_step_of_a_position_is_asked_about_by_itself() -> None:
    early, late = Sheet(), Sheet()
    wants(early, "Norland wants the whole lake.", "wants the whole lake")
    wants(late, "Norland wants half of the lake.", "wants half of the lake")
    record = settled(
        read(early, "a.txt", published="2020-05-03"), read(late, "b.txt", published="2020-06-03", title="Later")
    )
    steps = [d for d in open_in(record) if d.kind == "position"]
    told = {t.key for line in record.positions for t in line.tellings}
    assert {d.key for d in steps} == {f"position:NOR:water#{key}" for key in told}
    assert len({d.name for d in steps}) == 2


def test_tellings_that_hardly_fit_are_asked_about_as_a_pair() -> None:
    one, two = Sheet(), Sheet()
    happened(one, "Ada Orum went to Arl on June 1.", "went", when="2020-06-01", actors=("Ada Orum",), where="Arl")
    happened(two, "On Monday Ada Orum was in Arl.", "was in", when="2020-06-01", actors=("Ada Orum",))
    record = settled(read(one, "a.txt", published="2020-06-02"), read(two, "b.txt", published="2020-06-03", outlet="Q"))
    (line,) = record.events
    (join,) = line.joins
    loose = replace(line, joins=(replace(join, score=0.7),))
    (pair,) = (d for d in open_in(replace(record, events=(loose,))) if d.asks_whether_one)
    assert pair.pair == (f"{line.key}#{join.a}", f"{line.key}#{join.b}")
    assert pair.sure == 0.7
    assert [side.telling.key for side in pair.sides] == [join.a, join.b]
    assert not any(d.asks_whether_one for d in open_in(record) if join.score >= LOOSE)
