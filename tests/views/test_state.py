"""The state of play and the views that it is made of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.views.press import LEAD, Placed, Sheet, happened, read, record_of, said, stands, ties, wants

from verbale.cli.show_lines import position_blocks
from verbale.model.brief import Brief, Issue, Party
from verbale.model.evidence import Findings, Judgement, Observation, Reading, finding
from verbale.model.negotiation import Contradiction
from verbale.model.record import Record
from verbale.model.text import Article
from verbale.views import positions, state
from verbale.views.wording import event_told, own_name, set_for


def two_accounts(rule: str = "t") -> Reading:
    sheet = Sheet()
    said(sheet, "Ada Orum said that water was shared.", "Ada Orum", "said", "that water was shared")
    said(sheet, "Ben Lusk denied this.", "Ben Lusk", "denied", "this", "deny")
    reading = read(sheet)
    a, b = reading.findings.statements
    between = Contradiction(a=a.key, b=b.key, about="water", evidence=(a.content.content[0], b.content.content[0]))
    against = finding(reading.article, between, Observation("t@1", rule, 1.0))
    return Reading(reading.article, Findings([*reading.findings, against]))


def named(name: str) -> Placed:
    """Who is of Sudland, whatever else is told of them."""

    def make(article: Article, into: Sheet) -> None:
        into.actor(article, name, "SUD")

    return make


def shown(record: Record, today: str = "2020-06-02", since: str | None = None) -> Any:
    return state.as_json(state.state(record, today, since=since))


def test_two_accounts_stand_side_by_side_each_with_who_tells_it() -> None:
    (pair,) = shown(record_of(two_accounts()))["contradictions"]
    assert [a["told"] for a in pair["accounts"]] == [
        "Ada Orum (NOR) said that water was shared",
        "Ben Lusk (NOR) denied this [that water was shared]",
    ]
    assert [a["cited"] for a in pair["accounts"]] == ["The Bank, 4 May 2020"] * 2


@pytest.mark.parametrize(
    ("rule", "headed"),
    [
        ("denial.such", "One denies what the other says"),
        ("denial", "One denies what the other says"),
        ("account", "The article sets one account against the other"),
    ],
)
def test_two_accounts_are_headed_by_how_they_differ(rule: str, headed: str) -> None:
    (found,) = state.state(record_of(two_accounts(rule)), "2020-06-02").contradictions
    assert found.headed == headed


def test_two_denials_of_one_report_are_one_contradiction_whichever_is_told_before_it() -> None:
    sheet = Sheet()
    said(sheet, "Ada Orum denied that tolls were paid.", "Ada Orum", "denied", "that tolls were paid", "deny")
    said(sheet, "Ben Lusk reported that a toll was paid.", "Ben Lusk", "reported", "that a toll was paid")
    said(sheet, "Ada Orum also dismissed the report.", "Ada Orum", "dismissed", "the report", "deny")
    reading = read(sheet)
    first, report, second = reading.findings.statements
    places = (first.content.content[0], report.content.content[0])
    pairs = [
        finding(
            reading.article,
            Contradiction(a=a.key, b=b.key, about="tolls", evidence=places),
            Observation("t@1", "t", 1.0),
        )
        for a, b in ((first, report), (report, second))
    ]
    found = Reading(reading.article, Findings([*reading.findings, *pairs]))
    (pair,) = shown(record_of(found))["contradictions"]
    assert pair["accounts"][0]["told"] == "Ben Lusk (NOR) reported that a toll was paid"


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


def test_what_several_articles_tell_of_one_day_is_one_end_of_the_talks() -> None:
    told = [("ended without a deal", "stalled", "2020-05-04"), ("have collapsed", "broken_off", None),
            ("broke down on Monday", "broken_off", "2020-05-04"), ("stalled", "stalled", None)]  # fmt: skip
    sheets = []
    for words, status, since in told:
        sheets.append(Sheet())
        stands(sheets[-1], f"The talks {words}.", f"talks {words}", status=status, since=since)
    before = Sheet()
    stands(before, "The talks go on.", "talks go on", status="under_way")
    readings = [read(s, f"{n}.txt", outlet=f"Paper {n}") for n, s in enumerate(sheets)]
    for order in (readings, readings[::-1]):
        found = shown(record_of(read(before, "z.txt", published="2020-05-02"), *order))
        assert (found["phase"]["told"], len(found["phase"]["tellings"])) == ("Talks broken off since 4 May 2020", 4)
        assert [p["status"] for p in found["before"]] == ["under_way"]


@pytest.mark.parametrize("order", [("suspended", "resumed"), ("resumed", "suspended")])
def test_what_one_article_tells_of_the_talks_without_a_day_comes_in_the_order_told(order: tuple[str, str]) -> None:
    sheet = Sheet()
    for status in order:
        stands(sheet, f"The talks of Arl were {status}.", f"talks of Arl were {status}", status=status)
    found = shown(record_of(read(sheet)))
    assert [found["before"][0]["status"], found["phase"]["status"]] == list(order)


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


def test_a_round_of_talks_is_a_date_though_nobody_is_named_with_it() -> None:
    sheet = Sheet()
    happened(sheet, "A round of the talks is set for June 9.", "round", "planned", actors=(), when="2020-06-09")
    record = record_of(read(sheet), on="2020-06-20")
    assert [d["last"] for d in _days(shown(record, "2020-05-05")["due"])] == ["2020-06-09"]
    assert [d["last"] for d in _days(shown(record, "2020-06-20")["slipped"])] == ["2020-06-09"]


def test_a_yearly_rally_of_nobody_is_no_news_where_a_meeting_is() -> None:
    sheet = Sheet()
    for what, kind, mode in (("rally", "PROTEST", "demo"), ("round", "CONSULT", None)):
        happened(sheet, f"The {what} was held in Arl.", what, actors=(), when="2020-05-04", kind=kind, mode=mode)
    before = Sheet()
    for what, kind, mode in (("rally", "PROTEST", "demo"), ("round", "CONSULT", None)):
        happened(before, f"A {what} is set for May 4.", what, "planned", actors=(), when="2020-05-04", kind=kind,
                 mode=mode)  # fmt: skip
    news = shown(record_of(read(before, published="2020-04-20"), read(sheet, "b.txt")))["news"]
    assert [n["told"].split(";")[0].split(" ")[0] for n in news] == ["Round"]


@pytest.mark.parametrize(
    ("sentences", "is_news"),
    [
        (["Norland has left the pact on trips."], True),
        (["Norland has now unilaterally left the pact on trips."], True),
        (["It rained.", "Norland has left the pact on trips."], False),
        (["Norland left the pact on trips."], False),
    ],
)
def test_what_an_article_opens_with_as_just_done_is_news_though_no_day_is_told(
    sentences: list[str], is_news: bool
) -> None:
    sheet = Sheet()
    for sentence in sentences:
        if "pact" in sentence:
            happened(sheet, sentence, "left", kind="SANCTION", mode="withdraw")
        else:
            sheet.tell(sentence, lambda *_: None)
    opening = (len(LEAD) + 1, len(LEAD) + 1 + len(sentences[0]))
    news = shown(record_of(read(sheet, paragraphs=(opening,))))["news"]
    assert [n["told"] for n in news] == (["Withdrawal: Norland"] if is_news else [])


def test_two_stances_of_one_sentence_that_are_shown_with_all_of_it_are_shown_once() -> None:
    sheet = Sheet()
    sentence = "Ada Orum added that Norland no longer asked for tolls and would take less."
    said(sheet, sentence, "Ada Orum", "added", "that Norland no longer asked for tolls and would take less")
    wants(sheet, "", "Norland no longer asked for tolls", after="Ada Orum added")
    wants(sheet, "", "would take less", after="tolls and")
    play = state.state(record_of(read(sheet)), "2020-06-01")
    assert len(positions.shown(play.positions[0], play.context)) <= 2
    told = [play.context.words(s.telling) for s in positions.shown(play.positions[0], play.context)]
    assert len(told) == len(set(told))


def test_a_thing_without_the_verb_that_tells_what_was_said_of_it_is_no_last_statement() -> None:
    sheet = Sheet()
    said(sheet, "A treaty that Ada Orum had rejected was signed.", "Ada Orum", "rejected", "A treaty", "reject")
    said(sheet, "Ben Lusk rejected a toll.", "Ben Lusk", "rejected", "a toll", "reject")
    said(sheet, "“No toll,” said Ada Orum.", "Ada Orum", "said", "“No toll,”", "reject", manner="direct")
    told = [s["told"] for s in shown(record_of(read(sheet)))["statements"]]
    assert sorted(told) == ["Ada Orum (NOR) [refusal]: “No toll,”", "Ben Lusk (NOR) rejected a toll"]


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
        ("Norland no longer wants the water of the weir.", "shifted"),
    ]


LAKE = Brief(
    parties=(Party(code="NOR", name="Norland"), Party(code="SUD", name="Sudland")),
    issues=(Issue(id="water", name="Sharing the water"), Issue(id="other", name="Other")),
)


def test_the_state_of_play_shows_what_the_parties_of_the_brief_want_on_its_issues_and_says_that_there_is_more() -> None:
    sheet = Sheet()
    wants(sheet, "Norland wants water.", "Norland wants water")
    wants(sheet, "Norland wants a new ferry.", "Norland wants a new ferry", issue="other")
    wants(sheet, "Norland wants more trade.", "Norland wants more trade", issue="trade")
    wants(sheet, "Westmark wants calm.", "Westmark wants calm", party="WES")
    record = record_of(read(sheet))
    found = state.as_json(state.state(record, "2020-06-02", LAKE))
    assert [(p["party"], p["issue"]) for p in found["positions"]] == [("NOR", "water")]
    assert found["more_positions"] is True
    assert [n["told"] for n in found["news"]] == []
    assert len(shown(record)["positions"]) == 3  # of a brief that names no party and no issue


def test_the_demand_of_somebody_who_is_no_party_is_not_among_those_that_are_open() -> None:
    sheet = Sheet()
    ties(sheet, "Norland would not talk until the gates were open.", ("the gates were open", "talk", "until"))
    others = Brief(parties=(Party(code="SUD", name="Sudland"),))
    found = state.as_json(state.state(record_of(read(sheet)), "2020-06-02", others))
    assert (found["preconditions"], found["more_preconditions_open"]) == ([], True)


def test_a_demand_made_again_after_years_stands_once_with_the_day_it_was_made_first() -> None:
    early, late, unlike = Sheet(), Sheet(), Sheet()
    ties(early, "Norland would sign no treaty until the weir and the gates were handed over.",
         ("the weir and the gates were handed over", "sign no treaty", "until"))  # fmt: skip
    ties(late, "Norland would sign a treaty only after the gates were handed over.",
         ("the gates were handed over", "sign a treaty", "only after"))  # fmt: skip
    ties(unlike, "Norland would sign a treaty only after the debts were paid.",
         ("the debts were paid", "sign a treaty", "only after"))  # fmt: skip
    found = shown(
        record_of(
            read(early, published="2012-06-20"),
            read(late, "b.txt", published="2018-09-12"),
            read(unlike, "c.txt", published="2019-01-16"),
        )
    )["preconditions"]
    assert [(p["tellings"][0]["published"], p["first_asked"]) for p in found] == [
        ("2019-01-16", None),
        ("2018-09-12", "The Bank, 20 June 2012"),
    ]


def test_what_a_party_asks_of_its_own_people_is_no_position_and_a_claim_told_again_last_stands_last() -> None:
    sheets = [Sheet() for _ in range(4)]
    wants(sheets[0], "Norland holds that the weir is its own.", "Norland holds that the weir is its own")
    wants(sheets[1], "Norland wants new gates.", "Norland wants new gates")
    words = "to look after the weir"
    said(sheets[2], f"Ada Orum asked Ben Lusk {words}.", "Ada Orum", "asked", words, "request", to="Ben Lusk")
    wants(sheets[2], "", words, after="Ada Orum asked")
    wants(sheets[3], "Norland holds that the weir is its own.", "Norland holds that the weir is its own")
    sheets[3].tell("It rained at the weir.", lambda *_: None)
    readings = [
        read(s, f"{n}.txt", published=f"202{n}-05-04", outlet=outlet)
        for n, (s, outlet) in enumerate(zip(sheets, ("The Bank", "The Bank", "The Bank", "The Quay"), strict=True))
    ]
    (thread,) = shown(record_of(*readings), "2024-01-01")["positions"]
    assert [(s["told"], s["restated_by"]) for s in thread["course"]] == [
        ("Norland wants new gates", []),
        ("Norland holds that the weir is its own", [readings[3].article.key]),
    ]
    play = state.state(record_of(*readings), "2024-01-01")
    last = play.positions[0].steps[-1]
    assert positions.cited(last, play.context) == (
        "The Bank, 4 May 2020; also in The Quay (2 outlets, 2 origins); last on 4 May 2023"
    )


@pytest.mark.parametrize("outlets", [("The Bank", "The Quay"), ("The Bank", "The Bank")])
def test_a_refusal_and_a_promise_in_the_same_words_are_two_and_what_a_newer_version_took_back_is_marked(
    outlets: tuple[str, str],
) -> None:
    """Caught: the refusal stood as the promise's own words, told by two."""
    readings = []
    for n, (words, outlet) in enumerate(zip(("would pay the toll", "would not pay the toll"), outlets, strict=True)):
        sheet = Sheet()
        wants(sheet, f"Norland {words} of the year before.", f"Norland {words} of the year before")
        for sentence in ("The weir lies on the upper lake.", "It was built by both in the spring of that year."):
            sheet.tell(sentence, lambda *_: None)
        readings.append(read(sheet, f"{n}.txt", published=f"2020-05-0{n + 4}", outlet=outlet, title="On the toll"))
    play = state.state(record_of(*readings), "2020-06-01")
    (course,) = play.positions
    taken_back = [bool(positions.notes(step, play.context)) for step in course.steps]
    assert [s.telling.words for s in course.steps] == [
        "Norland would pay the toll of the year before",
        "Norland would not pay the toll of the year before",
    ]
    assert taken_back == [outlets[0] == outlets[1], False]
    (thread,) = shown(record_of(*readings), "2020-06-01")["positions"]
    assert [step["taken_back"] for step in thread["course"]] == taken_back
    _, first, last = position_blocks(play.positions, play.context, 2)
    assert [block.decided for block in (first, last)] == [
        "taken back in a newer version" if t else "" for t in taken_back
    ]


