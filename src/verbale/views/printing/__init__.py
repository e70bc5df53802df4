"""A digest in print: text for a terminal, HTML for mail, PDF, DOCX and Markdown, and the feed of editions."""

from __future__ import annotations

from typing import Literal, get_args

from verbale.views.printing.sheet import Paper, Sheet

Form = Literal["text", "html", "pdf", "docx", "md"]
FORMS: tuple[Form, ...] = get_args(Form)
PAPERS: tuple[Paper, ...] = get_args(Paper)
MEDIA_TYPES: dict[Form, str] = {
    "text": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
}
BINARY: tuple[Form, ...] = ("pdf", "docx")
"""Forms that no terminal can show."""


def printed(sheet: Sheet, form: Form, paper: Paper = "a4") -> bytes:
    """The sheet in a form; the same sheet gives the same bytes."""
    if form == "pdf":
        from verbale.views.printing.pdf import as_pdf

        return as_pdf(sheet, paper)
    if form == "docx":
        from verbale.views.printing.word import as_docx

        return as_docx(sheet, paper)
    return _as_text(sheet, form).encode("utf-8")


def _as_text(sheet: Sheet, form: Form) -> str:
    if form == "html":
        from verbale.views.printing.html import as_html

        return as_html(sheet)
    if form == "md":
        from verbale.views.printing.markdown import as_markdown

        return as_markdown(sheet)
    from verbale.views.printing.text import as_text

    return as_text(sheet)
