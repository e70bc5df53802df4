"""Who said what: cues, frames, content, relays. Every sentence here is invented."""

from __future__ import annotations

import re
from functools import cache

import pytest
from tests.understanding.frames.proving import failures

from verbale.model.brief import Brief
from verbale.model.evidence import Finding
from verbale.model.negotiation import Statement
from verbale.model.text import Article
from verbale.understanding.builtin import build
from verbale.understanding.frames.table import Row, Table
from verbale.understanding.pipeline import Pipeline
from verbale.understanding.statements import acts
from verbale.understanding.statements.cues import TABLES


@cache
def pipeline() -> Pipeline:
    return build(Brief(), names=["statements"])


def read(text: str) -> list[Finding[Statement]]:
    paragraphs = tuple(m.span() for m in re.finditer(r"[^\n]+", text))
    reading = pipeline().read(Article(name="test", text=text, paragraphs=paragraphs, published="2024-05-17"))
    return sorted(reading.findings.statements, key=lambda f: (f.content.cue or (0, 0), f.content.content))


def told(text: str) -> list[tuple[str | None, str | None, str]]:
    """Speaker, cue and content of each statement, in words; spans of content joined by |."""
    found = [f.content for f in read(text)]
    return [
        (
            text[slice(*s.speaker_span)] if s.speaker_span else None,
            text[slice(*s.cue)] if s.cue else None,
            "|".join(text[a:b] for a, b in s.content),
        )
        for s in found
    ]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "The minister said that the ferry would run again.",
            ("The minister", "said", "that the ferry would run again"),
        ),
        ("The ferry would run again, the minister said.", ("the minister", "said", "The ferry would run again")),
        ("The ferry, the minister said, would run again.", ("the minister", "said", "The ferry|would run again")),
        ("“The ferry will run,” said the minister.", ("the minister", "said", "“The ferry will run,”")),
        ("“It will run,” he said. “We are ready.”", ("he", "said", "“It will run,”|“We are ready.”")),
        (
            "Peru's army chief Carlos Ruiz Moreno said on Sunday that the bridge would open.",
            ("Carlos Ruiz Moreno", "said", "that the bridge would open"),
        ),
        (
            "Oslo and Lima agreed on June 3, 2021, in Riga to lower the toll.",
            ("Oslo and Lima", "agreed", "to lower the toll"),
        ),
        ("The guilds agreed on Ramadan 12 in Riga to lower the toll.", ("The guilds", "agreed", "to lower the toll")),
        ("The guild pledged to pay the toll.", ("The guild", "pledged", "to pay the toll")),
        ("The guild urged the town to pay the toll.", ("The guild", "urged", "to pay the toll")),
        ("The guild accused the town of hiding the books.", ("The guild", "accused", "hiding the books")),
        ("According to the clerk, the books were burnt.", ("the clerk", "According to", "the books were burnt")),
        (
            "Traffic has halved, according to figures compiled by the Harbour Board.",
            ("the Harbour Board", "according to", "Traffic has halved"),
        ),
        (
            "He would pay the toll, he said, but only if the gate stayed open.",
            ("he", "said", "He would pay the toll|but only if the gate stayed open"),
        ),
        ("In what the mayor called a farce, the gate was shut.", ("the mayor", "called", "a farce")),
        ("His side, he made clear, would not return.", ("he", "made clear", "His side|would not return")),
        ("The firm promised in writing to refrain from strikes.", ("The firm", "promised", "to refrain from strikes")),
        ("The guards accused their counterparts of lying.", ("The guards", "accused", "lying")),
        ('The guild branded the ballot "a gun".', ("The guild", "branded", 'the ballot "a gun"')),
        ("The clerk told the site he had sold a boat.", ("The clerk", "told", "he had sold a boat")),
        (
            "It was a strike of which nobody, she said, had heard before.",
            ("she", "said", "of which nobody|had heard before"),
        ),
        ("The guild offered Riga as the place for talks.", ("The guild", "offered", "Riga as the place for talks")),
        ("The guild put the loss at 40 crowns.", ("The guild", "put", "the loss at 40 crowns")),
        ("The books were burnt, according to the clerk.", ("the clerk", "according to", "The books were burnt")),
        ("The guild described the toll as robbery.", ("The guild", "described", "the toll as robbery")),
        ("The guild rejected the offer.", ("The guild", "rejected", "the offer")),
        ("The guild denied it to the Gazette.", ("The guild", "denied", "it")),
        ("The guild agreed here on Friday to lower the toll.", ("The guild", "agreed", "to lower the toll")),
        ("The guild wants the toll abolished.", ("The guild", "wants", "the toll abolished")),
        ("The guild welcomed this as a victory.", ("The guild", "welcomed", "this as a victory")),
        ("The mayor said at the time that ferries were slow.", ("The mayor", "said", "that ferries were slow")),
        ("The guild denied hiding the books.", ("The guild", "denied", "hiding the books")),
        ("The mayor asked whether the gate was shut.", ("The mayor", "asked", "whether the gate was shut")),
        ("The mayor is wary of new promises.", ("The mayor", "wary", "new promises")),
        (
            "The ferry will run on Friday to clear the backlog, two clerks indicated.",
            ("two clerks", "indicated", "The ferry will run on Friday to clear the backlog"),
        ),
        ("The mayor, two clerks said, is ill and will rest.", ("two clerks", "said", "The mayor|is ill and will rest")),
        ("“Never,” thundered the mayor of Riga.", ("the mayor of Riga", "thundered", "“Never,”")),
        ("The clerk went on to urge the town to pay the toll.", ("The clerk", "urge", "to pay the toll")),
        ("The town is being pressed by the guild to drop the toll.", ("the guild", "pressed", "to drop the toll")),
        ("The clerk drew attention to the sandbank.", ("The clerk", "attention", "the sandbank")),
        ("The guild took note of the letter.", ("The guild", "note", "the letter")),
        ("The guild has lobbied the town for weeks to drop the toll.", ("The guild", "lobbied", "to drop the toll")),
        ("What the clerk said was that the toll would fall.", ("the clerk", "said", "that the toll would fall")),
        ("The toll, in the clerk's view, is a trap.", ("the clerk", "in the clerk's view", "The toll|is a trap")),
        ("The mayor told a local daily that the guild must pay.", ("The mayor", "told", "that the guild must pay")),
        ("The miller told a local newspaper that Riga must pay.", ("The miller", "told", "that Riga must pay")),
        (
            "The guild is willing to pay, provided that the gate stays open.",
            ("The guild", "willing", "to pay, provided that the gate stays open"),
        ),
        (
            "The guild said that it would pay, but only after the gate was opened.",
            ("The guild", "said", "that it would pay, but only after the gate was opened"),
        ),
        ("Critics call this appeasement.", ("Critics", "call", "this appeasement")),
        ("“Why is the gate shut?” Ana Petrova asked.", ("Ana Petrova", "asked", "“Why is the gate shut?”")),
        ("“The gate must open.” ― Ana Petrova", ("Ana Petrova", None, "“The gate must open.”")),
        ("The mayor let it be known that the toll would fall.", ("The mayor", "let", "that the toll would fall")),
    ],
)
def test_frames(text: str, want: tuple[str, str | None, str]) -> None:
    assert told(text) == [want]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "The clerk said there was calm at the pier, adding this was the first quiet week.",
            ("The clerk", "adding", "this was the first quiet week"),
        ),
        ("The pier may close, the daily reported citing two sources.", ("the daily", "reported", "The pier may close")),
        ("The pier may close, the daily reported citing two sources.", ("two sources", "citing", "The pier may close")),
    ],
)
def test_a_participle_beside_a_report_is_its_speakers_and_none_of_its_content(
    text: str, want: tuple[str, str, str]
) -> None:
    assert want in told(text)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Responding to claims that the pier was shut, the clerk said it was open.", [None, "the clerk"]),
        ("The clerk insisted in a statement that the pier was open.", ["The clerk"]),
    ],
)
def test_one_saying_is_told_once_and_by_who_said_it(text: str, speakers: list[str | None]) -> None:
    assert [speaker for speaker, _, _ in told(text)] == speakers


