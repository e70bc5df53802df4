"""What keeps strangers out: hosts, other sites' pages, what a page may load, articles that mean harm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web import dossiers

from verbale.views.visible import visible
from verbale.web.app import desk_app


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", ""])
def test_a_desk_on_loopback_answers_to_no_other_name(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://evil.example"},
     {"Origin": "null"}, {"Origin": "http://localhost:1"}],
)  # fmt: skip
def test_another_sites_page_changes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/lines/utterance:abcdef", headers=headers).status_code == 403


@pytest.mark.parametrize("path", ["/", "/nothing", "/today.json", "/static/desk.css"])
def test_every_answer_forbids_what_is_not_its_own(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_no_page_holds_script_or_style_of_its_own(client: TestClient) -> None:
    for path in ("/", "/statements", "/positions", "/search?q=lake", "/timeline"):
        page = client.get(path).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?! src=)", page)
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", page)


def test_an_article_that_means_harm_is_shown_as_text(tmp_path: Path) -> None:
    with dossiers.served(dossiers.made(tmp_path / "hostile.db", dossiers.hostile())) as served:
        client = TestClient(desk_app(served), "http://localhost")
        key = client.get("/articles.json").json()["entries"][0]["articles"][0]["key"]
        for path in ("/", "/statements", "/articles", f"/articles/{key}", "/search?q=press", "/sources", "/digest"):
            page = client.get(path)
            assert page.status_code == 200, path
            assert "<script>" not in page.text
            assert "<img" not in page.text
            assert "\x1b" not in page.text
            assert "\u202e" not in page.text
            assert "{{ 7*7 }}" in page.text or "&lt;script&gt;" in page.text


def test_what_hides_or_turns_text_is_made_visible() -> None:
    assert visible("a\x1b[1m\u202eb\u200bc\x00") == "a␛[1m⸮bc␀"
    assert visible("日本 Россия – “words”\nnext\t1") == "日本 Россия – “words”\nnext\t1"


def test_no_file_beside_the_assets_is_served(client: TestClient) -> None:
    for name in ("..%2fapp.py", "%2e%2e/app.py", "nothing.css"):
        assert client.get(f"/static/{name}").status_code == 404
