"""Law 7 at the desk: no page, no twin of one and no edition shows words without act, polarity and status."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import lxml.html
import pytest
from starlette.testclient import TestClient
from tests.views.press import Sheet, read
from tests.views.test_law7 import World, missing, one_of_each, strings
from tests.web import dossiers

from verbale.views.context import Context
from verbale.web.app import desk_app

TWINS = (
    "today", "statements", "positions", "timeline", "calendar", "contradictions", "preconditions", "linkages", "actors",
    "review", "digest", "editions/1",
)  # fmt: skip
BRIEF = dossiers.BRIEF.replace('rights = "excerpt"\n', "")
DAYS = {"since": "2020-01-01", "until": "2020-12-31"}


def published(client: TestClient) -> None:
    """The first edition, of the whole year."""
    version = client.get("/digest.json").json()["version"]
    client.post("/digest", data={"does": "set", "version": version, "name": "Morning", **DAYS})
    version = client.get("/digest.json").json()["version"]
    assert client.post("/editions", data={"version": version, "sure": "yes"}).status_code == 200


def units(client: TestClient) -> Iterator[tuple[str, str]]:
    """What the twins tell with all around it, and the lead and takeaways of the edition as HTML, text and Markdown."""
    published(client)
    for name in TWINS:
        told = client.get(f"/{name}.json")
        assert told.status_code == 200, name
        yield from ((words, f"{name}: {around}") for words, around in strings(told.json(), ""))
    page = client.get("/editions/1/html").text
    lead = re.findall(r'<p class="ink".*?</p>', page.partition(">Contents<")[0], re.DOTALL)
    for item in (*lead, *re.findall(r"<li [^>]*>.*?</li>", page, re.DOTALL)):
        unit = html.unescape(re.sub(r"<[^>]+>", "", item))
        yield unit, f"html: {unit}"
    for form, item_in in (("text", r"^ *– .*(?:\n {4,}(?! *– ).+)*"), ("md", r"^- .*")):
        for item in re.findall(item_in, client.get(f"/editions/1/{form}").text, re.MULTILINE):
            unit = " ".join(item.replace("\\", "").split())
            yield unit, f"{form}: {unit}"


def broken_by(world: World) -> list[str]:
    with TemporaryDirectory() as folder:
        path = dossiers.made(Path(folder) / "d.db", *world.readings, brief=BRIEF)
        with dossiers.served(path) as served, TestClient(desk_app(served), "http://localhost") as client:
            shown = list(units(client))
    for form in ("html", "text", "md"):
        told = [words for words, unit in shown if unit.startswith(f"{form}: ")]
        assert any(mark.token in words for mark in world.marks for words in told), form
    return [f"{m.token}: {unit}" for m in world.marks for words, unit in shown if m.token in words and missing(unit, m)]


OUTER = ("li", "dd", "tr", "article", "table")
"""What is read as one on a page: the outermost of these; a row with the heads of its table."""
OWN = "ancestor-or-self::*[self::form or contains(@class, 'passage') or contains(@class, 'synopsis') or @role='search']"
"""What holds the article's own text, or a value that a person is to correct, beneath what the line is called."""


def page_units(client: TestClient) -> Iterator[tuple[str, str, str]]:
    """Every piece of text of the pages of the record with all that stands around it, each behind its address."""
    todo = {"/", *(f"/{name}" for name in TWINS if name not in ("today", "digest", "editions/1"))}
    seen: set[str] = set()
    while todo:
        path = todo.pop()
        seen.add(path)
        page = client.get(path)
        assert page.status_code == 200, path
        todo |= set(re.findall(r'href="(/(?:lines|positions)/[^"#?.]+)["#?]', page.text)) - seen
        (main,) = lxml.html.fromstring(page.content).xpath("//main")
        for words in main.xpath(f".//text()[not(parent::*/{OWN})]"):
            outer = [up for up in words.getparent().iterancestors() if up.tag in OUTER] or [main]
            unit = main if path.startswith(("/lines/", "/positions/")) else outer[-1]
            yield path, str(words), " ".join(" ".join(unit.itertext()).split())


def broken_pages(*sheets: Sheet) -> list[str]:
    _, marks = one_of_each(sheets[0])
    with TemporaryDirectory() as folder:
        path = dossiers.made(Path(folder) / "d.db", read(sheets[0], title="Page"), brief=BRIEF)
        with dossiers.served(path) as served, TestClient(desk_app(served), "http://localhost") as client:
            shown = list(page_units(client))
    assert all(len({at for at, words, _ in shown if mark.token in words}) > 3 for mark in marks)
    return [
        f"{at} {m.token}: {unit}" for m in marks for at, words, unit in shown if m.token in words and missing(unit, m)
    ]


def test_no_page_of_the_record_shows_words_without_act_polarity_and_status(monkeypatch: pytest.MonkeyPatch) -> None:
    assert broken_pages(Sheet()) == []
    monkeypatch.setattr(Context, "act_around", lambda *_: "")
    assert {line.partition(":")[0].split()[1] for line in broken_pages(Sheet())} == {"zq3"}


def test_no_twin_and_no_edition_shows_words_without_act_polarity_and_status() -> None:
    sheet, fresh = Sheet(), Sheet()
    record, marks = one_of_each(sheet)
    fresh.sentences, fresh.makers = sheet.sentences, sheet.makers
    assert broken_by(World(record, marks, read(fresh, title="Page"))) == []
