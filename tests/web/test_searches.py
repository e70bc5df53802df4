"""Saved searches: kept in the dossier for all who use it, given up again, and followed in a feed reader."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient
from tests.web import dossiers

from verbale.api.asking import Served

ATOM = "{http://www.w3.org/2005/Atom}"


def save(client: TestClient, words: str, name: str = "", do: str = "save") -> str:
    answer = client.post("/searches", data={"q": words, "name": name, "do": do})
    assert answer.status_code == 200, answer.text
    return answer.text


def saved(client: TestClient) -> str:
    return client.get("/search").text.partition('id="saved"')[2].partition("</section>")[0]


def feed(client: TestClient, number: int = 1) -> ElementTree.Element:
    return ElementTree.fromstring(client.get(f"/searches/{number}.atom").content)  # noqa: S314 - our own


def test_a_search_is_saved_under_a_name_and_leads_back_to_itself(client: TestClient, served: Served) -> None:
    assert saved(client) == ""
    page = save(client, 'gates  speaker:"ada orum" after:2019', "The gates")
    assert "Forget this search" in page
    assert 'href="/search?q=gates+speaker%3A%22ada+orum%22+after%3A2019"' in saved(client)
    assert ">The gates</a>" in saved(client)
    (one,) = served.store.searches()
    assert (one.by, one.saved_on) == (served.by, served.today())
    save(client, "", "The gates", "forget")
    assert saved(client) == ""


def test_without_a_name_the_words_are_the_name_and_none_is_saved_twice(client: TestClient) -> None:
    for words in ("dam", "ferry", "dam"):
        save(client, words)
    assert saved(client).count('href="/search?q=dam"') == 1
    assert saved(client).count("<li") == 2


@pytest.mark.parametrize("words", ["竹島 OR 独島", "<script>alert(1)</script>", "a;b=c,d"])
def test_any_words_are_kept_as_they_are_and_never_run(client: TestClient, words: str) -> None:
    save(client, words)
    assert "<script>alert" not in client.get("/search").text
    assert saved(client).count("<li") == 1
    assert client.get("/searches/1.atom").status_code == 200


@pytest.mark.parametrize(
    ("words", "name"), [("", "x"), ("party:NOR", "x"), ("dam party:XYZ", "x"), ("dam", "x" * 1001)]
)
def test_a_search_that_cannot_be_run_is_refused_in_one_line(client: TestClient, words: str, name: str) -> None:
    assert client.post("/searches", data={"q": words, "name": name, "do": "save"}).status_code == 400
    assert saved(client) == ""


def test_the_twin_lists_the_saved_searches_with_their_feeds(client: TestClient) -> None:
    save(client, "dam", "Dam")
    (one,) = client.get("/search.json").json()["saved"]
    assert (one["name"], one["q"], one["feed"]) == ("Dam", "dam", "/searches/1.atom")


def test_the_feed_of_a_search_has_stable_ids_and_a_tag(client: TestClient) -> None:
    save(client, "dam OR ferry OR talks", "Lake")
    first = client.get("/searches/1.atom")
    assert first.headers["content-type"].startswith("application/atom+xml")
    ids = [one.findtext(f"{ATOM}id") for one in feed(client).iter(f"{ATOM}entry")]
    assert ids and len(set(ids)) == len(ids)
    assert ids == [one.findtext(f"{ATOM}id") for one in feed(client).iter(f"{ATOM}entry")]
    again = client.get("/searches/1.atom", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("title", "updated", "id"):
        assert all(one.findtext(f"{ATOM}{name}") for one in feed(client).iter(f"{ATOM}entry"))


def test_a_feed_that_is_not_there_is_told_of(client: TestClient) -> None:
    assert client.get("/searches/7.atom").status_code == 404


def test_the_feed_holds_no_word_that_the_rights_of_its_source_keep_back(client: TestClient, served: Served) -> None:
    save(client, "dam OR ferry OR talks", "Lake")
    rights = 'rights = "link"\n' + "\n".join(x for x in dossiers.BRIEF.splitlines() if not x.startswith("rights"))
    served.store.set_brief(rights, served.today())
    texts = [s.article.text for s in served.store.articles()]
    titles = " ".join(s.article.title or "" for s in served.store.articles())
    for entry in feed(client).iter(f"{ATOM}entry"):
        words = (entry.findtext(f"{ATOM}content") or "").split("\n")[0]
        assert words in titles or not any(words in text for text in texts)
