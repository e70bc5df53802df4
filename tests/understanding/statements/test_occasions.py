"""On which day something was said: one occasion, one day. Every text here is invented."""

from __future__ import annotations

from tests.understanding.statements.test_dialogue import reading, statements, words


def days(text: str, title: str | None = None) -> dict[str, str | None]:
    found = reading(text, title=title)
    return {words(found, s.content): s.content.said_on for s in statements(found)}


def test_one_day_governs_what_a_speaker_goes_on_to_say() -> None:
    text = "Mara Teder said on Tuesday that the toll was high.\n\nTeder added that the pilots would wait."
    assert days(text) == {"that the toll was high": "2024-05-14", "that the pilots would wait": "2024-05-14"}


def test_what_one_says_or_has_said_has_no_day() -> None:
    text = "Mara Teder said on Tuesday that the toll was high. Teder says that the pilots are tired."
    assert days(text)["that the pilots are tired"] is None


def test_what_is_told_inside_other_words_was_said_on_another_occasion() -> None:
    text = "Mara Teder said on Tuesday that the mayor had told her that the toll was lawful."
    assert days(text)["that the toll was lawful"] is None


def test_those_who_met_spoke_on_the_day_of_the_meeting() -> None:
    text = (
        "Mayor Olaf Brandt met harbour chief Mara Teder in Riga on Monday.\n\n"
        "Teder asked for a lower toll. Brandt said the toll was lawful."
    )
    assert set(days(text).values()) == {"2024-05-13"}


def test_a_readout_tells_what_was_said_at_the_meeting_it_opens_with() -> None:
    text = "Harbour chief Mara Teder received Mayor Olaf Brandt on 9 May.\n\nShe recalled that the toll was cut in May."
    assert days(text, "Press release") == {"that the toll was cut in May": "2024-05-09"}


def test_a_day_told_again_in_brackets_is_no_other_day() -> None:
    text = (
        "Mayor Olaf Brandt met harbour chief Mara Teder on the evening of 12 May (13 May, Lima time) "
        "and called for a lower toll. Teder said that the toll was lawful."
    )
    assert days(text) == {"a lower toll": "2024-05-12", "that the toll was lawful": "2024-05-12"}


def test_a_communique_of_two_days_was_agreed_on_both() -> None:
    text = "1. We, the heads of both ports, met in Oslo on 15 and 16 May.\n\n2. We agreed that the toll stands."
    assert days(text, "Joint communiqué") == {"that the toll stands": "2024-05-15/2024-05-16"}


def test_a_day_that_lies_ahead_is_no_day_of_saying() -> None:
    text = "Mara Teder rejected a call by the mayor for a round on 3 June, and said that the pilots would wait."
    assert set(days(text).values()) == {None}
    text = "Mara Teder said on Tuesday that the toll was high.\n\nTeder rejected a call for a round on 3 June."
    assert set(days(text).values()) == {"2024-05-14"}


def test_the_nearest_day_counts_where_nothing_was_looked_back_to() -> None:
    text = "Mara Teder said on Tuesday that A fell. “It is high,” Teder said on Monday.\n\n“We wait,” Teder said."
    assert list(days(text).values()) == ["2024-05-14", "2024-05-13", "2024-05-13"]


def test_what_one_had_said_before_lends_no_day_to_what_one_says() -> None:
    assert days("Mara Teder said the toll was high. On Sunday, Teder had said it was low.")["the toll was high"] is None


def test_behind_its_paragraph_a_look_back_is_over() -> None:
    text = (
        "Mara Teder said on Tuesday that the toll was high.\n\nIn March, Teder said that the pilots would wait.\n\n"
        "“We wait no longer,” Teder said."
    )
    assert list(days(text).values()) == ["2024-05-14", "2024-03", "2024-05-14"]


def test_a_day_told_with_a_speakers_next_words_is_that_of_the_words_before_them() -> None:
    text = "“The toll is high,” said Mara Teder. “The pilots wait,” Teder told the Gazette on Sunday."
    assert set(days(text).values()) == {"2024-05-12"}
