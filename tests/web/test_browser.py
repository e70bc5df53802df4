"""The desk in a real browser: readable by everyone in both themes, narrow, on paper, by keyboard, without scripts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.web import browsing, dossiers

from verbale.web import serving
from verbale.web.screens import SCREENS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("chromium"), reason="Debian's chromium is not installed"),
]
AXE = Path(__file__).parent / "axe" / "axe.min.js"
STYLE = Path(serving.__file__).parent / "static" / "desk.css"
PLAIN = sorted(s.resource.path for s in SCREENS if "{" not in s.resource.path)
DEEP = ["/positions/NOR/water", "/search?q=lake", "/positions?as=table", "/statements?party=NOR", "/nothing", "/keys"]
DEEP += ["/settings", "/review?page=2"]


@pytest.fixture(scope="module")
def desk(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("browser") / "lake.db"
    shutil.copy(made, path)
    with dossiers.served(path) as served, browsing.served_at(served) as address:
        yield address


@pytest.fixture(scope="module")
def paths(browser: Browser, desk: str) -> list[str]:
    """Every screen, and of each kind of line and article one."""
    page = browser.new_page()
    found = [*PLAIN, *DEEP]
    for listing in ("statements", "timeline", "preconditions", "contradictions", "actors"):
        entries = page.request.get(f"{desk}/{listing}.json").json()["entries"]
        found += [f"/lines/{entries[0]['key']}"] if entries else []
    days = {"does": "set", "since": "2020-05", "until": "2020-06"}
    for version in (0, 2):  # the next edition is of the same days, so that there is something to edit
        changed = page.request.post(f"{desk}/api/v1/digest/changes", data={**days, "version": version}).json()
        if not version:
            page.request.post(f"{desk}/api/v1/editions", data=changed)
    found += ["/editions/1", "/digest?find=gates", "/digest?since=2020-05&until=2020-06"]
    found.append(f"/articles/{page.request.get(f'{desk}/articles.json').json()['entries'][0]['origin']}")
    page.close()
    return found


def complaints(page: Page) -> list[str]:
    """What the page writes to the console, errors and refusals of the policy among them."""
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if "404" not in m.text else None)
    page.on("pageerror", lambda e: said.append(str(e)))
    return said


@pytest.fixture(scope="module")
def found(browser: Browser, desk: str, paths: list[str]) -> dict[str, dict[str, Any]]:
    """What axe finds on every screen in both themes. In the dark one that is asked which colours decide alone.

    The policy forbids scripts of others, axe itself among them, so it is lifted where axe runs.
    """
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    found: dict[str, dict[str, Any]] = {"light": {}, "dark": {}}
    for path in paths:
        page.emulate_media(color_scheme="light")
        page.goto(desk + path)
        page.add_script_tag(path=AXE)
        for theme, asked in (("light", browsing.RULES), ("dark", browsing.OF_COLOURS)):
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of its words
            if said := browsing.violations(page, asked):
                found[theme][path] = said
    context.close()
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_any_screen(found: dict[str, dict[str, Any]], theme: str) -> None:
    assert found[theme] == {}


def test_the_dark_theme_differs_in_colours_alone() -> None:
    style = STYLE.read_text(encoding="utf-8")
    by_system = re.findall(r"@media \(prefers-color-scheme: dark\) \{\s*(\S[^{]*)\{([^{}]*)\}\s*\}", style)
    by_choice = re.findall(r"(:root\[data-theme=\"dark\"\])\s*\{([^{}]*)\}", style)
    assert len(by_system) == len(by_choice) == style.count("scheme: dark)") == style.count('"dark"') == 1
    (rule, dark), (_, chosen) = by_system[0], by_choice[0]
    assert rule.strip() == ':root:not([data-theme="light"])'
    assert dark.split() == chosen.split()
    told = {part.partition(":")[0].strip() for part in dark.split(";") if part.strip()}
    assert len(told) > 10
    assert {name for name in told if not name.startswith("--")} == {"color-scheme"}
    values = re.findall(r"--[\w-]+:\s*([^;]+);", dark)
    assert all(re.fullmatch("#[0-9a-f]{6}", value) for value in values)


A4 = 718
"""Pixels of CSS on a sheet of A4, its margins taken off."""
WIDTHS = (1280, 768, 320)


@dataclass
class Seen:
    """What is seen of all screens, each fetched once."""

    said: list[str]
    wide: dict[int, dict[str, int]]
    """By the width of the window: screens that need more."""
    on_paper: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="module")
def seen(browser: Browser, desk: str, paths: list[str]) -> Seen:
    """Every screen in a window, on paper, and in windows that get narrower, all its folds open."""
    page = browser.new_page()
    seen = Seen(complaints(page), {width: {} for width in WIDTHS})
    for path in paths:
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        page.goto(desk + path)
        page.set_viewport_size({"width": A4, "height": 1000})
        page.emulate_media(media="print")
        needed = page.evaluate("document.documentElement.scrollWidth")
        shown = "[...document.querySelectorAll('nav, form:not(.brief-text), button, summary, .menu')]"
        left = page.evaluate(f"{shown}.filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80))")
        seen.on_paper |= {path: f"{needed} {left}"} if needed > A4 or left else {}
        page.emulate_media(media="screen")
        page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            needed = page.evaluate("document.documentElement.scrollWidth")
            seen.wide[width] |= {path: needed} if needed > width else {}
    page.close()
    return seen


def test_no_screen_complains(seen: Seen) -> None:
    assert not seen.said


@pytest.mark.parametrize("width", WIDTHS)
def test_no_screen_is_wider_than_the_window(seen: Seen, width: int) -> None:
    assert seen.wide[width] == {}


def test_a_page_weighs_little(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    weight = [0]
    page.on("response", lambda r: weight.append(int(r.headers.get("content-length", 0))))
    page.goto(desk)
    page.wait_for_load_state("networkidle")
    page.close()
    assert 10_000 < sum(weight) < 150_000


def test_everything_is_reached_without_scripts(browser: Browser, desk: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk)
    page.get_by_role("link", name="Statements", exact=True).click()
    page.get_by_text("Filter").click()
    page.get_by_label("Speaker").fill("lusk")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Ben Lusk").first.click()
    page.get_by_role("link", name="The Bank").or_(page.get_by_role("link", name="Lake Post")).first.click()
    assert page.locator(".mark.sought").count() > 0
    context.close()


def test_who_said_a_thing_is_found_and_the_words_are_seen_in_place(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    page.goto(desk)
    page.keyboard.press("/")
    page.keyboard.type("gates speaker:orum")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=gates*")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/articles/**")
    sought = page.locator(".sought").first
    assert "gates" in sought.inner_text()
    assert sought.bounding_box()
    page.close()


def test_keys_do_nothing_in_a_field_or_with_a_modifier(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    page.goto(f"{desk}/statements")
    page.locator("#seek").fill("")
    page.locator("#seek").press("j")
    assert page.locator("#seek").input_value() == "j"
    assert page.locator(".here").count() == 0
    page.locator("h1").click()
    page.keyboard.press("Control+j")
    assert page.locator(".here").count() == 0
    page.keyboard.press("j")
    assert page.locator(".here").count() == 1
    page.close()


def test_a_page_put_in_place_of_another_is_as_if_it_had_been_loaded(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    said = complaints(page)
    page.goto(desk)
    loaded: list[str] = []
    page.on("request", lambda r: loaded.append(r.url) if r.is_navigation_request() else None)
    page.locator("aside.menu").get_by_role("link", name="Statements", exact=True).click()
    page.get_by_role("heading", name="Statements", exact=True).wait_for()
    page.locator("main:focus").wait_for()
    assert page.url == f"{desk}/statements"
    assert page.title().startswith("Statements – ")
    assert page.locator("aside.menu [aria-current]").inner_text() == "Statements"
    assert loaded == []
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".here").count() == 1
    page.get_by_text("Filter").click()
    page.get_by_label("Since").fill("soon")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("is no year, month or day").wait_for()
    assert page.url == f"{desk}/statements?since=soon"
    page.go_back()
    page.get_by_role("heading", name="Statements", exact=True).wait_for()
    assert page.url == f"{desk}/statements"
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/lines/**")
    assert [line for line in said if "400" not in line] == []
    page.close()


def test_what_was_left_empty_is_not_in_the_address(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    page.goto(f"{desk}/statements")
    page.get_by_text("Filter").click()
    page.get_by_label("Party").select_option("NOR")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(f"{desk}/statements?party=NOR")
    page.close()


def test_paper_shows_the_record_and_neither_menu_nor_forms_on_any_screen(
    browser: Browser, desk: str, seen: Seen
) -> None:
    assert seen.on_paper == {}
    page = browser.new_page(viewport={"width": A4, "height": 1000})
    page.emulate_media(media="print")
    page.goto(f"{desk}/statements")
    assert page.locator(".entry").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.entry')).gridTemplateColumns").count(" ") == 1
    page.close()


def test_a_narrow_window_shows_matrix_and_ties_whole_and_the_timeline_from_its_end(browser: Browser, desk: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{desk}/positions")
    cell = page.locator(".matrix td[data-party]").first
    assert cell.bounding_box()["width"] <= 320  # type: ignore[index] # it is visible
    assert page.evaluate("getComputedStyle(document.querySelector('td[data-party]'), '::before').content") in (
        '"Norland"',
        '"Sudland"',
    )
    page.goto(f"{desk}/preconditions")
    assert page.locator(".ties", has_text="the gates are rebuilt").is_visible()
    assert not page.locator(".graph svg").is_visible()
    page.goto(f"{desk}/timeline")
    assert 0 < page.locator("line.today").bounding_box()["x"] < 320  # type: ignore[index] # as above
    assert page.locator(".names text.lane").first.bounding_box()["x"] >= 0  # type: ignore[index]
    page.close()


def test_a_corrected_speaker_is_followed_by_everything_that_shows_it(
    browser: Browser, made: Path, tmp_path: Path
) -> None:
    path = tmp_path / "lake.db"
    shutil.copy(made, path)
    with dossiers.served(path) as served, browsing.served_at(served) as desk:
        page = browser.new_page()
        page.goto(f"{desk}/search?q=leaks")
        page.goto(f"{desk}/statements?act=deny")
        page.get_by_role("link", name="Ben Lusk").first.click()
        page.wait_for_url("**/lines/**")
        page.keyboard.press("c")
        page.keyboard.press("Control+a")
        page.keyboard.type("Ada Orum")
        page.keyboard.press("Enter")
        page.get_by_text("speaker set by Cem Arn").wait_for()
        for at in ("/", "/statements?speaker=orum"):
            page.goto(desk + at)
            told = page.locator(".entry", has_text="the dam leaks").first
            assert "Ada Orum" in told.inner_text()
            assert "speaker set by Cem Arn" in told.inner_text()
        page.goto(f"{desk}/search?q=leaks")
        assert page.get_by_role("link", name="Ada Orum").count() > 0
        page.close()


def test_the_record_is_seen_as_known_on_a_day(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    page.goto(f"{desk}/positions")
    page.get_by_text("Filter").click()
    page.get_by_label("As known on").fill("2020-05")
    page.get_by_role("button", name="Show").click()
    page.locator(".matrix", has_text="the whole lake").wait_for()
    page.get_by_role("link", name="Calendar", exact=True).first.click()
    page.wait_for_url("**/calendar?as_known_on=2020-05")
    assert page.get_by_text("31 May 2020").first.is_visible()
    page.close()
