"""What a query asks for, and what of an article a hit shows."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.model.text import Article
from verbale.store.words import Term, Wanted, excerpt, wanted_in


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("talks river", Wanted(((Term("talks"),), (Term("river"),)), ())),
        ('"peace treaty" signed', Wanted(((Term("peace treaty"),), (Term("signed"),)), ())),
        ("sanction*", Wanted(((Term("sanction", prefix=True),),), ())),
        ("a OR b OR c d", Wanted(((Term("a"), Term("b"), Term("c")), (Term("d"),)), ())),
        ("OR a OR", Wanted(((Term("a"),),), ())),
        ('a -"b c" -d', Wanted(((Term("a"),),), (Term("b c"), Term("d")))),
        ("follow-up", Wanted(((Term("follow-up"),),), ())),
        ('say "it', Wanted(((Term("say"),), (Term("it"),)), ())),
    ],
)
def test_a_query_is_taken_apart(query: str, wanted: Wanted) -> None:
    assert wanted_in(query) == wanted


def test_an_excerpt_shows_the_stretch_with_most_marks_in_whole_words() -> None:
    before, after = "river " + "water " * 100, " stone" * 100
    text = f"{before}the river and the dam on the river{after}"
    marks = [(i, i + 5) for i in range(len(text)) if text.startswith("river", i)]
    article = Article(name="a", text=text, paragraphs=((0, len(text)),))
    start, end = excerpt(article, marks)
    shown = text[start:end]
    assert "the river and the dam on the river" in shown
    assert len(shown) <= 250
    assert set(shown.split()) <= {"water", "the", "river", "and", "dam", "on", "stone"}


def test_an_excerpt_keeps_to_its_paragraph_and_outside_of_any_to_its_line() -> None:
    text = "Talks on the dam\n\nFirst about the dam.\n\nThen about the river."
    article = Article(name="a", text=text, paragraphs=((18, 38), (40, 61)))
    for words, mark in (("Talks on the dam", (13, 16)), ("First about the dam.", (34, 37))):
        start, end = excerpt(article, [mark])
        assert text[start:end] == words


@given(st.text("ab \n", min_size=1, max_size=600), st.data())
def test_an_excerpt_is_never_empty_and_holds_a_mark(text: str, data: st.DataObject) -> None:
    if not text.strip():
        return
    letters = [i for i, c in enumerate(text) if not c.isspace()]
    marks = sorted({(i, i + 1) for i in data.draw(st.lists(st.sampled_from(letters), max_size=9))})
    article = Article(name="a", text=text, paragraphs=((0, len(text)),) if data.draw(st.booleans()) else ())
    start, end = excerpt(article, marks)
    assert text[start:end].strip() == text[start:end] != ""
    assert not marks or any(start <= a and b <= end for a, b in marks)


def test_an_excerpt_of_a_very_long_article_comes_at_once() -> None:
    text = "dam " * 250_000
    article = Article(name="a", text=text, paragraphs=((0, len(text)),))
    began = time.process_time()
    excerpt(article, [(i, i + 3) for i in range(0, len(text), 4)])
    assert time.process_time() - began < 5
