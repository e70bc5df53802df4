"""Short texts of our own: what is a time, and where it lies."""

from __future__ import annotations

import pytest

from verbale.model.brief import Brief
from verbale.model.evidence import Findings
from verbale.model.negotiation import Time
from verbale.model.text import Article
from verbale.understanding.language import analyse, load
from verbale.understanding.times import times

THURSDAY = "2018-11-22"


def found(text: str, published: str | None = THURSDAY, brief: Brief | None = None, **page: object) -> list[Time]:
    """All times of a one-paragraph article."""
    article = Article(name="a", text=text, published=published, paragraphs=((0, len(text)),), **page)
    analysis = analyse(article, load())
    assert analysis is not None
    return [f.content for f in times(brief or Brief())(analysis, Findings())]


def dated(
    text: str, published: str | None = THURSDAY, brief: Brief | None = None, **page: object
) -> dict[str, str | None]:
    """The calendar times of a text, words to EDTF."""
    return {text[t.span[0] : t.span[1]]: t.edtf for t in found(text, published, brief, **page) if t.calendar}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They signed on November 3, 2015.", {"November 3, 2015": "2015-11-03"}),
        ("They signed on 3 November 2015.", {"3 November 2015": "2015-11-03"}),
        ("They signed on Tuesday, Nov. 3, 2015.", {"Tuesday, Nov. 3, 2015": "2015-11-03"}),
        ("They signed in November 2015.", {"November 2015": "2015-11"}),
        ("The 1956 declaration binds both.", {"1956": "1956"}),
        ("They have quarrelled since 1945.", {"since 1945": "1945/.."}),
        ("It failed in the 1950s.", {"the 1950s": "195X"}),
        ("It failed in the late 1970s.", {"the late 1970s": "1977/1979"}),
        ("It failed in the mid- to late-1990s.", {"the mid- to late-1990s": "1994/1999"}),
        ("It has dragged on since the mid-20th century.", {"since the mid-20th century": "1950~/.."}),
        ("The last round was held in the fall of 2019.", {"the fall of 2019": "2019-23"}),
        ("The pact of 480 BC held.", {"480 BC": "-0479"}),
    ],
)
def test_explicit_dates_need_no_anchor(text: str, expected: dict[str, str | None]) -> None:
    assert dated(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said on Thursday that talks go on.", {"Thursday": "2018-11-22"}),
        ("He met her on Wednesday night.", {"Wednesday night": "2018-11-21"}),
        ("He met her on Friday.", {"Friday": "2018-11-16"}),
        ("He will meet her on Friday.", {"Friday": "2018-11-23"}),
        ("He met her last Thursday.", {"last Thursday": "2018-11-15"}),
        ("He will meet her next Tuesday.", {"next Tuesday": "2018-11-27"}),
        ("He left yesterday.", {"yesterday": "2018-11-21"}),
        ("He told them last night.", {"last night": "2018-11-21"}),
        ("They spoke last week.", {"last week": "2018-11-12/2018-11-18"}),
        ("They met last weekend.", {"last weekend": "[2018-11-17,2018-11-18]"}),
        ("They will meet early next month.", {"early next month": "2018-12-01/2018-12-10"}),
        ("It should end before yearend.", {"before yearend": "2018-11-22/2018-12-31"}),
        ("They met two weeks ago.", {"two weeks ago": "2018-11-08"}),
        ("They met in September.", {"September": "2018-09"}),
        ("They will meet in March.", {"March": "2019-03"}),
    ],
)
def test_relative_dates_are_told_from_the_publication_day(text: str, expected: dict[str, str | None]) -> None:
    assert dated(text) == expected
