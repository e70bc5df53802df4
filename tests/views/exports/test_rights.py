"""No form shows more than the rights of a source allow, whoever made the text hostile."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.views.exports.dossier import exported, record
from tests.views.press import SEEN

from verbale.views.exports.forms import FORMS
from verbale.views.filters import Wanted
from verbale.views.rights import EXCERPT

TEXT = sorted(set(FORMS) - {"timeline-png"})
_WORDLESS = ("csl", "bibtex", "ris", "timeline-svg", "ftm")
"""Forms that hold what articles are called and when things are, and no sentence of a text."""


def text_of(form: str, packed: bytes) -> str:
    """All that a form says, files of a ZIP one after another."""
    if form == "parquet":
        from pyarrow import parquet

        with ZipFile(BytesIO(packed)) as archive:
            return "\n".join(str(parquet.read_table(BytesIO(archive.read(n))).to_pylist()) for n in archive.namelist())
    if form == "csv":
        with ZipFile(BytesIO(packed)) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist())
    return re.sub(r"\r?\n ", "", packed.decode()) if form == "ical" else packed.decode()


@pytest.mark.parametrize("form", TEXT)
def test_of_a_source_whose_link_alone_may_be_shown_no_word_of_the_text_is(form: str) -> None:
    shown = text_of(form, exported(form))
    assert "linkedmark" not in shown
    assert form in _WORDLESS or "openmark" in shown or "shortmark" in shown


@pytest.mark.parametrize("form", TEXT)
def test_of_a_source_of_which_an_excerpt_may_be_shown_no_more_than_that_is(form: str) -> None:
    shown = text_of(form, exported(form))
    (article,) = [s.article for s in record().sources.values() if s.article.outlet == "Delta"]
    sentences = [s for s in article.text.split(". ") if "shortmark" in s]
    assert sum(map(len, sentences)) > EXCERPT
    assert sum(len(s) for s in sentences if s in shown) <= EXCERPT


@pytest.mark.parametrize("form", sorted({*TEXT} - {"timeline-svg", "graphml", "events", "ical", "annotation"}))
def test_headline_or_outlet_and_date_of_such_a_source_are_there(form: str) -> None:
    shown = text_of(form, exported(form))
    assert "Lake Post" in shown or (form == "schema-org" and "Headline of linked" in shown)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_same_record_makes_the_same_bytes(form: str) -> None:
    assert exported(form) == exported(form)


@pytest.mark.parametrize("form", TEXT)
def test_no_form_names_a_file_of_the_machine(form: str) -> None:
    assert "/home/ana" not in text_of(form, exported(form))


@pytest.mark.parametrize("form", sorted({*TEXT} - {"annotation", "prov", "schema-org", "csl"}))
def test_control_characters_and_marks_that_turn_letters_round_are_replaced(form: str) -> None:
    shown = text_of(form, exported(form, record(hostile=True)))
    assert not re.search("[\x00-\x08\x0e-\x1f\u202e]", shown)


@pytest.mark.parametrize("form", ["timeline-html", "positions-html", "timeline-svg", "graphml"])
def test_no_markup_of_an_article_becomes_markup_of_the_export(form: str) -> None:
    assert "<script>" not in text_of(form, exported(form, record(hostile=True)))


@pytest.mark.parametrize("form", sorted(FORMS))
def test_nothing_asked_for_makes_a_form_without_entries(form: str) -> None:
    empty = exported(form, None, Wanted(outlet="Nowhere"))
    assert form == "timeline-png" or "openmark" not in text_of(form, empty)


def test_what_found_it_is_said_of_the_words() -> None:
    assert SEEN.rule in text_of("csv", exported("csv"))
