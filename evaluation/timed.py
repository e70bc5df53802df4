"""Speed of reading beside spaCy's full pipeline and beside tokenising alone, on the same texts: pytest-benchmark.

    pytest evaluation/timed.py -o addopts=--import-mode=importlib --benchmark-timer=time.process_time

Texts are the examples, one article after the other in this process, whose tables are loaded. Times are of computing:
the best of five rounds counts, as what else runs only adds.
"""

from __future__ import annotations

from functools import cache
from math import inf
from pathlib import Path
from time import process_time
from typing import Any

import spacy

from verbale import desk
from verbale.model.brief import Brief
from verbale.model.text import Article
from verbale.understanding.builtin import build
from verbale.understanding.language import MODELS

EXAMPLES = Path(__file__).parents[1] / "examples" / "japan-russia"
ROUNDS = 5


@cache
def _articles() -> list[Article]:
    return [desk.one_article(path) for path in sorted(EXAMPLES.glob("*.txt"))]


@cache
def _full() -> Any:  # Any: spaCy's own type says no more
    return spacy.load(next(m for m in MODELS if spacy.util.is_package(m)))


def _texts() -> list[str]:
    return [article.text[slice(*article.body)] for article in _articles() if article.body]


def _timed(benchmark: Any, act: Any) -> None:  # Any: pytest-benchmark has no types
    benchmark.extra_info["words"] = sum(len(_full().make_doc(text)) for text in _texts())
    benchmark.pedantic(act, rounds=ROUNDS, warmup_rounds=1)


def test_tokens(benchmark: Any) -> None:
    """SpaCy's tokeniser alone."""
    _timed(benchmark, lambda: [_full().make_doc(text) for text in _texts()])


def test_spacy(benchmark: Any) -> None:
    """SpaCy's full pipeline, entity recognition included."""
    _timed(benchmark, lambda: [_full()(text) for text in _texts()])


def test_reading(benchmark: Any) -> None:
    """Verbale's whole reading: every finding, hashed."""
    pipeline = build(Brief())
    _timed(benchmark, lambda: [pipeline.read(article) for article in _articles()])


def beside() -> float:
    """How many times as fast as spaCy's full pipeline a whole reading is.

    Each article goes through both in turn, and the best of five rounds counts for each: what else runs slows both.
    """
    pipeline, full = build(Brief()), _full()
    pairs = list(zip(_articles(), _texts(), strict=True))
    read, parsed = [inf] * len(pairs), [inf] * len(pairs)
    for _ in range(ROUNDS + 1):  # the first fills what is held
        for at, (article, text) in enumerate(pairs):
            begun = process_time()
            full(text)
            between = process_time()
            pipeline.read(article)
            ended = process_time()
            parsed[at], read[at] = min(parsed[at], between - begun), min(read[at], ended - between)
    return sum(parsed) / sum(read)
