"""Who speaks in each turn of a dialogue, and what documents say of themselves. Every text here is invented."""

from __future__ import annotations

import re

from tests.understanding.statements.test_annotator import pipeline

from verbale.model.evidence import Finding
from verbale.model.negotiation import Statement
from verbale.model.text import Article, ArticleKind
from verbale.understanding.pipeline import Reading

INTERVIEW = """Harbour chief Mara Teder met the Pilots' Gazette on Monday.

Q: Has the mayor answered your letter?

A: Not yet. I believe that he will answer in June.

He told us that he would wait.

Q: The mayor says the toll is lawful. Will you pay it?

A: We will not pay.

Does that end the talks?

It does not. They go on.

This interview has been edited for length."""


def reading(text: str, kind: ArticleKind = "news", title: str | None = None) -> Reading:
    paragraphs = tuple(m.span() for m in re.finditer(r"[^\n]+", text))
    article = Article(
        name="test", text=text, title=title, kind=kind, paragraphs=paragraphs, published="2024-05-17",
        published_basis="stated",
    )  # fmt: skip
    return pipeline().read(article)


def statements(found: Reading) -> list[Finding[Statement]]:
    return sorted(found.findings.statements, key=lambda f: f.content.content)


def words(found: Reading, statement: Statement) -> str:
    return "|".join(found.article.text[a:b] for a, b in statement.content)


def answers(found: Reading) -> list[tuple[str | None, str]]:
    names = {a.key: a.content.name for a in found.findings.actors}
    return [
        (names.get(f.content.speaker or ""), words(found, f.content))
        for f in statements(found)
        if f.observation.rule.startswith("turn:")
    ]


def test_an_answer_is_one_statement_of_its_paragraphs_by_who_is_interviewed() -> None:
    assert answers(reading(INTERVIEW, "interview", "Interview with Mara Teder")) == [
        ("Mara Teder", "Not yet. I believe that he will answer in June.|He told us that he would wait."),
        ("Mara Teder", "We will not pay."),
        ("Mara Teder", "It does not. They go on."),
    ]


def test_answers_are_direct_and_hold_what_is_told_in_them() -> None:
    found = reading(INTERVIEW, "interview", "Interview with Mara Teder")
    first = next(f for f in statements(found) if f.observation.rule == "turn:turn")
    belief = next(f for f in statements(found) if f.observation.rule == "clause:verbs.believes.believe")
    assert (first.content.manner, first.content.cue) == ("direct", None)
    assert (belief.content.within, belief.content.speaker) == (first.key, first.content.speaker)


def test_an_interview_has_the_day_on_which_it_was_given() -> None:
    first = statements(reading(INTERVIEW, "interview", "Interview with Mara Teder"))[0]
    assert first.content.said_on == "2024-05-13"


def test_a_question_is_a_request_by_whoever_asks_with_what_is_told_inside_it() -> None:
    found = reading(INTERVIEW, "interview")
    asked = [s.content for s in statements(found) if s.observation.rule == "question:turn"]
    assert [words(found, s) for s in asked] == [
        "Has the mayor answered your letter?",
        "The mayor says the toll is lawful. Will you pay it?",
        "Does that end the talks?",
    ]
    assert {s.act for s in asked} == {"request"}
    told = next(s.content for s in statements(found) if words(found, s.content) == "the toll is lawful")
    assert told.within in {s.key for s in statements(found) if s.content in asked}


def test_who_is_named_after_the_last_turn_speaks_in_no_turn() -> None:
    closing = "After the talk the town hall informed the Gazette that the mayor had been ill for two weeks in April."
    assert not any("town hall" in content for _, content in answers(reading(f"{INTERVIEW}\n\n{closing}", "interview")))


def test_a_question_asserts_nothing() -> None:
    assert statements(reading("Has the mayor denied that the toll is lawful?")) == []


def test_a_document_in_which_we_are_the_authors_speaks() -> None:
    text = "We recall that the toll was cut in May. We urge the mayor to keep his word."
    found = reading(text, title="JOINT STATEMENT ON THE HARBOUR")
    assert [words(found, s.content) for s in statements(found)] == ["that the toll was cut in May", "to keep his word"]


def test_the_writer_is_no_document() -> None:
    assert statements(reading("We believe that the toll is wrong, and we urge the mayor to go.", "opinion")) == []


def test_where_no_outlet_is_named_the_one_whom_the_opening_names_asks() -> None:
    text = INTERVIEW.replace("met the Pilots' Gazette on Monday", "spoke with Juhan Kask on Monday")
    found = reading(text, "interview", "Interview with Mara Teder")
    names = {a.key: a.content.name for a in found.findings.actors}
    asked = [s.content.speaker for s in statements(found) if s.observation.rule == "question:turn"]
    assert {names.get(who or "") for who in asked} == {"Juhan Kask"}


def test_we_in_a_statement_of_a_body_are_its_authors() -> None:
    text = "The pilots keep to the June accord.\n\nWe believe that the port is open."
    found = reading(text, title="Statement on the June accord")
    assert "that the port is open" in {words(found, f.content) for f in statements(found)}


