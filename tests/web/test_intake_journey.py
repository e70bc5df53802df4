"""Working off what came in, in a real browser: by keys alone, and without scripts."""

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


def titles(page: Page) -> list[str]:
    return [text.strip()[:12] for text in page.locator("ol[aria-label=Waiting] h3 a").all_inner_texts()]


def here(page: Page) -> str:
    return page.locator(".here h3 a").inner_text()[:12]


def test_what_came_in_is_worked_off_by_keys_and_a_slip_is_undone(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    page.goto(f"{desk}/intake")
    first, second, third = titles(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert here(page) == second
    with page.expect_navigation():
        page.keyboard.press("x")
    assert titles(page) == [first, third]
    assert here(page) == third
    with page.expect_navigation():
        page.keyboard.press("u")
    assert titles(page) == [first, second, third]
    assert here(page) == second
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("a")
    page.get_by_text("Kept.").wait_for()
    assert titles(page) == [first, second]
    page.close()


def test_what_came_in_is_worked_off_without_scripts(browser: Browser, desk: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk}/intake")
    before = titles(page)
    page.get_by_role("button", name="Drop").first.click()
    assert titles(page) == before[1:]
    page.get_by_role("button", name="Undo").click()
    assert titles(page) == before
    page.get_by_role("button", name="Keep").last.click()
    page.get_by_role("link", name="Kept 2").click()
    page.get_by_role("link", name="Sluice opened").first.click()
    page.wait_for_url("**/articles/**")
    context.close()


def test_the_rights_of_an_outlet_are_set_beside_what_it_published(browser: Browser, desk: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(f"{desk}/sources")
    row = page.get_by_role("row", name="Lake Post")
    row.get_by_text("Edit").click()
    row.get_by_label("Rights").select_option("link")
    with page.expect_navigation():
        row.get_by_role("button", name="Set").click()
    assert "link only" in page.get_by_role("row", name="Lake Post").inner_text()
    page.close()