def test_i_in_words_quoted_from_somebody_is_who_is_quoted() -> None:
    text = "The networks quoted Mayor Orum as telling reporters on Monday: “I want to reopen the pier.”"
    article = Article(name="test", text=text, paragraphs=((0, len(text)),))
    names = {f.key: f.content.name for f in pipeline().read(article).findings.actors}
    wishes = [f.content for f in pipeline().read(article).findings.statements if f.content.kind == "attitude"]
    assert [names[w.speaker or ""] for w in wishes] == ["Orum"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "The clerk said the toll was high but demanded more ferries and hinted that the gate could shut.",
            [("said", "the toll was high"), ("demanded", "more ferries"), ("hinted", "that the gate could shut")],
        ),
        (
            "The clerk said it was in touch with the guild and denied a delay.",
            [("said", "it was in touch with the guild"), ("denied", "a delay")],
        ),
        (
            "The guild maintains that the toll is unlawful and has vowed to fight it.",
            [("maintains", "that the toll is unlawful"), ("vowed", "to fight it")],
        ),
        (
            "The clerk informed the guild that the gate was shut and assured it that the toll would fall.",
            [("informed", "that the gate was shut"), ("assured", "that the toll would fall")],
        ),
    ],
)
def test_joined_sayings_are_siblings_with_one_subject(text: str, want: list[tuple[str, str]]) -> None:
    found = told(text)
    assert [(cue, content) for _, cue, content in found] == want
    assert {speaker for speaker, _, _ in found} == {text[: text.index(" ", 4)]}
    assert {f.content.within for f in read(text)} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not say whether the toll would fall.",
        "The mayor refused to say whether the toll would fall.",
        "The mayor has yet to say that the toll will fall.",
        "The mayor will tell the guild that the toll will fall.",
        "If the mayor says that the toll will fall, the guild will wait.",
        "Has the mayor said that the toll will fall?",
    ],
)
def test_what_is_not_said_or_only_planned_asserts_nothing(text: str) -> None:
    assert not any(cue in ("say", "said", "says", "tell") for _, cue, _ in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "That said, the weather improved.",
        "The so-called “free zone” is fenced.",
        "He bought a “smart” lamp in town.",
        "The palace issued the following statement.",
    ],
)
def test_look_alikes_are_no_statements(text: str) -> None:
    assert told(text) == []


def test_a_relay_is_two_statements_one_within_the_other() -> None:
    found = read("A source told the daily that the king had informed the guild that the toll would fall.")
    outer = next(f for f in found if f.content.within is None)
    inner = next(f for f in found if f.content.within is not None)
    assert inner.content.within == outer.key
    assert len(found) == 2


def test_a_cited_source_stands_within_the_outlet_that_cites_it() -> None:
    found = read("The Gazette, citing two officials, reported that the toll would fall.")
    assert [f.observation.rule for f in found] == ["citing:verbs.cites.cite", "clause:verbs.states.report"]
    assert found[0].content.within == found[1].key
    assert found[0].content.content == found[1].content.content


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("The mayor said: “The gate is shut.”", "direct"),
        ("The mayor said that “the gate is shut.”", "direct"),
        ("The mayor said that the gate was “shut for good.”", "mixed"),
        ("The mayor said that the gate was shut.", "indirect"),
    ],
)
def test_manner_goes_by_the_quotation_marks(text: str, manner: str) -> None:
    assert [f.content.manner for f in read(text)] == [manner]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The daily, citing a port executive, reported that the gate was shut.", "that the gate was shut"),
        ("“It was a sum,” a diplomat quoted the envoy as saying.", "“It was a sum,”"),
    ],
)
def test_who_is_cited_or_quoted_says_what_is_reported(text: str, content: str) -> None:
    assert [said for _, _, said in told(text)] == [content, content]


def test_who_is_asked_when_or_whether_is_asked_something() -> None:
    asked = ["when the gate would open", "if the gate would open"]
    texts = [f"Asked {what}, the mayor shrugged." for what in asked]
    assert [content for text in texts for _, _, content in told(text)] == asked


def test_what_somebody_else_says_ends_what_an_aside_interrupts() -> None:
    text = "The gate is shut, a clerk said, and the union insists that it must open."
    assert [content for _, _, content in told(text)] == ["The gate is shut", "that it must open"]


