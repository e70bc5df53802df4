"""Days in a line beside the running text, as the grammar of times reads them."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.model.brief import Brief
from verbale.model.text import Article, Span
from verbale.understanding.times.grammar import grammar
from verbale.understanding.times.resolution import Resolver
from verbale.understanding.times.setting import setting_of


def days_in(article: Article, line: Span) -> Iterator[tuple[Span, str]]:
    """The places and EDTF values of the times that a line tells, the year being that nearest to publication."""
    phrases = grammar().phrases(article.text, [line])
    resolver = Resolver(setting_of(article, phrases, Brief()))
    for phrase in phrases:
        if edtf := resolver.place(phrase.meaning).edtf:
            yield (phrase.start, phrase.end), edtf
