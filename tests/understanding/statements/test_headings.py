"""The day on which words were spoken, as a line beside the running text has it. Every text here is invented."""

from __future__ import annotations

import pytest

from verbale.reading.pages import article, plain_article
from verbale.understanding.statements.headings import headings_of, signed_on

BODY = "\n\n“The port is shut,” said the harbour master. “It stays shut.” He would not say when it would open again.\n"


def told(head: str, *, is_talk: bool = True) -> str | None:
    found = headings_of(article("x", head + BODY), is_talk=is_talk)
    return found[0].day if found else "none"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("8 May 2023\nInterview with the harbour master, recorded on 4 May", "2023-05-04"),
        ("8 May 2023\nHarbour shut\nBroadcast on Lake Radio on Thursday 4 May 2023", "2023-05-04"),
        ("8 May 2023\nHarbour master's press conference on 5 May 2023", "2023-05-05"),
        ("8 May 2023\nHarbour shut\n(The conversation took place on 2 May.)", "2023-05-02"),
        ("8 May 2023\nHarbour shut\nSource: Lake Television, 6 May 2023", "2023-05-06"),
    ],
)
def test_a_line_above_a_talk_says_when_people_spoke(head: str, day: str) -> None:
    assert told(head) == day


@pytest.mark.parametrize(
    "head",
    [
        "8 May 2023\nInterview with the harbour master",
        "8 May 2023\nHarbour shut\nSource: Lake Gazette, 6 May 2023",
        "8 May 2023\nHarbour shut\nPhoto: the envoy, interviewed on 3 May",
        "8 May 2023\nHarbour shut\nThe interview will be broadcast on 12 May",
        "8 May 2023\nHarbour shut\n• The envoy spoke on 3 May",
        "8 May 2023\nHarbour shut\nUpdated on 9 May 2023",
    ],
)
def test_a_day_of_print_of_a_picture_or_to_come_is_no_day_of_speaking(head: str) -> None:
    assert told(head) == "none"


@pytest.mark.parametrize(
    "head",
    [
        "Statement on the blaze of 3 May",
        "Statement by the port office on the blaze that broke out on Wednesday, 3 May",
        "Statement of the guild of 3 May and what followed",
        "Remarks on the anniversary of the treaty of 3 May 1999",
        "Interview with the pilot rescued on 3 May",
        "Interview with the judge about the hearing held on 3 May",
        "His novel was broadcast on lake radio on 3 May",
        "Source: Ministry of Ports and Radio, figures of 3 May",
    ],
)
def test_the_day_of_what_a_talk_is_about_or_what_else_was_done_is_no_day_of_speaking(head: str) -> None:
    assert told(f"8 May 2023\nHarbour shut\n{head}") == "none"


def test_a_month_has_a_capital_and_a_range_or_a_number_is_no_day() -> None:
    for words in ("recorded since the march 5,000 rowers made", "recorded, may 3 boats sail", "recorded on 3-5 May"):
        assert told(f"8 May 2023\nHarbour shut\nInterview {words}") == "none"
    assert told("8 May 2023\nHarbour shut\nRECORDED ON 5 MAY") == "2023-05-05"


def test_whose_talk_it_is_and_where_leaves_its_day() -> None:
    assert told("8 May 2023\nHarbour shut\n(Meeting of the two guilds in Oslo on 3 May 2023)") == "2023-05-03"
    assert told("8 May 2023\nHarbour shut\nTranscript of the interview of 3 May 2023") == "2023-05-03"
    assert told('8 May 2023\nHarbour shut\nSource: Lake Television, "Talk of the day", 3 May') == "2023-05-03"


def test_a_headline_of_news_does_not_date_all_its_words() -> None:
    assert told("8 May 2023\nEnvoys spoke on 5 May, harbour shut", is_talk=False) == "none"
    assert told("8 May 2023\nHarbour shut\n(Interview recorded on 4 May)", is_talk=False) == "2023-05-04"


def test_a_line_above_one_piece_of_a_digest_dates_that_piece_alone() -> None:
    piece = "The registrar said in the studio that the judges would wait until the figures had come."
    head = "“No haste” (Radio Lake)\nInterview aired on Sunday, 7 May"
    page = f"8 May 2023\nPress review{BODY}\n{head}\n{piece}\n\nFARMING\n{BODY}"
    found = headings_of(article("x", page), is_talk=False)
    assert [(h.day, page[h.start : h.end]) for h in found] == [("2023-05-07", piece)]


def test_a_first_paragraph_that_only_says_when_a_talk_was_aired_dates_it() -> None:
    page = f"8 May 2023\nHarbour shut\n\nThe interview was aired on Channel Two on the evening of 6 May 2023.{BODY}"
    assert [h.day for h in headings_of(article("x", page), is_talk=False)] == ["2023-05-06"]


def test_a_page_that_says_that_the_day_is_not_known_has_none() -> None:
    assert told("8 May 2023\nHarbour shut\nGist of interview; date not given") is None


def test_a_document_is_signed_in_its_last_lines() -> None:
    assert signed_on(plain_article("x", f"Open letter{BODY}\nLima, 6 May 2023")) == "2023-05-06"
    assert signed_on(plain_article("x", f"Open letter{BODY}\nOn 12 May 2023 the port was shut")) is None