def test_a_claim_told_again_after_a_change_says_so_and_is_not_marked_by_what_it_was_before() -> None:
    """Caught: the old claim stood last as if it were new, below the change of it."""
    sheets = [Sheet() for _ in range(3)]
    for sheet in (sheets[0], sheets[2]):
        wants(sheet, "Norland wants all of the water.", "Norland wants all of the water",
              change="new" if sheet is sheets[0] else None)  # fmt: skip
    wants(sheets[1], "Norland no longer asks for the whole.", "no longer asks for the whole", change="shifted")
    sheets[2].tell("It rained at the weir.", lambda *_: None)
    readings = [
        read(s, f"{n}.txt", published=f"2020-05-0{n + 4}", outlet=("The Bank", "The Bank", "The Quay")[n])
        for n, s in enumerate(sheets)
    ]
    play = state.state(record_of(*readings), "2020-06-01")
    assert [(s.change, s.telling.words) for s in play.positions[0].steps] == [
        ("shifted", "no longer asks for the whole"),
        (None, "Norland wants all of the water"),
    ]
    _, changed, again = position_blocks(play.positions, play.context, 2)
    assert "[changed]" in changed.head
    assert "[told again]" in again.head
    assert again.source.endswith("; last on 6 May 2020")


def test_an_answer_is_shown_with_what_was_asked_and_a_plan_without_sides_with_the_sentence_before() -> None:
    sheet = Sheet()
    sentence = "Asked about the weir, Ada Orum said that she saw no need to go."
    wants(sheet, sentence, "she saw no need to go")
    happened(sheet, "A trial tour is planned for this autumn.", "tour", "planned", actors=(), when="2020-23",
             mode="visit")  # fmt: skip
    record = record_of(read(sheet))
    against = state.state(record, "2020-06-02").context
    (event,) = record.events
    assert shown(record)["positions"][0]["course"][0]["told"] == sentence
    assert against.happening(event, event.first) == f"[{sentence}] A trial tour is planned for this autumn."


