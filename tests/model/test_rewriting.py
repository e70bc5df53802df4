"""One outlet of a brief is changed, and nothing else of what somebody wrote."""

from __future__ import annotations

import pytest

from verbale.errors import BriefError
from verbale.model.brief import brief_from_toml
from verbale.model.rewriting import with_outlet

TEXT = """# Ours.
title = "Lake"  # the upper one

[[outlets]]
name = "The Bank"
aliases = [
  "Bank",
]
reliability = "B"

# The other shore.
[[outlets]]
name = "Lake Post"
"""


def test_fields_are_set_where_they_stand_or_behind_the_others() -> None:
    changed = with_outlet(TEXT, "bank", {"reliability": "A", "rights": "link", "wire": None})
    assert changed == TEXT.replace('reliability = "B"', 'reliability = "A"\nrights = "link"')
    assert with_outlet(changed, "The Bank", {"reliability": None, "rights": None}) == TEXT.replace(
        'reliability = "B"\n', ""
    )


def test_an_outlet_that_is_not_named_is_put_at_the_end() -> None:
    changed = with_outlet(TEXT.rstrip(), 'The "Quay"', {"rights": "excerpt", "wire": None})
    assert changed.startswith(TEXT.rstrip())
    assert brief_from_toml(changed).outlets[-1].name == 'The "Quay"'
    assert with_outlet("", "Quay", {}) == '\n[[outlets]]\nname = "Quay"\n'


def test_the_last_line_of_a_text_need_not_end() -> None:
    assert with_outlet(TEXT.rstrip(), "Lake Post", {"country": "NOR"}) == f'{TEXT}country = "NOR"\n'


@pytest.mark.parametrize(
    ("text", "fields", "line"),
    [
        (TEXT, {"rights": "all"}, "rights must be one of"),
        ('outlets = [{ name = "The Bank" }]', {"rights": "full"}, "change it as a text"),
        ('[[outlets]]\nname = "The Bank"\naliases = ["""\n[x]\nrights = 3\n"""]', {"rights": "full"}, "TOML|as a text"),
    ],
)
def test_what_cannot_be_set_is_refused(text: str, fields: dict[str, str | None], line: str) -> None:
    with pytest.raises(BriefError, match=line):
        with_outlet(text, "The Bank", fields)