def test_an_empty_article_says_nothing() -> None:
    assert read("") == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The clerk said the map was old.", "state"),
        ("The clerk denied that the map was old.", "deny"),
        ("No such map was ever made, the clerk said.", "deny"),
        ("The clerk warned that the bridge was weak.", "warn"),
        ("The clerk threatened to shut the gate.", "threaten"),
        ("The clerk said the town would weigh other steps unless the toll fell.", "threaten"),
        ("The clerk urged the town to pay.", "request"),
        ("The clerk accused the town of hiding the map.", "accuse"),
        ("The town is at fault, the clerk said.", "accuse"),
        ("The clerk admitted that the map was old.", "concede"),
        ("The clerk pledged to pay.", "promise"),
        ("The clerk proposed that the town pay.", "propose"),
        ("The clerk rejected the offer.", "reject"),
        ("The clerk praised the plan.", "support"),
        ("The clerk rejected the allegations.", "deny"),
        ("The clerk insists on a full count.", "request"),
        ("The clerk countered that the toll was fair.", "state"),
        ("The clerk said he saw no point in paying.", "reject"),
        ("The clerk said the toll could wreck the market.", "warn"),
        ("The clerk warned that the town will answer for it.", "threaten"),
        ("The clerk said the town no longer objects to the toll.", "concede"),
        ("The clerk hopes that the town will pay.", "state"),
        ("The clerk wants the town to pay.", "request"),
        ("The clerk said that no such meeting had taken place.", "deny"),
        ("The clerk said that Lima had asked for nothing of the kind.", "deny"),
        ("The clerk said that the ferries would not sail unless the toll fell.", "reject"),
        ("The clerk said that nothing would sail unless the toll fell.", "state"),
        ("The clerk said that the pilots would not be harmed if they paid.", "state"),
        ("The clerk told the pilots: “You will not regret it if you sign.”", "state"),
        ("The clerk said that wolves would not attack unless provoked.", "state"),
        ("The clerk assured the town that the pilots had left.", "state"),
        ("The clerk said the town would lift the toll only if the guild paid.", "state"),
        ("The clerk said that nobody should judge the plan.", "state"),
        ("The clerk said the town does not pay for hostages.", "reject"),
        ("The clerk vowed to block the gate.", "threaten"),
        ("The clerk is critical of the plan.", "accuse"),
        ("The clerk said no to the plan.", "reject"),
        ("The clerk said yes to the offer.", "agree"),
        ("The clerk said that no deal was likely unless the toll fell.", "state"),
        ("The clerk said that no deal would be signed unless the toll fell.", "reject"),
        ("Lima said that it did not intend to go on.", "reject"),
        ("The clerk said that the patrols were not aimed at Quito.", "deny"),
        ("Lima said that it was resolved to settle the quarrel and not to hand it to its children.", "state"),
    ],
)
def test_what_saying_it_does(text: str, act: str) -> None:
    assert next(f.content.act for f in read(text)) == act


def test_where_when_and_how_it_was_said() -> None:
    text = "The envoy of Peru reportedly said at a news conference on May 3, 2024, that sanctions would end."
    (found,) = read(text)
    assert (found.content.said_on, found.content.medium, found.content.hedge) == (
        "2024-05-03",
        "news conference",
        "reportedly",
    )
    assert found.content.issues == ("sanctions",)


def test_words_spoken_on_condition_of_anonymity_are_off_the_record() -> None:
    text = "“The round failed,” an official said, speaking on condition of anonymity."
    assert [f.content.on_record for f in read(text)] == [False]


def test_labels_name_speakers_in_dialogue() -> None:
    text = "Petrova: The gate is shut now.\nOkello: When will it open?\nPetrova: It opens soon.\nOkello: Thank you all."
    assert [(s, c) for s, _, c in told(text)][:2] == [
        ("Petrova", "The gate is shut now."),
        ("Okello", "When will it open?"),
    ]


def test_the_writers_own_voice_is_no_statement() -> None:
    assert told("I believe that the gate should open.") == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_credits_content_in_its_example_and_not_in_its_counter_example(table: Table) -> None:
    def fires(row: Row, text: str) -> bool:
        return any(f".{row.name}." in f.observation.rule for f in read(text))

    missed = [row.name for row in table.rows if not fires(row, row.example)]
    wrong = [row.name for row in table.rows if fires(row, row.counter)]
    assert (missed, wrong) == ([], [])


def test_every_row_of_acts_fires_on_its_example_and_not_on_its_counter_example() -> None:
    assert failures(acts.TABLE, lambda grammar: acts.Sides(grammar, None, None).fills()) == []


def test_what_another_is_said_to_have_rejected_is_no_rejection_by_who_tells_it() -> None:
    acts = [f.content.act for f in read("The clerk said that the mayor replied that he could not accept the toll.")]
    assert acts == ["state", "reject"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On May 3 the clerk asked for a map. The mayor replied that he had none.", ["2024-05-03", "2024-05-03"]),
        ("The talks began on May 3, when the clerk said that the gate was shut.", ["2024-05-03"]),
        ("The mayor hopes for rain on May 20.", [None]),
        ("The mayor has urged the clerk to return to the stalled pact drawn up with the guild in 2015.", [None]),
        ("In 2015 the mayor urged the clerk to return to the stalled pact.", ["2015"]),
        ("The mayor has met the clerk and urged him to return to the stalled pact drawn up in 2015.", [None]),
        ("The bakers have recalled that the mayor said in 2015 that the gate was safe.", [None, "2015"]),
        ("The mayor, who in 2015 said that the gate was safe, has left the town.", ["2015"]),
        ("In 2024 the mayor has said that the gate is safe.", ["2024"]),
    ],
)
def test_the_day_of_speaking(text: str, days: list[str | None]) -> None:
    assert [f.content.said_on for f in read(text)] == days


def test_an_answer_goes_to_who_spoke_last() -> None:
    text = "On May 3 Norway told reporters that the gate was shut. Sweden replied that it had no key."
    reading = pipeline().read(Article(name="test", text=text, paragraphs=((0, len(text)),), published="2024-05-17"))
    answer = next(f.content for f in reading.findings.statements if f.observation.rule.endswith(".reply"))
    asker = reading.findings.get(answer.addressee)
    assert asker is not None
    assert asker.content.name == "Norway"


