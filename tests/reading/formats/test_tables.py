from __future__ import annotations

import pytest
from tests.reading.formats.made import LEAD, MORE, TITLE, article, articles, paragraphs, read

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.files import input_kind

BODY = f"{LEAD}\n\n{MORE}"


@pytest.mark.parametrize(
    ("separator", "encoding", "head"),
    [
        (",", "utf-8", ""),
        (";", "utf-8-sig", ""),
        (";", "cp1252", "sep=;\r\n"),
        ("\t", "utf-16", ""),
        ("|", "utf-8", ""),
    ],
)
def test_a_table_is_read_however_a_program_saved_it(separator: str, encoding: str, head: str) -> None:
    names = separator.join(["Headline", "Publication Date", "Source", "Author", "Full Text", "Link", "Score"])
    row = separator.join(
        [f'"{TITLE}"', "3 November 2021", "Haven Courier", "Mia Holt", f'"{BODY}"', "https://haven.example/1", "7"]
    )
    raw = f"{head}{names}\r\n{row}\r\n".encode(encoding)
    assert input_kind(raw) == "csv"
    found = article("hits.csv", raw)
    assert (found.name, found.title, found.outlet, found.byline, found.published) == (
        "https://haven.example/1",
        TITLE,
        "Haven Courier",
        "Mia Holt",
        "2021-11-03",
    )
    assert paragraphs(found) == [LEAD, MORE]


def test_a_row_without_text_is_told_and_the_next_read() -> None:
    raw = f"id,title,text\n1,{TITLE},\n2,{TITLE},{LEAD}\n3,x,\n".encode()
    first, second, third = read("hits.csv", raw)
    assert str(first).startswith("hits.csv, row 2: 1 carries no text")
    assert isinstance(second, Article)
    assert isinstance(third, InputError)


@pytest.mark.parametrize(
    ("days", "read_as"),
    [
        (("13/4/2021", "3/4/2021"), ["2021-04-13", "2021-04-03"]),
        (("4/13/2021", "3/4/2021"), ["2021-04-13", "2021-03-04"]),
        (("5/4/2021", "3/4/2021"), [None, None]),
        (("2021-04-13T08:00:00Z", "4 March 2021"), ["2021-04-13", "2021-03-04"]),
    ],
)
def test_which_number_is_the_month_is_told_by_the_other_rows_or_not_at_all(
    days: tuple[str, str], read_as: list[str | None]
) -> None:
    rows = "\n".join(f'"{TITLE}",{day},"{LEAD}"' for day in days)
    found = articles("hits.csv", f"title,date,text\n{rows}\n".encode())
    assert [f.published for f in found] == read_as


def test_a_table_without_rows_is_refused() -> None:
    (found,) = read("hits.csv", b"title,date,text\n")
    assert str(found) == "hits.csv holds no article; give one that does"


def test_html_in_a_cell_is_a_page() -> None:
    found = article("hits.csv", f'title,body\n"{TITLE}","<p>{LEAD}</p><p>{MORE}</p>"\n'.encode())
    assert paragraphs(found) == [LEAD, MORE]


def test_a_quotation_mark_that_is_never_closed_keeps_what_came_before() -> None:
    raw = f'title,text\n"{TITLE}","{LEAD}"\n"Pier","shut and never closed'.encode()
    found = read("hits.csv", raw)
    assert isinstance(found[0], Article)


@pytest.mark.parametrize(
    "page",
    [
        "Norland, Sudria to talk, text agreed\n\nNorland will come in June, its ministry said.",
        "Title; text; and what follows is no table, for the names say so\n\nNorland comes.",
        "text\nNorland comes",
        "Haven,Sudria,Norland\n\nNorland will come in June,its ministry said,on Wednesday.\n",
        "Norland, Sudria, Haven\n\nThe envoys met, talked, left.\n\nNobody said why, when, how.\n",
    ],
)
def test_a_page_with_commas_is_no_table(page: str) -> None:
    assert input_kind(page.encode()) == "text"


def test_the_names_may_stand_below_what_a_database_says_of_the_export() -> None:
    raw = f"Export of 2021-11-05\nQuery: lake AND talks\n\nTitle;Text;Date\n{TITLE};{LEAD};2021-11-03\n;;\n{TITLE};;\n"
    found, empty = read("hits.csv", raw.encode())
    assert isinstance(found, Article)
    assert (found.name, found.title, found.published) == ("hits.csv, row 5", TITLE, "2021-11-03")
    assert str(empty).startswith("hits.csv, row 7 carries no text")


def test_a_row_that_only_tells_how_an_article_begins_is_abridged() -> None:
    raw = f'Date,Headline,Opening Text,Source\n20211103,{TITLE},"{LEAD}",Haven Post\n'
    found = article("hits.csv", raw.encode())
    assert (found.abridged, found.published, paragraphs(found)) == (True, "2021-11-03", [LEAD])
    assert not article("hits.csv", f'title,summary,text\n{TITLE},short,"{LEAD}"\n'.encode()).abridged


def test_of_two_columns_of_one_name_the_one_that_is_filled_counts() -> None:
    assert paragraphs(article("hits.csv", f'title,text,text\n{TITLE},,"{LEAD}"\n'.encode())) == [LEAD]


def test_a_table_that_names_no_texts_is_refused_and_is_no_article() -> None:
    rows = "\n".join(f"{n},Haven Post,{TITLE},https://haven.example/{n}" for n in range(9))
    (found,) = read("hits.csv", f"id,media name,title,url\n{rows}\n".encode())
    assert str(found) == "hits.csv is a table without a column of texts; name the one that holds them text"


def test_columns_are_known_by_the_names_that_other_languages_give_them() -> None:
    found = article("export", f"Titel;Quelle;Datum;Volltext\n{TITLE};Haven Post;3.11.2021;{LEAD}\n".encode())
    assert (found.title, found.outlet, found.published) == (TITLE, "Haven Post", "2021-11-03")
