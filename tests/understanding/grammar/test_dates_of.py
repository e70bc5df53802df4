"""Which time of a sentence is the date of which clause."""

from __future__ import annotations

import pytest
from tests.understanding.staging import analysed, scene

from verbale.understanding.grammar.article import grammar_of
from verbale.understanding.grammar.dates_of import Dates, start_of


def dates_in(text: str, *times: str, occasion: bool = False) -> dict[str, str]:
    """The EDTF of each clause that has a date, by the lemma of its verb."""
    analysis = analysed(text)
    grammar = grammar_of(analysis)
    dates = Dates(grammar, scene(analysis.article, {"times": list(times)}))
    found = {c.lemma: dates.of(c, occasion=occasion) for c in grammar.clauses}
    return {lemma: date.edtf for lemma, date in found.items() if date is not None}


@pytest.mark.parametrize(
    ("text", "times", "wanted"),
    [
        ("The sides met on Monday.", ["Monday | 2023-05-01"], {"meet": "2023-05-01"}),
        ("They agreed on Monday to meet.", ["Monday | 2023-05-01"], {"agree": "2023-05-01", "meet": "2023-05-01"}),
        (
            "Talks began in 2003, broke off in 2005 and resumed in 2008.",
            ["2003 | 2003", "2005 | 2005", "2008 | 2008"],
            {"begin": "2003", "break": "2005", "resume": "2008"},
        ),
        ("Lima said on Monday that the truce had ended.", ["Monday | 2023-05-01"], {"say": "2023-05-01"}),
        ("Lima said on Monday it would leave.", ["Monday | 2023-05-01"], {"say": "2023-05-01"}),
        ("Lima left in May, saying it was ill.", ["May | 2023-05"], {"leave": "2023-05", "say": "2023-05"}),
        ("A statement in May announcing it came.", ["May | 2023-05"], {"announce": "2023-05"}),
        ("Talks held in May brought nothing.", ["May | 2023-05"], {"hold": "2023-05"}),
        ("The talks in May brought nothing.", ["May | 2023-05"], {}),
    ],
)  # fmt: skip
def test_a_time_dates_its_own_clause_and_those_that_go_with_it(
    text: str, times: list[str], wanted: dict[str, str]
) -> None:
    assert dates_in(text, *times) == wanted


def test_a_joined_clause_has_the_date_of_one_occasion_where_that_is_asked() -> None:
    text = "The ministers met on Monday and signed the text."
    assert dates_in(text, "Monday | 2023-05-01") == {"meet": "2023-05-01"}
    assert dates_in(text, "Monday | 2023-05-01", occasion=True) == {"meet": "2023-05-01", "sign": "2023-05-01"}


def test_the_time_of_a_noun_counts_where_the_noun_is_asked_for() -> None:
    analysis = analysed("The talks in May collapsed.")
    grammar = grammar_of(analysis)
    dates = Dates(grammar, scene(analysis.article, {"times": ["May | 2023-05"]}))
    (clause,) = grammar.clauses
    assert dates.of(clause) is None
    date = dates.of(clause, nouns=[grammar.words.lower.index("talks")])
    assert date is not None and (date.edtf, date.how) == ("2023-05", "noun")


@pytest.mark.parametrize(
    ("edtf", "words", "start"),
    [("2023-05/..", "since May", "2023-05"), ("2023-05/2023-07", "from May to July", "2023-05"), ("2023", "", "2023")],
)
def test_an_interval_is_told_from_its_start(edtf: str, words: str, start: str) -> None:
    assert start_of(edtf, words) == start
