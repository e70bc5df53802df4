from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.reading.formats.made import LEAD, MORE, articles, docx, paragraphs, rtf

from verbale.errors import InputError
from verbale.model.text import Article, Dateline
from verbale.reading.files import articles_in

OLD = """
                               1 of 2 DOCUMENTS


                          The Pier Times (Haven)

                              November 3, 2021 Wednesday
                                Final Edition

Norland ready for lake talks

BYLINE: M. Holt

SECTION: WORLD; Pg. 7

LENGTH: 96 words

DATELINE: VIENNA

Norland said on Tuesday that it was ready to take up the talks again.

"We await an answer," its minister told reporters.

LOAD-DATE: November 4, 2021

LANGUAGE: ENGLISH

                  Copyright 2021 Pier Media Ltd.
                              All Rights Reserved


                               2 of 2 DOCUMENTS


                          The Pier Times (Haven)

                              November 5, 2021 Friday

Sudria turns down offer

BYLINE: T. Reed

SECTION: WORLD; Pg. 9

LENGTH: 80 words

Sudria turned down the offer on Thursday, its envoy said in the evening.

LOAD-DATE: November 6, 2021
"""
NEW = """Norland ready for lake talks
The Pier Times (Haven)
November 3, 2021 Wednesday

Copyright 2021 Pier Media Ltd. All Rights Reserved

Section: WORLD; Pg. 7
Length: 96 words
Byline: M. Holt
Body

Norland said on Tuesday that it was ready to take up the talks again.

Load-Date: November 4, 2021

End of Document
"""
FACTIVA = """SE World
HD Norland ready for
lake talks
BY By M. Holt
WC 96 words
PD 3 November 2021
SN The Pier Times
PG 7
LA English
CY Copyright 2021
LP
Norland said on Tuesday that it was ready to take up the talks again.

TD
"We await an answer," its minister told reporters.

IN ilake : Lakes
AN Document PIER000020211103

SE World
HD Sudria turns down offer
PD 5 November 2021
SN The Pier Times
LP
Sudria turned down the offer on Thursday, its envoy said in the evening.

AN Document PIER000020211105
"""
DISPLAYED = """World
Norland ready for lake talks
By M. Holt
96 words
3 November 2021
10:15 GMT
The Pier Times
PIER
7
English
Copyright 2021 Pier Media Ltd.

Norland said on Tuesday that it was ready to take up the talks again.

"We await an answer," its minister told reporters.

Document PIER000020211103ehb30000x

Sudria turns down offer
80 words
5 November 2021
The Pier Times
PIER
English
(c) 2021 Pier Media Ltd.

Sudria turned down the offer on Thursday, its envoy said in the evening.

Document PIER000020211105ehb50000y
"""


def read(text: str) -> list[Article]:
    found = list(articles_in("export.txt", text.encode()))
    assert not [f for f in found if isinstance(f, InputError)]
    return [f for f in found if isinstance(f, Article)]


def test_an_export_of_the_old_form_gives_its_articles() -> None:
    first, second = read(OLD)
    assert (first.name, first.title) == ("export.txt, document 1", "Norland ready for lake talks")
    assert (first.published, first.outlet, first.page, first.byline) == ("2021-11-03", "The Pier Times", "7", "M. Holt")
    assert (first.section, first.dateline) == (("WORLD",), Dateline("VIENNA", None))
    assert [first.text[s:e][:10] for s, e in first.paragraphs] == ["Norland sa", '"We await ']
    assert (second.title, second.published, second.page) == ("Sudria turns down offer", "2021-11-05", "9")
    assert [second.text[s:e][-12:] for s, e in second.paragraphs] == ["the evening."]


def test_an_export_of_the_new_form_gives_its_articles() -> None:
    first, second = read(NEW + NEW.replace("ready for", "leaves"))
    assert (first.title, second.title) == ("Norland ready for lake talks", "Norland leaves lake talks")
    assert (first.published, first.outlet, first.page, first.byline) == ("2021-11-03", "The Pier Times", "7", "M. Holt")
    assert [first.text[s:e][:10] for s, e in first.paragraphs] == ["Norland sa"]


