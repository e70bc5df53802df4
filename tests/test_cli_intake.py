"""Watching and deciding from the command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.intake.misbehaving import PAGE
from tests.intake.test_watching import FEED, rss

from verbale import gathering
from verbale.cli import run
from verbale.errors import DossierLocked, NotFetched
from verbale.store.sql import open_dossier
from verbale.testing.fetching import MemoryFetcher

BRIEF = 'title = "Talks on the lake"\n[[parties]]\ncode = "NOR"\nname = "Norland"\n'

SECOND = """<html><head><title>Dam leaks</title></head><body><article><h1>Dam leaks</h1>
<p>Water ran from the lower dam all night, a keeper said, and nobody came to look at it until the next day at noon.</p>
<p>Engineers from the south asked to be let in; the north has not answered them, according to their spokeswoman.</p>
</article></body></html>"""


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> MemoryFetcher:
    """The web, and time that does not pass."""
    pages = {FEED: rss("3", "2", "1"), "https://bank.example/1": PAGE, "https://bank.example/2": SECOND}
    made = MemoryFetcher({**pages, "https://bank.example/3": NotFetched("gone: check the address")})
    monkeypatch.setattr("verbale.intake.fetching.HttpFetcher", lambda allowed: made)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    return made


@pytest.fixture
def dossier(tmp_path: Path) -> str:
    (tmp_path / "brief.toml").write_text(BRIEF, encoding="utf-8")
    path = str(tmp_path / "lake.db")
    assert run(["new", path, "--brief", str(tmp_path / "brief.toml")]) == 0
    return path


def test_a_watch_prints_a_line_a_round_and_what_came_in_is_kept_dropped_and_tried_again(
    dossier: str, web: MemoryFetcher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feeds = tmp_path / "feeds.opml"
    copied = tmp_path / "copied.html"
    copied.write_text(SECOND.replace("Dam leaks", "Leak at the dam"), encoding="utf-8")
    feeds.write_text(f'<opml><body><outline xmlUrl="{FEED}"/></body></opml>', encoding="utf-8")
    capsys.readouterr()
    assert run(["watch", dossier, str(feeds), "--rounds", "2"]) == 0  # the last round refused nothing
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition("UTC: ")[2] for line in lines] == ["1 feed; 2 new, 1 refused", "1 feed; 0 new"]
    assert run(["intake", dossier]) == 0
    listed = capsys.readouterr().out
    assert "Gates stay shut" in listed
    assert "gone: check the address" in listed
    assert run(["intake", dossier, "--waiting", "--json"]) == 0
    waiting = {entry["title"]: entry["number"] for entry in json.loads(capsys.readouterr().out)}
    assert waiting.keys() == {"Gates stay shut", "Dam leaks"}
    assert run(["intake", dossier, "--keep", str(waiting["Gates stay shut"])]) == 0
    assert "1 added, 0 there already, 0 refused" in capsys.readouterr().err
    assert run(["intake", dossier, "--drop", str(waiting["Gates stay shut"])]) == 1
    assert "is kept; it must be waiting or refused" in capsys.readouterr().err
    assert run(["add", dossier, str(copied)]) == 0
    capsys.readouterr()
    assert run(["intake", dossier]) == 0
    assert "already in the dossier as Leak at the dam" in capsys.readouterr().out
    assert run(["intake", dossier, "--drop", str(waiting["Dam leaks"])]) == 0
    assert run(["intake", dossier, "--retry"]) == 1
    web.pages["https://bank.example/3"] = PAGE.replace("Monday", "Sunday")
    assert run(["intake", dossier, "--retry"]) == 0
    with open_dossier(dossier) as store:
        assert store.queue().count() == {"waiting": 0, "kept": 2, "dropped": 1, "refused": 0}
        assert {one.article.outlet for one in store.articles() if one.article.url} == {"The Bank"}


def test_a_watch_that_keeps_waits_for_nobody(
    dossier: str, web: MemoryFetcher, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["watch", dossier, FEED, "--once", "--keep"]) == 1
    assert "2 new, 1 refused; 2 added" in capsys.readouterr().err
    with open_dossier(dossier) as store:
        assert store.queue().count()["kept"] == 2


def test_what_add_refuses_is_listed_and_an_address_is_added_as_a_file(
    dossier: str, web: MemoryFetcher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    inputs = [str(tmp_path / "empty.txt"), "https://bank.example/1", "https://bank.example/9"]
    assert run(["add", dossier, *inputs]) == 1
    assert "1 added, 0 there already, 2 rejected" in capsys.readouterr().err
    assert run(["intake", dossier, "--refused", "--json"]) == 0
    reasons = [entry["reason"] for entry in json.loads(capsys.readouterr().out)]
    assert any("is empty" in reason for reason in reasons)
    assert any("answers 404" in reason for reason in reasons)


def test_a_list_of_feeds_brings_what_its_feeds_hold_but_not_where_it_merely_lies_in_a_folder(
    dossier: str, web: MemoryFetcher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    feeds = tmp_path / "in" / "feeds.opml"
    feeds.write_text(f'<opml><body><outline xmlUrl="{FEED}"/></body></opml>', encoding="utf-8")
    text = "Norland will return to the lake talks in June, its ministry said on Wednesday after a long meeting."
    entry = (
        f"<item><title>Gates open</title><link>https://bank.example/7</link><description>{text}</description></item>"
    )
    web.pages[FEED] = f"<rss version='2.0'><channel><title>The Bank</title>{entry}</channel></rss>"
    assert run(["add", dossier, str(tmp_path / "in")]) == 1
    assert "give it by its own name" in capsys.readouterr().err
    assert not web.asked
    assert run(["add", dossier, str(feeds)]) == 0
    with open_dossier(dossier) as store:
        assert [(one.article.title, one.article.outlet) for one in store.articles()] == [("Gates open", "The Bank")]


@pytest.mark.parametrize(
    ("arguments", "status", "line"),
    [
        (["intake", "{}", "--keep", "--drop", "1"], 2, "give one of --keep, --drop, --retry"),
        (["intake", "{}", "--drop"], 2, "say which items to drop"),
        (["intake", "{}", "--retry", "7"], 1, "there is no item 7"),
        (["watch", "{}", FEED, "--once", "--rounds", "2"], 2, "give one of them"),
        (["watch", "{}", "nothing.opml"], 1, "nothing.opml cannot be read"),
        (["watch", "{}", "https://ana:secret@bank.example/"], 1, "name or password"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(
    dossier: str, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, line: str
) -> None:
    assert run([argument.format(dossier) for argument in arguments]) == status
    said = capsys.readouterr().err
    assert line in said
    assert "secret" not in said


def test_an_empty_intake_says_so(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["intake", dossier]) == 0
    assert "Nothing waits, and nothing was refused." in capsys.readouterr().out


def test_a_watch_goes_on_where_the_dossier_is_in_use_and_keeps_what_waits_later(
    web: MemoryFetcher, dossier: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keep, tries = gathering.keep, []

    def in_use_at_first(*given: object) -> object:
        tries.append(given)
        if len(tries) == 1:
            raise DossierLocked(f"{dossier}: another program is writing to it")
        return keep(*given)

    monkeypatch.setattr(gathering, "keep", in_use_at_first)
    run(["watch", dossier, FEED, "--keep", "--rounds", "2"])
    told = capsys.readouterr().err
    assert "another program is writing to it" in told
    assert "what waits is kept in the next round" in told
    with open_dossier(dossier) as store:
        assert len(list(store.articles())) == 2
