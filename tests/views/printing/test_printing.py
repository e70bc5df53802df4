"""A digest in every form: all of it is there, nothing in it is markup, the same sheet gives the same bytes."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser

import docx
import pypdfium2
import pytest
from lxml import etree
from tests.views.printing import digests
from tests.views.printing.digests import ERRATUM, HOSTILE

from verbale.model.edition import Digest, Section
from verbale.views import printing
from verbale.views.digest import source_of
from verbale.views.printing import Form, Paper, sheet
from verbale.views.printing.atom import as_atom
from verbale.views.printing.html import PREHEADER, as_html, preheader
from verbale.views.printing.pdf import as_pdf
from verbale.views.printing.sheet import Sheet
from verbale.views.printing.text import as_text, columns
from verbale.views.printing.word import as_docx

FIVE = sheet.sheet_of_edition(digests.edition(5), (ERRATUM,))


def hostile() -> Sheet:
    """A digest in which every text means harm."""
    one = replace(
        digests.entry(2, HOSTILE), outlet=HOSTILE, byline=HOSTILE, credit=HOSTILE, page=HOSTILE, also=HOSTILE,
        synopsis=(digests.told(HOSTILE),), takeaways=(digests.told(HOSTILE),), url="https://example.org/?<a>&\"'",
    )  # fmt: skip
    made = replace(digests.digest(1), title=HOSTILE, sections=(Section((HOSTILE, HOSTILE), (one,)),))
    rooms = tuple(replace(room, outlet=HOSTILE) for room in made.newsrooms)
    return sheet.sheet_of(replace(made, newsrooms=rooms, takeaways=(digests.note("event", HOSTILE, HOSTILE),)))


def words_of(form: Form, of: Sheet, paper: Paper = "a4") -> str:
    """What a reader of a form finds in it."""
    made = printing.printed(of, form, paper)
    if form == "pdf":
        pages = pypdfium2.PdfDocument(made)
        return " ".join(page.get_textpage().get_text_range() for page in pages)
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(made)) as packed:
            found = etree.fromstring(packed.read("word/document.xml"))
        etree.strip_elements(found, "{*}instrText")
        return " ".join("".join(p.itertext()) for p in found.iter("{*}p"))
    if form == "html":
        page = etree.HTML(made.decode())
        etree.strip_elements(page, "style", with_tail=False)
        return " ".join(page.itertext())
    return made.decode().replace("\\", "")


def squeezed(text: str) -> str:
    """A text without blanks and hyphens at which lines are broken."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\x02-]+", "", text)


@pytest.mark.parametrize("form", printing.FORMS)
def test_every_form_tells_all_of_an_edition(form: Form) -> None:
    found = squeezed(words_of(form, FIVE))
    said = [told.words for told in sheet.sentences(FIVE.digest)]
    said += [e.headline for s in FIVE.digest.sections for e in s.entries] + [*digests.OUTLETS]
    said += ["Edition 5 · Morning", "as of 5 May 2020, 06:30 UTC", "also in Lake Post, 5 May 2020, p. 3", "[ed.]"]
    said += ["her office was misquoted", "lower gates", "Lake Desk Translation", "abridged", "editorial", "by Ida Berg"]
    said += ["Terms of use", "© 2020 The Bank. Not for resale."]
    missing = [words for words in said if squeezed(words).casefold() not in found.casefold()]
    assert not missing


LABELS = (
    "Trending terms", "Term", "In this digest", "A week before", "Sources", "Outlet", "Country", "Reliability",
    "May be shown", "Entries", "Terms of use", "Corrected since this edition", "Corrections to earlier editions",
    "Contents",
)  # fmt: skip


@pytest.mark.parametrize("form", ["text", "html", "md", "docx"])
def test_no_form_says_anything_that_the_digest_does_not(form: Form) -> None:
    digest = FIVE.digest
    entries = [e for s in digest.sections for e in s.entries]
    notes = [note for part in sheet.leads(digest) for note in part.notes]
    known = [*LABELS, digest.title, FIVE.headed, FIVE.period, FIVE.known, FIVE.made, preheader(FIVE)]
    known += [told.words for told in sheet.sentences(digest)] + [note.cited for note in notes]
    known += [part.heading for part in sheet.leads(digest)] + [" › ".join(s.path) for s in digest.sections]
    known += [words for e in entries for words in (e.headline, source_of(e), e.url or "", e.terms)]
    known += [words for e in entries for words in (*sheet.details(e), *sheet.beside(e))]
    known += [sheet.corrected(e) for e in (*FIVE.corrected, *FIVE.announced)]
    known += [cell for room in digest.newsrooms for cell in sheet.row_of(room)] + [t.term for t in digest.trends]
    known += ["www.example.org"]
    left = squeezed(words_of(form, FIVE)).casefold().replace("|", "")
    for words in sorted({squeezed(w).casefold() for w in known if len(w) > 3}, key=len, reverse=True):
        left = left.replace(words, " ")
    assert re.findall(r"[^\W\d_]{5,}", left) == []


