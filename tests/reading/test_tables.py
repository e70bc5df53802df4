from __future__ import annotations

import re
from pathlib import Path

import pytest

from verbale.reading.outlets import outlet_called
from verbale.reading.tables import patterns, toml

SEARCHED = {"notice", "trailer", "abridged", "argument", "report", "cut_off"}
RULES = [
    pytest.param(table, group, number, id=f"{table}.{group}[{number}]")
    for table in ("furniture", "voice")
    for group, rules in toml(table).items()
    for number in range(len(rules))
]


@pytest.mark.parametrize(("table", "group", "number"), RULES)
def test_every_pattern_matches_its_own_example(table: str, group: str, number: int) -> None:
    pattern: re.Pattern[str] = patterns(group, table)[number]
    match = {"kind": pattern.match}.get(group, pattern.search if group in SEARCHED else pattern.fullmatch)
    assert match(toml(table)[group][number]["example"])


def test_no_name_stands_for_two_outlets() -> None:
    for row in toml("outlets")["outlet"]:
        for alias in (row["name"], *row.get("aliases", ())):
            known = outlet_called(alias)
            assert known is not None
            assert known.name == row["name"], alias


def test_every_group_of_patterns_is_in_the_reference() -> None:
    reference = (Path(__file__).parents[2] / "docs" / "reference" / "pages.md").read_text(encoding="utf-8")
    silent = {
        "credit",
        "page",
        "byline",
        "source",
        "noise",
        "report",
        "argument",
    }  # parts of header lines, and of voice
    for group in toml("furniture"):
        assert group in silent or f"`{group}`" in reference, group
