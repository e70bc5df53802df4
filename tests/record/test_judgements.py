from __future__ import annotations

from dataclasses import replace

from verbale.model.evidence import Finding, Judgement, Observation, finding
from verbale.model.negotiation import Position
from verbale.model.text import Article
from verbale.record.judgements import anchored, is_orphan, judged, standing

ARTICLE = Article(name="one", text="Norland wants water.", paragraphs=((0, 20),))
FOUND: Finding[Position] = finding(
    ARTICLE,
    Position(party="NOR", issue="water", stance="wants water", evidence=(0, 19)),
    Observation("p@1", "p.r", 1.0),
)
REJECTED = Judgement(key="j1", verdict="rejected", kind="position", passage=FOUND.passages[0], made_on="2020-01-02")
CORRECTED = replace(REJECTED, key="j2", verdict="corrected", field="issue", value="land", made_on="2020-01-03")


def test_a_rejected_finding_is_gone() -> None:
    assert judged(FOUND, [REJECTED]) is None


def test_a_corrected_value_takes_the_place_of_the_machines() -> None:
    corrected = judged(FOUND, [CORRECTED])
    assert corrected is not None
    assert corrected.finding.content.issue == "land"
    assert corrected.finding.key == FOUND.key


def test_a_judgement_counts_from_the_day_it_was_made() -> None:
    assert standing([REJECTED], "2020-01-01") == ()
    assert standing([REJECTED], "2020-01-02") == (REJECTED,)


def test_undoing_restores_what_was_before_and_undoing_the_undoing_too() -> None:
    undo = replace(REJECTED, key="j3", undoes="j1", made_on="2020-01-04")
    redo = replace(REJECTED, key="j4", undoes="j3", made_on="2020-01-05")
    assert standing([REJECTED, undo], "2020-01-03") == (REJECTED,)
    assert standing([REJECTED, undo]) == ()
    assert standing([REJECTED, undo, redo]) == (REJECTED,)


def test_a_judgement_survives_reading_again_with_another_annotator() -> None:
    again = finding(ARTICLE, replace(FOUND.content, stance="wants more water"), Observation("p@2", "p.s", 0.7))
    assert again.key != FOUND.key
    assert anchored([REJECTED], [again])[0] == {again.key: [REJECTED]}
    assert judged(again, [REJECTED]) is None


def test_a_judgement_on_another_place_does_not_touch_the_finding() -> None:
    elsewhere = replace(REJECTED, passage=replace(REJECTED.passage, start=12))
    by_finding, orphans = anchored([elsewhere], [FOUND])
    assert (by_finding, orphans) == ({}, [elsewhere])
    assert is_orphan(elsewhere, {ARTICLE.key: [FOUND]})
    assert not is_orphan(REJECTED, {ARTICLE.key: [FOUND]})
