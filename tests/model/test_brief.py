from __future__ import annotations

import pytest

from verbale.errors import BriefError
from verbale.model.brief import Brief, brief_from_toml

GOOD = """
title = "River talks"
talks = ["river talks"]

[[parties]]
code = "NOR"
name = "Norland"
fiscal_year_starts = "04-01"

[[issues]]
id = "water"
name = "Water shares"
terms = ["flow"]

[[people]]
name = "Ada Berg"
party = "NOR"

[[people.offices]]
title = "Foreign Minister"
since = 2019-02-01

[[outlets]]
name = "The Bank"
day_first = true
"""


def test_a_brief_is_read_with_all_its_parts() -> None:
    brief = brief_from_toml(GOOD)
    assert brief.parties[0].code == "NOR"
    assert brief.people[0].offices[0].since == "2019-02-01"
    assert brief.outlets[0].day_first is True


def test_equal_briefs_have_equal_hashes_and_others_others() -> None:
    assert brief_from_toml(GOOD).hash == brief_from_toml(GOOD).hash != Brief().hash


def test_how_an_outlet_is_rated_has_no_article_read_again() -> None:
    rated = 'rights = "link"\n' + GOOD + 'language = "no"\nreliability = "B"\nrights = "excerpt"\n'
    assert brief_from_toml(rated).outlets[0].rights == "excerpt"
    assert brief_from_toml(rated).hash == brief_from_toml(GOOD).hash


def test_how_the_digest_is_ordered_has_no_article_read_again() -> None:
    ordered = GOOD + '[[sections]]\nname = "Dams"\nunder = "Rivers"\nissues = ["water"]\n'
    assert brief_from_toml(ordered).sections[0].issues == ("water",)
    assert brief_from_toml(ordered).hash == brief_from_toml(GOOD).hash


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[sections]]\nname = 'A'\nissues = ['x']", "section 'A': there is no issue 'x'; there are: none"),
        ("[[sections]]\nname = 'A > B'", "section 'A > B': a name is needed, without '>'"),
        ("[[sections]]\nname = 'A'\n[[sections]]\nname = 'A'", "the section 'A' occurs twice"),
        ("title = ", "brief.toml is not valid TOML"),
        ("parties = 3", r"brief.toml: parties must be a list, not 3"),
        ("titel = 'x'", r"brief.toml has no field 'titel'; it may have: title"),
        ("[[parties]]\ncode = 'NOR'", r"parties\[0\] lacks: name"),
        ("[[parties]]\ncode = 'norland'\nname = 'N'", "'norland' must be 2 to 8 capitals"),
        ("[[issues]]\nid = 'a'\nname = 'A'\n[[issues]]\nid = 'a'\nname = 'B'", "issue id 'a' occurs twice"),
        ("title = 3", "title must be a text, not 3"),
        ("[[outlets]]\nname = 'x'\nday_first = 'yes'", "day_first must be true or false"),
        ("[[outlets]]\nname = 'x'\nreliability = 'G'", "reliability must be a letter from A to F, not 'G'"),
        ("[[outlets]]\nname = 'x'\nrights = 'CC BY 4.0'", "x: rights must be one of full, excerpt, link"),
        ("rights = 'all'", "brief.toml: rights must be one of full, excerpt, link, not 'all'"),
        ("[[outlets]]\nname = 'x'\ncountry = 'Norland'", "x: country must be three capitals"),
        ("[[outlets]]\nname = 'x'\nlanguage = 'Norlandic'", "x: language must be a code"),
        ("[[people]]\nname = 'A'\n[[people.offices]]\ntitle = 'B'\nsince = 'May'", "'May' is no date"),
    ],
)
def test_what_is_wrong_with_a_brief_is_said_in_one_line(text: str, message: str) -> None:
    with pytest.raises(BriefError, match=message) as raised:
        brief_from_toml(text)
    assert "\n" not in str(raised.value)
