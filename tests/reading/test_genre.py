from __future__ import annotations

import pytest

from verbale.reading.genre import kind_of, kind_of_text

ARGUED = [
    "Norland has walked away from the lake talks, and it is doubtful whether it ever meant to stay.",
    "Its ministry said that the door remains open. There is little reason to believe it.",
    "Sudria should not be unsettled. A pause could be an opportunity to think again about tolls.",
    "First and foremost, the two countries need to agree on what they disagree about. The ferry runs meanwhile.",
    "It remains to be seen who will pay.",
]
REPORTED = [
    "Norland will not attend the lake talks, its ministry said on Monday.",
    "According to a source, Sudria has been told. An official called the decision hasty.",
    "The talks should go on, the harbour master told reporters. He said that tolls could rise.",
    "“We must not wait for the ice,” the minister added. The ferry has run since 1990.",
    "A spokesman declined to comment. The last round was held in Haven.",
]


def test_an_unmarked_argument_is_told_from_a_report() -> None:
    assert kind_of_text(ARGUED) == "opinion"
    assert kind_of_text(REPORTED) == "news"


def test_of_a_short_text_one_cannot_tell() -> None:
    assert kind_of_text(ARGUED[:1]) == "news"


def test_what_is_argued_inside_quotation_marks_is_not_the_writers() -> None:
    quoted = [f"“{paragraph}”" for paragraph in ARGUED]
    assert kind_of_text(quoted) == "news"


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_not_the_writers() -> None:
    unclosed = [f"“{paragraph}" for paragraph in ARGUED]
    assert kind_of_text(unclosed) == "news"


@pytest.mark.parametrize(
    "title", ["Joint communiqué on the ferry", "Ministry Press Briefing – May 3", "Readout of the call"]
)
def test_a_document_is_no_opinion_however_much_its_authors_must_and_should(title: str) -> None:
    assert kind_of(title) == "news"


def test_questions_and_answers_are_an_interview() -> None:
    assert kind_of_text(["Q: Will you come back?", "A: In June.", "Q: Who else?", "A: Nobody."]) == "interview"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Editorial: Let the ferry run", "editorial"),
        ("EDITORIAL | Let the ferry run", "editorial"),
        ("[Editorial] Let the ferry run", "editorial"),
        ("[Interview] The harbour master", "interview"),
        ("Opinion: The lake is no border", "opinion"),
        ("ANALYSIS-The lake is no border", "opinion"),
        ("Exclusive interview: The harbour master", "interview"),
        ("Gist of interview with the harbour master", "interview"),
        ("Gist of the harbour master’s remarks", None),
        ("Roundup of editorials on the lake", "digest"),
        ("Norland: Morning Alert – Monday, March 7, 2022", "digest"),
        ("What the papers say: the lake", "digest"),
        ("What the papers say about us is not true, minister says", None),
        ("What the media say is wrong", None),
        ("Editorialists disagree about the lake", None),
        ("Interviews dry up as talks go on", None),
        ("Opinion polls favour the ferry", None),
    ],
)
def test_markers_at_the_head_of_the_title(title: str, kind: str | None) -> None:
    assert kind_of(title) == kind