def test_a_plan_that_names_nobody_is_called_by_its_own_words_and_a_signing_by_its_own_word() -> None:
    sheet = Sheet()
    happened(sheet, "A trial tour is planned for autumn.", "tour", "planned", actors=(), when="2020-23", mode="visit")
    happened(sheet, "Norland signed a lease.", "signed", kind="SUPPORT", when="2020-05-03")
    happened(sheet, "Norland would sign no pact.", "sign", kind="REJECT", when="2020-05-03")
    told = {event_told(e) for e in record_of(read(sheet)).events}
    assert told == {"Trial tour [planned]", "Signing: Norland", "Refusal: Norland"}


def test_what_is_to_be_done_by_a_day_is_due_by_it() -> None:
    sheet = Sheet()
    happened(sheet, "Norland must ratify the lease by June 9.", "ratify", "planned", kind="SUPPORT",
             when="2020-05-04/2020-06-09")  # fmt: skip
    happened(sheet, "Norland holds a fair from June 1 to 9.", "fair", "planned", when="2020-06-01/2020-06-09")
    (due, fair) = shown(record_of(read(sheet)), "2020-05-05")["due"]
    assert (due["dates"][0]["shown"], fair["dates"][0]["shown"]) == ("by 9 June 2020", "1–9 June 2020")


