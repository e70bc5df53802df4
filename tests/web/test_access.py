"""Logging in: who has no account sees nothing, each role does what it may, tries are few, a session ends."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.test_deciding import speaker_of

from verbale.api.accounts import Accounts
from verbale.api.asking import Served
from verbale.cli import run
from verbale.errors import InputError
from verbale.web.access import LASTS, Access
from verbale.web.app import desk_app

PASSWORD = "the gates stay shut"  # noqa: S105 - of no account but those of this test


@pytest.fixture(scope="module")
def hashed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of accounts, made once: hashing a password takes its time on purpose."""
    path = tmp_path_factory.mktemp("accounts") / "accounts.json"
    for role in ("reader", "analyst", "editor"):
        Accounts(path).put(f"the {role}", role, PASSWORD)  # type: ignore[arg-type] # a role by its word
    return path


@pytest.fixture
def accounts(hashed: Path, tmp_path: Path) -> Accounts:
    return Accounts(Path(shutil.copy(hashed, tmp_path / "accounts.json")))


@pytest.fixture
def desk(served: Served, accounts: Accounts) -> Iterator[TestClient]:
    with TestClient(desk_app(served, (), accounts), "http://desk.example", raise_server_exceptions=False) as client:
        yield client


def log_in(desk: TestClient, name: str, password: str = PASSWORD, to: str = "/") -> int:
    return desk.post("/login", data={"name": name, "password": password, "to": to}).status_code


@pytest.mark.parametrize("path", ["/", "/statements", "/settings", "/articles/abcdef"])
def test_who_is_not_logged_in_is_asked_to(desk: TestClient, path: str) -> None:
    page = desk.get(path)
    assert page.url.path == "/login"
    assert "half of the lake" not in page.text
    assert "Talks on the Lake" not in page.text


