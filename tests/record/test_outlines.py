"""Outlines: what they pass over comes to nothing when it is weighed."""

from __future__ import annotations

from typing import Any

import numpy as n
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.tellings import said, tie, who

from verbale.model.negotiation import Event, Linkage, Statement
from verbale.model.record import Telling
from verbale.record import outlines
from verbale.record.outlines import as_rows, outline_of, worth_of
from verbale.record.weighing import NOTHING, weighed

HOLM, REED = who("Ada Holm", "ARL"), who("Cora Reed", "BEN")
FEW = ("dam", "water", "not", "troops leave", "“dam dam”", "the dam dam")
MORE = (*FEW, "talks", "never closed", "the May round", "Lima", "boats", "nets", "“the troops leave”")
MANY = tuple(word for word in (f"lake{at}" for at in range(2000)) if outlines._bit(word, 256) < 4)
"""Words of which many have the bit of another."""
texts = st.one_of(*(st.lists(st.sampled_from(some), max_size=9).map(" ".join) for some in (FEW, MORE, MANY)))
statements = st.builds(
    lambda words, by, act, article, day: said(words, by, act=act, article=article, day=day),
    texts,
    st.sampled_from((HOLM, REED)),
    st.sampled_from(("state", "deny", "reject", "promise")),
    st.sampled_from(("a", "b", "c")),
    st.sampled_from(("2024-03-04", "2024-03-05", "2024-08-01")),
)
ties = st.builds(
    lambda asked, granted, by, article: tie(asked, granted, by, article=article),
    texts,
    texts,
    st.sampled_from((HOLM, REED, who("The Quay", None, "outlet"))),
    st.sampled_from(("a", "b")),
)
law = settings(max_examples=1000, deadline=None)


def is_worth(a: Telling[Any], b: Telling[Any]) -> bool:
    worth = worth_of(type(a.content), [outline_of(a)])
    assert worth
    return bool(worth(n.array([0]), as_rows([outline_of(b)]))[0])


@law
@given(statements, statements)
def test_two_statements_of_two_articles_that_are_not_worth_weighing_come_to_nothing(
    a: Telling[Statement], b: Telling[Statement]
) -> None:
    """Caught: stems of one bit counted once, and a quotation held to be of as many words as it has."""
    if a.article != b.article and not is_worth(a, b):
        assert weighed(a, b) is NOTHING
        assert not is_worth(b, a)


@law
@given(ties, ties)
def test_two_ties_that_are_not_worth_weighing_come_to_nothing(a: Telling[Linkage], b: Telling[Linkage]) -> None:
    """Caught: a holder that one of the two leaves open taken for another's."""
    if not is_worth(a, b):
        assert weighed(a, b) is NOTHING
        assert not is_worth(b, a)


def test_statements_that_share_hardly_a_word_are_not_worth_weighing() -> None:
    a = said("that the dam would stay closed until the flood studies arrived", HOLM, article="a")
    assert not is_worth(a, said("that the dam was no concern of fishermen in the delta", HOLM, article="b"))
    assert is_worth(a, said("that the dam would stay closed", HOLM, article="b"))


def test_two_long_texts_are_always_worth_weighing() -> None:
    many, more = (" ".join(f"{word}{at}" for at in range(300)) for word in ("dam", "lake"))
    assert is_worth(said(many, HOLM), said(more, HOLM))


def test_events_have_no_outline() -> None:
    assert worth_of(Event, []) is None