@pytest.mark.parametrize(
    ("sentence", "trigger", "when"),
    [
        ("The races, run by Norland, last from May 1 to June 9.", "races", "2020-05-01/2020-06-09"),
        ("Norland will, watched by two boats, search the bay this week.", "search", "2020-05-04/2020-05-10"),
        (
            "Norland must by June 2 name its envoy for the meeting of May 4 to June 9.",
            "meeting",
            "2020-05-04/2020-06-09",
        ),
        ("Norland will debate the lease until June 9.", "debate", "2020-05-04/2020-06-09"),
    ],
)
def test_nothing_is_due_by_a_day_of_which_nobody_said_so(sentence: str, trigger: str, when: str) -> None:
    sheet = Sheet()
    happened(sheet, sentence, trigger, "planned", when=when)
    (due,) = shown(record_of(read(sheet)), "2020-05-05")["due"]
    assert not due["dates"][0]["shown"].startswith("by ")


@pytest.mark.parametrize(
    ("sentence", "when", "day"),
    [
        ("Norland must ratify it no later than Tuesday, June 9th.", "2020-05-04/2020-06-09", "by 9 June 2020"),
        ("Norland has to ratify it by the end of the week.", "2020-05-04/2020-05-10", "by 10 May 2020"),
        ("A deadline of 9 June was set for Norland to ratify it.", "2020-05-04/2020-06-09", "by 9 June 2020"),
        ("Norland is to ratify it by year’s end.", "2020-05-04/2020-12-31", "by 31 December 2020"),
    ],
)
def test_a_last_day_is_known_by_the_words_before_it(sentence: str, when: str, day: str) -> None:
    sheet = Sheet()
    happened(sheet, sentence, "ratify", "planned", kind="SUPPORT", when=when)
    (due,) = shown(record_of(read(sheet)), "2020-05-05")["due"]
    assert due["dates"][0]["shown"] == day


