"""Weighing drafts: what rules doubt needs more, what is told before counts, and the table is sound."""

from __future__ import annotations

from dataclasses import replace

from verbale.understanding.events.accepting import accepted, among_others
from verbale.understanding.events.merging import Draft
from verbale.understanding.weighing import weighing


def _draft(**given: object) -> Draft:
    plain = Draft(
        type="CONSULT", mode=None, cameo="04", status="occurred", actors=("a",), recipients=(), when=None, where=None,
        trigger=(0, 3), rule="events.meet.meet", contexts=(), nominal=False, running=False, carried=True,
    )  # fmt: skip
    return replace(plain, **given)  # type: ignore[arg-type] # fields by name


def test_what_a_rule_doubts_needs_more_for_it_than_what_none_does() -> None:
    unlikely = frozenset({"quoted"})  # less than even, more than one in seven
    assert accepted([_draft(signs=unlikely)])
    assert not accepted([_draft(signs=unlikely, doubt="notion")])


def test_an_event_told_before_is_a_sign() -> None:
    first, second = among_others([_draft(family="talks"), _draft(family="talks", trigger=(9, 12), when="2023-05")])
    assert "family told before" not in first.signs
    assert {"family told before", "dated"} <= second.signs


def test_the_weights_choose_between_an_event_and_none() -> None:
    assert weighing("verbale.understanding.events.tables", "weights").choices == ("event", "none")
