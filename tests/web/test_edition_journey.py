"""Publishing an edition in a real browser: by keys, and without scripts; on paper it is the edition alone."""

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


def on_both_days(page: Page) -> None:
    """Have the next edition cover both days of the dossier."""
    page.get_by_text("Name and days").click()
    page.get_by_label("Name of the edition").fill("Morning")
    page.get_by_role("textbox", name="First day").fill("2020-05")
    page.get_by_role("textbox", name="Last day").fill("2020-06")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_url("**/digest?changed=yes")


def headlines(page: Page) -> list[str]:
    return page.locator(".digest h3 a").all_inner_texts()


def test_an_edition_is_put_in_order_edited_and_published_by_keys(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    page.goto(f"{desk}/digest")
    on_both_days(page)
    before = headlines(page)
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("J")
    with page.expect_navigation():
        page.keyboard.press("J")
    assert headlines(page) == before[::-1]
    assert before[0] in page.locator("article.here").inner_text()
    page.keyboard.press("c")
    page.keyboard.press("Control+a")
    page.keyboard.type("The gates stay as they are.")
    page.keyboard.press("Tab")
    page.locator("article.here").get_by_role("button", name="Keep these words").press("Enter")
    page.wait_for_url("**/digest?changed=yes")
    page.keyboard.press("p")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/editions/1")
    assert headlines(page) == before[::-1]
    assert "The gates stay as they are. ✎ editor" in page.locator("main").inner_text()
    page.close()


def test_an_edition_is_made_and_published_without_scripts(browser: Browser, desk: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk)
    page.get_by_role("link", name="Digest", exact=True).click()
    on_both_days(page)
    first, second = headlines(page)
    page.get_by_role("button", name=f"Leave out {first}").click()
    assert headlines(page) == [second]
    page.get_by_text("Left out (1)").click()
    page.get_by_role("button", name=f"Bring back {first}").click()
    page.get_by_role("button", name=f"Leave out {second}").click()
    page.get_by_text("Add an article").click()
    page.get_by_label("Words of it").fill("ferry")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name=f"Add {second}").click()
    assert set(headlines(page)) == {first, second}
    page.locator("summary", has_text="Publish edition 1").click()
    page.get_by_role("checkbox", name="Publish it").check()
    page.get_by_role("button", name="Publish edition 1").click()
    page.wait_for_url("**/editions/1")
    page.get_by_role("link", name="Editions").first.click()
    page.get_by_role("link", name="1 · Morning").click()
    assert page.get_by_role("link", name="PDF, A4").is_visible()
    context.close()


def test_on_paper_an_edition_is_without_menu_and_forms(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(f"{desk}/digest")
    assert page.locator("h1").is_visible()
    for hidden in ("aside.menu", ".tools", ".views", ".reword summary"):
        assert not any(one.is_visible() for one in page.locator(hidden).all())
    page.close()
