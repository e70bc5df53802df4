"""The state of play and the views that it is made of."""

from __future__ import annotations

from typing import Any

from tests.views.press import Sheet, happened, read, record_of, said, stands, ties, wants

from verbale.model.evidence import Findings, Judgement, Observation, Reading, finding
from verbale.model.negotiation import Contradiction
from verbale.model.record import Record
from verbale.views import state


def two_accounts() -> Reading:
    sheet = Sheet()
    said(sheet, "Ada Orum said that water was shared.", "Ada Orum", "said", "that water was shared")
    said(sheet, "Ben Lusk denied this.", "Ben Lusk", "denied", "this", "deny")
    reading = read(sheet)
    a, b = reading.findings.statements
    between = Contradiction(a=a.key, b=b.key, about="water", evidence=(a.content.content[0], b.content.content[0]))
    against = finding(reading.article, between, Observation("t@1", "t", 1.0))
    return Reading(reading.article, Findings([*reading.findings, against]))


def shown(record: Record, today: str = "2020-06-02", since: str | None = None) -> Any:
    return state.as_json(state.state(record, today, since=since))


def test_two_accounts_stand_side_by_side_each_with_who_tells_it() -> None:
    (pair,) = shown(record_of(two_accounts()))["contradictions"]
    assert [a["told"] for a in pair["accounts"]] == [
        "Ada Orum (NOR) said that water was shared",
        "Ben Lusk (NOR) denied this [that water was shared]",
    ]
    assert [a["cited"] for a in pair["accounts"]] == ["The Bank, 4 May 2020"] * 2


def test_a_rejected_statement_takes_its_contradictions_with_it() -> None:
    reading = two_accounts()
    place = reading.findings.statements[1].passages[0]
    rejected = Judgement(key="j", verdict="rejected", kind="statement", passage=place, made_on="2020-05-05")
    assert shown(record_of(reading, judgements=[rejected]))["contradictions"] == []


def test_what_is_told_of_the_phase_twice_is_one_phase_with_its_interval() -> None:
    one, two = Sheet(), Sheet()
    stands(one, "The talks are suspended since January 1, 2020.", "talks are suspended", since="2020-01-01")
    stands(two, "The talks stay suspended.", "talks stay suspended", since="2020-01")
    found = shown(record_of(read(one), read(two, "b.txt", published="2020-05-09", outlet="The Quay")))
    assert (found["phase"]["told"], found["phase"]["origins"]) == ("Talks suspended since 1 January 2020", 2)
    assert found["before"] == []


def test_dates_due_and_dates_that_slipped_are_told_apart() -> None:
    sheet = Sheet()
    happened(sheet, "They will meet at the weir on June 9.", "meet", "planned", when="2020-06-09", where="Weir")
    happened(sheet, "Ada Orum will visit Arl on May 6.", "visit", "planned", actors=("Ada Orum",), when="2020-05-06",
             where="Arl", mode="visit")  # fmt: skip
    record = record_of(read(sheet), on="2020-05-05")
    assert [d["last"] for d in _days(shown(record, "2020-05-05")["due"])] == ["2020-05-06", "2020-06-09"]
    heard = Sheet()
    said(heard, "Ada Orum said that gates rust.", "Ada Orum", "said", "that gates rust")
    for others, outcome in ([read(heard, "b.txt", published="2020-05-19")], "lapsed"), ([], "open"):
        later = shown(record_of(read(sheet), *others, on="2020-05-20"), "2020-05-20")
        assert [d["last"] for d in _days(later["due"])] == ["2020-06-09"]
        assert [(d["last"], d["outcome"]) for d in _days(later["slipped"])] == [("2020-05-06", outcome)]


def _days(found: Any) -> list[dict[str, str]]:
    return [{"last": f["dates"][-1]["day"], "outcome": f["outcome"]} for f in found]


def test_an_undated_article_leads_neither_statements_nor_news() -> None:
    old, undated = Sheet(), Sheet()
    said(old, "Ada Orum said that the weir holds.", "Ada Orum", "said", "that the weir holds")
    wants(old, "Norland now wants more water.", "Norland now wants more water", change="new")
    said(undated, "Ben Lusk said that gates rust.", "Ben Lusk", "said", "that gates rust")
    wants(undated, "Norland now wants gates.", "Norland now wants gates", issue="gates", change="new")
    record = record_of(read(old), read(undated, "b.txt", published=None, published_basis="unknown"))
    found = shown(record)
    assert [s["told"] for s in found["statements"]] == ["Ada Orum (NOR) said that the weir holds"]
    assert [n["told"] for n in found["news"]] == ["NOR on water [new]"]


def test_an_open_precondition_is_shown_with_its_sentence() -> None:
    sheet = Sheet()
    sentence = "Norland would not talk until the gates were open."
    ties(sheet, sentence, ("the gates were open", "talk", "until"))
    (found,) = shown(record_of(read(sheet)))["preconditions"]
    assert (found["holder"], found["status"]) == ("NOR", "open")
    assert found["tellings"][0]["sentence"] == sentence


def test_a_position_keeps_its_course() -> None:
    sheets = [Sheet(), Sheet()]
    wants(sheets[0], "Norland wants water.", "Norland wants water")
    wants(sheets[1], "Norland no longer wants the water of the weir.", "no longer wants the water of the weir",
          change="shifted")  # fmt: skip
    readings = [read(s, f"{n}.txt", published=f"2020-05-0{n + 3}") for n, s in enumerate(sheets)]
    (thread,) = shown(record_of(*readings))["positions"]
    assert [(s["told"], s["change"]) for s in thread["course"]] == [
        ("Norland wants water", None),
        ("no longer wants the water of the weir", "shifted"),
    ]


def test_a_dossier_without_articles_has_an_empty_state() -> None:
    assert shown(record_of())["phase"] is None


def test_what_changed_since_a_day_is_all_that_was_known_from_then_on() -> None:
    readings = []
    for day in range(1, 10):
        sheet = Sheet()
        wants(sheet, f"Norland now wants gate {day}.", f"now wants gate {day}", change="shifted")
        readings.append(read(sheet, f"{day}.txt", published=f"2020-05-0{day}"))
    record = record_of(*readings)
    assert len(shown(record)["news"]) == state.LAST
    days = [n["day"] for n in shown(record, since="2020-05-02")["news"]]
    assert days == [f"2020-05-0{day}" for day in range(9, 1, -1)]
    assert shown(record, since="2020-05-10")["news"] == []
