"""The table format of frames and the engine that fills its rows."""

from __future__ import annotations

import tomllib

import pytest
from tests.understanding.frames.proving import failures
from tests.understanding.staging import analysed

from verbale.understanding.frames.engine import Fills, Frames, Match
from verbale.understanding.frames.table import Table, table_of
from verbale.understanding.grammar.article import Grammar, grammar_of

ROWS = """
[words]
suspend = ["suspend", "call off", "put on hold"]

[[row]]
name = "halted"
words = "suspend"
form = ["verb", "attribute"]
needs = { talks = "object" }
may = { by = "subject" }
when = { modality = ["decision"] }
gives = { status = "suspended" }
example = "Lima agreed to call off the talks."
counter = "Lima wants to call off the talks."

[[row]]
name = "stalled"
words = ["stall", "grind to halt", "be at impasse"]
needs = { talks = "object | subject" }
gives = { status = "stalled" }
example = "The talks ground to a halt."
counter = "The talks may stall."

[[row]]
name = "noun"
words = ["suspension"]
form = "noun"
needs = { talks = "of" }
may = { by = "owner | subject" }
gives = { status = "suspended" }
example = "Lima announced the suspension of the talks."
counter = "Lima wants the suspension of the talks."

[[row]]
name = "refused"
words = ["continue", "resume"]
needs = { talks = "object" }
when = { polarity = "negative", modality = ["intention"] }
gives = { status = "suspended" }
example = "Lima refused to continue the talks."
counter = "Lima continued the talks."
"""
TABLE = table_of("test", tomllib.loads(ROWS))


def talks(grammar: Grammar) -> Fills:
    return {"talks": lambda argument, clause: grammar.words.lemma[argument.head] == "talk"}


def matched(text: str, table: Table = TABLE) -> list[tuple[str, dict[str, str]]]:
    grammar = grammar_of(analysed(text))
    found = Frames(table).first(grammar, talks(grammar))
    return [(m.rule, {slot: grammar.words_of(a.extent) for slot, a in m.slots.items()}) for m in found]


def test_every_row_fires_on_its_example_and_not_on_its_counter_example() -> None:
    assert failures(TABLE, talks) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lima put the talks on hold.", [("test.halted.put-on-hold", {"talks": "the talks", "by": "Lima"})]),
        ("The talks were called off by Quito.", [("test.halted.call-off", {"talks": "The talks", "by": "Quito"})]),
        ("The talks, suspended in May, were long.", [("test.halted.suspend", {"talks": "The talks"})]),
        ("The suspended talks were long.", [("test.halted.suspend", {"talks": "The suspended talks"})]),
        ("The talks remain at an impasse.", [("test.stalled.be-at-impasse", {"talks": "The talks"})]),
        ("Lima suspended the sanctions.", []),
        ("If Lima suspends the talks, Quito leaves.", []),
        ("Did Lima suspend the talks?", []),
        ("Lima did not suspend the talks.", []),
        ("Lima will suspend the talks.", []),
        ("Its suspension of the talks hurt.", [("test.noun.suspension", {"talks": "the talks", "by": "Its"})]),
        ("Lima will not resume the talks.", [("test.refused.resume", {"talks": "the talks"})]),
    ],
)  # fmt: skip
def test_a_clause_fills_a_row_by_its_words_its_slots_and_how_it_is_told(
    text: str, wanted: list[tuple[str, dict[str, str]]]
) -> None:
    assert matched(text) == wanted


def test_a_star_takes_any_verb_after_the_rows_that_name_it() -> None:
    any_verb = (
        ROWS
        + """
[[row]]
name = "done"
words = ["*"]
needs = { talks = "object" }
example = "Lima praised the talks."
counter = "Lima may praise the talks."
"""
    )
    table = table_of("test", tomllib.loads(any_verb))
    assert [rule for rule, _ in matched("Lima praised the talks.", table)] == ["test.done.*"]
    assert [rule for rule, _ in matched("Lima suspended the talks.", table)] == ["test.halted.suspend"]


def test_matches_come_in_order_of_place() -> None:
    grammar = grammar_of(
        analysed("The talks stalled in May. Lima suspended the talks. It put the talks on hold again.")
    )
    found: list[Match] = list(Frames(TABLE).matches(grammar, talks(grammar)))
    assert [m.clause.head for m in found] == sorted(m.clause.head for m in found)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('counter = "The talks may stall."', ""), "counter is missing"),
        (('words = "suspend"', 'words = "halt"'), "there is no class of words 'halt'"),
        (('gives = { status = "stalled" }', "given = {}"), "there is no field given"),
        (('"decision"', '"promise"'), "modality cannot be promise"),
        (('name = "refused"', 'name = "halted"'), "more than one row is called halted"),
        (('form = "noun"', 'form = "adverb"'), "form cannot be adverb"),
    ],
)
def test_a_row_that_does_not_keep_to_the_format_is_refused(change: tuple[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        table_of("test", tomllib.loads(ROWS.replace(*change)))


def test_a_table_may_say_how_all_its_rows_are_told() -> None:
    open_to_all = '[when]\npolarity = "any"\nmodality = "any"\n' + ROWS
    rows = {row.name: row for row in table_of("test", tomllib.loads(open_to_all)).rows}
    assert rows["stalled"].when.polarity == "any"
    assert rows["halted"].when.modality == ("decision",)
