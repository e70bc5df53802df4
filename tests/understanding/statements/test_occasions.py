"""On which day something was said: one occasion, one day. Every text here is invented."""

from __future__ import annotations

import pytest
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


def test_remarks_that_the_text_dates_give_the_words_before_and_behind_them_their_day() -> None:
    text = (
        "Mara Teder said that the toll was high.\n\n"
        "Teder’s remarks in Riga on Monday came a day after the strike. “There is no change,” Teder said."
    )
    assert set(days(text).values()) == {"2024-05-13"}


def test_who_answers_on_the_day_of_the_report_speaks_on_that_day() -> None:
    text = (
        "Norland on Friday accused Quito of fraud. Quito dismissed the charge.\n\n"
        "Mayor Olaf Brandt rejected an old map in March."
    )
    assert list(days(text).values())[:2] == ["2024-05-17", "2024-05-17"]
    earlier = "Norland on Monday accused Quito of fraud. Quito dismissed the charge."
    assert days(earlier)["the charge"] is None


def test_members_of_a_sitting_spoke_on_its_day_and_nobody_else() -> None:
    text = (
        "The envoy told the Security Council today that the port was shut.\n\n"
        "The representative of Peru said that it was late. A fisherman said that the fog was thick."
    )
    told = days(text)
    assert told["that it was late"] == "2024-05-17"
    assert told["that the fog was thick"] is None


def test_a_delegate_of_no_state_and_who_speaks_to_one_hearer_sit_nowhere() -> None:
    opens = "The envoy told the Security Council today that the port was shut.\n\n"
    assert days(opens + "The guild’s representative said that it was late.")["that it was late"] is None
    one = "The envoy told a senator on Monday that the port was shut.\n\n"
    assert days(one + "A representative of the guild said that it was late.")["that it was late"] is None


@pytest.mark.parametrize(
    "after",
    [
        "Her remarks followed a report in the Courier on Monday.",
        "Her speech on Monday had been about fish.",
        "She made a speech on Monday about fish.",
        "Her remarks came hours after the fair closed on Monday.",
    ],
)
def test_a_day_of_other_words_or_deeds_dates_none_told_before(after: str) -> None:
    assert days(f"Mara Teder said that the toll was high. {after}")["that the toll was high"] is None


def test_a_charge_turned_down_at_another_time_was_not_answered_today() -> None:
    text = "Norland on Friday accused Quito of fraud. Quito denied the charge during the trial."
    assert None in days(text).values()


def test_a_meeting_told_in_passing_is_no_occasion_of_later_words() -> None:
    text = (
        "Mayor Olaf Brandt, who met harbour chief Mara Teder on Monday, is to see her again in June.\n\n"
        "Brandt asked for a lower toll."
    )
    assert set(days(text).values()) == {None}


def test_of_two_days_in_a_sentence_each_is_of_those_whom_its_clause_names() -> None:
    text = (
        "At a news conference with Mayor Olaf Brandt on Tuesday, harbour chief Mara Teder said that the toll "
        "had been agreed by all pilots on Friday.\n\nBrandt said that it was high."
    )
    assert days(text)["that it was high"] == "2024-05-14"


def test_words_said_after_a_meeting_are_of_its_day_whoever_was_there() -> None:
    text = (
        "The talks broke down in Riga on Monday.\n\nMara Teder said after three hours of talks that the toll was high."
    )
    assert days(text) == {"that the toll was high": "2024-05-13"}


def test_what_came_before_something_else_was_not_said_at_the_meeting() -> None:
    text = (
        "Mayor Olaf Brandt met harbour chief Mara Teder on Monday.\n\nThe pilots left after Teder refused a lower toll."
    )
    assert days(text) == {"a lower toll": None}


