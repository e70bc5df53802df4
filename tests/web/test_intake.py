"""Intake: what waits is kept or dropped, and that is taken back; what was refused is tried again."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from verbale.api.asking import Served
from verbale.testing.fetching import MemoryFetcher


def queue(client: TestClient, asked: str = "") -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/intake.json{asked}").json()
    return found


def post(client: TestClient, do: str, *items: int) -> Any:
    data = {"do": do, "items": ",".join(map(str, items)), "back": "/intake"}
    return client.post("/intake", data=data)


def test_copies_of_a_text_are_one_entry_with_all_their_outlets(client: TestClient) -> None:
    found = queue(client)
    (group,) = [entry for entry in found["entries"] if entry["title"] == "Sluice opened"]
    assert (group["outlet"], [copy["outlet"] for copy in group["copies"]]) == ("The Bank", ["Lake Post"])
    assert len(found["entries"]) == 3
    assert found["counts"] == {"waiting": 4, "kept": 0, "dropped": 1, "refused": 2}
    page = client.get("/intake").text
    assert page.count('data-key="a"') == 3
    assert "2 articles, one text" in page
    assert "answers 404" in page


def test_what_is_kept_is_an_article_and_is_taken_out_when_that_is_undone(client: TestClient) -> None:
    before = len(client.get("/articles.json").json()["entries"])
    answer = post(client, "keep", 1, 2)
    assert "Kept." in answer.text
    assert len(client.get("/articles.json?size=500").json()["entries"]) == before + 1  # two articles, one text
    (kept,) = queue(client, "?state=kept")["entries"]
    assert (kept["decided_by"], len(kept["articles"])) == ("Cem Arn", 1)
    assert f"/articles/{kept['articles'][0]}" in client.get("/intake?state=kept").text
    post(client, "undo", 1, 2)
    assert len(client.get("/articles.json").json()["entries"]) == before
    assert queue(client)["counts"]["waiting"] == 4


def test_what_is_dropped_is_listed_and_waits_again_when_that_is_undone(client: TestClient) -> None:
    assert "Dropped." in post(client, "drop", 1, 2).text
    assert queue(client)["counts"] == {"waiting": 2, "kept": 0, "dropped": 3, "refused": 2}
    assert "Old news" in client.get("/intake?state=dropped").text
    post(client, "undo", 1, 2)
    assert queue(client)["counts"]["waiting"] == 4


def test_what_was_refused_is_kept_when_it_can_be_fetched_and_says_why_when_not(
    client: TestClient, served: Served
) -> None:
    gone = next(item["number"] for item in queue(client)["refused"] if "404" in item["reason"])
    assert post(client, "retry", gone).status_code == 400
    assert isinstance(served.fetcher, MemoryFetcher)
    served.fetcher.pages["https://post.example/gone"] = (
        "<p>The ferry sailed again after two years, its master said.</p>"
    )
    assert post(client, "retry", gone).status_code == 200
    assert queue(client)["counts"]["kept"] == 1


def test_nothing_is_decided_on_what_is_not_there_or_elsewhere(client: TestClient) -> None:
    assert post(client, "keep", 99).status_code == 404
    assert post(client, "retry", 1).status_code == 400
    assert post(client, "shred", 1).status_code == 400
    assert client.post("/intake", data={"do": "drop", "items": "1,x"}).status_code == 404
    assert client.post("/intake", data={"do": "drop", "items": ""}).status_code == 400
    assert client.get("/intake?state=lost").status_code == 400


def test_a_program_decides_as_a_person_does(client: TestClient) -> None:
    assert client.post("/api/v1/intake/decisions", json={"do": "drop", "items": [1]}).json() == {"items": [1]}
    assert client.get("/api/v1/intake?state=dropped").json()["counts"]["dropped"] == 2
    assert client.post("/api/v1/intake/decisions", json={"do": "drop", "items": [1]}).status_code == 400


def test_today_says_how_much_is_unread(client: TestClient) -> None:
    assert client.get("/today.json").json()["intake"] == {"waiting": 4, "refused": 2}
    assert "<b>4</b> unread" in client.get("/").text
    assert "unread" not in client.get("/?as_known_on=2020-06-01").text


def test_an_empty_intake_says_how_something_comes_in(client: TestClient, served: Served) -> None:
    for item in served.store.queue().items():
        served.store.queue().decide([item.number], "dropped", "2020-06-20", "")
    assert "Nothing waits here." in client.get("/intake").text
    assert "unread" not in client.get("/").text


def test_nothing_that_came_in_means_harm(client: TestClient) -> None:
    page = client.get("/intake").text
    assert "<script>document" not in page
    assert "\x1b" not in page
    assert "javascript:" not in page.replace("&#39;javascript:", "")