BRIEFING = """REGULAR BRIEFING

Mara Teder, spokeswoman of the harbour, briefed the press.

MS TEDER: Good morning. The pilots are ready.

MR KASK (Harbour Post): Will they sail on Monday?

MS TEDER: No. They will not.

MS ILVES (Lake Radio): And the toll?

MS TEDER: It stays.

MR KASK: For how long?

MS TEDER: Until June."""


def test_a_label_may_name_the_paper_in_brackets_and_who_asks_is_of_no_party() -> None:
    found = reading(BRIEFING, "interview")
    names = {a.key: a.content.name for a in found.findings.actors}
    asked = [s.content for s in statements(found) if s.observation.rule == "question:turn"]
    assert [words(found, s) for s in asked] == ["Will they sail on Monday?", "And the toll?", "For how long?"]
    assert [names.get(s.speaker or "") for s in asked] == ["KASK", "ILVES", "KASK"]
    assert {a.content.party for a in found.findings.actors if a.content.name in ("KASK", "ILVES")} == {None}


def test_dashes_tell_what_the_interviewer_says_also_where_it_is_no_question() -> None:
    said = [
        "- Mrs Teder, is the port shut?", "It is.", "- They call you the obstacle.", "Do they?",
        "- Who else would it be?", "The mayor has the keys.", "- And the pilots?", "They wait, as I do.",
    ]  # fmt: skip
    text = "Harbour chief Mara Teder received us on Monday.\n\n" + "\n\n".join(said)
    starts = [m.span() for m in re.finditer(r"[^\n]+", text)]
    paragraphs = tuple((a + 2 if text[a] == "-" else a, b) for a, b in starts)
    article = Article(
        name="test", text=text, kind="interview", paragraphs=paragraphs, published="2024-05-17",
        published_basis="stated",
    )  # fmt: skip
    found = pipeline().read(article)
    assert [content for _, content in answers(found)] == [s for s in said if s[0] != "-"]
    assert "They call you the obstacle." in [words(found, f.content) for f in statements(found)]
    assert {f.content.said_on for f in statements(found) if f.observation.rule == "turn:turn"} == {"2024-05-13"}


def test_who_is_told_of_by_name_after_the_last_turn_speaks_in_no_turn() -> None:
    text = INTERVIEW.replace("Q:", "Gazette:").replace("A:", "Teder:").rpartition("This interview")[0]
    found = reading(text + "After this Ms Teder wrote to us that our pilots would sail on Friday.", "interview")
    assert not any("our pilots" in content for _, content in answers(found))


def test_a_quotation_under_words_that_only_say_whose_it_is_is_theirs() -> None:
    found = reading("The port was shut.\n\nFrom the Pilots' League, by radio: “We will not sail before Friday.”")
    assert [words(found, f.content) for f in statements(found)] == ["“We will not sail before Friday.”"]


PODIUM = """Pilots' Chamber briefing, by Jonas Hale, its spokesman

MR HALE: Good afternoon. The toll is high.

QUESTION: What does Mayor Olaf Brandt want?

MR HALE: He wants a truce.

MARTA LIND (Harbour Post): Will he sign?

MR HALE: He said he would sign."""


def said_to(found: Reading) -> dict[str, tuple[str | None, str | None]]:
    """Who says each turn to whom."""
    names = {f.key: f.content.name for f in found.findings.actors}
    return {
        words(found, s.content): (names.get(s.content.speaker or ""), names.get(s.content.addressee or ""))
        for s in statements(found)
    }


def test_an_answer_goes_to_who_asked_and_a_question_to_who_answers() -> None:
    told = said_to(reading(PODIUM))
    assert told["Will he sign?"] == ("MARTA LIND", "Jonas Hale")
    assert told["He said he would sign."] == ("Jonas Hale", "MARTA LIND")
    assert told["Good afternoon. The toll is high."] == ("Jonas Hale", None)


def test_nobody_speaks_to_himself() -> None:
    for text in (PODIUM, INTERVIEW):
        assert not any(speaker and speaker == hearer for speaker, hearer in said_to(reading(text)).values())


def test_who_speaks_a_turn_is_no_he_and_who_asks_for_a_paper_is_a_person() -> None:
    found = reading(PODIUM)
    met = {
        f.content.name: (f.content.kind, [found.article.text[a:b] for a, b in f.content.mentions])
        for f in found.findings.actors
    }
    assert "He" not in met["Jonas Hale"][1]
    assert "He" in met["Olaf Brandt"][1]
    assert met["MARTA LIND"][0] == "person"


def test_an_answer_does_what_it_opens_with_and_denies_wherever_it_does() -> None:
    late = "The toll is old. The mayor knows the pilots. The bridge stands."
    acts = {
        f"{late} We will not pay.": "state",
        "We will not pay. " + late: "reject",
        f"{late} No such letter was sent.": "deny",
    }
    opening = "Harbour chief Mara Teder met the Pilots' Gazette on Monday."
    page = opening + "\n\nQ: Will you pay?\n\nA: {}\n\nQ: Why?\n\nA: It is dear."
    for answer, act in acts.items():
        found = reading(page.format(answer), "interview")
        assert next(f.content.act for f in statements(found) if words(found, f.content) == answer) == act
