"""Deciding on a page: correct, accept, reject, join, take back; signed, and nothing unseen is overwritten."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient
from tests.web.test_pages import line_called


def post(client: TestClient, key: str, verdict: str, **said: str) -> str:
    seen = {"version": client.get(f"/lines/{key}.json").json()["version"], "back": f"/lines/{key}"}
    answer = client.post(f"/lines/{key}", data={"verdict": verdict, **seen, **said})
    assert answer.status_code == 200, answer.text
    return str(answer.url.params["done"])


def speaker_of(client: TestClient, words: str) -> tuple[str, str]:
    entries = client.get("/statements.json").json()["entries"]
    (one,) = [e for e in entries if words in (e["told"] or "")]
    return one["key"], one["speaker"]["name"]


def test_a_corrected_speaker_is_shown_everywhere_with_who_set_it(client: TestClient) -> None:
    key, speaker = speaker_of(client, "the dam leaks")
    assert speaker == "Ben Lusk"
    post(client, key, "corrected", field="speaker", value="Ada Orum", why="misheard", version="0")
    assert speaker_of(client, "the dam leaks") == (key, "Ada Orum")
    page = client.get(f"/lines/{key}").text
    assert "speaker set by Cem Arn on 20 June 2020" in page
    assert "Cem Arn, 20 June 2020: misheard" in page
    assert "✎" in client.get("/statements").text


def test_a_decision_is_taken_back_by_one_click(client: TestClient) -> None:
    key, _ = speaker_of(client, "the dam leaks")
    decision = post(client, key, "corrected", field="act", value="state")
    assert client.post(f"/judgements/{decision}/undo", data={"back": "/statements"}).url.path == "/statements"
    assert "denied that the dam leaks" in client.get("/statements?act=deny").text
    history = client.get(f"/lines/{key}.json").json()["history"]
    assert [h["stands"] for h in history if not h["undoes"]] == [False]


def test_the_one_decision_that_stands_on_a_line_is_taken_back_by_a_key(client: TestClient) -> None:
    key, _ = speaker_of(client, "the dam leaks")
    first = post(client, key, "corrected", field="act", value="state")
    page = client.get(f"/lines/{key}").text
    assert f"/judgements/{first}/undo" in page.partition('data-key="u"')[0].rpartition("<form")[2]
    last = post(client, key, "accepted")
    assert 'data-key="u"' not in client.get(f"/lines/{key}").text
    client.post(f"/judgements/{last}/undo", data={"back": "/"})
    assert client.get(f"/lines/{key}").text.count('data-key="u"') == 1


def test_a_rejected_line_leaves_every_page(client: TestClient) -> None:
    key, _ = speaker_of(client, "the dam leaks")
    answer = client.post(f"/lines/{key}", data={"verdict": "rejected", "version": "0", "back": "/statements"})
    assert answer.status_code == 200
    assert "the dam leaks" not in answer.text
    assert client.get(f"/lines/{key}").status_code == 404
    assert "rejected a statement" in client.get("/judgements").text


def test_a_decision_on_what_has_changed_since_is_refused(client: TestClient) -> None:
    key, _ = speaker_of(client, "the dam leaks")
    post(client, key, "accepted", version="0")
    late = client.post(f"/lines/{key}", data={"verdict": "rejected", "version": "0"})
    assert late.status_code == 409
    assert "has been decided on since" in late.text
    assert speaker_of(client, "the dam leaks")[0] == key


@pytest.mark.parametrize("version", ["", "stale", "²", "-1"])
def test_a_decision_that_says_on_what_state_it_was_made_no_better_is_refused(client: TestClient, version: str) -> None:
    key, _ = speaker_of(client, "the dam leaks")
    answer = client.post(f"/lines/{key}", data={"verdict": "rejected", "version": version})
    assert (answer.status_code, "which version of the line" in answer.text) == (400, True)
    assert speaker_of(client, "the dam leaks")[0] == key


def test_two_accounts_are_marked_as_one(client: TestClient) -> None:
    a, b = line_called(client, "statements", 0), line_called(client, "statements", 1)
    post(client, a, "same", other=b)
    keys = [e["key"] for e in client.get("/statements.json").json()["entries"]]
    assert len({a, b} & set(keys)) == 1
    assert "joined by a person" in client.get("/statements").text


def test_who_corrects_where_a_line_stands_is_led_to_where_it_goes_on(client: TestClient) -> None:
    answer = client.post(
        "/lines/position:SUD:ferry",
        data={"verdict": "corrected", "field": "party", "value": "NOR", "version": "0",
              "back": "/lines/position:SUD:ferry"},
    )  # fmt: skip
    assert (answer.status_code, answer.url.path) == (200, "/positions")
    assert "Decided." in answer.text


def test_what_does_not_fit_is_refused_in_one_line(client: TestClient) -> None:
    key, _ = speaker_of(client, "the dam leaks")
    for said, line in (
        ({"verdict": "corrected", "field": "act", "value": "sing"}, "is no act"),
        ({"verdict": "corrected", "field": "colour", "value": "red"}, "has no field"),
        ({"verdict": "burn"}, "a decision is one of"),
        ({"verdict": "accepted", "why": "x" * 3_000}, "a reason may have"),
    ):
        answer = client.post(f"/lines/{key}", data={"version": "0", **said})
        assert (answer.status_code, line in answer.text) == (400, True), answer.text


def test_a_form_leads_back_to_no_other_site(client: TestClient) -> None:
    key, _ = speaker_of(client, "the dam leaks")
    for seen, back in enumerate(("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)")):
        said = {"verdict": "accepted", "version": str(seen), "back": back}
        answer = client.post(f"/lines/{key}", data=said, follow_redirects=False)
        assert answer.status_code == 303
        assert urlsplit(answer.headers["location"].replace("\\", "/")).netloc == ""
        assert answer.headers["location"].startswith("/")


def test_the_past_cannot_be_decided_on(client: TestClient) -> None:
    key, _ = speaker_of(client, "the dam leaks")
    assert "Decide</h2>" in client.get(f"/lines/{key}").text
    assert "Decide</h2>" not in client.get(f"/lines/{key}?as_known_on=2020-05-20").text
