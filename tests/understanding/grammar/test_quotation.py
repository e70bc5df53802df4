"""Quotation marks: what stands in quotes, across styles of marks, paragraphs and nesting."""

from __future__ import annotations

import re

import pytest

from verbale.understanding.grammar.quotation import Quotation, quotations


def quoted(text: str) -> list[str]:
    """Outermost quotations, the parts of several paragraphs joined by |."""
    return [words(text, q) for q in read(text) if q.depth == 0]


def read(text: str) -> tuple[Quotation, ...]:
    return quotations(text, [m.span() for m in re.finditer(r"[^\n]+", text)])


def words(text: str, quotation: Quotation) -> str:
    return "|".join(text[a:b] for a, b in quotation.parts)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("“We wait,” she said. “We hope.”", ["“We wait,”", "“We hope.”"]),
        ('"We wait," she said. "We hope."', ['"We wait,"', '"We hope."']),
        ("''We wait,'' she said. ''We hope.''", ["''We wait,''", "''We hope.''"]),
        ("``We wait,'' she said.", ["``We wait,''"]),
        ("«We wait», she said.", ["«We wait»"]),
        ("‘We wait,’ she said.", ["‘We wait,’"]),
        ("'We wait,' she said.", ["'We wait,'"]),
        ('The plan ("a trick") failed—"again"—he said.', ['"a trick"', '"again"']),
    ],
)
def test_every_style_of_marks(text: str, want: list[str]) -> None:
    assert quoted(text) == want


@pytest.mark.parametrize(
    "text",
    [
        "The envoy’s aides don’t know the growers’ names.",
        "The envoy's aides don't know the growers' names.",
        "Rock 'n' roll of the '90s isn't theirs.",
        "‘Tis the season of ’68.",
        "A 6' wall and a 5\" gap.",
    ],
)
def test_an_apostrophe_or_a_measure_is_no_quotation(text: str) -> None:
    assert quoted(text) == []


def test_a_reopened_paragraph_goes_on_as_one_quotation() -> None:
    text = "She said: “We wait.\n“We hope.\n“We go.”\nNobody came."
    assert quoted(text) == ["“We wait.|“We hope.|“We go.”"]


def test_a_paragraph_that_never_closes_ends_with_itself() -> None:
    assert quoted("“We wait and hope\nThe clerk left.") == ["“We wait and hope"]


def test_a_quotation_goes_on_to_a_closing_mark_in_the_next_paragraph() -> None:
    assert quoted('She said, "We wait.\nWe hope." Nobody came.') == ['"We wait.|We hope."']


def test_a_stray_mark_opens_nothing() -> None:
    assert quoted("The roof is 5 “ high and leaks\nThe clerk left.") == []


def test_a_missing_closing_mark_does_not_swallow_the_next_quotation() -> None:
    text = '"We wait, she said. "We hope," she added.'
    assert quoted(text)[-1] == '"We hope,"'


def test_inner_quotations_nest() -> None:
    text = "“He told me ‘never,’ twice,” she said."
    assert [(words(text, q), q.depth) for q in read(text)] == [("“He told me ‘never,’ twice,”", 0), ("‘never,’", 1)]


def test_straight_marks_nest_where_two_close() -> None:
    text = 'She said: "He told me "never" twice."'
    assert [(words(text, q), q.depth) for q in read(text)] == [('"He told me "never" twice."', 0), ('"never"', 1)]


def test_a_title_in_single_marks_inside_a_quotation_with_apostrophes() -> None:
    text = "“The guild’s ‘open door’ policy isn’t ours,” he said."
    assert [(words(text, q), q.depth) for q in read(text)][1:] == [("‘open door’", 1)]


def test_no_paragraph_gives_no_quotation() -> None:
    assert quotations("“We wait.”", []) == ()


@pytest.mark.parametrize("mark", ["''", "‘’"])
def test_a_plural_genitive_closes_no_quotation(mark: str) -> None:
    opening, closing = mark
    text = f"{opening}The pilots{closing} rights aren{closing}t for sale.{closing} She left."
    assert quoted(text) == [text[: -len(" She left.")]]


def test_a_quotation_left_open_goes_on_where_the_next_paragraph_opens_it_again() -> None:
    text = "“We wait,” she said. “The queue grows.\n“We will wait no longer.”"
    assert quoted(text) == ["“We wait,”", "“The queue grows.|“We will wait no longer.”"]
