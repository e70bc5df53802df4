from __future__ import annotations

import pytest

from verbale.model.brief import Brief
from verbale.understanding.gazetteer import Holding
from verbale.understanding.lexicon import lexicon
from verbale.understanding.tables import rows, toml


def presidents(party: str, day: str) -> list[str]:
    return [h.person for h in lexicon(Brief()).holders(["head_of_state"], party, day)]


def test_an_office_is_known_within_the_span_of_the_table() -> None:
    assert presidents("FRA", "2015-06-01") == ["François Hollande"]


@pytest.mark.parametrize("day", ["1999-12-31", "2030-06-01"])
def test_an_office_is_unknown_outside_the_span_of_the_table(day: str) -> None:
    assert presidents("FRA", day) == []


def test_an_office_of_a_brief_has_no_span() -> None:
    assert Holding("Ana Lund", "XYZ", "president", "2028-01-01", "").held_on("2030-06-01")


def test_an_interim_president_follows_on_the_day() -> None:
    assert [presidents("VEN", day) for day in ("2026-01-04", "2026-01-05")] == [["Nicolas Maduro"], ["Delcy Rodriguez"]]


def test_no_row_lies_outside_the_span() -> None:
    since, until = toml("holders")["since"], toml("holders")["until"]
    outside = [r["name"] for r in rows("holders") if (r["until"] and r["until"] < since) or r["since"] > until]
    assert outside == []
