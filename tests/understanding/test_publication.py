from __future__ import annotations

from verbale.model.brief import Brief
from verbale.model.evidence import Reading
from verbale.model.negotiation import Time
from verbale.model.text import Article
from verbale.understanding.builtin import build
from verbale.understanding.publication import published_bounds


def read(text: str) -> Reading:
    return build(Brief(), names=["times"]).read(Article(name="a", text=text, paragraphs=((0, len(text)),)))


def times_of(text: str) -> list[Time]:
    return [f.content for f in read(text).findings.times]


def test_an_undated_article_lies_after_what_it_tells_as_past_and_before_what_it_awaits() -> None:
    text = "They met in December 2016. They will meet again in March 2019."
    article = Article(name="a", text=text, paragraphs=((0, len(text)),))
    assert published_bounds(article, times_of(text)) == "2016-12/2019-03"
    assert published_bounds(article, times_of("They met in 2016.")) == "2016/.."
    assert published_bounds(article, times_of("They met in the 2030 strategy's name.")) is None
    dated_article = Article(name="a", text=text, published="2018", paragraphs=((0, len(text)),))
    assert published_bounds(dated_article, times_of(text)) is None


def test_reading_an_undated_article_gives_it_bounds() -> None:
    assert read("They met in December 2016.").article.published_bounds == "2016-12/.."
