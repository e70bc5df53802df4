"""A page that was made is given again until something is written: by whomever, and never to somebody else's eyes."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from starlette.testclient import TestClient
from tests.web import dossiers
from tests.web.test_deciding import post, speaker_of

from verbale import desk
from verbale.api.asking import Precedence, Served
from verbale.store import sql
from verbale.views.showing import Showing
from verbale.web.app import desk_app


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A word for every time that views take something of the dossier."""
    made: list[str] = []
    showing = desk.showing

    def counted(*given: object, **said: object) -> Showing:
        made.append("made")
        return showing(*given, **said)  # type: ignore[arg-type] # as they are given

    monkeypatch.setattr(desk, "showing", counted)
    return made


def test_a_page_is_made_once(client: TestClient, made_anew: list[str]) -> None:
    assert client.get("/statements").text == client.get("/statements").text
    assert len(made_anew) == 1
    client.get("/statements?party=NOR")
    assert len(made_anew) == 2


def test_a_decision_is_seen_at_once(client: TestClient) -> None:
    key, _ = speaker_of(client, "the dam leaks")
    client.get("/statements")
    post(client, key, "corrected", field="speaker", value="Ada Orum")
    assert speaker_of(client, "the dam leaks")[1] == "Ada Orum"


def test_an_acceptance_has_no_page_made_anew_that_does_not_show_it(client: TestClient, made_anew: list[str]) -> None:
    key, _ = speaker_of(client, "the dam leaks")
    post(client, key, "accepted")  # the first of a day
    other, _ = speaker_of(client, "Ada Orum agreed to a truce")
    pages = (
        "/sources",
        "/actors",
        "/calendar",
        "/positions",
        "/preconditions",
        "/articles",
        f"/lines/{key}",
        f"/lines/{key}.json",
    )
    before = [client.get(page).text for page in pages]
    done = post(client, other, "accepted")
    made_anew.clear()
    assert [client.get(page).text for page in pages] == before
    assert made_anew == []
    assert "Cem Arn" in client.get("/judgements").text
    client.post(f"/judgements/{done}/undo", data={"back": "/"})
    made_anew.clear()
    assert [client.get(page).text for page in pages] == before
    assert made_anew == []


def test_what_another_program_adds_is_seen_at_once(tmp_path: Path) -> None:
    path = dossiers.made(tmp_path / "lake.db", dossiers.first())
    with dossiers.served(path) as served:
        client = TestClient(desk_app(served), "http://localhost")
        assert "Meeting put off" not in client.get("/articles").text
        with sql.open_dossier(path) as other:
            other.add(dossiers.second(), added_on=dossiers.TODAY)
            desk.settle(other)
        assert "Meeting put off" in client.get("/articles").text


def test_no_page_is_begun_while_somebody_decides(
    client: TestClient, served: Served, monkeypatch: pytest.MonkeyPatch, made_anew: list[str]
) -> None:
    monkeypatch.setattr(Precedence, "LONGEST", 60.0)
    asking = Thread(target=client.get, args=("/statements",))
    with served.precedence.taken():
        asking.start()
        asking.join(0.5)
        assert asking.is_alive()
        assert made_anew == []
    asking.join(600)
    assert made_anew == ["made"]


def test_a_page_that_waited_for_a_decision_is_kept_as_it_is_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_anew: list[str]
) -> None:
    """Caught: it was kept under what was there before the decision, and made a second time when asked for again."""
    monkeypatch.setattr(Precedence, "LONGEST", 60.0)
    path = dossiers.made(tmp_path / "lake.db", dossiers.first())
    with dossiers.served(path) as served:
        client = TestClient(desk_app(served), "http://localhost")
        asking = Thread(target=client.get, args=("/statements",))
        with served.precedence.taken():
            asking.start()
            asking.join(0.5)
            served.store.add(dossiers.second(), added_on=dossiers.TODAY)
            desk.settle(served.store)
        asking.join(600)
        client.get("/statements")
    assert made_anew == ["made"]


def test_a_decision_that_takes_long_holds_up_no_page(client: TestClient, served: Served) -> None:
    with served.precedence.taken():
        assert client.get("/statements").status_code == 200


def test_another_theme_is_another_page(served: Served) -> None:
    client = TestClient(desk_app(served), "http://localhost")
    assert 'data-theme="dark"' not in client.get("/statements").text
    client.cookies.set("theme", "dark")
    assert 'data-theme="dark"' in client.get("/statements").text


def test_a_past_day_is_added_up_once_for_all_its_pages(client: TestClient, made_anew: list[str]) -> None:
    for path in ("/statements", "/positions", "/"):
        assert client.get(f"{path}?as_known_on=2020-05-20").status_code == 200
    assert len(made_anew) == 1