def test_an_export_of_coded_fields_gives_its_articles() -> None:
    first, second = read(FACTIVA)
    assert (first.title, first.section) == ("Norland ready for lake talks", ("World",))
    assert (first.published, first.outlet, first.page, first.byline) == ("2021-11-03", "The Pier Times", "7", "M. Holt")
    assert [first.text[s:e][:10] for s, e in first.paragraphs] == ["Norland sa", '"We await ']
    assert (second.title, second.published, second.byline) == ("Sudria turns down offer", "2021-11-05", None)


@pytest.mark.parametrize("made", [str.encode, lambda text: rtf(*text.splitlines())], ids=["text", "rich text"])
def test_an_export_as_it_is_displayed_gives_its_articles(made: Callable[[str], bytes]) -> None:
    first, second = articles("export", made(DISPLAYED))
    assert (first.title, first.section) == ("Norland ready for lake talks", ("World",))
    assert (first.published, first.outlet, first.page, first.byline) == ("2021-11-03", "The Pier Times", "7", "M. Holt")
    assert [first.text[s:e][:10] for s, e in first.paragraphs] == ["Norland sa", '"We await ']
    assert (second.title, second.published, second.page) == ("Sudria turns down offer", "2021-11-05", None)


@pytest.mark.parametrize("ends", ["", "Document BAY0000020211105ehb50000y\n", "Document PIERAP0020211105ehb50000y\n"])
def test_whatever_code_a_source_has_and_where_the_last_breaks_off_no_article_is_lost(ends: str) -> None:
    _, second = read(DISPLAYED.replace("Document PIER000020211105ehb50000y\n", ends))
    assert (second.title, second.published) == ("Sudria turns down offer", "2021-11-05")
    assert [second.text[s:e][-12:] for s, e in second.paragraphs] == ["the evening."]


def test_a_document_without_running_text_is_refused_and_the_rest_read() -> None:
    bare = OLD.replace("Sudria turned down the offer on Thursday, its envoy said in the evening.", "")
    first, second = articles_in("export.txt", bare.encode())
    assert isinstance(first, Article)
    assert isinstance(second, InputError)
    assert str(second).startswith("export.txt, document 2 holds no running text")


ASKED_FOR = """


Download Request: Selected Items: 1-2
Time Of Request: Friday, March 20, 2022  16:51:31

Terms: (lake talks and not (TYPE(web)))

Source: The Pier Times (Haven);Quay Mail and Mai...
"""
NAMED = """
                               1 of 1 DOCUMENTS

     Copyright 2021 Pier Interactive Company, LLC d/b/a
                            Pier Digital
                              All Rights Reserved

                              The Pier Times

                             November 3, 2021 Wednesday
                                 Edition 1;
                                  Upland

SECTION: WORLD; Pg. A01

HEADLINE: Norland ready for
lake talks

BYLINE: Mia Holt;Tom Reed

BODY:

Subject to a vote at home, Norland is ready to take up the talks again.

Copyright law was not on the table, its minister told reporters.

LOAD-DATE: November 4, 2021
"""


def test_what_was_asked_for_is_no_article_of_an_export() -> None:
    assert [a.title for a in read(ASKED_FOR + OLD)] == ["Norland ready for lake talks", "Sudria turns down offer"]


def test_a_headline_with_its_name_comes_before_what_stands_under_the_day() -> None:
    (found,) = read(ASKED_FOR + NAMED)
    assert (found.title, found.outlet, found.published) == (
        "Norland ready for lake talks",
        "The Pier Times",
        "2021-11-03",
    )
    assert (found.byline, found.section, found.page) == ("Mia Holt", ("WORLD",), "A01")


def test_a_paragraph_that_begins_as_a_field_does_ends_no_article() -> None:
    (found,) = read(NAMED)
    assert [found.text[s:e].split()[0] for s, e in found.paragraphs] == ["Subject", "Copyright"]


def test_an_edition_of_two_lines_is_no_title() -> None:
    first, _ = read(OLD.replace("Final Edition\n", "Edition 1;\n                Upland\n", 1))
    assert first.title == "Norland ready for lake talks"


COVER = (
    "User Name: M. HOLT",
    "Date and Time: Wednesday, December 1, 2021 7:08:00 PM JST",
    "Job Number: 79564983",
    "Documents (2)",
    "1. Norland ready for lake talks",
    "Client/Matter: -None-",
    "Search Terms: lake talks",
)


