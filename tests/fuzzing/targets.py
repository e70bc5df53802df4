"""What is fuzzed: each target takes what a stranger may have written, and may raise VerbaleError alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.archiving import bring_in
from verbale.errors import VerbaleError
from verbale.model.brief import Brief, brief_from_toml
from verbale.model.times import bounds, written
from verbale.reading import files, pages
from verbale.testing import MemoryStore
from verbale.understanding.grammar.article import grammar_of
from verbale.understanding.grammar.quotation import quotations
from verbale.understanding.language import analyse, load
from verbale.understanding.times.grammar import grammar as dates

if TYPE_CHECKING:
    from spacy.language import Language

    from verbale.understanding.pipeline import Pipeline


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """The lines of a text that are not empty."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line)
    return found


def a_page(text: str) -> None:
    article = pages.article("page", text)
    assert all(0 <= a < b <= len(text) for a, b in article.paragraphs)


def a_quotation(text: str) -> None:
    for found in quotations(text, paragraphs_of(text)):
        assert 0 <= found.start < found.end <= len(text)


def a_date(text: str) -> None:
    dates().phrases(text, paragraphs_of(text))


def an_edtf(text: str) -> None:
    with suppress(ValueError):
        bounds(text)
        written(text)


def a_brief(text: str) -> None:
    brief_from_toml(text)


def an_archive(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.jsonl"
        path.write_text('{"dossier": {"version": 1}}\n' + text, encoding="utf-8", errors="replace")
        bring_in(MemoryStore(), path)


def a_clause(text: str) -> None:
    """The clauses of whatever the page reader takes for running text, and what each says of itself and of others."""
    if analysis := analyse(pages.article("page", text), _language()):
        grammar = grammar_of(analysis)
        for found in grammar.clauses:
            assert grammar.at(found.head) == found
            for other in (*grammar.below(found), *grammar.joined(found)):
                assert grammar.by_head[other.head] == other
            parts = (found.subject, found.object, *found.arguments)
            assert all(0 <= part.head < len(grammar.words.text) for part in parts if part)
            assert grammar.parent(found) != found


def an_article(text: str) -> None:
    """All annotators, over whatever the page reader makes of it."""
    _pipeline().read(pages.article("page", text))


def a_file(raw: bytes) -> None:
    assert all(found is not None for found in files.articles_in("file", raw))


@cache
def _language() -> Language:
    return load()


@cache
def _pipeline() -> Pipeline:
    from verbale.understanding.builtin import build

    return build(Brief())


TEXTS: dict[str, Callable[[str], None]] = {
    "page": a_page,
    "quotation": a_quotation,
    "date": a_date,
    "edtf": an_edtf,
    "brief": a_brief,
    "archive": an_archive,
    "clause": a_clause,
    "article": an_article,
}

_SAID = (
    '"', "said", " that ", "The minister ", "Norland", " and ", ", ", ". ", "would ", "not ", "if ", "unless ",
    "talks ", "denied ", "to sign ", "the treaty ", "\n\n", "on Monday ", "which ", "who ", "“", "”", "Q: ",
    "Mr. Orr: ", "(", ")", "–", "because ", "refused ", "neither ", "nor ",
)  # fmt: skip
PIECES: dict[str, tuple[str, ...]] = {
    "page": (
        "March 23, 2022", "\n\n", "  • ", ", Sankei , p. 2", "print PRINT", "(Abridged)", "By ",
        "TOKYO, Feb. 7 (Jiji) –", "Source:", "–", "POLITICS > Diplomacy", "\u2028", "Ambassador",
    ),
    "quotation": (
        '"', "“", "”", "‘", "’", "'", "''", "``", "«", "»", "„", "`", " he said, ", "\n\n", " '90s ", "don't",
        ".", "?",
    ),
    "date": (
        "Monday", "last ", "next ", "March ", "1.", "2018", "-", "/", "the ", " of ", "early ", "19th century",
        "two weeks ago", "9:30 p.m.", ",", " to ", "between ", " and ", "the day after ", "\n",
    ),
    "edtf": (
        "2018", "-", "X", "/", "..", "~", "?", "%", "[", "]", "{", "}", ",", "T", "12:00", "Z", "Y", "E", "S",
        "21", "0000", "-0",
    ),
    "brief": (
        "title = ", '"a"', "\n", "parties = [", "{code = ", "}", "]", "[[party]]", "issues", "name", "= 1",
        "outlets", "rights", "''", "sections",
    ),
    "archive": (
        '{"brief": {"text": "", "set_on": "2020-01-01"}}', "\n", '{"article": ',
        '"added": [["a", "2020-01-01"]]', "{", "}", "[", "]", ":", ",", '"findings"', '"judgement"',
        '"redating"', "null", "1e999", '"text"', '"name"',
    ),
    "clause": _SAID,
    "article": _SAID,
}  # fmt: skip
"""Of what a target's inputs are made beside whatever comes."""


def survives(target: Callable[[str], None], text: str) -> None:
    """Run a target; what it refuses it refuses in one line."""
    try:
        target(text)
    except VerbaleError as error:
        assert "\n" not in str(error)