@pytest.mark.parametrize(
    "words_of",
    [
        "According to a survey published on Monday, the toll was high.",
        "The pilots rejected a claim made on Monday by Mara Teder that the toll was high.",
        "Mara Teder said in an answer dated May 13 that the toll was high.",
    ],
)
def test_words_have_the_day_on_which_they_came_out(words_of: str) -> None:
    assert "2024-05-13" in [day for said, day in days(words_of).items() if "the toll was high" in said]


@pytest.mark.parametrize(
    "who",
    [
        "The woman who posted the video on Monday",
        "The court that issued the ruling on Monday",
        "The pilots sent on Monday by the guild",
        "The report, to be published on Friday,",
        "A survey carried out on Monday",
    ],
)
def test_who_brings_words_out_or_is_sent_spoke_not_on_that_day(who: str) -> None:
    found = days(f"{who} said the toll was high.")
    assert found["the toll was high"] is None, found


@pytest.mark.parametrize(
    "when", ["Three weeks after the talks", "After the round of layoffs", "After a meeting with the pilots"]
)
def test_words_said_after_another_meeting_or_long_after_are_not_of_its_day(when: str) -> None:
    text = f"The talks broke down in Riga on Monday.\n\n{when}, Mara Teder said that the toll was high."
    assert days(text) == {"that the toll was high": None}


def test_an_unnamed_source_does_not_speak_on_the_day_of_its_minister() -> None:
    text = (
        "Finance minister Mara Teder of Latvia said on Tuesday that the toll was high.\n\n{} said that it would fall."
    )
    assert days(text.format("A senior Latvian official"))["that it would fall"] is None


def test_a_page_that_translates_or_gathers_others_words_gives_them_no_day_of_its_own() -> None:
    text = "Harbour chief Mara Teder recalled that the toll was cut."
    assert days(text, "Press service of the port")["that the toll was cut"] is not None
    assert days(text, "Press service of the port: unofficial translation")["that the toll was cut"] is None


def test_who_hears_for_the_press_hears_what_a_speaker_goes_on_to_say_in_quotes() -> None:
    told = "Mara Teder told {} on Monday that the toll was high. “It will fall,” she said. She left for Riga."
    heard = {
        who: [s.content.addressee for s in statements(reading(told.format(who)))] for who in ("reporters", "the mayor")
    }
    assert heard["reporters"][0] is not None
    assert len(set(heard["reporters"])) == 1
    assert heard["the mayor"][1] is None


@pytest.mark.parametrize("said", ["said in a letter to the mayor", "wrote in her memoir", "had said on Friday"])
def test_the_press_does_not_hear_what_was_said_elsewhere_or_earlier(said: str) -> None:
    found = statements(
        reading(f"Mara Teder told reporters on Monday that the toll was high. “It will fall,” she {said}.")
    )
    assert [s.content.addressee is None for s in found] == [False, True]


REPORT = "Harbour chief Mara Teder said on Friday that the port would shut.\n\n"


def test_who_answers_in_a_report_of_the_day_did_so_on_that_day() -> None:
    told = days(REPORT + "Mayor Olaf Brandt said that it was late. “We wait,” Brandt said.")
    assert list(told) == ["that the port would shut", "that it was late", "“We wait,”"]
    assert set(told.values()) == {"2024-05-17"}


@pytest.mark.parametrize(
    "after",
    [
        "Mayor Olaf Brandt had said that it was late.",
        "Mayor Olaf Brandt said during the race that it was late.",
        "Mayor Olaf Brandt says that it is late.",
        "Before the flood, Mayor Olaf Brandt promised that the bridge would stand.",
        "As a young man, Mayor Olaf Brandt said that it was late.",
        "Under the old charter, Mayor Olaf Brandt said that it was late.",
        "Mayor Olaf Brandt promised at his wedding that he would pay.",
        "Shortly after taking office, Mayor Olaf Brandt said that it was late.",
        "A clerk said that it was late.",
        "The Lima Gazette reported that the port was full.",
        "The port burned on 2 May. Mayor Olaf Brandt said that it was late.",
        "The strike came one day after a fire. Mayor Olaf Brandt said that it was late.",
    ],
)
def test_what_may_have_been_said_before_has_not_the_day_of_the_report(after: str) -> None:
    assert list(days(REPORT + after).values())[1:] == [None]


