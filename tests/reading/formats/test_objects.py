"""JSON: items of agencies, JSON Feed, lists."""

from __future__ import annotations

import json

import pytest
from tests.reading.formats.made import LEAD, MORE, TITLE, article, articles, ninjs, paragraphs, read, refusal

from verbale.model.text import Dateline
from verbale.reading.files import input_kind
from verbale.reading.formats import limits

FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Haven Courier",
    "items": [
        {
            "id": "1",
            "url": "https://haven.example/1",
            "title": TITLE,
            "content_html": f"<p>{LEAD}</p><p>{MORE}</p>",
            "date_published": "2021-11-03T23:40:00+02:00",
            "authors": [{"name": "Mia Holt"}, {"name": "Tom Reed"}],
        },
        {
            "id": "2",
            "title": "Pier shut",
            "summary": "The pier of Haven was shut on Thursday, its harbour master said.",
        },
        {"id": "3", "title": "A link"},
    ],
}


def test_an_item_of_an_agency_is_read_with_what_it_says_of_itself() -> None:
    found = article("wire.json", ninjs())
    assert (found.name, found.title, found.outlet, found.byline) == (
        "urn:haven:item:1",
        TITLE,
        "Haven News Agency",
        "Mia Holt",
    )
    assert (found.published, found.published_basis, found.dateline) == ("2021-11-03", "stated", Dateline("Haven", None))
    assert paragraphs(found) == [LEAD, MORE]
    assert "The port of Haven." not in found.text


def test_an_item_under_embargo_is_published_when_that_ends() -> None:
    assert article("wire.json", ninjs(embargoedUntil="2021-11-06T05:00:00+02:00")).published == "2021-11-06"


def test_an_item_of_the_older_forms_is_read() -> None:
    two = {
        "uri": "urn:haven:2",
        "versioncreated": "2021-11-03T10:00:00Z",
        "headlines": [{"value": TITLE}],
        "bodies": [{"contenttype": "text/plain", "value": f"{LEAD}\n\n{MORE}"}],
        "infosources": [{"name": "Haven News Agency"}],
    }
    one = {"uri": "urn:haven:1", "versioncreated": "2021-11-03T10:00:00Z", "headline": TITLE, "byline": "By Mia Holt"}
    first, second = articles(
        "wire.json", json.dumps([two, one | {"body_html": f"<p>{LEAD}</p><p>{MORE}</p>"}]).encode()
    )
    assert (first.outlet, paragraphs(first)) == ("Haven News Agency", [LEAD, MORE])
    assert (second.title, second.byline, paragraphs(second)) == (TITLE, "Mia Holt", [LEAD, MORE])


def test_items_come_one_a_line_too() -> None:
    raw = ninjs() + b"\n" + ninjs(uri="urn:haven:item:2")
    assert input_kind(raw) == "jsonl"
    assert [f.name for f in articles("wire.ndjson", raw)] == ["urn:haven:item:1", "urn:haven:item:2"]


@pytest.mark.parametrize("status", ["withheld", "canceled"])
def test_an_item_that_was_taken_back_is_refused(status: str) -> None:
    assert f"was {status} by its agency" in str(read("wire.json", ninjs(pubStatus=status))[0])


def test_a_picture_of_an_agency_is_refused() -> None:
    assert "of type 'picture'" in str(read("wire.json", ninjs(type="picture"))[0])


def test_the_items_of_a_json_feed_are_articles_and_a_summary_is_said_to_be_one() -> None:
    raw = json.dumps(FEED, indent=1).encode()
    first, second, third = read("feed.json", raw)
    whole, short = articles("feed.json", json.dumps(FEED | {"items": FEED["items"][:2]}).encode())
    assert (first, second) == (whole, short)
    assert (whole.outlet, whole.byline, whole.published) == ("Haven Courier", "Mia Holt and Tom Reed", "2021-11-03")
    assert (whole.abridged, short.abridged) == (False, True)
    assert "carries no text" in str(third)


def test_a_list_of_too_many_items_keeps_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LIMITS", limits.Limits(items=2))
    found = read("list.json", json.dumps([{"id": str(n), "text": LEAD} for n in range(9)]).encode())
    assert len(found) == 3
    assert "holds more than 2 items" in str(found[-1])


def test_a_list_of_lines_is_read_as_lines_are() -> None:
    found = articles("list.json", json.dumps([{"id": "a", "text": f"{TITLE}\n\n{LEAD}"}], indent=2).encode())
    assert [f.name for f in found] == ["a"]


@pytest.mark.parametrize(
    ("raw", "told"),
    [(b'{\n"a": 1\n}', 'no "text" or "html"'), (b'[{"a": ', "damaged JSON"), (b'[{"a": "\xff"}]', "not valid UTF-8")],
)
def test_json_without_articles_is_refused(raw: bytes, told: str) -> None:
    assert told in refusal("some.json", raw)