def test_what_was_due_by_a_day_and_is_set_for_another_is_told_so() -> None:
    assert set_for(["by 9 June 2020", "9 July 2020"]) == "due by 9 June 2020, then set for 9 July 2020"
    assert set_for(["2014", "2015"]) == "set for 2014, then 2015"


@pytest.mark.parametrize(
    ("sentence", "word", "name"),
    [
        ("The crews will tour in autumn.", "tour", "Visit (tour)"),
        ("The two crews met in autumn.", "met", "Visit (met)"),
        ("The crews to confer in autumn are small.", "confer", "Visit (confer)"),
        ("No tour is planned; the last tour was in May.", "tour", "Visit (tour)"),
        ("The Ada Orum tour is planned for autumn.", "tour", "Ada Orum tour"),
    ],
)
def test_a_clause_is_no_name_of_what_is_planned(sentence: str, word: str, name: str) -> None:
    sheet = Sheet()
    happened(sheet, sentence, word, "planned", actors=(), when="2020-23", mode="visit")
    (event,) = record_of(read(sheet)).events
    assert event_told(event) == f"{name} [planned]"


def test_of_one_day_the_phase_comes_first_and_then_what_was_done_by_the_word_of_the_press_or_of_who_did_it() -> None:
    sheet = Sheet()
    wants(sheet, "Norland now wants water.", "Norland now wants water", change="new")
    happened(sheet, "Norland freed two pilots on May 3.", "freed", kind="RETREAT", when="2020-05-03")
    happened(sheet, "Norland freed a spy in 2012.", "freed", kind="RETREAT", when="2012")
    sentence = "Ben Lusk of Sudland said that Norland jailed a pilot on May 2."
    happened(sheet, sentence, "jailed", kind="COERCE", when="2020-05-02")
    said(sheet, "", "Ben Lusk", "said", "that Norland jailed a pilot on May 2")
    stands(sheet, "The talks were suspended on May 3.", "talks were suspended", since="2020-05-03")
    sheet.makers.insert(0, named("Ben Lusk"))
    news = shown(record_of(read(sheet)))["news"]
    assert [n["told"] for n in news] == [
        "Talks suspended since 3 May 2020",
        "Retreat: Norland, 3 May 2020",
        "NOR on water [new]",
    ]


