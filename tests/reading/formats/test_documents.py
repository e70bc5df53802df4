"""Word files and rich text."""

from __future__ import annotations

import io

import docx as word
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from tests.reading.formats.made import LEAD, MORE, TITLE, article, articles, docx, paragraphs, refusal, rtf, zipped

NEXIS = [
    TITLE,
    "The Pier Times (Haven)",
    "November 3, 2021 Wednesday",
    "Copyright 2021 Pier Media Ltd. All Rights Reserved",
    "Section: WORLD; Pg. 7",
    "Length: 96 words",
    "Byline: M. Holt",
    "Body",
    LEAD,
    MORE,
    "Load-Date: November 4, 2021",
    "End of Document",
]


@pytest.mark.parametrize("made", [docx, rtf])
def test_the_paragraphs_of_a_document_are_those_of_the_article(made) -> None:  # type: ignore[no-untyped-def]  # either
    found = article("clip", made(TITLE, "Haven, November 3, 2021", LEAD, MORE))
    assert (found.title, found.published, found.extracted) == (TITLE, "2021-11-03", True)
    assert paragraphs(found) == [LEAD, MORE]
    assert "Haven Desk" not in found.text


@pytest.mark.parametrize("made", [docx, rtf])
def test_an_export_in_a_document_gives_its_articles(made) -> None:  # type: ignore[no-untyped-def]  # either
    first, second = articles("export", made(*NEXIS, *NEXIS))
    assert (first.title, first.outlet, first.published, first.page, first.byline) == (
        TITLE,
        "The Pier Times",
        "2021-11-03",
        "7",
        "M. Holt",
    )
    assert paragraphs(second) == [LEAD, MORE]


def saved(made) -> bytes:  # type: ignore[no-untyped-def]  # python-docx's document
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_running_heads_and_deleted_words_of_a_word_file_are_no_text_and_tables_are() -> None:
    made = word.Document()
    made.sections[0].header.paragraphs[0].text = "Clippings of the press office"
    made.add_paragraph(TITLE)
    table = made.add_table(rows=1, cols=1)
    table.cell(0, 0).text = LEAD
    table.cell(0, 0).add_paragraph(MORE)
    changed = made.add_paragraph("Sudria will ")
    for tag, text_tag, words in (("w:del", "w:delText", "never "), ("w:ins", "w:t", "soon ")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        text.text = words
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        change.append(run)
        changed._p.append(change)
    changed.add_run("answer the offer, its ministry said.")
    found = article("clip", saved(made))
    assert paragraphs(found) == [LEAD, MORE, "Sudria will soon answer the offer, its ministry said."]
    assert "Clippings" not in found.text


def test_a_text_box_is_a_paragraph_of_its_own_and_read_once() -> None:
    made = word.Document()
    made.add_paragraph(TITLE)
    holder = made.add_paragraph(LEAD)
    box = "<w:txbxContent><w:p><w:r><w:t>The gates are shut, the box says.</w:t></w:r></w:p></w:txbxContent>"
    run = (
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    holder._p.insert(0, parse_xml(run))
    made.add_paragraph(MORE)
    assert paragraphs(article("clip", saved(made))) == [LEAD, "The gates are shut, the box says.", MORE]


def test_an_export_of_coded_fields_in_a_table_is_read() -> None:
    rows = [
        ("HD", TITLE),
        ("BY", "By M. Holt"),
        ("PD", "3 November 2021"),
        ("SN", "The Pier Times"),
        ("PG", "7"),
        ("LP", LEAD),
        ("TD", MORE),
        ("AN", "Document PIER000020211103"),
    ]
    made = word.Document()
    table = made.add_table(rows=0, cols=2)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    found = article("export", saved(made))
    assert (found.title, found.outlet, found.page, found.byline) == (TITLE, "The Pier Times", "7", "M. Holt")
    assert paragraphs(found) == [LEAD, MORE]


def test_a_table_in_rich_text_keeps_its_codes_apart() -> None:
    cells = [("HD", TITLE), ("PD", "3 November 2021"), ("SN", "The Pier Times"), ("LP", LEAD)]
    rows = "".join(rf"\trowd\cellx900\cellx9000 {code}\cell {words}\cell\row " for code, words in cells)
    found = article("export", rf"{{\rtf1\ansi {rows}}}".encode())
    assert (found.title, found.published, found.outlet) == (TITLE, "2021-11-03", "The Pier Times")


def test_entities_in_a_word_file_are_refused() -> None:
    body = b'<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><d>&b;</d>'
    assert "XML entities" in refusal("clip", zipped(("word/document.xml", body)))


def test_a_word_file_of_the_strict_form_is_read() -> None:
    words = f"<w:body><w:p><w:r><w:t>{LEAD}</w:t></w:r></w:p></w:body>"
    body = f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">{words}</w:document>'
    assert paragraphs(article("clip", zipped(("word/document.xml", body.encode())))) == [LEAD]


def test_a_document_without_text_is_refused() -> None:
    assert "without text" in refusal("clip", docx(""))
    assert "without text" in refusal("clip", rb"{\rtf1\ansi }")
    assert "damaged XML" in refusal("clip", zipped(("word/document.xml", b"<w:document")))
