"""The brief on its page: previewed, kept as a new version, refused where it is wrong or somebody was faster."""

from __future__ import annotations

from starlette.testclient import TestClient
from tests.web.dossiers import BRIEF

from verbale.api.asking import Served

CHANGED = BRIEF.replace('name = "The ferry"', 'name = "Ferries and bridges"')


def post(client: TestClient, text: str, do: str, number: int = 1) -> tuple[int, str]:
    answer = client.post("/brief", data={"text": text, "do": do, "number": str(number)})
    return answer.status_code, answer.text


def test_a_preview_tells_what_changes_and_how_much_would_be_read_again(client: TestClient) -> None:
    status, page = post(client, CHANGED, "preview")
    assert status == 200
    assert 'name = "The ferry"</del>' in page.replace("&#34;", '"')
    assert "2 of 2 articles would be read again" in page
    assert client.get("/brief.json").json()["version"] == 1


def test_a_kept_brief_is_a_new_version_and_names_things_anew(client: TestClient) -> None:
    status, page = post(client, CHANGED, "keep")
    assert status == 200
    assert "Kept as version 2" in page
    assert "Ferries and bridges" in client.get("/positions").text


def test_lines_end_as_they_did_whatever_a_browser_sends(client: TestClient, served: Served) -> None:
    post(client, CHANGED.replace("\n", "\r\n"), "keep")
    assert served.store.brief().text == CHANGED


def test_what_is_wrong_with_a_brief_is_told_and_nothing_is_kept(client: TestClient) -> None:
    for do in ("preview", "keep"):
        status, page = post(client, BRIEF + "\n[[colours]]\n", do)
        assert status == 400
        assert "has no field" in page
        assert "[[colours]]" in page
    assert client.get("/brief.json").json()["version"] == 1


def test_a_brief_that_somebody_changed_meanwhile_is_not_overwritten(client: TestClient) -> None:
    post(client, CHANGED, "keep")
    status, page = post(client, BRIEF, "keep", number=1)
    assert status == 409
    assert "the brief was changed since" in page
    assert client.get("/brief.json").json()["version"] == 2