def test_a_position_is_shown_with_the_aim_or_condition_before_it_and_its_speaker_is_named_once() -> None:
    sheet = Sheet()
    aim = "To resume the talks, Ada Orum said, Sudland must open the gates."
    wants(sheet, aim, "Sudland must open the gates", issue="talks")
    over = "Until now Ben Lusk insisted that the ferry be sold."
    said(sheet, over, "Ben Lusk", "insisted", "that the ferry be sold", "request")
    wants(sheet, "", "the ferry be sold", issue="ferry", after="Until now")
    second = "Ada Orum said that rain fell and that tolls would rise."
    wants(sheet, second, "tolls would rise", issue="tolls")
    condition = "Norland accepted the offer on condition that the gates be shut."
    wants(sheet, condition, "the gates be shut", issue="gates")
    said(sheet, "Ada Orum said that she would not pay a toll.", "Ada Orum", "said", "that she would not pay a toll",
         "reject")  # fmt: skip
    wants(sheet, "", "she would not pay a toll", after="Ada Orum said that she would")
    found = {p["issue"]: p["course"][0]["told"] for p in shown(record_of(read(sheet)))["positions"]}
    assert found == {
        "talks": aim,
        "gates": condition,
        "ferry": over,
        "tolls": "[Ada Orum said that rain fell and that] tolls would rise",
        "water": "[refusal] Ada Orum said that she would not pay a toll",
    }


def test_a_position_says_who_wants_it_whole_and_where_its_words_do_not_who_said_so() -> None:
    sheet = Sheet()
    said(sheet, "“We want a map,” Ada Orum said.", "Ada Orum", "said", "We want a map", manner="direct")
    wants(sheet, "", "We want a map", issue="map", after="“We want")
    said(sheet, "Norland wants rain, Ada Orum said.", "Ada Orum", "said", "Norland wants rain")
    wants(sheet, "", "Norland wants rain", issue="rain", after="Norland wants rain")
    wants(sheet, "Norland put forward a wall that keeps out the sea.", "a wall that keeps out the sea", issue="wall")
    wants(sheet, "The envoy, who swore never to pay, left.", "who swore never to pay", issue="toll")
    wants(sheet, "Norland holds to a line whereby the crews get fuel.", "whereby the crews get fuel", issue="fuel")
    wants(sheet, "Norland will shut the pier and sell the ferry.", "sell the ferry", issue="ferry")
    wants(sheet, "Norland will not buy boats and sell nets.", "sell nets", issue="nets")
    brief = Brief(parties=(Party(code="NOR", name="Norland"),))
    played = state.as_json(state.state(record_of(read(sheet)), "2020-06-02", brief))
    found = {p["issue"]: p["course"][0]["told"] for p in played["positions"]}
    assert found == {
        "map": "Ada Orum: We want a map",
        "rain": "Norland wants rain",
        "wall": "Norland put forward a wall that keeps out the sea.",
        "toll": "The envoy, who swore never to pay, left.",
        "fuel": "The crews get fuel",
        "ferry": "[Norland will shut the pier and] sell the ferry",
        "nets": "Norland will not buy boats and sell nets.",
    }


