"""The laws of the record (orders, copies, days, judgements), on anything that may be read and decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.counts import CASES
from tests.store.stores import NewStore

from verbale import desk
from verbale.model.edition_json import digest_as_json
from verbale.model.evidence import Findings, Judgement, Observation, Reading, finding
from verbale.model.negotiation import Actor, Content, Event, Phase, Position, Statement
from verbale.model.text import Article
from verbale.record.judgements import fitting
from verbale.store.base import Store
from verbale.views import readings, state
from verbale.views.filters import Wanted
from verbale.views.listing import LISTINGS
from verbale.views.showing import Showing, Whole

pytestmark = pytest.mark.slow
law = settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

TEXTS = ("Arland wants water.\nTalks resumed.", "Arland said: talks go on.", "Benland met Arland.")
days = st.sampled_from(["2024-01-01", "2024-01-02", "2024-01-03"])
dates = st.sampled_from([None, "2023", "2024-01-02", "2024-01-05", "2024-01/2024-02"])
spans = st.tuples(st.integers(0, 9), st.integers(10, 18))


@st.composite
def contents(draw: st.DrawFn, actor: str) -> Content:
    at = draw(spans)
    return draw(
        st.one_of(
            st.builds(
                Statement, kind=st.just("speech"), speaker=st.just(actor), speaker_span=st.none(), cue=st.none(),
                content=st.just((at,)), manner=st.just("indirect"), said_on=dates,
            ),
            st.builds(
                Event, type=st.just("CONSULT"), mode=st.none(), status=st.sampled_from(["planned", "occurred"]),
                actors=st.just((actor,)), recipients=st.just(()), when=dates, where=st.none(), trigger=st.just(at),
            ),
            st.builds(
                Position, party=st.just("ARL"), issue=st.sampled_from(["river", "talks"]), stance=st.just("it"),
                evidence=st.just(at),
            ),
            st.builds(
                Phase, status=st.sampled_from(["resumed", "suspended"]), since=dates, by=st.none(),
                evidence=st.just(at),
            ),
        )
    )  # fmt: skip


@st.composite
def articles_read(draw: st.DrawFn) -> list[Reading]:
    """A reading of each of some texts; some of them have no date of publication."""
    made = []
    for number, text in enumerate(draw(st.lists(st.sampled_from(TEXTS), unique=True, min_size=1))):
        published = draw(st.none() | days)
        article = Article(name=f"{number}", text=text, published=published, paragraphs=((0, len(text)),))
        by = Observation("law@1", "drawn", 0.5, "b")
        actor = finding(article, Actor(name="Arland", kind="state", party="ARL", mentions=((0, 6),)), by)
        found = {f.key: f for f in (finding(article, c, by) for c in draw(st.lists(contents(actor.key), max_size=4)))}
        made.append(Reading(article, Findings([actor, *found.values()])))
    return made


@st.composite
def judgements_on(draw: st.DrawFn, read: Sequence[Reading]) -> list[Judgement]:
    """Decisions on the findings of some readings, some of them taken back later or on the same day."""
    found = [f for reading in read for f in reading.findings]
    made: list[Judgement] = []
    for number in range(draw(st.integers(0, 4))):
        on, verdict = draw(st.sampled_from(found)), draw(st.sampled_from(["rejected", "corrected"]))
        made.append(
            Judgement(
                key=f"j{number}", verdict=verdict, kind=on.kind, passage=on.passages[0], made_on=draw(days),
                field="issue" if verdict == "corrected" else None, value="land" if verdict == "corrected" else None,
                undoes=draw(st.none() | st.sampled_from([j.key for j in made])) if made else None,
            )
        )  # fmt: skip
    return made


@st.composite
def dossiers(draw: st.DrawFn) -> tuple[list[Reading], list[Judgement]]:
    read = draw(articles_read())
    return read, draw(judgements_on(read))


def filled(store: Store, read: Iterable[Reading], judged: Iterable[Judgement] = ()) -> None:
    """Add these to the store, one by one."""
    for reading in read:
        store.add(reading, added_on=date.fromisoformat("2024-01-03"))
    for judgement in judged:
        store.judge(judgement)


def shown(store: Store, on: str | None = None) -> Any:  # Any: compared, nothing else
    """Everything that the views make of a dossier as known on a day."""
    today = on or "2024-02-01"
    return everything(Whole(desk.record_of(store, date.fromisoformat(on) if on else None), today), today)


def everything(showing: Showing, today: str) -> Any:  # Any: compared, nothing else
    """The state of play, every listing and the digest."""
    return (
        state.as_json(showing.state()),
        {name: listing.as_json(showing.page(name)) for name, listing in LISTINGS.items()},
        digest_as_json(showing.digest("Talks", Wanted(since="2023-01-01", until=today))),
    )


def passages_in(shown_part: Any) -> Iterable[tuple[str, dict[str, Any]]]:  # Any: JSON
    """Every passage in what a view shows, with the name of its article."""
    if isinstance(shown_part, dict):
        for passage in shown_part.get("passages", ()):
            yield shown_part["article"], passage
    children = shown_part.values() if isinstance(shown_part, dict) else shown_part
    for child in children if isinstance(shown_part, (dict, list, tuple)) else ():
        yield from passages_in(child)


@law
@given(dossiers())
def test_every_passage_of_every_line_shown_holds_the_words_of_its_article(
    new_store: NewStore, dossier: tuple[list[Reading], list[Judgement]]
) -> None:
    texts = {reading.article.name: reading.article.text for reading in dossier[0]}
    with new_store() as store:
        filled(store, *dossier)
        for name, passage in passages_in(shown(store)):
            assert texts[name][passage["start"] : passage["end"]] == passage["words"]


@law
@given(dossiers(), st.data())
def test_articles_and_judgements_in_any_order_and_twice_give_the_same_record(
    new_store: NewStore, dossier: tuple[list[Reading], list[Judgement]], data: st.DataObject
) -> None:
    read, judged = dossier
    order = data.draw(st.permutations(read))
    with new_store() as one, new_store() as other:
        filled(one, read, judged)
        for judgement in data.draw(st.permutations(judged)):
            other.judge(judgement)
        filled(other, [*order, *order], judged)
        assert shown(one) == shown(other)


@law
@given(dossiers(), days)
def test_what_is_known_on_a_day_depends_on_nothing_later(
    new_store: NewStore, dossier: tuple[list[Reading], list[Judgement]], day: str
) -> None:
    read, judged = dossier
    # An article without a date counts from the day on which it was added.
    earlier = [r for r in read if (r.article.published or "2024-01-03") <= day]
    with new_store() as whole, new_store() as part:
        filled(whole, *dossier)
        filled(part, earlier, [j for j in judged if j.made_on <= day])
        assert shown(whole, day) == shown(part, day)


@law
@given(dossiers(), st.data())
def test_undoing_a_judgement_restores_the_state_before_it(
    new_store: NewStore, dossier: tuple[list[Reading], list[Judgement]], data: st.DataObject
) -> None:
    read, judged = dossier
    on = data.draw(st.sampled_from([f for reading in read for f in reading.findings]))
    decided = Judgement(key="k1", verdict="rejected", kind=on.kind, passage=on.passages[0], made_on="2024-01-03")
    undone = Judgement(
        key="k2", verdict="rejected", kind=on.kind, passage=on.passages[0], made_on="2024-01-03", undoes="k1"
    )
    with new_store() as store:
        filled(store, read, judged)
        before = shown(store)
        filled(store, (), [decided])
        # Of several findings in one place the judgement concerns one.
        hit = fitting(on.kind, on.passages[0], [f for reading in read for f in reading.findings])
        kept = {t.key for line in desk.record_of(store).lines() for t in line.tellings}
        assert hit is not None
        assert hit.key not in kept
        filled(store, (), [undone])
        assert shown(store) == before


@law
@given(dossiers())
def test_a_judgement_survives_reading_again_with_newer_annotators(
    new_store: NewStore, dossier: tuple[list[Reading], list[Judgement]]
) -> None:
    read, judged = dossier
    newer = Observation("law@2", "drawn again", 0.9, "b")
    again = [Reading(r.article, Findings(finding(r.article, f.content, newer) for f in r.findings)) for r in read]
    with new_store() as store, new_store() as anew:
        filled(store, read, judged)
        filled(anew, again, judged)
        filled(store, again)
        assert shown(store) == shown(anew)
        assert list(store.judgements()) == list(anew.judgements())


@given(articles_read())
def test_every_passage_of_a_reading_holds_the_words_of_its_article(read: list[Reading]) -> None:
    for reading in read:
        for found in reading.findings:
            assert all(reading.article.text[p.start : p.end] == p.words for p in found.passages)
        assert readings.as_json(reading)["text"] == reading.article.name