@pytest.mark.parametrize(
    "text",
    [
        "“It will open,” said a clerk who asked not to be named.",
        "The bridge will open, a clerk said, asking not to be identified.",
    ],
)
def test_a_wish_to_stay_unnamed_is_no_statement(text: str) -> None:
    assert [cue for _, cue, _ in told(text)] == ["said"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The clerk called the story a fantasy.", "deny"),
        ("The clerk said that the toll had not been raised at all.", "deny"),
        ("The clerk said the town could live with a lower toll.", "concede"),
        ("The clerk said the town would never give up the bridge.", "reject"),
        ("The clerk described the toll as unjust.", "accuse"),
    ],
)
def test_content_tells_the_act_of_an_open_cue(text: str, act: str) -> None:
    assert next(f.content.act for f in read(text)) == act


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("“Is it over?” Ana Petrova asked.", ("Ana Petrova", "asked", "“Is it over?”")),
        ("She adds: “Who would sign such a thing?”", ("She", "adds", "“Who would sign such a thing?”")),
        ("The taxes “do nothing,” the mayor said.", ("the mayor", "said", "The taxes “do nothing,”")),
        (
            "The minister said after the round she would not sign.",
            ("The minister", "said", "she would not sign"),
        ),
        (
            "The minister promised to meet and in some cases exceed the quota.",
            ("The minister", "promised", "to meet and in some cases exceed the quota"),
        ),
        (
            "The minister declined to back the firm or even directly blame it.",
            ("The minister", "declined", "to back the firm or even directly blame it"),
        ),
        (
            "The minister said there was no sign of a leak, and there was “no proof yet” of a plot.",
            ("The minister", "said", "there was no sign of a leak, and there was “no proof yet” of a plot"),
        ),
        (
            "Ana Ruiz, the Chilean foreign minister, reiterated the need for a truce.",
            ("Ana Ruiz", "reiterated", "the need for a truce"),
        ),
        (
            "The palace issued the following statement:\n“The visit is off.”",
            ("The palace", "issued", "“The visit is off.”"),
        ),
        ("“We lost the boat and all.” — Ana Petrova, pilot", ("Ana Petrova", None, "“We lost the boat and all.”")),
    ],
)  # fmt: skip
def test_what_the_press_prints_is_credited_as_it_is_said(text: str, want: tuple[str | None, str | None, str]) -> None:
    assert want in told(text)


def test_what_one_speaker_goes_on_to_say_is_no_part_of_what_he_said_before() -> None:
    found = told("The pact “will hold,” the envoys added, but stressed that time was short.")
    assert ("the envoys", "added", "The pact “will hold,”") in found


def test_what_was_never_sought_ends_before_a_further_that() -> None:
    found = told("The envoy said that Lima had never sought to shut the gate and that the idea came from Quito.")
    assert ("Lima", "sought", "to shut the gate") in found


def test_what_is_rejected_ends_before_a_colon_with_a_clause_of_its_own() -> None:
    found = told("Ruiz rejected the argument that the ban answered the tolls: all of it, she said, stems from fear.")
    assert ("Ruiz", "rejected", "the argument that the ban answered the tolls") in found


def test_a_fact_that_is_suggested_is_stated_and_a_deed_is_proposed() -> None:
    acts = [f.content.act for f in read("The report suggests that the gate was shut.") if f.content.cue]
    assert "propose" not in acts
    assert [f.content.act for f in read("The envoy suggested that they meet.")] == ["propose"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "The envoy said on Friday toll negotiations with Peru were stuck.",
            ("The envoy", "said", "toll negotiations with Peru were stuck"),
        ),
        (
            "Peru's delegate, noting that the toll was low, said that he would pay.",
            ("Peru's delegate", "noting", "that the toll was low"),
        ),
        ("The mayor stresses patience and did not drop the toll.", ("The mayor", "stresses", "patience")),
    ],
)
def test_what_is_said_ends_and_begins_where_the_saying_does(text: str, want: tuple[str, str, str]) -> None:
    assert want in told(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The envoy said the army should leave the bridge.", "request"),
        ("The envoy said that the filling of the lake must not begin before an agreement.", "request"),
        ("The mayor wants Lima to open the gate.", "request"),
        ("The mayor wants the rain to stop.", "state"),
        ("The mayor expects her pilots to pass the test.", "state"),
        ("The union wants its money back.", "request"),
    ],
)
def test_what_others_owe_is_asked_of_them_and_what_one_foresees_is_stated(text: str, act: str) -> None:
    assert [f.content.act for f in read(text)] == [act]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The pilots said they had never agreed to a toll.", "deny"),
        ("The pilots said they had reached no agreement.", "state"),
        ("The pilots said they had never fired on the ferry.", "deny"),
        ("The pilots said they had not set a day for the race.", "state"),
        ("The pilots said they had not offered a ride yet.", "state"),
        ("The pilots said they had not discussed the toll since June.", "state"),
        ("The mayor said there was no offer yet.", "state"),
        ("The mayor said there was no delay in the mail.", "state"),
        ("The mayor said the chart was wrong.", "state"),
        ("Oslo said that Lima had not kept its museum open.", "state"),
        ("Oslo said that Lima had not kept its word.", "accuse"),
        ("Oslo said that Lima's army attacked the rebels at night.", "state"),
        ("Oslo said that Lima had attacked its boats.", "accuse"),
        ("Oslo said it would pause the round.", "state"),
        ("Oslo said it would pause its attacks.", "promise"),
        ("Oslo said it would call off the truce.", "state"),
        ("Oslo said it could not find a way out.", "state"),
        ("Oslo said it would not find a seat for Lima.", "reject"),
        ("The pilots said they were ready to send thugs.", "state"),
        ("The mayor said there had been no meeting.", "deny"),
        ("The mayor said there had been no progress.", "state"),
        ("The envoy said no agreement was reached.", "state"),
        ("Oslo said that Lima had not honoured the accord.", "accuse"),
        ("The pilots reiterated their support for the toll.", "support"),
        ("The pilots said they were ready to release the crew.", "promise"),
        ("The pilots said they were ready to talk.", "state"),
        ("The Gazette quoted the mayor as saying that no such offer was made.", "state"),
    ],
)
def test_what_is_denied_charged_or_offered_is_told_by_who_did_or_will_do_it(text: str, act: str) -> None:
    assert next(f.content.act for f in read(text)) == act


def test_who_stands_before_the_verb_speaks_whatever_phrase_the_parse_has_it_in() -> None:
    assert ("Egypt", "denied", "closing the gate") in told("On 12 April Egypt denied closing the gate.")
    text = "A truce has begun in Lima after the head of the guild said its pilots would cease to strike."
    assert ("the head of the guild", "said", "its pilots would cease to strike") in told(text)


def test_what_nobody_in_particular_says_of_a_thing_is_credited_to_nobody() -> None:
    found = read("The bridge is said to be old.")
    assert [(f.content.speaker, f.content.act) for f in found] == [(None, "state")]
    found = read("The envoy is said to have proposed a lower toll.")
    assert [(f.content.speaker is None, f.content.act) for f in found] == [(True, "state"), (False, "propose")]
    assert [f.content.within for f in found] == [None, found[0].key]