def test_a_demand_stands_once_whatever_is_to_be_had_for_it_and_once_for_each_sentence() -> None:
    sheets = [Sheet(), Sheet()]
    asked = "Sudland opened all the books of the weir"
    ties(sheets[0], f"Norland would sign once {asked}.", (asked, "sign", "once"))
    ties(sheets[1], f"There would be no ink until {asked}.", (asked, "There would be no ink", "until"))
    both = "Norland would pay if the rain fell and the boats came back."
    ties(sheets[1], both, ("the rain fell", "pay", "if"))
    ties(sheets[1], "", ("the boats came back", "pay", "if"))
    found = shown(record_of(*(read(s, f"{n}.txt", published=f"2020-05-0{n + 3}") for n, s in enumerate(sheets))))
    assert sorted(p["tellings"][0]["sentence"] for p in found["preconditions"]) == [both, sheets[1].sentences[0]]
    assert [n["told"] for n in found["news"]] == ["Precondition of NOR [open]"], "what is open stands below"


def test_a_demand_for_talks_falls_away_when_they_go_on_and_one_for_a_treaty_does_not() -> None:
    asked, later = Sheet(), Sheet()
    ties(asked, "Norland would not return to the table while a ship stood there.",
         ("a ship stood there", "return to the table", "while"))  # fmt: skip
    ties(asked, "Norland would sign no treaty while the gates stood open.",
         ("the gates stood open", "sign no treaty", "while"))  # fmt: skip
    stands(later, "The talks were resumed on May 9.", "talks were resumed", status="resumed", since="2020-05-09")
    found = shown(record_of(read(asked), read(later, "b.txt", published="2020-05-10")))
    assert [p["tellings"][0]["sentence"] for p in found["preconditions"]] == [asked.sentences[1]]
    assert len(shown(record_of(read(asked)))["preconditions"]) == 2


@pytest.mark.parametrize(
    ("granted", "falls_away"),
    [
        ("hold talks", True),
        ("break off the talks", False),
        ("talk to the press", False),
        ("end talks in a pact", False),
    ],
)
def test_a_demand_falls_away_only_where_talks_were_to_be_held_for_it(granted: str, falls_away: bool) -> None:
    asked, later = Sheet(), Sheet()
    ties(asked, f"Norland will {granted} once a ship sails.", ("a ship sails", granted, "once"))
    stands(later, "The talks were resumed on May 9.", "talks were resumed", status="resumed", since="2020-05-09")
    found = shown(record_of(read(asked), read(later, "b.txt", published="2020-05-10")))
    assert (found["preconditions"] == []) is falls_away


def test_what_is_but_named_as_known_or_done_to_oneself_is_no_news() -> None:
    sheet = Sheet()
    known = "Ada Orum said on May 3 that Norland was sorry for its raid."
    happened(sheet, known, "raid", kind="ASSAULT")
    happened(sheet, "Norland freed two pilots on May 3.", "freed", kind="RETREAT", when="2020-05-03")
    assert [n["told"] for n in shown(record_of(read(sheet)))["news"]] == ["Retreat: Norland, 3 May 2020"]


def test_what_was_undertaken_decades_ago_is_not_what_a_party_wants_last() -> None:
    sheets = [Sheet(), Sheet()]
    wants(sheets[0], "Norland wants the pier.", "Norland wants the pier")
    wants(sheets[1], "In the pact Norland undertook to sell the ferry.", "Norland undertook to sell the ferry")
    readings = [read(s, f"{n}.txt", published=f"2020-0{n + 4}-04") for n, s in enumerate(sheets)]
    (old,) = readings[1].findings.positions
    told = Reading(readings[1].article, Findings([replace(old, content=replace(old.content, as_of="1961"))]))
    (thread,) = shown(record_of(readings[0], told))["positions"]
    assert [s["told"] for s in thread["course"]][-1] == "Norland wants the pier"


