"""Looking an actor up by a place in the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verbale.model.evidence import Observation, finding
from verbale.model.negotiation import Actor
from verbale.model.text import Article, Span
from verbale.understanding.grammar.mentions import Mentions

ARTICLE = Article(name="a.txt", text="x" * 60, paragraphs=((0, 60),))
SPANS = st.tuples(st.integers(0, 50), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def mentions(*spans: Span) -> Mentions:
    seen = Observation("actors@1", "actors.test", 1.0)
    actors = [Actor(name=str(i), kind="person", mentions=(span,)) for i, span in enumerate(spans)]
    return Mentions(finding(ARTICLE, actor, seen) for actor in actors)


def test_the_best_fit_wins_over_a_longer_mention_round_it() -> None:
    found = mentions((0, 20), (4, 8)).at((4, 9))
    assert found is not None
    assert found[0] == (4, 8)


def test_nothing_is_found_beside_a_mention() -> None:
    assert mentions((4, 8)).at((8, 12)) is None
    assert mentions().at((0, 4)) is None


@given(st.lists(SPANS, max_size=8), SPANS)
def test_it_finds_what_a_look_at_every_mention_finds(spans: list[Span], place: Span) -> None:
    def share(span: Span) -> float:
        shared = min(span[1], place[1]) - max(span[0], place[0])
        return shared / (max(span[1], place[1]) - min(span[0], place[0]))

    index = mentions(*spans)
    touching = [s for s in sorted(spans) if share(s) > 0]
    found = index.at(place)
    assert (found[0] if found else None) == max(touching, key=share, default=None)
    inside = sorted(s for s in spans if place[0] <= s[0] and s[1] <= place[1])
    assert [span for span, _ in index.within(place)] == inside