def test_what_only_describes_a_plan_is_credited_to_nobody_besides() -> None:
    found = told("The guild turned down a plan that the mayor is believed to favour.")
    assert [cue for _, cue, _ in found] == ["turned down"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "Lima and Quito agreed that each would send a pilot, according to a statement.",
            ("Lima and Quito", "agreed", "that each would send a pilot"),
        ),
        (
            "The mayor said the toll was high, as Quito offered a delay of two years.",
            ("The mayor", "said", "the toll was high"),
        ),
        (
            "The toll is, according to the mayor, close to a record.",
            ("the mayor", "according to", "The toll is|close to a record"),
        ),
        ("The mayor said: “We wait,” adding: “They know why.”", ("The mayor", "said", "“We wait,”")),
        ("The mayor will not accept a lower toll.", ("The mayor", "accept", "a lower toll")),
        (
            "The round failed, according to Mara Teder, who had led it.",
            ("Mara Teder", "according to", "The round failed"),
        ),
        (
            "Lima has left, according to Quito, while the pilots went on.",
            ("Quito", "according to", "Lima has left"),
        ),
        ("Lima said the gate was shut; that step angered Quito.", ("Lima", "said", "the gate was shut")),
        (
            "The mayor warned that the toll rose, after Quito shut the gate.",
            ("The mayor", "warned", "that the toll rose, after Quito shut the gate"),
        ),
        (
            "The mayor told the pilots, citing a song of her youth: “Sail on.”",
            ("The mayor", "told", "“Sail on.”"),
        ),
        (
            "The guild said it was ready:\n\n1. The pilots won the race on Sunday.\n2. The bridge stays open.",
            ("The guild", "said", "it was ready"),
        ),
        (
            "The envoy is thought to say that the toll fell.",
            ("The envoy", "say", "that the toll fell"),
        ),
        ("Mara Teder, the harbour chief: “We wait for the toll.”", ("Mara Teder", None, "“We wait for the toll.”")),
    ],
)
def test_what_is_listed_is_said_and_what_is_told_besides_is_not(text: str, want: tuple[str, str | None, str]) -> None:
    assert want in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lima Gazette, page 4: “The pilots wait for the toll.”",
        "The chart is reported to parliament each spring.",
        "The guard threw out a drunk.",
        "The crew poured water on the fire.",
        "The king acceded to the throne.",
        "The premier floated the currency.",
        "The clerk put down a pledge to the landlord.",
        "The mayor defended the title as champion.",
        "The lift will not accept a heavier load.",
        "Oslo's banks will not accept coins from June.",
        "Lima put up a tent and pitched it by the bridge.",
        "Lima pushed back on Monday the start of the race.",
    ],
)
def test_what_only_looks_like_a_label_a_proposal_or_a_refusal_is_no_statement(text: str) -> None:
    assert told(text) == []


def test_points_that_a_colon_announces_are_what_is_agreed() -> None:
    lead = "The heads of both ports met in Oslo on Friday for two hours and spoke about the toll. They agreed that:"
    found = read(f"{lead}\n\n- the toll will fall;\n\n- the bridge will stay.\n\nThey meet again in June, in Riga.")
    assert [len(f.content.content) for f in found if f.content.act == "agree"] == [2]


def test_to_insist_on_ending_a_thing_is_no_day() -> None:
    assert ("Lima", "insists on", "ending the strike") in told("Lima insists on ending the strike.")


def test_to_resolve_a_question_promises_nothing() -> None:
    assert told("Progress was made resolving the question of the toll.") == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The mayor blamed the army for the fire.", ("The mayor", "blamed", "the army for the fire")),
        ("Oslo congratulated her on the vote.", ("Oslo", "congratulated", "her on the vote")),
    ],
)
def test_whom_one_blames_or_thanks_is_part_of_what_is_said(text: str, want: tuple[str, str, str]) -> None:
    assert want in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody wants a longer ferry.",
        "The box is for anyone wanting to pay the toll.",
        "A clerk who did not want to be quoted left early.",
    ],
)
def test_what_nobody_in_particular_wants_is_no_statement(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The guild promised a new toll every second year.", "a new toll every second year"),
        ("The guild asked for time until Friday.", "time until Friday"),
        ("The guild asked for time on Friday.", "time"),
        ("The guild offered a rise in return for Sunday ferries.", "a rise in return for Sunday ferries"),
        ("The guild proposed Riga as the place for the next round.", "Riga as the place for the next round"),
        ("The guild offered Riga as a venue whether or not Oslo paid.", "Riga as a venue whether or not Oslo paid"),
    ],
)
def test_a_time_that_bounds_what_is_offered_belongs_to_it(text: str, want: str) -> None:
    assert [words for _, _, words in told(text)] == [want]


def test_a_quotation_ends_before_what_its_speaker_says_besides() -> None:
    found = told("“It is one thing,” Ruiz said on a show, but he said he was being asked about old tolls.")
    assert ("Ruiz", "said", "“It is one thing,”") in found


def test_how_long_something_is_asked_for_belongs_to_what_is_asked() -> None:
    found = told("Norway called for a freeze on tolls for as long as the talks go on.")
    assert ("Norway", "called for", "a freeze on tolls for as long as the talks go on") in found


def test_whose_clause_an_aside_breaks_off_does_not_say_it() -> None:
    found = told("Riga, port workers said on Friday, has lowered its tolls.")
    assert [(who, words) for who, _, words in found] == [("port workers", "Riga|has lowered its tolls")]


