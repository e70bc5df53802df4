from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.reading.formats.made import articles, rtf

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


def test_a_document_without_running_text_is_refused_and_the_rest_read() -> None:
    bare = OLD.replace("Sudria turned down the offer on Thursday, its envoy said in the evening.", "")
    first, second = articles_in("export.txt", bare.encode())
    assert isinstance(first, Article)
    assert isinstance(second, InputError)
    assert str(second).startswith("export.txt, document 2 holds no running text")
