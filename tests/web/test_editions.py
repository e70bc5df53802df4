"""The next edition is edited and published on its page; editions are shown with what was corrected in them since."""

from __future__ import annotations

from lxml import etree
from starlette.testclient import TestClient
from tests.web.test_deciding import post as decide
from tests.web.test_deciding import speaker_of

from verbale.api.asking import Served

DAYS = {"since": "2020-05", "until": "2020-06"}


def draft(client: TestClient) -> dict[str, object]:
    found: dict[str, object] = client.get("/digest.json").json()
    return found


def change(client: TestClient, does: str, **said: object) -> int:
    answer = client.post("/digest", data={"does": does, "version": str(draft(client)["version"]), **said})
    return answer.status_code


def stories(client: TestClient) -> list[dict[str, object]]:
    return [entry for section in draft(client)["sections"] for entry in section["entries"]]  # type: ignore[attr-defined] # JSON


def both_days(client: TestClient) -> None:
    assert change(client, "set", name="Morning", **DAYS) == 200


def published(client: TestClient, **said: str) -> tuple[int, str]:
    answer = client.post("/editions", data={"version": str(draft(client)["version"]), "sure": "yes", **said})
    return answer.status_code, answer.text


def test_the_next_edition_has_a_number_and_the_days_it_was_given(client: TestClient) -> None:
    both_days(client)
    found = draft(client)
    assert (found["number"], found["since"], found["until"]) == (1, "2020-05-01", "2020-06-30")
    assert {str(s["headline"]) for s in stories(client)} == {"Gates stay shut, says Orum", "Meeting put off"}
    assert "Edition 1 · Morning" in client.get("/digest").text


def test_a_story_is_left_out_and_brought_back(client: TestClient) -> None:
    both_days(client)
    key = stories(client)[0]["article"]
    change(client, "drop", what=key)
    assert key not in [s["article"] for s in stories(client)]
    assert "Left out (1)" in client.get("/digest").text
    change(client, "restore", what=key)
    assert key in [s["article"] for s in stories(client)]


def test_stories_are_put_in_another_order(client: TestClient) -> None:
    both_days(client)
    first, second = (str(s["article"]) for s in stories(client))
    change(client, "down", what=first)
    change(client, "down", what=first)
    assert [s["article"] for s in stories(client)] == [second, first]
    answer = client.post("/digest", data={"does": "up", "version": str(draft(client)["version"]), "what": first},
                         follow_redirects=False)  # fmt: skip
    assert answer.headers["location"].endswith(f"#story-{first}")
    assert [s["article"] for s in stories(client)] == [first, second]


def test_an_edited_sentence_is_marked_and_keeps_the_machines(client: TestClient) -> None:
    both_days(client)
    page = client.get("/digest").text
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    change(client, "reword", mark=mark, words="The gates stay as they are.")
    page = client.get("/digest").text
    assert "The gates stay as they are." in page
    assert "✎ editor" in page
    assert "[ed.]" in client.get("/digest/text").text


def test_a_section_has_the_name_that_it_was_given(client: TestClient) -> None:
    both_days(client)
    (section, *_) = draft(client)["sections"]  # type: ignore[misc] # JSON
    change(client, "rename", path=section["path"], name="The lake today")
    assert "The lake today" in client.get("/digest").text


def test_an_article_of_another_day_is_found_and_added(client: TestClient) -> None:
    change(client, "set", since="2020-06", until="2020-06")
    assert len(stories(client)) == 1
    page = client.get("/digest?find=gates").text
    key = page.partition('class="act offer"')[2].partition('name="what" value="')[2].partition('"')[0]
    assert change(client, "add", what=key) == 200
    assert len(stories(client)) == 2
    assert change(client, "add", what="0" * 12) == 404


def test_a_change_of_a_draft_that_somebody_changed_is_refused(client: TestClient) -> None:
    both_days(client)
    answer = client.post("/digest", data={"does": "set", "version": "0", "name": "Noon"})
    assert answer.status_code == 409
    assert "the draft was changed since" in answer.text
    for wrong in ({"does": "shred", "version": "1"}, {"does": "drop", "version": "one"}, {"does": "set"}):
        assert client.post("/digest", data=wrong).status_code == 400


def test_an_edition_is_published_once_somebody_is_sure(client: TestClient) -> None:
    both_days(client)
    assert published(client, sure="")[0] == 400
    status, page = published(client)
    assert status == 200
    assert "Published by Cem Arn" in page
    assert "Edition 1 · Morning" in page
    assert "Meeting put off" in page
    assert ">1 · Morning</a>" in client.get("/editions").text
    assert client.get("/editions/1.json").json()["digest"]["since"] == "2020-05-01"
    assert draft(client)["number"] == 2
    stale = client.post("/editions", data={"version": "1", "sure": "yes"})
    assert stale.status_code == 409


def test_what_was_printed_is_not_printed_again(client: TestClient) -> None:
    both_days(client)
    published(client)
    assert stories(client) == []


def test_a_correction_is_told_beside_the_edition_and_announced_in_the_next_one(
    client: TestClient, served: Served
) -> None:
    both_days(client)
    published(client)
    before = client.get("/editions/1.json").content
    key, _ = speaker_of(client, "the dam leaks")
    decide(client, key, "corrected", field="speaker", value="Ada Orum", why="her office said so")
    after = client.get("/editions/1.json").json()
    (erratum,) = after["corrected"]
    assert erratum["editions"] == [1]
    assert "denied" in erratum["printed"]
    assert "her office said so" in client.get("/editions/1").text
    assert "1 correction" in client.get("/editions").text
    assert {**after, "corrected": []} == {**client.get("/editions/1.json").json(), "corrected": []}
    assert before.startswith(client.get("/editions/1.json").content[:200])
    assert "Corrections to earlier editions" in client.get("/digest").text
    published(client)
    assert served.store.edition(2).errata[0].now == "Corrected: speaker is Ada Orum"  # type: ignore[union-attr] # it was published
    assert "Corrections to earlier editions" not in client.get("/digest").text


def test_forms_are_given_with_their_types_and_unknown_ones_are_not_there(client: TestClient) -> None:
    both_days(client)
    published(client)
    for path in ("/digest", "/editions/1"):
        for form, kind in (("pdf", "application/pdf"), ("html", "text/html"), ("md", "text/markdown"),
                           ("docx", "application/vnd."), ("text", "text/plain")):  # fmt: skip
            answer = client.get(f"{path}/{form}?paper=letter")
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith(kind)
        assert client.get(f"{path}/odt").status_code == 404
        assert client.get(f"{path}/pdf?paper=a3").status_code == 404
    policy = client.get("/editions/1/html").headers["content-security-policy"]
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    for path in ("/editions/2", "/editions/x", "/editions/2/pdf", "/editions/2.json"):
        assert client.get(path).status_code == 404


def test_the_feed_leads_to_the_editions(client: TestClient) -> None:
    both_days(client)
    published(client)
    entry = etree.fromstring(client.get("/editions.atom").content).find("{*}entry")
    assert entry.find("{*}link").get("href") == "http://localhost/editions/1"


def test_other_days_are_looked_at_without_touching_the_draft(client: TestClient) -> None:
    page = client.get("/digest?since=2020-05&until=2020-05").text
    assert "To the next edition" in page
    assert "Gates stay shut, says Orum" in page
    assert 'method="post"' not in page
