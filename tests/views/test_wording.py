"""How lines read: who, act and words in one sentence that is never the opposite of its passage."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from tests.views.press import Sheet, happened, read, record_of, said, span, wants

from verbale.errors import InputError
from verbale.model.brief import Brief, Party
from verbale.model.negotiation import Actor
from verbale.model.record import Who
from verbale.views import positions
from verbale.views.asked import issue_called
from verbale.views.context import context
from verbale.views.positions import step_told
from verbale.views.tables import wording
from verbale.views.wording import (
    event_telling,
    event_told,
    event_words,
    history,
    is_hanging,
    label_of,
    named,
    sides_named,
    tells_act,
)  # fmt: skip

ORUM = "Ada Orum (NOR)"


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "act", "shown"),
    [
        ("Ada Orum said that the weir holds.", "said", "that the weir holds", "state",
         f"{ORUM} said that the weir holds"),
        ("Ada Orum denied on Monday that the weir leaks.", "denied", "that the weir leaks", "deny",
         f"{ORUM} denied on Monday that the weir leaks"),
        ("Ada Orum refused to pay.", "refused", "to pay", "reject", f"{ORUM} refused to pay"),
        ("Ada Orum has not denied that the weir leaks.", "denied", "that the weir leaks", "deny",
         f"{ORUM} has not denied that the weir leaks"),
        ("Ada Orum said that the weir never leaked.", "said", "that the weir never leaked", "deny",
         f"{ORUM} [denial] said that the weir never leaked"),
        ("Ada Orum left, demanding that the gates be shut.", "demanding", "that the gates be shut", "request",
         f"{ORUM} [request]: the gates be shut"),
        ("The weir holds, Ada Orum said.", "said", "The weir holds", "state", f"{ORUM}: The weir holds"),
        ("The weir never leaked, Ada Orum said.", "said", "The weir never leaked", "deny",
         f"{ORUM} [denial]: The weir never leaked"),
        ("Ada Orum wrongly claimed that the weir leaks.", "claimed", "that the weir leaks", "state",
         f"{ORUM} wrongly claimed that the weir leaks"),
        ("Ada Orum hardly believes that the weir holds.", "believes", "that the weir holds", "state",
         f"{ORUM} hardly believes that the weir holds"),
        ("Ada Orum has almost agreed to pay.", "agreed", "to pay", "agree", f"{ORUM} has almost agreed to pay"),
        ("Ada Orum no longer insists that the gates be shut.", "insists", "that the gates be shut", "state",
         f"{ORUM} no longer insists that the gates be shut"),
        ("Ada Orum falsely denied that the weir leaks.", "denied", "that the weir leaks", "deny",
         f"{ORUM} falsely denied that the weir leaks"),
        ("Ada Orum left, angrily demanding that the gates be shut.", "demanding", "that the gates be shut", "request",
         f"{ORUM} [request]: the gates be shut"),
        ("Ada Orum wants to refuse to pay.", "refuse", "to pay", "reject", f"{ORUM} [refusal]: to pay"),
    ],
)  # fmt: skip
def test_a_statement_reads_as_a_sentence_with_its_act(
    sentence: str, cue: str, content: str, act: str, shown: str
) -> None:
    sheet = Sheet()
    said(sheet, sentence, "Ada Orum", cue, content, act)
    record = record_of(read(sheet))
    spoken = context(record).spoken(record.utterances[0])
    assert spoken is not None
    assert spoken.sentence == shown


def test_a_direct_quotation_is_told_with_its_act() -> None:
    sheet = Sheet()
    said(
        sheet, "“No drop was lost,” Ada Orum said.", "Ada Orum", "said", "“No drop was lost,”", "deny", manner="direct"
    )
    record = record_of(read(sheet))
    spoken = context(record).spoken(record.utterances[0])
    assert spoken is not None
    assert spoken.sentence == f"{ORUM} [denial]: “No drop was lost,”"


@pytest.mark.parametrize(
    ("cue", "act", "via"),
    [("said", "state", ", as told by Ada Orum"), ("denied", "deny", ", in what Ada Orum denied"),
     ("promised", "promise", ", as promised by Ada Orum")],
)  # fmt: skip
def test_a_relay_shows_its_chain_and_the_act_it_stands_under(cue: str, act: str, via: str) -> None:
    sheet = Sheet()
    content = "that Ben Lusk had told envoys that the weir holds"
    inner = ("Ben Lusk", "told", "that the weir holds", "state")
    said(sheet, f"Ada Orum {cue} {content}.", "Ada Orum", cue, content, act, inner=inner)
    record = record_of(read(sheet))
    line = next(u for u in record.utterances if u.speaker and u.speaker.name == "Ben Lusk")
    spoken = context(record).spoken(line)
    assert spoken is not None
    assert spoken.sentence == f"Ben Lusk (NOR){via} had told envoys that the weir holds"


def test_a_bare_it_shows_what_it_denies_or_is_left_out() -> None:
    sheet = Sheet()
    content = "that Ben Lusk had told envoys that the weir leaks"
    inner = ("Ben Lusk", "told", "that the weir leaks", "state")
    said(sheet, f"Ada Orum said {content}.", "Ada Orum", "said", content, inner=inner)
    said(sheet, "Ben Lusk denied it.", "Ben Lusk", "denied", "it", "deny")
    record = record_of(read(sheet))
    against = context(record)
    (hanging,) = [u for u in record.utterances if is_hanging(u.first)]
    assert against.spoken(hanging) is None


@pytest.mark.parametrize(
    ("content", "hangs"),
    [("it", True), ("all of this", True), ("to resume them", True), ("so", True), ("this account", True),
     ("the weir holds", False),
     ("to resume the talks on it", False), ("that they were not finished", False)],
)  # fmt: skip
def test_content_that_says_nothing_by_itself_is_told(content: str, hangs: bool) -> None:
    sheet = Sheet()
    said(sheet, f"Ada Orum asked {content}.", "Ada Orum", "asked", content, "request")
    assert is_hanging(record_of(read(sheet)).utterances[0].first) is hangs


@pytest.mark.parametrize(
    ("before", "sentence", "cue", "content", "told"),
    [
        ("The dam tax ran out in May.", "Ada Orum said Norland had not asked to end it yet.", "said",
         "Norland had not asked to end it yet", " [The dam tax ran out in May.]"),
        ("It rained.", "At the weir, Ada Orum praised the ferry crossings and promised to keep asking Arl for them.",
         "promised", "to keep asking Arl for them", " [At the weir, Ada Orum praised the ferry crossings]"),
        ("The dam tax ran out. It was hated.", "Ada Orum said they would miss it for years.", "said",
         "they would miss it for years", " [The dam tax ran out. It was hated.]"),
        ("The tax ran out.", "Ada Orum said the weir leaks and Arl must mend it.", "said",
         "the weir leaks and Arl must mend it", ""),
        ("The tax ran out.", "Ada Orum said it was vain to ask.", "said", "it was vain to ask", ""),
        ("The tax ran out.", "Norland said it would pay.", "said", "it would pay", ""),
        ("A toll was levied.", "Ada Orum said Arl could not bear such a burden.", "said",
         "Arl could not bear such a burden", " [A toll was levied.]"),
    ],
)  # fmt: skip
def test_what_hangs_on_words_before_shows_them_in_brackets(
    before: str, sentence: str, cue: str, content: str, told: str
) -> None:
    sheet = Sheet()
    sheet.tell(before, lambda *_: None)
    said(sheet, sentence, "Norland" if sentence.startswith("Norland") else "Ada Orum", cue, content)
    record = record_of(read(sheet))
    spoken = context(record).spoken(record.utterances[0])
    assert spoken is not None
    assert spoken.told == f"{cue} {content}{told}"


def test_a_position_reads_with_the_refusal_that_it_is() -> None:
    sheet = Sheet()
    said(sheet, "Ada Orum refused to pay for the pumps.", "Ada Orum", "refused", "to pay for the pumps", "reject")
    wants(sheet, "", "to pay for the pumps")
    record = record_of(read(sheet))
    (thread,) = record.positions
    assert step_told(thread.course[0], context(record)) == "Ada Orum refused to pay for the pumps"


def test_an_event_tells_its_status_and_each_telling_its_own() -> None:
    plan, done = Sheet(), Sheet()
    happened(plan, "Ada Orum will visit Sudland on May 9.", "visit", "planned", actors=("Ada Orum",), when="2020-05-09",
             where="Sudland", mode="visit")  # fmt: skip
    happened(done, "Ada Orum visited Sudland on May 9.", "visited", actors=("Ada Orum",), when="2020-05-09",
             where="Sudland", mode="visit")  # fmt: skip
    early = read(plan)
    (planned,) = record_of(early, on="2020-05-05").events
    assert event_told(planned) == "Visit [planned]: Ada Orum in Sudland"
    assert history(planned) == "set for 9 May 2020; open"
    (line,) = record_of(early, read(done, "b.txt", published="2020-05-10", outlet="The Quay")).events
    assert event_told(line) == "Visit: Ada Orum in Sudland"
    assert event_words(line.first, line.status) == "Ada Orum will visit Sudland on May 9. [planned]"
    assert history(line) == "set for 9 May 2020; kept"


def test_every_act_has_an_example_whose_verb_tells_it() -> None:
    for act, row in wording()["act"].items():
        if act != "state":
            phrase = row["example"].partition("The envoy ")[2] or row["example"].partition("The envoys ")[2]
            assert tells_act(phrase, act), act
            assert row["tag"]
            assert "{who}" in row["via"]


def test_what_a_search_finds_is_labelled_with_speaker_chain_and_act() -> None:
    sheet = Sheet()
    content = "that Ben Lusk had told envoys that the weir holds"
    inner = ("Ben Lusk", "told", "that the weir holds", "state")
    said(sheet, f"Ada Orum denied {content}.", "Ada Orum", "denied", content, "deny", inner=inner)
    labels = sorted(label_of(u.first) for u in record_of(read(sheet)).utterances)
    assert labels == ["Ada Orum (NOR) [denial]", "Ben Lusk (NOR), in what Ada Orum denied"]


def test_a_question_shows_an_event_only_where_nothing_else_does() -> None:
    plain, asked = Sheet(), Sheet()
    happened(plain, "They will meet in Arl on June 9.", "meet", "planned", when="2020-06-09", where="Arl")
    happened(asked, "Will they meet in Arl on June 9?", "meet", "planned", when="2020-06-09", where="Arl")
    (line,) = record_of(read(plain), read(asked, "b.txt", published="2020-05-06", outlet="The Quay")).events
    assert event_telling(line).sentence == "They will meet in Arl on June 9."


def test_whom_a_pronoun_means_stands_behind_it() -> None:
    sheet = Sheet()
    said(sheet, "He refused to pay.", "Ben Lusk", "refused", "to pay", "reject", named="He")
    record = record_of(read(sheet))
    told = record.utterances[0].first
    assert context(record).readable("He refused to pay.", told) == "He [Ben Lusk] refused to pay."
    assert context(record).readable("They refused to pay.", told) == "They refused to pay."


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Sudland could not accept this.", "[Ada Orum asked for the keys.] Sudland could not accept this."),
        ("Sudland lost it on that day.", "[Ada Orum asked for the keys.] Sudland lost it on that day."),
        ("It is open only if Sudland pays.", "[Ada Orum asked for the keys.] It is open only if Sudland pays."),
        ("It is clear that Sudland pays.", "It is clear that Sudland pays."),
        ("Sudland signed this treaty.", "[Ada Orum asked for the keys.] Sudland signed this treaty."),
        ("Sudland would fight any such toll.", "[Ada Orum asked for the keys.] Sudland would fight any such toll."),
        ("Sudland fears a toll but would pay such a toll.", "Sudland fears a toll but would pay such a toll."),
        ("Sudland will pay this week, this April.", "Sudland will pay this week, this April."),
        ("Sudland thanked those who paid, such as Arl.", "Sudland thanked those who paid, such as Arl."),
        ("Sudland said: “This country pays.”", "Sudland said: “This country pays.”"),
        ("This past week Sudland paid.", "This past week Sudland paid."),
        ("These days Sudland pays.", "These days Sudland pays."),
        ("Sudland has such a long coast that guards fail.", "Sudland has such a long coast that guards fail."),
        ("Arl fears this pact may end.", "[Ada Orum asked for the keys.] Arl fears this pact may end."),
        ("There is no such thing as a free lunch.", "There is no such thing as a free lunch."),
        ("Sudland pays taxes, and this tax is high.", "Sudland pays taxes, and this tax is high."),
        (
            "Sudland acts on faith but fears such a toll on fish.",
            "[Ada Orum asked for the keys.] Sudland acts on faith but fears such a toll on fish.",
        ),
    ],
)
def test_before_words_that_point_back_stands_the_sentence_before(words: str, shown: str) -> None:
    sheet = Sheet()
    said(sheet, "Ada Orum asked for the keys.", "Ada Orum", "asked", "for the keys", "request")
    wants(sheet, words, words)
    record = record_of(read(sheet))
    assert context(record).readable(words, record.positions[0].tellings[0]) == shown


def test_within_a_sentence_what_such_a_thing_stands_for_is_told_with_the_sentence_before() -> None:
    sheet = Sheet()
    sheet.tell("Arl asked for a toll.", lambda *_: None)
    wants(sheet, "Ada Orum left, as nobody pays such a price.", "nobody pays such a price")
    record = record_of(read(sheet))
    shown = context(record).readable("nobody pays such a price", record.positions[0].tellings[0])
    assert shown == "[Arl asked for a toll. Ada Orum left, as] nobody pays such a price"


@pytest.mark.parametrize(
    "before", ["Arl denied on May 3 that a rally was held.", "At the rally in Arl on May 3, Ada Orum praised the weir."]
)
def test_an_event_is_shown_with_its_own_sentence_though_another_names_it(before: str) -> None:
    sheet = Sheet()
    sheet.tell(before, lambda *_: None)
    own = "Each mayor spoke at the rally that is held in Arl every year."
    happened(sheet, own, "rally", actors=(), where="Arl", kind="PROTEST", mode="demo")
    record = record_of(read(sheet))
    (line,) = record.events
    assert context(record).happening(line, line.first) == own


def test_an_event_told_by_a_pronoun_alone_is_called_by_its_kind() -> None:
    sheet = Sheet()
    happened(sheet, "The next one is set for May.", "one", "planned", actors=(), kind="PROTEST", mode="demo")
    (line,) = record_of(read(sheet)).events
    assert event_told(line) == "Rally [planned]"


def test_an_event_of_nobody_named_is_told_without_a_someone() -> None:
    sheet = Sheet()
    happened(sheet, "A rally was held in Arl.", "rally", actors=(), where="Arl", kind="PROTEST", mode="demo")
    (line,) = record_of(read(sheet)).events
    assert event_told(line) == "Rally in Arl"


def test_a_role_towards_another_is_no_office() -> None:
    assert named(Who("k", "Ben Lusk", "person", "SUD", "counterpart")) == "Ben Lusk (SUD)"
    assert named(Who("k", "Ben Lusk", "person", "SUD", "deputy minister")) == "Ben Lusk (deputy minister, SUD)"


def test_a_state_that_is_no_more_goes_by_its_name_where_the_brief_has_none() -> None:
    against = context(record_of(read(Sheet())))
    assert (against.party("SUN"), against.party("XYZ")) == ("Soviet Union", "XYZ")


def test_the_two_add_nothing_where_others_are_named() -> None:
    two, one = Who("t", "The two", "group"), Who("o", "Ada Orum", "person")
    assert sides_named([one, two]) == "Ada Orum"
    assert sides_named([two]) == "The two"


def test_a_step_that_stands_within_another_of_its_article_is_told_once() -> None:
    sheet = Sheet()
    wants(sheet, "Norland will go on urging its neighbour to come to the table.", "will go on urging its neighbour")
    wants(sheet, "It wants its neighbour to come to the table.", "its neighbour to come to the table")
    wants(sheet, "It said that it wants to come to the table.", "to come to the table")
    record = record_of(read(sheet))
    (course,) = positions.positions(record.positions, record.sources)
    words = [step_told(s, context(record)) for s in positions.shown(course, context(record))]
    assert words == [
        "Norland will go on urging its neighbour to come to the table.",
        "It wants its neighbour to come to the table.",
    ]


def test_two_steps_that_read_the_same_are_told_once() -> None:
    sheet = Sheet()
    sentence = "Norland said it could not sign this and would go on asking for it."
    wants(sheet, sentence, "it could not sign this")
    wants(sheet, sentence, "would go on asking for it")
    record = record_of(read(sheet))
    (course,) = positions.positions(record.positions, record.sources)
    assert len(positions.shown(course, context(record))) == 1


def test_a_sentence_is_read_without_the_dateline_before_it() -> None:
    sheet = Sheet()
    said(sheet, "Ada Orum said that gates rust.", "Ada Orum", "said", "that gates rust")
    reading = read(sheet)
    at = reading.article.text.index("Norland")
    record = record_of(read(sheet, dateline_span=(at, at + len("Norland"))))
    told = record.utterances[0].first
    assert context(record).readable("Norland – Gates rust.", told) == "Gates rust."
    assert context(record).readable("In Norland gates rust.", told) == "In Norland gates rust."


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Government", "Norland’s government said that the weir must open"),
        ("Weirhouse", "Weirhouse said that the weir must open"),
    ],
)
def test_of_a_bare_government_it_is_said_whose_it_is_and_of_a_seat_with_a_name_its_name(body: str, shown: str) -> None:
    sheet, words = Sheet(), "that the weir must open"
    sentence = f"{body} said {words}."
    sheet.makers.append(
        lambda article, into: into.actors.update(
            {body: into.put(article, Actor(name=body, kind="government", party="NOR", mentions=(span(article, body),)))}
        )
    )
    said(sheet, sentence, body, "said", words)
    wants(sheet, "", words)
    record = record_of(read(sheet))
    (thread,) = record.positions
    norland = Brief(parties=(Party(code="NOR", name="Norland"),))
    assert context(record, norland).words(thread.course[0].telling) == shown


def test_issues_of_the_tables_that_ship_bear_the_names_that_these_have() -> None:
    shipped = tomllib.loads((files("verbale.understanding.tables") / "issues.toml").read_text(encoding="utf-8"))
    assert wording()["issue"] == {one: row["name"] for one, row in shipped.items()}


def test_an_issue_that_the_brief_does_not_name_goes_by_the_name_of_the_tables() -> None:
    assert issue_called("economy", Brief(), lambda: {"economic"}) == "economic"
    with pytest.raises(InputError, match=r"there are: economic \(Economy\)$"):
        issue_called("fish", Brief(), lambda: {"economic"})
    assert context(record_of()).issue("economic") == "Economy"