def test_hours_later_is_the_day_told_last() -> None:
    text = "On 2 May Mara Teder said that it was late. Hours later, Mayor Olaf Brandt said that it was early."
    assert days(text) == {"that it was late": "2024-05-02", "that it was early": "2024-05-02"}
    assert days(text.replace("Hours", "The pier burned on 4 May. Hours"))["that it was early"] is None
    assert days(text.replace("Hours", "Forty hours"))["that it was early"] is None


def test_both_sides_agreed_at_the_meeting_told_last() -> None:
    met = "Mayor Olaf Brandt met harbour chief Mara Teder in Riga on 2 May. "
    assert days(met + "Both sides agreed to cut the toll.") == {"to cut the toll": "2024-05-02"}
    assert days(met + "Opposition leaders agreed to cut the toll.") == {"to cut the toll": None}
    assert days(met + "Ministers of Peru and Chile agreed to cut the toll.") == {"to cut the toll": None}


def test_who_is_reached_by_others_than_the_press_did_not_speak_then() -> None:
    assert days("Reached by phone on 2 May, Mara Teder said it was late.") == {"it was late": "2024-05-02"}
    assert days("Reached by pirates on 2 May, Mara Teder said it was late.") == {"it was late": None}


def test_an_interview_has_the_day_on_which_it_was_aired_wherever_that_hangs() -> None:
    said = "Mara Teder said in an interview with the broadcaster Lima TV that was aired on Monday that it was late."
    assert days(said) == {"that it was late": "2024-05-13"}
    posted = "Mara Teder said in an interview with a woman who posted a song on Monday."
    assert days(f"“It was late,” {posted}") == {"“It was late,”": None}


def test_what_one_does_while_speaking_dates_the_words() -> None:
    assert days("Leaving the port on 2 May, Mara Teder said that it was late.") == {"that it was late": "2024-05-02"}
    assert days("When the ships left on 2 May, the guild said that it was late.") == {"that it was late": "2024-05-02"}
    assert days("Condemning the raid on 2 May, Mara Teder said that it was late.")["that it was late"] is None
    assert days("Having lost the race on 2 May, Mara Teder said that it was late.") == {"that it was late": None}


def test_a_question_was_asked_on_the_day_of_its_answer() -> None:
    text = "Asked whether the port would open, Mara Teder said on Tuesday that the pilots would wait."
    assert set(days(text).values()) == {"2024-05-14"}


def test_what_somebody_calls_a_thing_while_speaking_is_of_the_day_of_those_words() -> None:
    text = "Oslo said on Tuesday that it would answer what it called “a trap”."
    assert days(text)["“a trap”"] == "2024-05-14"


def test_only_who_is_interviewed_speaks_on_the_day_of_the_broadcast() -> None:
    text = (
        "(The interview was aired on 13 May.)\nMara Teder said that the toll was high.\n"
        "The mayor's office said in a note that the toll was lawful."
    )
    assert days(text) == {"that the toll was high": "2024-05-13", "that the toll was lawful": None}


def test_words_to_the_press_right_below_the_opening_are_of_its_day() -> None:
    text = "The pilots left the harbour talks on Friday.\nMara Teder told a news conference that the toll was high."
    assert days(text) == {"that the toll was high": "2024-05-17"}
    assert set(days(text.replace("on Friday", "in March")).values()) == {None}


def test_words_to_the_press_of_another_time_are_not_of_the_day_of_the_opening() -> None:
    opening = "A ferry sank on Friday.\n"
    resigned = "The harbour chief Mara Teder resigned in March. “I am to blame,” she told a news conference."
    assert set(days(opening + resigned).values()) == {None}
    once = "At the time Mara Teder told a news conference that the hull was sound."
    assert set(days(opening + once).values()) == {None}
