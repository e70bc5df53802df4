"""The digest: copies folded, undated articles last, and no more work than there are articles."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from tests.views.press import Sheet, read, record_of, said

from verbale.model.record import Record, Source
from verbale.views import digest
from verbale.views.articles import newsrooms, texts
from verbale.views.filters import Wanted
from verbale.views.printing.html import as_html
from verbale.views.printing.sheet import sheet_of

WIRE = " ".join(f"The gauge at weir {n} showed a level of {n * 7} on that day." for n in range(12))

SPRING = Wanted(since="2020-05-01", until="2020-06-30")


def three_copies() -> Record:
    readings = []
    for name, outlet, published in (("a", "Kyodo", "2020-05-03"), ("b", "The Quay", "2020-05-04"), ("c", None, None)):
        sheet = Sheet()
        said(sheet, "Ada Orum denied that the weir leaks.", "Ada Orum", "denied", "that the weir leaks", "deny")
        sheet.sentences.append(f"{WIRE} ({name})")
        basis = "stated" if published else "unknown"
        readings.append(
            read(sheet, f"{name}.txt", outlet=outlet, published=published, published_basis=basis, title="Weir")
        )
    return record_of(*readings)


def test_a_text_is_told_once_with_where_else_it_stands() -> None:
    shown = digest.digest_of(three_copies(), "Talks", SPRING)
    ((item,),) = (section.entries for section in shown.sections)
    assert digest.source_of(item) == "Kyodo, 3 May 2020"
    assert item.also == "also in The Quay, 4 May 2020; outlet unknown, undated (2 outlets, 1 origin)"
    assert [t.words for t in item.takeaways] == ["Ada Orum (NOR) denied that the weir leaks"]
    assert "also in The Quay, 4 May 2020" in as_html(sheet_of(shown))


def test_the_digest_covers_the_last_day_of_a_dated_article() -> None:
    assert digest.last_day(three_copies().sources.values()) == "2020-05-04"


def test_outlets_with_texts_of_their_own() -> None:
    record = three_copies()
    assert [(n.outlet, n.articles, n.own) for n in newsrooms(record.sources.values())] == [
        ("Kyodo", 1, 1), ("The Quay", 1, 0), (None, 1, 0),
    ]  # fmt: skip
    (text,) = texts(record.sources.values())
    assert [s.article.name for s in text.all] == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.slow
def test_three_thousand_articles_take_seconds() -> None:
    record = three_copies()
    (line,) = record.utterances
    sources: dict[str, Source] = {}
    utterances = []
    for n in range(3000):
        told = line.tellings[n % 2]
        source = record.sources[told.article]
        article = replace(source.article, name=f"{n}", given_date=f"{1000 + n}")
        sources[article.key] = replace(source, article=article, origin=article.key)
        copies = tuple(replace(told, key=f"{n} {k}", article=article.key) for k in range(20))
        utterances.append(replace(line, key=f"utterance:{n}", tellings=copies))
    began = time.process_time()
    shown = digest.digest_of(Record(sources=sources, utterances=tuple(utterances)), "Talks", SPRING)
    assert sum(len(section.entries) for section in shown.sections) == 3000
    assert time.process_time() - began < 10
