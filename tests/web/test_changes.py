"""What a later version changed: words within a paragraph that was written anew, whole paragraphs, those that stayed."""

from __future__ import annotations

from verbale.web.changes import Run, runs


def test_words_are_marked_in_a_paragraph_that_was_written_anew() -> None:
    found = list(runs([("gone", "The gates stay shut for now."), ("new", "The gates stay open for now.")]))
    assert found == [
        Run("gone", (("The gates stay", False), (" shut", True), (" for now.", False))),
        Run("new", (("The gates stay", False), (" open", True), (" for now.", False))),
    ]


def test_what_has_nothing_in_common_is_gone_and_new_as_a_whole() -> None:
    assert list(runs([("gone", "The dam leaks."), ("new", "A ferry sank.")])) == [
        Run("gone", (("The dam leaks.", True),)),
        Run("new", (("A ferry sank.", True),)),
    ]


def test_paragraphs_that_stayed_are_counted() -> None:
    edits = [("same", "One."), ("same", ""), ("same", "Two."), ("new", "Three."), ("same", "Four."), ("gone", "Five.")]
    assert [(run.how, run.count) for run in runs(edits)] == [("same", 2), ("new", 1), ("same", 1), ("gone", 1)]  # type: ignore[arg-type] # pairs of words
