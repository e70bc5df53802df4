"""What an editor changes: order, words, names, what is left out. The machine's words stay; all can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.views.printing import digests

from verbale.errors import InputError, NotThere
from verbale.model.draft import Draft
from verbale.model.edition import Digest
from verbale.views import editing

MACHINE = digests.digest(10)
EMPTY = Draft()


def keys(digest: Digest) -> list[list[str]]:
    return [[entry.article for entry in section.entries] for section in digest.sections]


def test_a_draft_that_changes_nothing_leaves_the_digest_as_it_is() -> None:
    assert editing.edited(MACHINE, EMPTY) == MACHINE


def test_a_story_moves_within_its_section_then_into_the_next_and_stops_at_the_ends() -> None:
    assert keys(MACHINE)[:2] == [["a0", "a1"], ["a2", "a3"]]
    assert editing.moved(MACHINE, EMPTY, "a0", "up") == EMPTY
    down = editing.moved(MACHINE, EMPTY, "a0", "down")
    assert keys(editing.edited(MACHINE, down))[:2] == [["a1", "a0"], ["a2", "a3"]]
    over = editing.moved(MACHINE, down, "a0", "down")
    assert keys(editing.edited(MACHINE, over))[:2] == [["a1"], ["a0", "a2", "a3"]]
    back = editing.moved(MACHINE, editing.moved(MACHINE, over, "a0", "up"), "a0", "up")
    assert keys(editing.edited(MACHINE, back)) == keys(MACHINE)


def test_a_story_whose_new_section_is_gone_stands_in_its_own() -> None:
    over = editing.moved(MACHINE, EMPTY, "a1", "down")
    other = replace(MACHINE, sections=(MACHINE.sections[0], *MACHINE.sections[2:]))
    assert set(keys(editing.edited(other, over))[0]) == {"a0", "a1"}


def test_moving_in_one_section_leaves_the_order_of_another() -> None:
    draft = editing.moved(MACHINE, EMPTY, "a0", "down")
    draft = editing.moved(MACHINE, draft, "a2", "down")
    assert keys(editing.edited(MACHINE, draft))[:2] == [["a1", "a0"], ["a3", "a2"]]


def test_a_section_moves_among_the_others() -> None:
    draft = editing.section_moved(MACHINE, EMPTY, ("Economy",), "up")
    assert [s.path for s in editing.edited(MACHINE, draft).sections][:3] == [
        ("Foreign affairs", "The lake"), ("Economy",), ("Foreign affairs", "Neighbours"),
    ]  # fmt: skip


def test_what_is_dropped_is_listed_and_can_be_brought_back() -> None:
    phase = MACHINE.phase
    assert phase
    draft = editing.without(EMPTY, "a3")
    draft = editing.without(draft, editing.mark_of("phase", phase.told))
    made = editing.edited(MACHINE, draft)
    assert "a3" not in {key for section in keys(made) for key in section}
    assert made.phase is None
    assert [one.words for one in editing.dropped(MACHINE, draft)] == [digests.entry(3).headline, phase.told.words]
    for one in editing.dropped(MACHINE, draft):
        draft = editing.with_again(draft, one.what)
    assert editing.edited(MACHINE, draft) == MACHINE


def test_a_section_of_which_nothing_is_left_is_not_printed() -> None:
    draft = editing.without(editing.without(EMPTY, "a0"), "a1")
    assert len(editing.edited(MACHINE, draft).sections) == len(MACHINE.sections) - 1


def test_an_editors_words_stand_with_the_machines_beside_them() -> None:
    told = MACHINE.sections[0].entries[0].synopsis[0]
    name = editing.mark_of("a0", told)
    draft = editing.reworded(MACHINE, EMPTY, name, "  The commission\nmet. ")
    new = editing.edited(MACHINE, draft).sections[0].entries[0].synopsis[0]
    assert (new.words, new.machine, new.places) == ("The commission met.", told.words, told.places)
    assert editing.mark_of("a0", new) == name
    assert editing.reworded(MACHINE, draft, name, told.words).reworded == ()
    assert editing.reworded(MACHINE, draft, name, "").reworded == ()


def test_the_same_words_in_another_story_stay_the_machines() -> None:
    draft = editing.reworded(MACHINE, EMPTY, editing.mark_of("a0", MACHINE.sections[0].entries[0].synopsis[0]), "So.")
    made = editing.edited(MACHINE, draft)
    assert [t.words for s in made.sections for e in s.entries for t in e.synopsis].count("So.") == 1


def test_words_for_a_sentence_that_is_gone_wait_for_it() -> None:
    draft = editing.reworded(MACHINE, EMPTY, editing.mark_of("a0", MACHINE.sections[0].entries[0].synopsis[0]), "So.")
    other = replace(MACHINE, sections=MACHINE.sections[1:])
    assert editing.edited(other, draft) == other
    assert editing.edited(MACHINE, draft) != MACHINE


def test_a_section_has_another_name_and_gets_its_own_back() -> None:
    draft = editing.renamed(EMPTY, ("Economy",), "Money")
    assert ("Money",) in [s.path for s in editing.edited(MACHINE, draft).sections]
    assert editing.renamed(draft, ("Economy",), "Economy") == EMPTY


def test_a_story_of_another_day_is_added_once_to_its_section() -> None:
    other = digests.entry(99)
    made = editing.with_entry(MACHINE, ("Economy",), other)
    assert keys(made)[2][-1] == "a99"
    assert editing.with_entry(made, ("Economy",), other) == made
    assert editing.with_entry(MACHINE, ("Sport",), other).sections[-1].path == ("Sport",)
    assert editing.with_article(editing.without(EMPTY, "a99"), "a99") == Draft(added=("a99",))


def test_what_is_not_there_and_what_is_too_long_is_refused() -> None:
    for wrong in (
        lambda: editing.moved(MACHINE, EMPTY, "nowhere", "up"),
        lambda: editing.section_moved(MACHINE, EMPTY, ("Nowhere",), "up"),
        lambda: editing.reworded(MACHINE, EMPTY, "nowhere", "So."),
    ):
        with pytest.raises(NotThere):
            wrong()
    with pytest.raises(InputError, match="enough for a sentence"):
        editing.called(EMPTY, "x" * 1001)