def test_who_issues_a_statement_says_what_stands_behind_it() -> None:
    text = "The guild issued the following statement: “The tolls must fall.”"
    assert [f.observation.rule for f in read(text)] == ["quote:verbs.utters.issue-statement"]
    found = told(text)
    assert [(who, words) for who, _, words in found] == [("The guild", "“The tolls must fall.”")]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "Two clerks tell it differently: the mayor, they said, had warned the guild.",
            ("they", "said", "the mayor|had warned the guild"),
        ),
        (
            "Petrov is due back on Monday and hopes, his aides say, to bring both towns to the table.",
            ("his aides", "say", "hopes|to bring both towns to the table"),
        ),
        (
            "They came late, and the escorts, according to a clerk, have been sent to the port.",
            ("a clerk", "according to", "the escorts|have been sent to the port"),
        ),
        (
            "It records a deal on the line and, according to a member of the team, nothing else.",
            ("a member of the team", "according to", "nothing else"),
        ),
        (
            "Trade must be fair, lasting and open; a long ban on nets and no tricks at the pier, he said.",
            ("he", "said", "Trade must be fair, lasting and open; a long ban on nets and no tricks at the pier"),
        ),
        (
            "Quito signed the pact and Lima, the envoy said, would follow.",
            ("the envoy", "said", "Lima|would follow"),
        ),
        (
            "The crew came to the gate and the bridge, the mayor said, would reopen.",
            ("the mayor", "said", "the bridge|would reopen"),
        ),
        (
            "The fair ended in May and the mayor, according to a clerk, has gone home.",
            ("a clerk", "according to", "the mayor|has gone home"),
        ),
        ("The guild left the hall but would, its head said, come back.", ("its head", "said", "would|come back")),
        ("The gate shut in May, and it will, the mayor said, stay shut.", ("the mayor", "said", "it will|stay shut")),
        ("Quito and Lima, the envoy said, would sign.", ("the envoy", "said", "Quito and Lima|would sign")),
    ],
)
def test_an_aside_is_about_the_clause_that_it_interrupts(text: str, want: tuple[str, str, str]) -> None:
    assert want in told(text)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The Dairy Union called the breakdown good news.", ("The Dairy Union", "called", "the breakdown good news")),
        ("The mayor called the storm bad luck.", ("The mayor", "called", "the storm bad luck")),
        ("The clerk let slip that Quito had paid.", ("The clerk", "let", "that Quito had paid")),
        (
            'The minister branded the ballot "a gun held to the heads" and urged both sides to talk.',
            ("The minister", "branded", 'the ballot "a gun held to the heads"'),
        ),
        (
            "The Lima side found the first request “not outrageous” but would not hear of the second.",
            ("The Lima side", "found", "the first request “not outrageous”"),
        ),
        ("Riyadh is thought to favour the idea.", ("Riyadh", "favour", "the idea")),
        ("The guild is believed to hope that it will rain.", ("The guild", "hope", "that it will rain")),
        (
            "An official would say only that it was being studied.",
            ("An official", "say", "that it was being studied"),
        ),
        (
            "The firm is offering seven per cent in return for Sunday shifts and an end to the old rota.",
            ("The firm", "offering", "seven per cent in return for Sunday shifts and an end to the old rota"),
        ),
    ],
)
def test_what_a_thing_is_called_or_somebody_is_thought_to_want_is_credited(
    text: str, want: tuple[str, str, str]
) -> None:
    assert want in told(text)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            'He said there was no vote, only "a row with tea", and that Mr Quill has the board behind him.',
            ("He", "said", 'there was no vote, only "a row with tea", and that Mr Quill has the board behind him'),
        ),
        (
            "Teder told the envoy that Japan, as the only land to have lost such boats, “could hold the ore in trust.”",
            (
                "Teder",
                "told",
                "that Japan, as the only land to have lost such boats, “could hold the ore in trust.”",
            ),
        ),
        (
            "The envoy, noting that the tolls had failed, called for a new round.",
            ("The envoy", "noting", "that the tolls had failed"),
        ),
        (
            "Ruiz denied that the firm had asked for the delay, as Lima had alleged.",
            ("Ruiz", "denied", "that the firm had asked for the delay"),
        ),
        (
            "Teder said that the crew would go back to the joint board, which it left in May.",
            ("Teder", "said", "that the crew would go back to the joint board, which it left in May"),
        ),
        (
            "Teder said that the firm had written a letter, which Lima disputes.",
            ("Teder", "said", "that the firm had written a letter"),
        ),
        ("The guild's demand that the crew be freed was refused.", ("The guild", "demand", "that the crew be freed")),
        ("Her claim that the guild lied in May was rejected.", ("Her", "claim", "that the guild lied in May")),
        (
            "The court's ruling that the toll was legal angered the firm.",
            ("The court", "ruling", "that the toll was legal"),
        ),
        (
            "The firm said it would leave the gate, which it did on Friday.",
            ("The firm", "said", "it would leave the gate"),
        ),
        ("The firm said it would shut, which cheered the mayor.", ("The firm", "said", "it would shut")),
        (
            "The firm said it would leave the gate, which came as no surprise.",
            ("The firm", "said", "it would leave the gate"),
        ),
        (
            "The envoy said he would go to Quito, which is the capital of Ecuador.",
            ("The envoy", "said", "he would go to Quito, which is the capital of Ecuador"),
        ),
        ("Quito, noting that it is late, asked for a vote.", ("Quito", "noting", "that it is late")),
    ],
)
def test_what_is_said_runs_to_its_own_end(text: str, want: tuple[str, str, str]) -> None:
    assert want in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The envoy of Lima recalled the ambassador.",
        "The mayor let the crews go.",
        "The man asked for help was gone.",
        "The fair ends next week, when the feast begins.",
        "The crew put down a pledge to the landlord.",
        "The army put down the riot with water.",
        "The minister recalled the consul general.",
        "Firemen poured water on the roof.",
        "The clerk was so blunt that the pilots left.",
        "The account that he opened in May is empty.",
        "The guild is not believed to want the toll.",
        "The guild, which is not thought to favour a toll, met in May.",
        "The guild is believed not to support the toll.",
        "Few are thought to favour the toll.",
        "The envoy let the date slip that the guild had set.",
        "The fair went on that the town had planned.",
        "The guild called a two-day general meeting.",
        "The mayor called the harbour board old members.",
        "Asked for the second time, the mayor lost his hat.",
        "Asked for his ticket, the sailor spat.",
    ],
)
def test_what_only_looks_like_recalling_letting_or_asking_is_no_statement(text: str) -> None:
    assert told(text) == []


def test_what_one_does_by_saying_it_is_the_act_of_the_whole_and_no_saying_told() -> None:
    found = read("“We ask the town to wait. We asked it in May to pay,” Mara Teder said.")
    assert [(f.content.act, f.content.within is None) for f in found] == [("request", False), ("request", True)]


def test_whom_one_asks_by_saying_so_is_who_is_spoken_to() -> None:
    found = read("“We ask Mayor Olaf Brandt to wait,” Mara Teder said.")
    assert [(f.content.act, f.content.addressee is not None) for f in found] == [("request", True)]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("“We applaud the truce but we reject the toll,” Mara Teder said.", ["support", "reject"]),
        ("“We consent to talk. We reject the toll,” Mara Teder said.", ["agree", "reject"]),
        ("“What I deny is that we shut the gate,” Mara Teder said.", ["state", "deny"]),
        ("“We criticise the pilots for leaving,” Mara Teder said.", ["state", "accuse"]),
    ],
)
def test_what_one_does_by_saying_it_stays_told_where_the_whole_does_something_else(text: str, acts: list[str]) -> None:
    found = sorted(read(text), key=lambda f: f.content.within is not None)
    assert [f.content.act for f in found] == acts


