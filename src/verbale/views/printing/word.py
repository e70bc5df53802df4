"""A digest as DOCX (ECMA-376): headings are heading styles, the contents are a field, every page bears its number."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from verbale.model.edition import Entry, Erratum, Told
from verbale.views.digest.reading import source_of
from verbale.views.printing.sheet import (
    BY_THE_EDITOR,
    NOTHING,
    Paper,
    Sheet,
    beside,
    corrected,
    details,
    leads,
    numbered,
    per_week,
    row_of,
    terms_of,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FACE, EAST_ASIAN = "Georgia", "MS Mincho"
SOFT = "505050"
SIZES = {
    "Normal": 10.5,
    "Title": 24,
    "Heading 1": 11,
    "Heading 2": 13,
    "List Bullet": 10.5,
    "Header": 8.5,
    "Footer": 8.5,
}
PROPERTY = 255
"""Characters of a property of a document at most."""
FIRST_ZIP_YEAR = 1980
"""No file in a ZIP archive is older (APPNOTE 4.4.6)."""
Element = Any  # an XML element of python-docx, which has no types for these


def as_docx(sheet: Sheet, paper: Paper = "a4") -> bytes:
    """The sheet as a Word document, the same to the byte for the same sheet."""
    import docx

    made = docx.Document()
    moment = datetime.fromisoformat(sheet.moment)
    _styles(made)
    _page(made, sheet, paper)
    _properties(made, sheet, moment)
    _masthead(made, sheet)
    _contents(made, sheet)
    for heading, entries in numbered(sheet.digest):
        made.add_heading(heading, 1)
        for number, entry in entries:
            _entry(made, number, entry)
    _tables(made, sheet)
    _soft(made.add_paragraph(), sheet.made)
    held = io.BytesIO()
    made.save(held)
    return _dated(held.getvalue(), moment)


def _styles(made: Document) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in SIZES.items():
        style: Any = made.styles[name]  # Any: python-docx types a style by what it is of
        style.font.name, style.font.size = FACE, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), EAST_ASIAN)
    title: Any = made.styles["Title"]
    for line in title.element.iter(qn("w:bottom")):
        line.set(qn("w:color"), "000000")
    normal: Any = made.styles["Normal"]
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    section: Any = made.styles["Heading 1"]
    section.font.all_caps = True
    section.paragraph_format.space_before, section.paragraph_format.space_after = Pt(22), Pt(8)
    headline: Any = made.styles["Heading 2"]
    headline.paragraph_format.space_before, headline.paragraph_format.space_after = Pt(12), Pt(2)


def _page(made: Document, sheet: Sheet, paper: Paper) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    part = made.sections[0]
    part.page_width, part.page_height = (Mm(215.9), Mm(279.4)) if paper == "letter" else (Mm(210), Mm(297))
    part.left_margin = part.right_margin = Mm(24)
    part.top_margin = part.bottom_margin = Mm(24)
    part.different_first_page_header_footer = True
    right = part.page_width - part.left_margin - part.right_margin
    for place, left in ((part.header, sheet.digest.title), (part.footer, _edition(sheet)),
                        (part.first_page_footer, _edition(sheet))):  # fmt: skip
        line = place.paragraphs[0]
        for stop in line.style.paragraph_format.tab_stops:  # its style sets one in the middle, where text would stop
            line.paragraph_format.tab_stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
        line.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"{left}\t")
        if place is part.header:
            line.add_run(sheet.period)
        else:
            _field(line, "PAGE", "1")


def _edition(sheet: Sheet) -> str:
    return ", ".join(filter(None, (sheet.headed, sheet.known)))


def _properties(made: Document, sheet: Sheet, moment: datetime) -> None:
    about = made.core_properties
    about.title = sheet.digest.title[:PROPERTY]
    about.subject = f"{sheet.headed}, {sheet.period}"[:PROPERTY]
    about.author = about.last_modified_by = "Verbale"
    about.comments, about.language, about.revision = "", "en", 1
    about.created = about.modified = moment.replace(tzinfo=None)


def _masthead(made: Document, sheet: Sheet) -> None:
    made.add_paragraph(sheet.digest.title, "Title")
    made.add_paragraph(", ".join((sheet.period, _edition(sheet))))
    _errata(made, "Corrected since this edition", sheet.corrected)
    for part in leads(sheet.digest):
        made.add_heading(part.heading, 1)
        for note in part.notes:
            line = made.add_paragraph(style="List Bullet")
            _told(line, [note.told])
            if note.cited:
                _soft(line, f" — {note.cited}")
    _errata(made, "Corrections to earlier editions", sheet.announced)


def _errata(made: Document, heading: str, errata: Sequence[Erratum]) -> None:
    if errata:
        made.add_heading(heading, 1)
    for erratum in errata:
        made.add_paragraph(corrected(erratum), "List Bullet")


def _contents(made: Document, sheet: Sheet) -> None:
    """A field that Word fills with pages when it is opened; until then the headlines stand there."""
    sections = numbered(sheet.digest)
    if not sections:
        made.add_paragraph(NOTHING)
        return
    made.add_heading("Contents", 1)
    lines = [f"{number}. {entry.headline}" for _, entries in sections for number, entry in entries]
    _field(made.add_paragraph(), 'TOC \\o "1-2" \\h \\z \\u', "\n".join(lines), dirty=True)


def _entry(made: Document, number: int, entry: Entry) -> None:
    made.add_heading(f"{number}. {entry.headline}", 2)
    line = made.add_paragraph()
    line.paragraph_format.keep_with_next = bool(entry.synopsis or entry.takeaways)
    line.add_run(source_of(entry)).bold = True
    _soft(line, "".join(f" · {one}" for one in details(entry)))
    if entry.url:
        _soft(line, " · ")
        _link(line, entry.url)
    for one in beside(entry):
        _soft(made.add_paragraph(), one)
    if entry.synopsis:
        _told(made.add_paragraph(), entry.synopsis)
    for told in entry.takeaways:
        _told(made.add_paragraph(style="List Bullet"), [told])


def _told(line: Paragraph, sentences: Iterable[Told]) -> None:
    for at, told in enumerate(sentences):
        line.add_run(f"{' ' if at else ''}{told.words}")
        if told.machine is not None:
            _soft(line, f" [{BY_THE_EDITOR}]")


def _soft(line: Paragraph, words: str) -> None:
    from docx.shared import Pt, RGBColor

    run = line.add_run(words)
    run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(SOFT)


def _tables(made: Document, sheet: Sheet) -> None:
    digest = sheet.digest
    trends = [(t.term, str(t.count), per_week(t.before)) for t in digest.trends]
    _table(made, "Trending terms", ("Term", "In this digest", "A week before"), trends)
    rooms = [row_of(one) for one in digest.newsrooms]
    _table(made, "Sources", ("Outlet", "Country", "Reliability", "May be shown", "Entries"), rooms)
    _table(made, "Terms of use", ("Terms", "Entries"), terms_of(digest))


def _table(made: Document, heading: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        return
    made.add_heading(heading, 1)
    table = made.add_table(1 + len(rows), len(head), "Light List")
    for at, cells in enumerate((head, *rows)):
        for cell, words in zip(table.rows[at].cells, cells, strict=True):
            cell.text = words
    made.add_paragraph()


def _field(line: Paragraph, instruction: str, shown: str, *, dirty: bool = False) -> None:
    """A field (ECMA-376, 17.16) with what stands there until it is updated; `dirty` has that done on opening."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "instr", "separate", "shown", "end"):
        run = line.add_run(shown if kind == "shown" else "")
        if kind == "instr":
            text: Element = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = instruction
            run._r.append(text)  # noqa: SLF001 - python-docx has no fields
        elif kind != "shown":
            mark: Element = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            if dirty and kind == "begin":
                mark.set(qn("w:dirty"), "true")
            run._r.append(mark)  # noqa: SLF001 - as above


def _link(line: Paragraph, url: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link: Element = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    _soft(line, urlsplit(url).hostname or url)
    run = line.runs[-1]
    run.underline = True
    link.append(run._r)  # noqa: SLF001 - python-docx has no way to make links
    line._p.append(link)  # noqa: SLF001 - as above


def _dated(packed: bytes, moment: datetime) -> bytes:
    """The archive with every file in it dated by the sheet."""
    at = (max(moment.year, FIRST_ZIP_YEAR), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            named = zipfile.ZipInfo(one.filename, at)
            named.compress_type, named.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(named, old.read(one))
    return held.getvalue()
