"""Review: what is decided leaves the queue, what is taken back returns; keys can be switched off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.views.press import Sheet, happened, read
from tests.views.test_review import less_sure
from tests.views.test_state import two_accounts
from tests.web import dossiers

from verbale.model.evidence import Reading
from verbale.web.app import desk_app


def queue(client: TestClient, asked: str = "") -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = client.get(f"/review.json{asked}").json()["entries"]
    return entries


def decide(client: TestClient, doubt: dict[str, Any], verdict: str, **said: str) -> str:
    to = doubt["pair"][0] if doubt["pair"] and verdict in ("same", "different") else doubt["key"]
    answer = client.post(
        f"/lines/{to.replace('#', '%23')}", data={"verdict": verdict, "version": "0", "back": "/review", **said}
    )
    assert answer.status_code == 200, answer.text
    return str(answer.url.params["done"])


def test_a_doubtful_line_of_long_ago_stands_before_surer_new_ones(tmp_path: Path) -> None:
    """Caught: the least sure was sought among the newest of each kind, so that what was older never came up."""
    readings = [burned(n, 0.3 if n == 0 else 0.9) for n in range(9)]
    with dossiers.served(dossiers.made(tmp_path / "old.db", *readings)) as served:
        client = TestClient(desk_app(served), "http://localhost")
        first, *others = queue(client, "?size=10")
        assert (first["sure"], "mill of A" in first["sides"][0]["words"]) == (0.3, True)
        assert len(others) == 1
        second_page = {d["key"] for d in queue(client, "?size=10&page=2")}
        assert not second_page & {d["key"] for d in (first, *others)}
        decide(client, first, "accepted")
        assert first["key"] not in {d["key"] for d in queue(client, "?size=10")}


def burned(n: int, sure: float) -> Reading:
    """An article that tells of a fire on a day of its own, of which a machine is so sure."""
    sheet = Sheet()
    happened(sheet, f"The mill of {'ABCDEFGHI'[n]}ton burned down.", "burned down", where=f"{'ABCDEFGHI'[n]}ton")
    return less_sure(read(sheet, f"{n}.txt", published=f"2020-05-{n + 10}"), sure, "event")


@pytest.mark.parametrize("kind", ["utterance", "event", "position", "phase", "precondition"])
def test_what_is_accepted_leaves_the_queue_and_comes_back_when_that_is_undone(client: TestClient, kind: str) -> None:
    before = queue(client)
    asked = [d for d in before if d["kind"] == kind]
    decision = decide(client, asked[0], "accepted")
    left = queue(client)
    assert asked[0] not in left
    assert len(left) == len(before) - 1
    client.post(f"/judgements/{decision}/undo", data={"back": "/review"})
    assert queue(client) == before


@pytest.mark.parametrize("verdict", ["accepted", "rejected", "different"])
def test_two_accounts_leave_the_queue_however_they_are_decided_on(tmp_path: Path, verdict: str) -> None:
    with dossiers.served(dossiers.made(tmp_path / "two.db", two_accounts())) as served:
        client = TestClient(desk_app(served), "http://localhost")
        (pair,) = (d for d in queue(client) if d["kind"] == "contradiction")
        assert any(side["words"].startswith("denied this") for side in pair["sides"])
        said = {"other": pair["pair"][1]} if verdict == "different" else {}
        decision = decide(client, pair, verdict, **said)
        assert pair not in queue(client)
        client.post(f"/judgements/{decision}/undo", data={"back": "/review"})
        assert pair in queue(client)


def test_one_step_of_a_position_is_rejected_and_the_others_stay(client: TestClient) -> None:
    steps = [d for d in queue(client) if d["key"].startswith("position:NOR:water")]
    decide(client, steps[0], "rejected")
    assert [d["key"] for d in queue(client) if d["key"].startswith("position:NOR:water")] == [steps[1]["key"]]
    course = client.get("/positions/NOR/water.json").json()["course"]
    assert [step["key"] for step in course] == [steps[1]["key"].partition("#")[2]]


def test_a_corrected_line_leaves_the_queue(client: TestClient) -> None:
    doubt = next(d for d in queue(client) if "the dam leaks" in d["sides"][0]["words"])
    decide(client, doubt, "corrected", field="speaker", value="Ada Orum")
    assert doubt["key"] not in [d["key"] for d in queue(client)]


def test_the_page_shows_the_words_in_their_paragraph_and_what_comes_next(client: TestClient) -> None:
    doubt = next(d for d in queue(client) if "the dam leaks" in d["sides"][0]["words"])
    page = client.get("/review", params={"at": doubt["key"]}).text
    assert '<mark class="sought">the dam leaks</mark>' in page
    assert 'data-key="a"' in page
    assert 'data-key="c"' in page
    assert "as_known_on=" not in page


def test_the_queue_can_be_narrowed(client: TestClient) -> None:
    kinds = {d["kind"] for d in queue(client, "?party=SUD")}
    assert "position" in kinds
    assert not any("Norland" in d["told"] for d in queue(client, "?party=SUD&issue=ferry"))


def test_one_kind_of_line_can_be_reviewed_alone(client: TestClient) -> None:
    assert {d["kind"] for d in queue(client, "?kind=position")} == {"position"}
    page = client.get("/review?kind=position").text
    assert '<b aria-current="true">Position' in page
    assert 'href="/review?kind=utterance"' in page
    assert "Nothing is left to decide here." in client.get("/review?kind=none").text


def test_nothing_is_offered_to_be_decided_about_the_past(client: TestClient) -> None:
    assert 'data-key="a"' not in client.get("/review?as_known_on=2020-06-01").text


def test_keys_are_listed_and_can_be_switched_off_and_on(client: TestClient) -> None:
    assert "<body data-keys>" in client.get("/").text
    listed = {entry["key"] for entry in client.get("/keys.json").json()["entries"]}
    assert set("jko/?acxusd") <= listed
    page = client.post("/settings", data={"keys": "off", "back": "/keys"})
    assert page.url.path == "/keys"
    assert "<body>" in page.text
    assert client.get("/settings.json").json() == {"theme": "default", "keys": "off"}
    client.post("/settings", data={"keys": "on"})
    assert "<body data-keys>" in client.get("/").text


def test_a_theme_is_kept_and_given_up_again(client: TestClient) -> None:
    client.post("/settings", data={"theme": "dark"})
    assert '<html lang="en" data-theme="dark">' in client.get("/statements").text
    client.post("/settings", data={"theme": "system"})
    assert "data-theme" not in client.get("/statements").text


def test_a_choice_leads_back_to_no_other_site(client: TestClient) -> None:
    for back in ("//evil.example/", "https://evil.example/", "javascript:alert(1)"):
        answer = client.post("/settings", data={"keys": "on", "back": back}, follow_redirects=False)
        assert answer.headers["location"].startswith("/")
        assert "evil" not in answer.headers["location"].replace("/", "", 1).partition("/")[0]
