from __future__ import annotations

import pytest

from evaluation import adapters
from verbale.model.brief import Brief
from verbale.reading.pages import plain_article
from verbale.understanding.builtin import build
from verbale.understanding.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return build(Brief(), names=("events", "statements", "linkages"))


def test_an_event_has_the_codes_of_its_parties(pipeline: Pipeline) -> None:
    reading = pipeline.read(plain_article("x", "Chile imposed sanctions on Peru on Friday.", "2020-05-07"))
    assert adapters.events(reading, {}) == {"events": [{"source": ["CHL"], "target": ["PER"], "type": "SANCTION"}]}


def test_given_arguments_get_the_type_of_what_stands_between_them(pipeline: Pipeline) -> None:
    text = "Chile imposed sanctions on Peru."
    row = {"text": text, "events": [{"source": "Chile", "target": "Peru"}]}
    reading = pipeline.read(plain_article("x", text, None))
    assert adapters.typed_events(reading, row)["events"] == [{"source": "Chile", "target": "Peru", "type": "SANCTION"}]


def test_where_the_reading_has_nothing_a_given_pair_has_no_type(pipeline: Pipeline) -> None:
    text = "The weather in the duchy was fine."
    row = {"text": text, "events": [{"source": "the duchy", "target": "the weather"}]}
    assert adapters.typed_events(pipeline.read(plain_article("x", text, None)), row)["events"][0]["type"] is None


def test_a_relay_is_left_out_where_only_outermost_attributions_are_marked(pipeline: Pipeline) -> None:
    text = "An aide said that the minister had said that the port was open."
    reading = pipeline.read(plain_article("x", text, None))
    assert [len(f(reading, {})["quotes"]) for f in (adapters.quotes, adapters.outermost_quotes)] == [2, 1]
