"""Laws 2 and 5 of the record, and what belongs together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verbale.model.evidence import Findings, Observation, Reading, finding
from verbale.model.negotiation import Actor, Content, Event, Phase, Position, Statement
from verbale.model.text import Article
from verbale.record.assembly import Known, Record, assemble, memberships
from verbale.record.course import dates_due, phases_in_order

SEEN = Observation("test@1", "test.rule", 1.0)


def known(name: str, day: str, *contents: Content, outlet: str = "The Bank") -> Known:
    text = f"Norland said it wants water. Talks resumed. They will meet. ({name})"
    article = Article(name=name, text=text, outlet=outlet, published=day, paragraphs=((0, len(text)),))
    return Known(Reading(article, Findings(finding(article, c, SEEN) for c in contents)), day)


def meeting(status: str, when: str | None) -> Event:
    return Event(
        type="CONSULT", mode=None, status=status, actors=(), recipients=(), when=when, where=None, trigger=(54, 58)
    )  # type: ignore[arg-type] # the statuses used below are those of Event


NORLAND = Actor(name="Norland", kind="state", party="NOR", mentions=((0, 7),))
WANT = Position(party="NOR", issue="water", stance="wants water", evidence=(16, 27))
SAID = Statement(kind="speech", speaker=None, speaker_span=(0, 7), cue=(8, 12), content=((13, 27),), manner="indirect")
ARTICLES = [
    known("a", "2020-01-01", NORLAND, WANT, SAID, meeting("planned", "2020-03-01")),
    known("b", "2020-01-05", NORLAND, SAID, Phase(status="resumed", since=None, by=None, evidence=(29, 42))),
    known("c", "2020-02-01", NORLAND, meeting("cancelled", "2020-03-01")),
    known("d", "2020-02-09", Phase(status="suspended", since="2019-12-31", by=None, evidence=(29, 42))),
]


def shown(record: Record) -> list[tuple[str, str, str]]:
    return [(line.finding.key, line.cluster, line.known_from) for line in record.by_key.values()]


@given(st.permutations(ARTICLES))
def test_the_order_of_articles_does_not_matter(order: list[Known]) -> None:
    assert shown(assemble(order)) == shown(assemble(ARTICLES))


@given(
    st.permutations(ARTICLES), st.sampled_from(["2019-12-31", "2020-01-01", "2020-01-20", "2020-02-01", "2021-01-01"])
)
def test_the_record_as_known_on_a_day_depends_only_on_what_was_known_by_then(order: list[Known], day: str) -> None:
    assert shown(assemble(order, on=day)) == shown(assemble([k for k in order if k.known_from <= day]))


def test_one_utterance_reported_twice_is_one_cluster_and_two_unnamed_sources_are_two() -> None:
    first, second = assemble(ARTICLES[:2]).statements
    assert first.cluster == second.cluster
    source = Actor(name="source", kind="anonymous", mentions=((0, 7),))
    one, two = assemble([known("a", "2020-01-01", source), known("b", "2020-01-01", source)]).actors
    assert one.cluster != two.cluster


def test_undated_events_stay_apart() -> None:
    one, two = assemble([known(n, "2020-01-01", meeting("occurred", None)) for n in "ab"]).events
    assert one.cluster != two.cluster


def test_clusters_follow_from_one_reading_alone() -> None:
    reading = ARTICLES[0].reading
    assert dict(memberships(reading)) == {
        line.finding.key: line.cluster
        for line in assemble(ARTICLES).by_key.values()
        if line.cluster and reading.findings.get(line.finding.key)
    }


def test_a_cancelled_meeting_is_no_longer_due() -> None:
    assert [e.content.status for e in dates_due(assemble(ARTICLES, on="2020-01-31"), "2020-01-31")] == ["planned"]
    assert dates_due(assemble(ARTICLES, on="2020-02-01"), "2020-02-01") == []


def test_a_date_that_has_passed_is_no_longer_due() -> None:
    assert dates_due(assemble(ARTICLES[:1]), "2020-03-02") == []


def phase(status: str, since: str | None = None) -> Phase:
    return Phase(status=status, since=since, by=None, evidence=(29, 42))  # type: ignore[arg-type] # the statuses used below are those of Phase


def in_order(*articles: Known) -> list[str]:
    return [p.content.status for p in phases_in_order(assemble(articles))]


def test_a_phase_recalled_beside_a_newer_one_does_not_hide_it() -> None:
    first = known("a", "2020-01-05", phase("resumed"))
    later = known("b", "2020-02-09", phase("suspended", "2019-12-31"), phase("resumed", "2020-01-04"))
    assert in_order(later, first)[-1] == "resumed"


def test_a_later_article_knows_how_the_story_went_on() -> None:
    vague = known("a", "2024-06-06", phase("stalled"))
    later = known("b", "2026-02-21", phase("suspended", "2022-03-21"))
    assert in_order(vague, later) == ["stalled", "suspended"]


def test_what_is_told_without_a_date_counts_from_its_article() -> None:
    assert in_order(
        known("a", "2020-01-01", phase("suspended", "2019")), known("b", "2020-01-05", phase("resumed"))
    ) == [
        "suspended",
        "resumed",
    ]
