"""Saved searches: kept in the browser, one click away, given up again."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


def save(client: TestClient, words: str, do: str = "save") -> str:
    answer = client.post("/searches", data={"q": words, "do": do})
    assert answer.status_code == 200, answer.text
    return answer.text


def saved(client: TestClient) -> str:
    return client.get("/search").text.partition("Saved in this browser")[2].partition("</section>")[0]


def test_a_search_is_saved_and_leads_back_to_itself(client: TestClient) -> None:
    assert "Saved in this browser" not in client.get("/search").text
    page = save(client, 'gates  speaker:"ada orum" after:2019')
    assert "Forget" in page
    assert 'href="/search?q=gates+speaker%3A%22ada+orum%22+after%3A2019"' in saved(client)
    save(client, 'gates speaker:"ada orum" after:2019', "forget")
    assert saved(client) == ""


def test_the_last_saved_stands_first_and_none_twice(client: TestClient) -> None:
    for words in ("dam", "ferry", "dam"):
        save(client, words)
    assert [words in saved(client) for words in ("dam", "ferry")] == [True, True]
    assert saved(client).index("dam") < saved(client).index("ferry")
    assert saved(client).count('href="/search?q=dam"') == 1


@pytest.mark.parametrize("words", ["竹島 OR 独島", "<script>alert(1)</script>", "a;b=c,d"])
def test_any_words_are_kept_as_they_are_and_never_run(client: TestClient, words: str) -> None:
    save(client, words)
    assert "<script>alert" not in client.get("/search").text
    (found,) = [s for s in [client.cookies["searches"]] if s]
    assert len(found) < 4_000
    assert saved(client).count("<li") == 1


def test_more_than_a_browser_keeps_give_way_to_the_last_ones(client: TestClient) -> None:
    for number in range(30):
        save(client, f"word{number} {'竹' * 60}")
    assert "word29" in saved(client)
    assert len(client.cookies["searches"]) < 3_600