@pytest.mark.parametrize("form", printing.FORMS)
def test_a_sheet_gives_the_same_bytes_again(form: Form) -> None:
    assert printing.printed(FIVE, form) == printing.printed(FIVE, form)


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.slow
def test_another_process_gives_the_same_bytes_at_another_time(form: Form) -> None:
    program = (
        "import sys; from tests.views.printing import digests; from verbale.views import printing;"
        "from verbale.views.printing import sheet;"
        "made = sheet.sheet_of_edition(digests.edition(5), (digests.ERRATUM,));"
        f"sys.stdout.buffer.write(printing.printed(made, {form!r}))"
    )
    time.sleep(2.1)  # a ZIP archive tells times by two seconds
    again = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=600).stdout
    assert again == printing.printed(FIVE, form)


@pytest.mark.parametrize("form", printing.FORMS)
def test_what_means_something_in_a_form_is_printed_as_words(form: Form) -> None:
    found = words_of(form, hostile())
    for words in ("<script>alert(1)</script>", "#strong[x]", "*star*", "_line_", "@label", "// comment"):
        assert squeezed(words) in squeezed(found)
    for hidden in ("\x1b", "\u202e", "\ud800"):
        assert hidden not in found


def test_html_has_no_script_no_address_but_those_of_articles_and_the_tags_close() -> None:
    class Looking(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.tags: set[str] = set()
            self.addresses: set[str] = set()

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tags.add(tag)
            self.addresses |= {str(v) for k, v in attrs if k in ("href", "src") and not str(v).startswith("#")}
            assert not [k for k, _ in attrs if k.startswith("on")]

    looking = Looking()
    looking.feed(as_html(hostile()))
    assert not looking.tags & {"script", "link", "img", "iframe", "form", "svg"}
    assert looking.addresses == {"https://example.org/?<a>&\"'"}


def test_the_preheader_is_what_the_edition_leads_with() -> None:
    assert preheader(FIVE).startswith("The talks have been suspended")
    assert len(preheader(hostile())) <= PREHEADER + 2


def test_text_is_no_wider_than_asked_for_whatever_its_script() -> None:
    for width in (40, 72, 110):
        assert max(columns(line) for line in as_text(FIVE, width).splitlines()) <= width
        assert max(columns(line) for line in as_text(hostile(), width).splitlines()) <= width


def test_no_letter_of_a_running_head_or_foot_is_cut() -> None:
    """Caught: what hangs below the line was cut off on every page."""
    with closing(pypdfium2.PdfDocument(printing.printed(FIVE, "pdf"))) as made:
        page = made[len(made) - 1]
        words, inked = page.get_textpage(), page.render(scale=8, grayscale=True).to_numpy()
        told = words.get_text_range()
        for line in (FIVE.digest.title, FIVE.headed):
            at = told.index(line) + max(line.find(letter) for letter in "gpy")
            left, low, right, _ = words.get_charbox(at)
            row = round(8 * (page.get_height() - low)) - 3
            assert inked[row, round(8 * left) : round(8 * right)].min() < 200, line


def test_the_contents_of_a_pdf_give_the_pages_of_the_entries() -> None:
    pages = pypdfium2.PdfDocument(as_pdf(sheet.sheet_of_edition(digests.edition(60))))
    texts = [page.get_textpage().get_text_range() for page in pages]
    stands_on = next(n for n, text in enumerate(texts, 1) if "Opinion" not in text and "OPINION" in text)
    assert len(texts) > 8
    assert re.search(rf"湖の水位をめぐる協議、来月再開で合意.*{stands_on}", "".join(texts[:3]).replace("\r\n", " "))
    assert all("talks on the lake" in text and f"{n} / {len(texts)}" in text for n, text in enumerate(texts, 1))


def test_a_pdf_is_on_the_paper_asked_for_and_says_what_it_is() -> None:
    for paper, size in (("a4", (595, 842)), ("letter", (612, 792))):
        made = pypdfium2.PdfDocument(printing.printed(FIVE, "pdf", paper))  # type: ignore[arg-type] # both are papers
        assert tuple(map(round, made[0].get_size())) == size
        assert made.get_metadata_value("Title") == "Press digest: talks on the lake, 4–5 May 2020"
        assert made.get_metadata_value("CreationDate").startswith("D:20200505")


def test_a_letter_that_no_font_has_is_no_error() -> None:
    odd = replace(digests.digest(1), title="Talks \U000f0000 on \U00013000 the lake")
    assert as_pdf(sheet.sheet_of(odd)).startswith(b"%PDF")


@pytest.mark.slow
@pytest.mark.alone
def test_sixty_entries_are_a_pdf_in_less_than_three_seconds() -> None:
    sixty = sheet.sheet_of_edition(digests.edition(60))
    begun = time.process_time()  # of all threads, so that another program's work does not count
    as_pdf(sixty)
    assert time.process_time() - begun < 3


def test_a_word_document_has_headings_contents_page_numbers_and_links() -> None:
    made = docx.Document(io.BytesIO(as_docx(FIVE, "letter")))
    headed = [(p.style.name, p.text) for p in made.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert ("Heading 1", "Foreign affairs › The lake") in headed
    assert ("Heading 2", "2. Ferry company offers to carry inspectors free of charge") in headed
    xml = made.element.xml
    assert 'TOC \\o "1-2"' in xml
    assert "PAGE" in made.sections[0].footer._element.xml
    assert "talks on the lake" in made.sections[0].header.paragraphs[0].text
    (first, *_) = (link.url for p in made.paragraphs for link in p.hyperlinks)
    assert first.startswith("https://www.example.org/lake/")
    assert round(made.sections[0].page_width.mm) == 216
    assert made.core_properties.created.isoformat() == "2020-05-05T06:30:00+00:00"


@pytest.mark.parametrize("form", printing.FORMS)
def test_names_of_any_length_are_printed(form: Form) -> None:
    long = replace(digests.digest(2), title="Aardvark" * 100)
    assert printing.printed(replace(sheet.sheet_of(long), name="Morning " * 100), form)


@pytest.mark.parametrize("form", printing.FORMS)
def test_a_digest_of_nothing_says_so(form: Form) -> None:
    nothing = sheet.sheet_of(Digest("Talks", "2020-05-04", "2020-05-04"))
    assert squeezed(sheet.NOTHING) in squeezed(words_of(form, nothing))


@pytest.mark.parametrize("form", printing.FORMS)
def test_of_an_article_that_may_only_be_linked_no_sentence_is_printed(form: Form) -> None:
    one = replace(digests.entry(2), rights="link")
    made = sheet.sheet_of(Digest("Talks", "2020-05-04", "2020-05-04", sections=(Section(("News",), (one,)),)))
    found = squeezed(words_of(form, made))
    assert squeezed(one.headline) in found
    assert squeezed("joint commission") not in found
    assert "refused" not in found


def test_an_address_that_runs_something_is_no_link() -> None:
    one = replace(digests.entry(2), url="javascript:alert(1)")
    made = sheet.sheet_of(Digest("Talks", "2020-05-04", "2020-05-04", sections=(Section(("News",), (one,)),)))
    assert "javascript:" not in as_html(made)


def test_an_edition_keeps_its_id_in_the_feed_when_it_is_corrected() -> None:
    def feed(*of: Sheet) -> list[tuple[str, str]]:
        entries = etree.fromstring(as_atom("Talks", of, "https://desk.example")).findall("{*}entry")
        return [(e.findtext("{*}id"), e.findtext("{*}updated")) for e in entries]

    plain = sheet.sheet_of_edition(digests.edition(2))
    ((one, published),) = feed(plain)
    (_, (again, updated)) = feed(sheet.sheet_of_edition(digests.edition(2), (ERRATUM,)), replace(plain, number=6))
    assert (one, published) == (again, "2020-05-05T06:30:00Z")
    assert updated == "2020-05-06T00:00:00Z"


def test_a_feed_in_a_file_has_no_link_that_leads_nowhere_and_tells_the_edition_itself() -> None:
    (entry,) = etree.fromstring(as_atom("Talks", [sheet.sheet_of_edition(digests.edition(2))])).findall("{*}entry")
    assert entry.findall("{*}link") == []
    assert "1. " in entry.findtext("{*}content", "")


def test_a_feed_takes_whatever_a_text_holds() -> None:
    etree.fromstring(as_atom(sheet.printable(HOSTILE), [replace(hostile(), number=1, cut_off="2020-05-05T06:30:00Z")]))
