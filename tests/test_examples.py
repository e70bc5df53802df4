"""The example dossier is what its README says: every form of page, terms of art only in quotes, nobody's sentences."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from verbale.model.brief import Brief, brief_from_toml
from verbale.model.text import Article
from verbale.reading import files

FOLDER = Path(__file__).parent.parent / "examples" / "japan-russia"
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))}

FORMS = {
    "page without date or outlet": r"\Aprint PRINT\n\n[A-Z]+ > [^\n]+\n\n[^\n]+\n\n[^ \n]",
    "bullets with the stray comma": r"\n  • \w+ \d{1,2}, \d{4}\n  • , \w+ , p+\. [^\n]+\n  • JMH Translation\n",
    "a bullet with only a comma": r"\n  • ,\n",
    "summary of several papers": r"\n  • , \w+, \w+, \w+\n  • JMH Summary\n",
    "summary of all of a kind": r"\n  • , All \w+ \w+\n  • JMH Summary\n",
    "one page": r", p\. \d",
    "several pages": r", pp\. \d+, \d+-\d+\n",
    "clock time for a page": r"  • , \w+ , \d{1,2}:\d{2} [ap]\.m\.\n",
    "no locator": r"  • , [\w ]+\n  • JMH Translation",
    "2015 form": r"\n  • \d{4}-\d\d-\d\d 15:00:00\n  • , \w+\n  • Translation\n\n\(\w+: [^\n]+ – p\. \d\)\n\n\n \w",
    "byline after the headline": r"\A(?:print PRINT\n\n)?[^\n]+\n\n[^\n]+\n\nBy \w+ \w+\n\n  • ",
    "byline after the bullets": r"\n  • [^\n]+\n\nBy \w+ \w+\n\n\n",
    "newspaper dateline": r"\n[A-Z ]{4,}(?:, \w+)? – \w",
    "editorial": r"\nEditorial: ",
    "opinion": r"\nOpinion: ",
    "gist": r"\nGist of ",
    "roundup": r"\nRoundup of ",
    "part of a series": r"\(Part \d\)",
    "abridged": r" \(Abridged\)\n",
    "predecessor cable": r"\n[A-Z]+ \(Page \d+\) \(Full\) \w+ \d+, \d{4}\n",
    "footer list": r"\n  • Ambassador\n  • Ukraine\n  • COVID-19\n  • Trending Japan\n\Z",
    "wire with its name in brackets": r"\n\w+, \w+ \d+ \(NationPress\) \w",
    "wire without a year": r"\n[A-Z]+, \w+ \d+\. /TASS/\. \w",
    "wire slug": r"\A\d\w\w Ld: ",
    "staff writer": r"\nBy \w+ \w+ Staff Writer\n",
    "synopsis and takeaways": r"\nSynopsis\nKey Takeaways\n(?:- [^\n]+\n){3,}",
    "lead printed twice": r"\n([^\n]{60,})\n(?:\n|.)*\n\1\n",
    "photo caption first": r"\APhoto: [^\n]+\n",
    "labels": r"\nSource: [^\n]+\n\nDetails: (?:\n|.)*\nQuote: ",
    "navigation with a clock time": r"\n\w+ \d+, \d\d:\d\d\n",
    "style sheet": r"\A\.[a-z-]+ p \{ [^\n]+ \}\n",
    "comments": r"\n\d Comments\n",
}

# What each page says of itself: day, how we know it, outlet, page, credit, byline, place of filing, kind, paragraphs
TOLD = """
2012-06-20-los-cabos | 2012-06-20 | stated | Yomiuri | 2 | - | - | LOS CABOS, Mexico | news | 4
2013-04-30-moscow-summit | 2013-04-30 | stated | Mainichi | 1, 3 | JMH Translation | - | MOSCOW | news | 4
2014-03-19-crimea-sanctions | 2014-03-19 | stated | Mainichi, Yomiuri, Nikkei | - | JMH Summary | - | - | news | 3
2014-11-10-beijing | 2014-11-10 | inferred | Kyodo | - | - | - | BEIJING | news | 4
2015-09-25-kishida-lavrov | 2015-09-25 | stated | Sankei | 3 | Translation | - | - | news | 4
2016-05-11-sochi | 2016-05-11 | inferred | - | - | - | - | - | news | 4
2016-12-17-joint-activities | 2016-12-17 | stated | Nikkei | 1, 4-7 | JMH Translation | - | - | news | 4
2017-09-24-grave-visit | 2017-09-24 | stated | NHK | - | JMH Translation | - | - | news | 4
2018-09-12-vladivostok-offer | 2018-09-12 | stated | TASS | - | - | - | VLADIVOSTOK | news | 4
2018-09-18-conflicting-accounts | 2018-09-18 | stated | Yomiuri | 4 | JMH Translation | - | - | news | 5
2018-11-17-singapore-opinion | 2018-11-17 | stated | Reibun Shimbun | 27 | - | Hanako Reibun | SINGAPORE | opinion | 4
2019-01-16-editorial | 2019-01-16 | stated | Reibun Shimbun | - | JMH Translation | - | - | editorial | 5
2019-06-30-osaka-roundup | 2019-06-30 | stated | All TV networks | - | JMH Summary | - | - | digest | 4
2020-07-03-constitution | 2020-07-03 | stated | - | - | - | Taro Reibun | - | news | 5
2021-07-26-mishustin-iturup | 2021-07-26 | stated | - | - | - | - | - | news | 7
2022-03-22-suspension | 2022-03-22 | inferred | NationPress | - | - | - | Moscow | news | 6
2022-09-07-visa-free-visits | 2022-09-07 | stated | Asahi | 3 | JMH Translation | - | - | news | 4
2023-02-08-northern-territories-day | 2023-02-08 | stated | Nikkei | 4 | JMH Translation | Taro Reibun | - | news | 4
2024-06-06-conditions | 2024-06-06 | stated | Jiji Press | - | - | - | TOKYO | news | 4
2025-02-07-rally-message | 2025-02-07 | stated | TASS | - | - | - | TOKYO | news | 4
2025-11-13-takaichi-peskov | 2025-11-13 | stated | Yomiuri | 2 | JMH Translation | - | - | news | 4
2026-02-21-no-dialogue | 2026-02-21 | stated | Japan Times | 3 | - | - | - | news | 4
"""


@pytest.fixture(scope="module")
def brief() -> Brief:
    return brief_from_toml((FOLDER / "brief.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_page_is_among_the_examples(form: str) -> None:
    assert any(re.search(FORMS[form], page) for page in PAGES.values())


@pytest.mark.parametrize("line", TOLD.split("\n")[1:-1])
def test_a_page_is_understood(line: str) -> None:
    name, *expected = line.split(" | ")
    (article,) = files.articles_at(FOLDER / f"{name}.txt")
    assert isinstance(article, Article)
    place = article.dateline.place if article.dateline else None
    told = (article.published, article.published_basis, article.outlet, article.page, article.credit, article.byline)
    assert [value or "-" for value in (*told, place)] + [article.kind, str(len(article.paragraphs))] == expected
    assert article.title in PAGES[name].splitlines()
    assert article.abridged == ("(Abridged)" in PAGES[name])
    assert not any(word in article.text[slice(*article.body or ())] for word in ("Trending", "(Abridged)", "Comments"))


def test_there_are_enough_articles_of_the_size_of_a_press_item() -> None:
    assert len(PAGES) >= 14
    assert {name for name, page in PAGES.items() if not 120 <= len(page.split()) <= 350} == set()


def test_a_standing_background_paragraph_is_used_again() -> None:
    paragraphs = [line for page in PAGES.values() for line in page.splitlines() if len(line) > 300]
    assert any(paragraphs.count(paragraph) == 2 for paragraph in paragraphs)


def test_the_brief_names_the_parties_issues_and_islands(brief: Brief) -> None:
    assert {"JPN", "RUS", "USA"} <= {party.code for party in brief.parties}
    issues = "sovereignty treaty talks sanctions economic security visits other"
    assert [issue.id for issue in brief.issues] == issues.split()
    etorofu = next(place for place in brief.places if place.id == "etorofu")
    assert {(name.name, name.party) for name in etorofu.names} == {("Etorofu", "JPN"), ("Iturup", "RUS")}


@pytest.mark.parametrize("title", ["Prime Minister", "Foreign Minister", "Chief Cabinet Secretary"])
def test_no_two_people_hold_one_japanese_office_at_a_time(brief: Brief, title: str) -> None:
    held = [o for p in brief.people if p.party == "JPN" for o in p.offices if o.title == title]
    terms = sorted((o.since or "", o.until or "9999") for o in held)
    assert len(terms) > 1
    assert all(ends <= begins for (_, ends), (begins, _) in pairwise(terms))


def test_every_party_that_a_place_or_person_refers_to_is_in_the_brief(brief: Brief) -> None:
    codes = {party.code for party in brief.parties}
    assert {person.party for person in brief.people} <= codes
    assert {name.party for place in brief.places for name in place.names} <= codes | {None}


def test_quotation_marks_hold_terms_of_art_only() -> None:
    quoted = {words.rstrip(",.") for page in PAGES.values() for words in re.findall(r"“([^”]*)”", page)}
    assert quoted
    assert {words for words in quoted if len(words.split()) > 3} == set()
    readme = " ".join((FOLDER / "README.md").read_text(encoding="utf-8").split())
    assert {words for words in quoted if f"“{words}”" not in readme} == {"Northern Territories"}


def test_the_readme_lists_every_article_and_no_other() -> None:
    listed = re.findall(r"^\| `([^`]+)` \|", (FOLDER / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert listed == list(PAGES)


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """All runs of `length` words in the text, apart from furniture that a site prints on every page."""
    text = re.sub(r"print PRINT|\(Abridged\)|  • [^\n]*", "\n", text)
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_a_shared_run_of_words_is_noticed() -> None:
    assert runs("The envoy left. (Abridged)", 3) & runs("Then the envoy left again", 3) == {("the", "envoy", "left")}


@pytest.mark.skipif(
    "VERBALE_GOLD" not in os.environ, reason="VERBALE_GOLD is not set: no gold articles to compare with"
)
def test_no_example_shares_seven_words_in_a_row_with_the_gold_articles() -> None:
    gold = Path(os.environ["VERBALE_GOLD"])
    texts = [
        path.read_text(encoding="utf-8") for path in [*gold.rglob("*.txt"), *(gold.parent / "seeds").glob("*.txt")]
    ]
    assert texts
    theirs: set[tuple[str, ...]] = set().union(*(runs(text, 7) for text in texts))
    assert {" ".join(run) for page in PAGES.values() for run in runs(page, 7) & theirs} == set()