@pytest.mark.parametrize("path", ["/today.json", "/api/v1/statements", "/api/v1/openapi.json"])
def test_a_program_without_a_token_is_refused(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_after_logging_in_one_is_where_one_wanted_to_go(desk: TestClient) -> None:
    page = desk.get("/statements?party=NOR")
    assert page.url.params["to"] == "/statements?party=NOR"
    page = desk.post("/login", data={"name": "the reader", "password": PASSWORD, "to": page.url.params["to"]})
    assert page.url.path == "/statements"
    assert "the reader" in page.text
    for elsewhere in ("//evil.example/", "https://evil.example/", "/\\evil.example"):
        said = {"name": "the reader", "password": PASSWORD, "to": elsewhere}
        assert desk.post("/login", data=said, follow_redirects=False).headers.get("location", "/") == "/"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(desk: TestClient) -> None:
    answer = desk.post("/login", data={"name": "the reader", "password": PASSWORD}, follow_redirects=False)
    cookie = answer.headers["set-cookie"].casefold()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_a_reader_looks_and_an_analyst_decides_under_their_name(desk: TestClient) -> None:
    log_in(desk, "the reader")
    key, _ = speaker_of(desk, "the dam leaks")
    assert "Decide</h2>" not in desk.get(f"/lines/{key}").text
    assert desk.post(f"/lines/{key}", data={"verdict": "accepted"}).status_code == 403
    assert desk.post("/settings", data={"theme": "dark"}).status_code == 200
    desk.post("/logout")
    assert desk.get("/").url.path == "/login"
    log_in(desk, "the analyst")
    said = {"verdict": "corrected", "field": "act", "value": "state", "version": "0", "back": f"/lines/{key}"}
    assert "set by the analyst" in desk.post(f"/lines/{key}", data=said).text


def test_an_analyst_prepares_an_edition_and_an_editor_publishes_it(desk: TestClient) -> None:
    log_in(desk, "the reader")
    assert desk.post("/digest", data={"does": "set", "version": "0", "name": "Noon"}).status_code == 403
    assert "Add an article" not in desk.get("/digest").text
    desk.post("/logout")
    log_in(desk, "the analyst")
    assert desk.post("/digest", data={"does": "set", "version": "0", "name": "Noon"}).status_code == 200
    assert "<summary>Publish" not in desk.get("/digest").text
    assert desk.post("/editions", data={"version": "1", "sure": "yes"}).status_code == 403
    assert desk.post("/api/v1/editions", json={"version": 1}).status_code == 403
    desk.post("/logout")
    log_in(desk, "the editor")
    assert "<summary>Publish" in desk.get("/digest").text
    assert "Published by the editor" in desk.post("/editions", data={"version": "1", "sure": "yes"}).text


def test_a_token_lets_a_program_in(desk: TestClient, accounts: Accounts) -> None:
    token = accounts.new_token("the reader")
    bearer = {"Authorization": f"Bearer {token}"}
    assert desk.get("/api/v1/statements", headers=bearer).status_code == 200
    assert desk.delete("/api/v1/decisions/abcdef", headers=bearer).status_code == 403
    assert desk.get("/api/v1/statements", headers={"Authorization": "Bearer nonsense"}).status_code == 401
    accounts.put("the reader", "reader", PASSWORD)
    assert desk.get("/api/v1/statements", headers=bearer).status_code == 401


def test_tries_are_few(desk: TestClient) -> None:
    assert [log_in(desk, "the editor", "a wrong password") for _ in range(6)] == [401] * 5 + [429]
    assert log_in(desk, "the editor") == 429


def test_a_session_ends(served: Served, accounts: Accounts) -> None:
    now = [0.0]
    app = Access(desk_app(served, ()), accounts, lambda: now[0])
    with TestClient(app, "http://desk.example") as desk:
        log_in(desk, "the reader")
        assert desk.get("/sources").url.path == "/sources"
        now[0] = LASTS + 1
        assert desk.get("/today.json").status_code == 401


def test_a_new_password_and_a_removed_account_end_sessions(desk: TestClient, accounts: Accounts) -> None:
    log_in(desk, "the reader")
    accounts.put("the reader", "reader", f"{PASSWORD} again")
    assert desk.get("/").url.path == "/login"
    log_in(desk, "the reader", f"{PASSWORD} again")
    assert desk.get("/").url.path == "/"
    accounts.remove("the reader")
    assert desk.get("/").url.path == "/login"


def test_neither_passwords_nor_tokens_can_be_read_from_the_file(accounts: Accounts, tmp_path: Path) -> None:
    token = accounts.new_token("the reader")
    path = tmp_path / "accounts.json"
    text = path.read_text(encoding="utf-8")
    assert PASSWORD not in text
    assert token not in text
    assert "$argon2id$" in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_short_password_and_a_damaged_file_are_refused(accounts: Accounts, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="12 characters"):
        accounts.put("someone", "reader", "short")
    (tmp_path / "accounts.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read as accounts"):
        accounts.all()


def test_accounts_are_kept_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(tmp_path / "accounts.json")
    monkeypatch.setattr("typer.prompt", lambda *_, **__: PASSWORD)
    assert run(["account", file, "Cem Arn", "--role", "analyst"]) == 0
    assert run(["account", file, "Cem Arn", "--token"]) == 0
    token = capsys.readouterr().out.strip()
    found = Accounts(Path(file)).with_token(token)
    assert found
    assert found.name == "Cem Arn"
    assert run(["account", file]) == 0
    assert capsys.readouterr().out == "Cem Arn  analyst  1 token\n"
    assert run(["account", file, "Cem Arn", "--remove"]) == 0
    assert run(["account", file, "Cem Arn", "--token"]) == 1
    assert "there is no account 'Cem Arn'" in capsys.readouterr().err


def test_only_an_editor_sets_what_the_brief_says_of_an_outlet_and_an_analyst_triages(desk: TestClient) -> None:
    said = {"outlet": "The Bank", "rights": "link", "number": "1"}
    log_in(desk, "the analyst")
    assert desk.post("/sources", data=said).status_code == 403
    assert "Edit" not in desk.get("/sources").text
    assert desk.post("/intake", data={"do": "drop", "items": "1"}).status_code == 200
    log_in(desk, "the editor")
    assert desk.post("/sources", data=said).status_code == 200
    log_in(desk, "the reader")
    assert desk.post("/intake", data={"do": "drop", "items": "3"}).status_code == 403
    assert "data-key=" not in desk.get("/intake").text
