from __future__ import annotations

import pytest

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.files import articles_in

Line = tuple[int, int, int, str]
"""Left edge and base from the lower left corner in points, size of type, words."""


def pdf(*lines: Line) -> bytes:
    """A page of Helvetica."""
    shown = "".join(f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n" for x, y, size, words in lines)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources 6 0 R >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}endstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Font << /F1 5 0 R >> >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    return f"{out}startxref\n{start}\n%%EOF".encode()


COLUMNS = pdf(
    (20, 360, 18, "Norland and Sudria to talk about the"),
    (20, 338, 18, "lake again"),
    (20, 310, 10, "Vienna, November 3, 2021"),
    *(
        (20, 280 - 12 * n, 10, words)
        for n, words in enumerate(
            [
                "Norland's Foreign Minister",
                "Mia Holt announced on",
                "Monday that talks on the",
                "lake would be resumed in",
                "Haven.",
            ]
        )
    ),
    (20, 200, 10, "Sudria's envoy Tom Reed"),
    (20, 188, 10, "confirmed this but warned"),
    *((210, 280 - 12 * n, 10, words) for n, words in enumerate(["that dredging would harm", "the talks."])),
    (210, 244, 10, "No date has been set for"),
    (210, 232, 10, "the pier."),
)


def test_a_page_in_columns_gives_its_title_day_and_paragraphs() -> None:
    (found,) = articles_in("page.pdf", COLUMNS)
    assert isinstance(found, Article)
    assert found.title == "Norland and Sudria to talk about the lake again"
    assert (found.published, found.extracted) == ("2021-11-03", True)
    assert [found.text[s:e].replace("\n", " ") for s, e in found.paragraphs] == [
        "Norland’s Foreign Minister Mia Holt announced on Monday that talks on the lake would be resumed in Haven.",
        "Sudria’s envoy Tom Reed confirmed this but warned that dredging would harm the talks.",
        "No date has been set for the pier.",
    ]


def test_an_indent_begins_a_paragraph() -> None:
    raw = pdf(
        (20, 360, 18, "Lake talks"),
        (20, 330, 10, "Norland will come to the lake in June, it said."),
        (32, 318, 10, "Sudria has not answered yet, and nobody expects"),
        (20, 306, 10, "it to do so before the ice is gone."),
    )
    (found,) = articles_in("page.pdf", raw)
    assert isinstance(found, Article)
    assert [found.text[s:e][:7] for s, e in found.paragraphs] == ["Norland", "Sudria "]


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [(pdf(), "without a text layer"), (b"%PDF-1.4\nnothing", "cannot be read"), (COLUMNS[:60], "cannot be read")],
)
def test_a_pdf_that_gives_no_text_is_refused(raw: bytes, complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = articles_in("page.pdf", raw)
    assert isinstance(found, InputError)
    assert complaint in str(found)
    assert capsys.readouterr() == ("", "")
