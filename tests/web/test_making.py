"""Where several look at once, pages are made in other processes: the same pages, of what is there by then."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path
from signal import SIGKILL
from threading import Thread
from time import monotonic, sleep

import pytest
from starlette.testclient import TestClient
from tests.web import dossiers
from tests.web.test_deciding import post, speaker_of

from verbale import desk
from verbale.api.asking import Precedence, Served
from verbale.web.app import desk_app
from verbale.web.making import Makers

Begun = Callable[[], set[BaseProcess]]


@pytest.fixture
def begun() -> Begun:
    """The processes that were begun since: whoever tests beside this may have some of its own."""
    before = set(active_children())
    return lambda: set(active_children()) - before


@pytest.fixture
def crowded(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: Begun) -> Iterator[TestClient]:
    """A client of a desk at which two asked at once, so that another process makes its pages."""
    path = Path(shutil.copy(made, tmp_path / "lake.db"))
    with (
        dossiers.served(path) as served,
        closing(Makers(served, partial(dossiers.opened, path), 1)) as makers,
        TestClient(desk_app(served, makers=makers), "http://localhost", raise_server_exceptions=False) as client,
    ):
        assert client.get("/calendar").status_code == 200
        assert not begun(), "one reader needs no other process"
        two_at_once(client, served, monkeypatch, begun)
        wait_until(lambda: makers.elsewhere)
        yield client
    assert not begun()


def wait_until(holds: Callable[[], object]) -> None:
    """Wait for something that another process brings about; where it fails, the test does."""
    end = monotonic() + 300
    while not holds():
        assert monotonic() < end, "the other process did not begin"
        sleep(0.05)


def two_at_once(client: TestClient, served: Served, monkeypatch: pytest.MonkeyPatch, begun: Begun) -> None:
    monkeypatch.setattr(Precedence, "LONGEST", 60.0)
    asking = [Thread(target=client.get, args=(path,)) for path in ("/sources", "/editions")]
    with served.precedence.taken():
        for one in asking:
            one.start()
        wait_until(begun)
    for one in asking:
        one.join()


def test_another_process_makes_the_same_pages(
    crowded: TestClient, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = TestClient(desk_app(served), "http://localhost")
    paths = ("/", "/statements?party=NOR", "/today.json", "/articles/no-such", "/statements?party=nobody")
    expected = [(alone.get(path).status_code, alone.get(path).text) for path in paths]
    monkeypatch.setattr(desk, "showing", lambda *_, **__: pytest.fail("this page was made in the desk's own process"))
    assert [(crowded.get(path).status_code, crowded.get(path).text) for path in paths] == expected
    crowded.cookies.set("theme", "dark")
    assert 'data-theme="dark"' in crowded.get("/").text


def test_a_decision_is_seen_at_once_by_the_other_process(crowded: TestClient) -> None:
    key, _ = speaker_of(crowded, "the dam leaks")
    post(crowded, key, "corrected", field="speaker", value="Ada Orum")
    assert speaker_of(crowded, "the dam leaks")[1] == "Ada Orum"


def test_no_reader_is_left_without_a_page_where_the_other_process_is_killed(crowded: TestClient, begun: Begun) -> None:
    (other,) = begun()
    os.kill(other.pid or 0, SIGKILL)
    other.join()
    assert crowded.get("/statements").status_code == 200
