from __future__ import annotations

import pytest

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.files import articles_in

Line = tuple[int, int, int, str]
"""Left edge and base from the lower left corner in points, size of type, words."""


def pdf(*lines: Line, sheets: tuple[tuple[Line, ...], ...] = ()) -> bytes:
    """Pages of Helvetica; one where no more are given."""
    sheets = sheets or (lines,)
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(sheets)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Font << /F1 3 0 R >> >>",
    ]
    for number, sheet in enumerate(sheets):
        shown = "".join(f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n" for x, y, size, words in sheet)
        page = f"/MediaBox [0 0 400 400] /Contents {6 + 2 * number} 0 R /Resources 4 0 R"
        objects += [
            f"<< /Type /Page /Parent 2 0 R {page} >>",
            f"<< /Length {len(shown)} >>\nstream\n{shown}endstream",
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


LEAD = ["Norland will come to the lake in June, its ministry", "told the press of both states on Monday."]
MORE = ["The envoy of Sudria did not turn this down but asked", "Norland for a word on the dredging first."]


@pytest.mark.parametrize(("step", "gap"), [(12, 17), (20, 30), (26, 40)])
def test_a_page_in_wider_spacing_keeps_its_paragraphs(step: int, gap: int) -> None:
    bases = [300, 300 - step, 300 - step - gap, 300 - 2 * step - gap]
    raw = pdf(
        (20, 360, 18, "Lake talks"), *((20, base, 10, words) for base, words in zip(bases, LEAD + MORE, strict=True))
    )
    (found,) = articles_in("page.pdf", raw)
    assert isinstance(found, Article)
    told = [" ".join(found.text[s:e].split()) for s, e in found.paragraphs]
    assert told == [" ".join(LEAD), " ".join(MORE)]


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    first = ((20, 360, 18, "Lake talks"), (20, 330, 10, MORE[0]), (20, 310, 10, LEAD[0]), (20, 298, 10, MORE[0]))
    (found,) = articles_in("page.pdf", pdf(sheets=(first, ((20, 360, 10, MORE[1]),))))
    assert isinstance(found, Article)
    assert f"{MORE[0]} {MORE[1]}" in " ".join(found.text[slice(*found.paragraphs[-1])].split())


def test_what_ends_two_pages_at_different_heights_is_text() -> None:
    ends = "The gates stay shut."
    sheets = (((20, 360, 18, "Lake talks"), (20, 40, 10, ends)), ((20, 330, 10, LEAD[0]), (20, 20, 10, ends)))
    (found,) = articles_in("page.pdf", pdf(sheets=sheets))
    assert isinstance(found, Article)
    assert found.text.count(ends) == len(sheets)


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [(pdf(), "without a text layer"), (b"%PDF-1.4\nnothing", "cannot be read"), (COLUMNS[:60], "cannot be read")],
)
def test_a_pdf_that_gives_no_text_is_refused(raw: bytes, complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = articles_in("page.pdf", raw)
    assert isinstance(found, InputError)
    assert complaint in str(found)
    assert capsys.readouterr() == ("", "")


def test_a_layer_that_runs_across_the_columns_is_read_column_by_column() -> None:
    left = [
        "Norland's Foreign Minister",
        "announced on Monday that",
        "talks on the lake would",
        "go on in Haven in June.",
    ]
    right = ["Sudria's envoy confirmed", "this but warned that the", "dredging would harm the", "talks before long."]
    rows = [
        line
        for n, words in enumerate(zip(left, right, strict=True))
        for line in ((20, 300 - 12 * n, 10, words[0]), (210, 300 - 12 * n, 10, words[1]))
    ]
    (found,) = articles_in("scan.pdf", pdf((20, 360, 18, "Norland and Sudria to talk"), *rows))
    assert isinstance(found, Article)
    running = " ".join(found.text[s:e].replace("\n", " ") for s, e in found.paragraphs)
    assert running == " ".join([*left, *right]).replace("'", "’")


def test_running_heads_feet_and_numbers_of_pages_are_no_text() -> None:
    sheets = [
        (
            (20, 385, 8, "The Haven Courier, November 3, 2021"),
            *(((20, 360, 18, "Norland and Sudria to talk"),) if not number else ()),
            (20, 330, 10, f"Sheet {['one', 'two', 'three'][number]} tells that Norland comes to the lake"),
            (20, 318, 10, "in June and that nobody knows how long it stays."),
            (20, 20, 8, "Clippings for the desk"),
            (200, 10, 8, f"{number + 1} / 3"),
        )
        for number in range(3)
    ]
    (found,) = articles_in("page.pdf", pdf(sheets=tuple(sheets)))
    assert isinstance(found, Article)
    assert found.text.count("Haven Courier") == 1
    assert "Clippings" not in found.text
    assert "/ 3" not in found.text
    assert (found.title, found.published) == ("Norland and Sudria to talk", "2021-11-03")


def test_a_number_that_ends_a_paragraph_at_the_foot_is_no_number_of_a_page() -> None:
    lines = ((20, 360, 18, "Lake talks"), (20, 44, 10, "The dam was begun, the envoy said, in the spring of"))
    found = list(articles_in("page.pdf", pdf(*lines, (20, 32, 10, "2019."), (200, 10, 8, "7"))))
    assert isinstance(found[0], Article)
    assert found[0].text.endswith("in the spring of\n2019.")


def test_a_pdf_under_a_password_is_told() -> None:
    locked = COLUMNS.replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter"
        b" /Standard /V 1 /R 2 /P -4 /O <" + b"00" * 32 + b"> /U <" + b"00" * 32 + b"> >>",
    )
    (found,) = articles_in("page.pdf", locked)
    assert isinstance(found, InputError)
    assert str(found) == "page.pdf is a PDF locked by a password; save it without one"