@pytest.mark.parametrize(
    "words",
    [
        "We admit ninety guests a week",
        "We warn the pilots by radio when fog comes",
        "We swear in the clerk on Friday",
        "We blame ourselves",
        "We consent to nothing",
        "We offer lessons in four tongues",
        "We accept coins only",
        "We had nothing of the kind before the gate was built",
    ],
)
def test_a_trade_or_habit_is_no_act_done_by_saying_it(words: str) -> None:
    found = read(f"“{words},” Mara Teder said.")
    assert [f.content.act for f in found if f.content.within is None] == ["state"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The guild wants the town to know that it will pay.", ("attitude", "the town to know that it will pay")),
        ("The guild would like to know who paid.", ("speech", "who paid")),
        ("The guild wished to learn how to sail.", ("attitude", "to learn how to sail")),
        ("Traders expect the bank to cut rates.", ("attitude", "the bank to cut rates")),
    ],
)
def test_who_wants_to_know_asks_and_who_wants_others_to_know_only_wants(text: str, want: tuple[str, str]) -> None:
    assert want[0] in {f.content.kind for f in read(text)}
    assert want[1] in {content for _, _, content in told(text)}


def test_what_goes_by_a_plan_or_rule_is_credited_to_nobody() -> None:
    assert told("The sluices run according to plan.") == []
    assert told("The sluices, according to plan, were opened at noon.") == []
    assert told("The port is shut, according to a plan seen by the Courier.")[0][1] == "according to"


@pytest.mark.parametrize("before", ["", "It rained. "])
def test_what_a_schedule_says_is_credited_to_it_wherever_its_sentence_stands(before: str) -> None:
    assert [cue for _, cue, _ in told(before + "According to the schedule, the ship sails at noon.")] == [
        "According to"
    ]


def test_a_newsroom_is_a_source_where_it_names_its_own() -> None:
    found = told("The round failed, according to our correspondent in Lima.")
    assert [(cue, content) for _, cue, content in found] == [("according to", "The round failed")]


def test_a_call_for_somebody_to_do_a_thing_holds_what_is_to_be_done() -> None:
    want = ("Peru", "demand", "Quito to open the gate")
    assert want in told("The envoy reiterated Peru’s demand for Quito to open the gate.")


def test_what_one_knows_oneself_is_no_source_and_what_is_held_is_told_to_nobody() -> None:
    text = "“According to my information, it is too early,” Mara Teder said."
    assert [cue for _, cue, _ in told(text)] == ["said"]
    found = read("Mayor Olaf Brandt expects harbour chief Mara Teder to pay.")
    assert [f.content.addressee for f in found if f.content.kind == "attitude"] == [None]


def test_what_is_asked_to_be_done_ends_before_what_its_speaker_says() -> None:
    want = ("A clerk", "asked", "that his name be withheld")
    assert want in told("A clerk, who asked that his name be withheld, said that the port was shut.")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The guild owes nothing, a claim that the mayor denied.", [("the mayor", "denied", "a claim")]),
        (
            "A senior diplomat confirmed that the toll had been cut.",
            [("A senior diplomat", "confirmed", "that the toll had been cut")],
        ),
        ("The mayor has confirmed meeting the pilots.", [("The mayor", "confirmed", "meeting the pilots")]),
        ("The envoy declined to discuss the toll.", []),
        ("The envoy refused to discuss the toll.", [("The envoy", "refused", "to discuss the toll")]),
        (
            "The mayor ruled out a lower toll on Monday and urged the guild to pay “at once and in full”.",
            [("The mayor", "ruled out", "a lower toll"), ("The mayor", "urged", "to pay “at once and in full”")],
        ),
        (
            "The clerk said that the guild had paid, an account which the mayor, Ana Ruiz, rejected.",
            [("The clerk", "said", "that the guild had paid"), ("the mayor", "rejected", "an account")],
        ),
        (
            "The mayor rejected the latest version of the treaty.",
            [("The mayor", "rejected", "the latest version of the treaty")],
        ),
        (
            "The mayor has ruled out any swap of pilots “behind closed doors”.",
            [("The mayor", "ruled out", "any swap of pilots “behind closed doors”")],
        ),
        ("The mayor rejected “a bad swap”.", [("The mayor", "rejected", "“a bad swap”")]),
        (
            "The mayor tweeted a picture of the bridge: “Open again.”",
            [("The mayor", "tweeted", "“Open again.”")],
        ),
        (
            "The clerk said that he had met Ana Torres, a lawyer hired by the guild.",
            [("The clerk", "said", "that he had met Ana Torres, a lawyer hired by the guild")],
        ),
        (
            "The clerk said that he would read out the reply, a statement drafted by the guild.",
            [("The clerk", "said", "that he would read out the reply, a statement drafted by the guild")],
        ),
        (
            "The clerk denies that the guild has paid, a charge first levelled by the mayor in May.",
            [("The clerk", "denies", "that the guild has paid")],
        ),
        (
            "The chairman of the Bank of China Li Wei said the toll would rise.",
            [("Li Wei", "said", "the toll would rise")],
        ),
    ],
)
def test_what_is_taken_up_ruled_out_or_confirmed_is_read_whole_and_once(
    text: str, want: list[tuple[str, str, str]]
) -> None:
    assert told(text) == want