def test_the_list_at_the_head_of_an_export_in_word_is_no_part_of_its_first_article() -> None:
    lines = [line for line in (NEW + NEW.replace("ready for", "leaves")).splitlines() if line]
    first, second = articles("export", docx(*COVER, *lines))
    assert (first.title, first.outlet, first.published) == (
        "Norland ready for lake talks",
        "The Pier Times",
        "2021-11-03",
    )
    assert "HOLT" not in first.text.split("Byline")[0]
    assert second.title == "Norland leaves lake talks"


def page(*divisions: str) -> bytes:
    body = "".join(f"<div><p><span>{d}</span></p></div><br>\n" for d in divisions)
    return f"<html><head><title>&nbsp;</title></head><body>{body}</body></html>".encode()


def test_the_older_pages_of_an_archive_give_their_articles() -> None:
    document = ("The Pier Times", "November</span><span> 3, 2021 Wednesday&nbsp;<br>Met 2 Edition", "{title}")
    document = (*document, "BYLINE: </span><span>M. Holt", "LENGTH: 96 words", LEAD, MORE, "LOAD-DATE: May 4, 2021")
    told = [
        d.replace("{title}", t)
        for t in ("Norland is ready", "Sudria is not")
        for d in ("{n} of 2 DOCUMENTS", *document)
    ]
    told = [d.replace("{n}", str(1 + n // (len(told) // 2))) for n, d in enumerate(told)]
    first, second = articles("export.html", page("Download Request: Selected Items: 1-2", *told))
    assert (first.title, second.title) == ("Norland is ready", "Sudria is not")
    assert (first.outlet, first.published, first.byline) == ("The Pier Times", "2021-11-03", "M. Holt")
    assert paragraphs(first) == paragraphs(second) == [LEAD, MORE]


def displayed_page(title: str, *, coded: bool) -> str:
    number = "Document PIER000020211103ehb30000x"
    if coded:
        fields = {
            "HD": f'<div id="hd"><span>{title}</span></div>',
            "PD": "3 November 2021",
            "SN": "The Pier Times",
            "LP": f"<p>{LEAD}</p>",
            "TD": f"<p>{MORE}</p>",
            "AN": number,
        }
        rows = "".join(f'<tr><td class="index"><b>{c}</b>&nbsp;</td><td>{t}\n</td></tr>\n' for c, t in fields.items())
        inner = f"<table>{rows}</table>"
    else:
        lines = ("Foreign Desk; 1", title, "877 words", "3 November 2021", "The Pier Times", "PIER", "English")
        inner = "".join(f"<div>{line}</div>" for line in lines) + f"<p>{LEAD}  </p><p>{MORE}</p><p>{number}</p>"
    return f'<div id="article-PIER000020211103" class="article"><div class="article enArticle">{inner}</div></div><br>'


@pytest.mark.parametrize("coded", [True, False], ids=["with codes", "displayed"])
def test_pages_saved_from_an_archive_give_their_articles(*, coded: bool) -> None:
    inner = "".join(displayed_page(title, coded=coded) for title in ("Talks fail", "Sudria turns down offer"))
    bars = '<div id="navcontainer"><h1>Dow Jones Factiva</h1></div><form method="post">'
    first, second = articles("export.html", f"<html><body>{bars}{inner}</form></body></html>".encode())
    assert (first.title, second.title) == ("Talks fail", "Sudria turns down offer")
    assert (first.outlet, first.published) == ("The Pier Times", "2021-11-03")
    assert paragraphs(first) == paragraphs(second) == [LEAD, MORE]


def test_what_is_emphasised_in_set_text_breaks_no_line_of_an_export() -> None:
    marked = OLD.replace("The Pier Times", "<b>The Pier Times</b>").replace("BYLINE:", "<i>BYLINE:</i>")
    found = articles("export.html", f"<html><body><pre>{marked}</pre></body></html>".encode())
    assert [(a.title, a.outlet, a.byline) for a in found] == [(a.title, a.outlet, a.byline) for a in read(OLD)]


def test_an_article_within_the_place_of_an_article_is_read_once() -> None:
    inner = displayed_page("Talks fail", coded=False).replace('class="article enArticle"', 'id="article-text"')
    assert [a.title for a in articles("export.html", f"<html><body>{inner}</body></html>".encode())] == ["Talks fail"]
