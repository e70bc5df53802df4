"""Whether an event happened is read off the language alone: each construction, by a sentence of its own."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from verbale.model.brief import Brief
from verbale.reading.pages import plain_article
from verbale.understanding.builtin import build
from verbale.understanding.pipeline import Pipeline

STATUSES = tomllib.loads((Path(__file__).parent / "statuses.toml").read_text(encoding="utf-8"))
CASES = [(status, marked) for status, sentences in STATUSES.items() for marked in sentences]


@cache
def pipeline() -> Pipeline:
    return build(Brief(), names=("events",))


@pytest.mark.parametrize(("status", "marked"), CASES, ids=[marked for _, marked in CASES])
def test_a_construction_tells_whether_it_happened(status: str, marked: str) -> None:
    first, after = marked.index("["), marked.index("]") - 1
    article = plain_article("x", marked.replace("[", "").replace("]", ""), "2023-05-10")
    events = (f.content for f in pipeline().read(article).findings.events)
    told = {
        event.status
        for event in events
        if any(start < after and first < end for start, end in (event.trigger, *event.mentions))
    }
    assert told == (set() if status == "none" else {status})


def test_what_is_done_by_saying_it_has_the_day_on_which_it_was_said() -> None:
    text = "Chile's foreign minister said on Monday that the port was open and urged Peru to lift its sanctions."
    found = pipeline().read(plain_article("x", text, "2023-05-10")).findings.events
    assert {f.content.when for f in found if f.content.type == "REQUEST"} == {"2023-05-08"}


def test_what_a_dated_sentence_looks_back_to_has_not_the_day_of_an_earlier_saying() -> None:
    text = "Chile's union said on Monday that the port was open. Men left on 4 May after the union rejected an offer."
    found = pipeline().read(plain_article("x", text, "2023-05-10")).findings.events
    assert {f.content.when for f in found if f.content.type == "REJECT"} == {None}
