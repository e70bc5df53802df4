"""Reviewing in a real browser: by keys alone, and without scripts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.web import browsing, dossiers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("chromium"), reason="Debian's chromium is not installed"),
]


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[str]:
    path = tmp_path / "lake.db"
    shutil.copy(made, path)
    with dossiers.served(path) as served, browsing.served_at(served) as address:
        yield address


def asked(page: Page) -> tuple[str, int]:
    """What is asked, and of how many."""
    return page.locator("h2#doubt").inner_text(), int(page.locator(".doubt .kicker").inner_text().split(" ")[2])


def test_a_queue_is_worked_off_by_keys_and_a_slip_is_undone(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    page.goto(f"{desk}/review")
    first, count = asked(page)
    with page.expect_navigation():
        page.keyboard.press("j")
    second, _ = asked(page)
    assert second != first
    with page.expect_navigation():
        page.keyboard.press("x")
    assert asked(page)[1] == count - 1
    with page.expect_navigation():
        page.keyboard.press("u")
    assert asked(page)[1] == count
    with page.expect_navigation():
        page.keyboard.press("a")
    assert asked(page)[1] == count - 1
    page.close()


def test_a_field_is_corrected_from_the_keyboard(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    key = page.request.get(f"{desk}/statements.json?act=deny").json()["entries"][0]["key"]
    page.goto(f"{desk}/review?at={key}")
    page.keyboard.press("c")
    page.keyboard.press("Control+a")
    page.keyboard.type("Ada Orum")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.request.get(f"{desk}/lines/{key}.json").json()["speaker"]["name"] == "Ada Orum"
    page.close()


def test_the_list_of_keys_is_one_key_away_and_switches_them_off(browser: Browser, desk: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{desk}/review")
    with page.expect_navigation():
        page.keyboard.press("?")
    page.get_by_role("button", name="Switch them off").click()
    page.goto(f"{desk}/review")
    assert page.locator("kbd").first.is_hidden()
    before = asked(page)
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert asked(page) == before
    context.close()


def test_a_queue_is_worked_off_without_scripts(browser: Browser, desk: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk}/review")
    _, count = asked(page)
    page.get_by_role("button", name="Accept").click()
    assert asked(page)[1] == count - 1
    page.get_by_role("button", name="Undo").click()
    assert asked(page)[1] == count
    context.close()