def test_a_deed_that_only_undated_articles_tell_is_no_news() -> None:
    sheet = Sheet()
    happened(sheet, "Norland has freed two pilots.", "freed", kind="RETREAT")
    assert shown(record_of(read(sheet, published=None, published_basis="unknown")))["news"] == []


def test_who_refuses_is_named_where_they_are_but_named_in_what_is_refused() -> None:
    sheet = Sheet()
    sentence = "Ada Orum would sell the ferry, Ben Lusk said, which Ada Orum denied."
    wants(sheet, sentence, "Ada Orum would sell the ferry", issue="ferry")
    said(sheet, "", "Ada Orum", "denied", "Ada Orum would sell the ferry", "deny")
    (found,) = shown(record_of(read(sheet)))["positions"]
    assert "[denial by Ada Orum]" in found["course"][0]["told"]


@pytest.mark.parametrize(
    "before",
    [
        "Once a fishing village, Arl is a port whose people starve; ",
        "If Sudland were to be believed, Ada Orum lied and ",
        "Before the vote in Arl, Sudland had called it a shame that ships sank, while ",
    ],
)
def test_a_position_is_not_told_with_another_clause_before_it(before: str) -> None:
    sheet = Sheet()
    wants(sheet, f"{before}Norland wants the water.", "Norland wants the water")
    (found,) = shown(record_of(read(sheet)))["positions"]
    assert found["course"][0]["told"] == "Norland wants the water"


@pytest.mark.parametrize("since", [None, "2020-05-01"])
def test_many_claims_of_one_side_leave_the_news_what_they_are(since: str | None) -> None:
    claims, old = Sheet(), Sheet()
    for n in range(45):
        sentence = f"Ben Lusk said that Norland jailed{n} a pilot of boat {n} then."
        happened(claims, sentence, f"jailed{n}", kind=("COERCE", "ASSAULT", "SANCTION", "MOBILIZE", "AID")[n // 10],
                 when=f"2020-04-{21 + n % 10}", where=f"Pier{n}")  # fmt: skip
        said(claims, "", "Ben Lusk", "said", f"that Norland jailed{n} a pilot of boat {n} then")
    claims.makers.insert(0, named("Ben Lusk"))
    stands(old, "The talks were suspended on May 1.", "talks were suspended", since="2020-05-01")
    wants(old, "Norland now wants water.", "Norland now wants water", change="new")
    found = shown(record_of(read(claims), read(old, "b.txt", published="2020-05-02")), since=since)
    assert [n["told"] for n in found["news"]] == ["Talks suspended since 1 May 2020", "NOR on water [new]"]
    assert not found["more_news"]


def test_who_signs_off_on_something_signs_nothing_with_others() -> None:
    sheet = Sheet()
    happened(sheet, "Norland signed off on the arrest.", "signed", kind="SUPPORT", when="2020-05-03")
    (event,) = record_of(read(sheet)).events
    assert not own_name(event)


def test_of_a_visit_the_person_and_the_other_party_are_told() -> None:
    sheet = Sheet()
    happened(sheet, "Ada Orum and Sudland visit Arl.", "visit", "planned", actors=("Ada Orum", "Norland", "Sudland"),
             when="2020-05-20", mode="visit", where="Arl")  # fmt: skip
    sheet.makers.insert(0, named("Sudland"))
    (event,) = record_of(read(sheet)).events
    assert [w.name for w in event.actors] == ["Ada Orum", "Sudland"]


def test_a_dossier_without_articles_has_an_empty_state() -> None:
    assert shown(record_of())["phase"] is None


def test_what_changed_since_a_day_is_all_that_was_known_from_then_on() -> None:
    readings = []
    for day in range(1, 10):
        sheet = Sheet()
        wants(sheet, f"Norland now wants gate {day}.", f"now wants gate {day}", change="shifted")
        readings.append(read(sheet, f"{day}.txt", published=f"2020-05-0{day}"))
    record = record_of(*readings)
    assert len(shown(record)["news"]) == state.CHANGED
    days = [n["day"] for n in shown(record, since="2020-05-02")["news"]]
    assert days == [f"2020-05-0{day}" for day in range(9, 1, -1)]
    assert shown(record, since="2020-05-10")["news"] == []