@pytest.mark.parametrize(
    ("text", "act", "content"),
    [
        ("“We accept the terms,” the mayor said.", "agree", "“We accept the terms,”"),
        ("“We apologise for the delay,” the mayor said.", "concede", "“We apologise for the delay,”"),
        ("The mayor poured cold water on the plan.", "accuse", "the plan"),
        ("The king acceded to the demand.", "agree", "the demand"),
        ("The mayor defended the toll as fair.", "support", "the toll as fair"),
        ("The mayor rejected the notion that the guild had lost.", "deny", "the notion that the guild had lost"),
        ("The mayor said Friday toll negotiations were stuck.", "state", "toll negotiations were stuck"),
        (
            "The mayor said that the toll would stay; that the bridge would close; and that the guild would pay.",
            "state",
            "that the toll would stay; that the bridge would close; and that the guild would pay",
        ),
    ],
)
def test_what_papers_say_every_day_is_read(text: str, act: str, content: str) -> None:
    assert (act, content) in [(f.content.act, "|".join(text[a:b] for a, b in f.content.content)) for f in read(text)]
    assert len(told(text)) == 1 + ("notion" in text)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "The round was moved to May at the guild’s request.",
            [("the guild", "request", "The round was moved to May")],
        ),
        ("The crews met what the board described as a ban.", [("the board", "described", "a ban")]),
        ("The guild held the mayor responsible for the delay.", [("The guild", "held", "responsible for the delay")]),
        (
            "The mayor says the list “answers half a question” and rules out a retreat.",
            [("The mayor", "says", "the list “answers half a question”"), ("The mayor", "rules out", "a retreat")],
        ),
        (
            "The mayor stressed that Lima will not sign unless the pact is agreed first, underlining that it was late.",
            [
                ("The mayor", "stressed", "that Lima will not sign unless the pact is agreed first"),
                ("The mayor", "underlining", "that it was late"),
            ],
        ),
        (
            "Her loans were made in May, a clerk said, and the board has never found otherwise.",
            [("a clerk", "said", "Her loans were made in May|and the board has never found otherwise")],
        ),
        ("The clerk denied, before the council, having been late.", [("The clerk", "denied", "having been late")]),
        (
            "The mayor told parliament on Tuesday that the guild had “for the first time” dropped the plan.",
            [("The mayor", "told", "that the guild had “for the first time” dropped the plan")],
        ),
        ("The clerk denied the charge, having heard of it on Monday.", [("The clerk", "denied", "the charge")]),
        ("Mr Varga laughed, said he was tired.", [("Varga", "said", "he was tired")]),
    ],
)
def test_what_is_said_is_read_beside_what_interrupts_it(text: str, want: list[tuple[str, str, str]]) -> None:
    assert told(text) == want


def test_whoever_proposes_anonymity_for_others_is_quoted() -> None:
    assert told("The guild proposed anonymity for voters.") == [("The guild", "proposed", "anonymity for voters")]


@pytest.mark.parametrize(
    "text",
    [
        "The envoy called at his own request.",
        "What the guild had once described as a ban was lifted.",
        "Had the round been moved at the guild’s request, Lima would have known.",
        "Lima might put off the talks at the guild’s request.",
        "The clerk asked for anonymity.",
        "If the pilots want their boats back, they will come.",
        "The ferry is expected to sail on Monday.",
        "The mayor remains committed to the talks.",
        "The gazette stands by its story.",
        "The guild held the door for the mayor.",
    ],
)
def test_a_wish_left_open_a_forecast_and_a_request_for_anonymity_are_nobodys_words(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("he would travel to Lima on Monday and return on Friday", "state"),
        ("the guild would shut the gate until the boats returned", "state"),
        ("he could guarantee the safe return of the crew", "state"),
        ("he would release the crew in exchange for a seat", "propose"),
        ("he would refuse to pay in return for the insult", "state"),
        ("he would accept a defeat if the voters wanted it", "state"),
        ("no meeting had taken place since March", "state"),
        ("no talks had taken place because the road was shut", "state"),
        ("no talks with Lima had taken place", "deny"),
        ("no proof had reached him that the boat was lost", "state"),
        ("it was Lima that suspended the strike", "state"),
        ("it was Lima that the guild attacked", "state"),
        ("it was Lima that put off the vote", "state"),
        ("it was Lima that broke off the talks", "accuse"),
        ("it was Lima that shelled our boats", "accuse"),
        ("he would not call it a defeat, and he would not return to the table", "reject"),
        ("he would not recommend the deal to his members", "reject"),
    ],
)
def test_an_offer_a_denial_and_a_charge_need_more_than_a_word_of_theirs(said: str, act: str) -> None:
    assert [s.content.act for s in read(f"The guild's leader said that {said}.")] == [act]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The mayor was blunt that the toll would stay.", "state"),
        ("The mayor was defiant that the toll would stay.", "state"),
        ("The town council threw out the proposal.", "reject"),
        ("The guild knocked back the offer.", "reject"),
        ("The guild pushed back on the claim.", "reject"),
        ("The premier floated a cut.", "propose"),
        ("The clerk compared the toll to a tax.", "state"),
        ("The mayor put the failure down to bad faith.", "state"),
    ],
)
def test_plain_words_of_the_press_report_what_was_said(text: str, act: str) -> None:
    assert [s.content.act for s in read(text)] == [act]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Peru said in a statement that it was late. “We cannot talk,” the statement said.", "Peru"),
        ("Peru issued a statement on Monday. The statement said Chile must leave.", "Peru"),
        ("Peru's statement angered Chile. The statement said it would not leave.", "Peru"),
        ("Peru said it was late. “We cannot talk,” the statement said.", None),
        ("Peru and Chile met. Peru issued a short statement. “The road to the lake ends here,” it read.", "Peru"),
        ("Peru sent Chile a letter on Monday. It was short. “We cannot talk,” it read.", "Peru"),
        ("Peru issued a statement. A crowd waved a banner at the gate. “We cannot talk,” it read.", None),
        ("Peru issued a statement. A sign behind the envoy was in red. “We cannot talk,” it read.", None),
        ("Peru issued a statement. The envoy opened the Chilean letter. “We cannot talk,” it read.", None),
        ("Ana Mar of Peru gave a speech. “We cannot talk,” it read.", None),
        ("Peru said in a statement that it was late. “We cannot talk,” Chile's statement said.", None),
        ("Peru said in a statement that it was late. “We cannot talk,” another statement said.", None),
    ],
)
def test_the_statement_that_says_it_speaks_for_whoever_issued_it(text: str, whose: str | None) -> None:
    paragraphs = tuple(m.span() for m in re.finditer(r"[^\n]+", text))
    article = Article(name="test", text=text, paragraphs=paragraphs, published="2024-05-17")
    found = build(Brief(), names=["statements"]).read(article).findings
    names = {f.key: f.content.name for f in found.actors}
    last = max((f.content for f in found.statements if f.content.kind == "speech"), key=lambda s: s.cue or (0, 0))
    assert names.get(last.speaker or "") == whose


def test_who_adds_by_saying_is_no_thing_told_of_before() -> None:
    text = "Ana Sol cooled hopes in a quarrel over four islands that has blocked a pact, saying it was late."
    assert [(speaker, content) for speaker, _, content in told(text)] == [("Ana Sol", "it was late")]


def test_what_talks_are_based_on_is_no_setting_of_who_agreed_to_them() -> None:
    assert told("Ana Sol and Luis Rey agreed in May to step up talks based on a 1956 declaration.") == [
        ("Ana Sol and Luis Rey", "agreed", "to step up talks based on a 1956 declaration"),
    ]


def test_what_an_announcement_led_to_is_no_part_of_it() -> None:
    assert told("The mayor announced a new levy on the ferries, prompting the towns to sue.") == [
        ("The mayor", "announced", "a new levy on the ferries"),
    ]
