from __future__ import annotations

from verbale.model.evidence import Findings, Judgement, Observation, Reading, finding
from verbale.model.negotiation import Contradiction, Phase, Statement
from verbale.model.text import Article
from verbale.record.assembly import Known, Record, assemble
from verbale.views import state

TEXT = "Norland said yes. Sudland said no. The talks are suspended."
ARTICLE = Article(name="a", text=TEXT, outlet="The Bank", published="2020-01-02", paragraphs=((0, len(TEXT)),))
SEEN = Observation("test@1", "test.rule", 1.0)


def said(speaker: tuple[int, int], content: tuple[int, int]) -> Statement:
    return Statement(
        kind="speech", speaker=None, speaker_span=speaker, cue=None, content=(content,), manner="indirect", act="state"
    )


YES, NO = (finding(ARTICLE, said(*places), SEEN) for places in (((0, 7), (13, 16)), ((18, 25), (31, 33))))
AGAINST = finding(ARTICLE, Contradiction(a=YES.key, b=NO.key, about="water", evidence=((13, 16), (31, 33))), SEEN)


def record(*judgements: Judgement, since: str | None = None) -> Record:
    suspended = finding(ARTICLE, Phase(status="suspended", since=since, by=None, evidence=(35, 58)), SEEN)
    return assemble([Known(Reading(ARTICLE, Findings([YES, NO, AGAINST, suspended])), "2020-01-02")], judgements)


def test_two_accounts_stand_side_by_side_in_their_words() -> None:
    known = record()
    ((one, other),) = state.as_json(state.state(known, "2020-01-03"), known)["contradictions"]
    assert (one["words"], other["words"]) == ("yes", "no")


def test_a_rejected_statement_takes_its_contradictions_with_it() -> None:
    rejected = Judgement(key="j", verdict="rejected", kind="statement", passage=NO.passages[0], made_on="2020-01-02")
    known = record(rejected)
    assert state.state(known, "2020-01-03").contradictions == ()


def test_what_is_told_of_the_phase_twice_is_one_phase_with_the_more_exact_date() -> None:
    later = Article(name="b", text=f"{TEXT} Again.", published="2020-03-01", paragraphs=((0, len(TEXT)),))
    again = finding(later, Phase(status="suspended", since="2020-01", by=None, evidence=(35, 58)), SEEN)
    readings = [
        *record(since="2020-01-01").articles,
        Known(Reading(later, Findings([again])), "2020-03-01"),
    ]
    shown = state.state(assemble(readings), "2020-03-02")
    assert shown.phase is not None
    assert (len(shown.phase.tellings), shown.phase.since) == (2, "2020-01-01")
    assert shown.before == ()


def test_a_dossier_without_articles_has_an_empty_state() -> None:
    empty = assemble([])
    assert state.as_json(state.state(empty, "2020-01-03"), empty)["phase"] is None
