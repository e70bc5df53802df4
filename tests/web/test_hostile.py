"""Articles and a brief that mean harm, in a real browser: nothing of theirs runs, hides or breaks a page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from tests.web import browsing, dossiers

from verbale.web.screens import SCREENS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("chromium"), reason="Debian's chromium is not installed"),
]
PLAIN = sorted(s.resource.path for s in SCREENS if "{" not in s.resource.path)
DEEP = [
    "/positions/NOR/water",
    "/positions?as=table",
    "/search?q=press",
    "/search?q=%3Cscript%3E",
    "/settings",
    "/keys",
]
DEEP += [f"/statements?speaker={'<script>' * 40}", "/statements?speaker=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E"]
LISTED = ("statements", "timeline", "linkages", "preconditions", "contradictions", "calendar", "actors")
LEFT = """() => {
  const own = [...document.querySelectorAll("main *, header *")];
  return own.filter((e) => e.matches("script, img, style, iframe, [autofocus]:not(#q), [action*='evil']")
    || [...e.attributes].some((a) => a.name.startsWith("on") || /^\\s*javascript:/i.test(a.value)))
    .map((e) => e.outerHTML.slice(0, 90));
}"""
"""What of an article became an element or attribute of the page."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    dossiers.made(path, dossiers.hostile(), dossiers.first(), brief=dossiers.HOSTILE_BRIEF)
    with dossiers.served(path) as served, browsing.served_at(served) as address:
        yield address


def paths(page: Page, desk: str) -> list[str]:
    """Every screen, every line and every article."""
    found = [*PLAIN, *DEEP]
    for listing in LISTED:
        entries = page.request.get(f"{desk}/{listing}.json").json()["entries"]
        found += [f"/lines/{entry['key']}" for entry in entries if "key" in entry]
    texts = page.request.get(f"{desk}/articles.json").json()["entries"]
    return list(dict.fromkeys([*found, *(f"/articles/{text['origin']}" for text in texts)]))


def faults(page: Page, width: int) -> list[str]:
    """What is wrong with the page that is shown."""
    found = list(page.evaluate(LEFT))
    if page.title() == "pwned" or page.title() == "1":
        found.append("a script ran")
    needed = page.evaluate("document.documentElement.scrollWidth")
    found += [f"{needed} px wide"] if needed > width else []
    found += [] if page.locator("footer.colophon").is_visible() else ["the foot is gone"]
    text = page.evaluate("document.documentElement.outerHTML")
    return found + [f"{ord(sign):#x} is there" for sign in "\x1b\u202e\u202c" if sign in text]


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_that_means_harm_runs_or_breaks_a_screen(hostile: str, width: int) -> None:
    wrong = {}
    with browsing.browser() as browser:
        page = browser.new_page(viewport={"width": width, "height": 800})
        said: list[str] = []
        page.on("console", lambda m: said.append(m.text))
        page.on("pageerror", lambda e: said.append(str(e)))
        page.on("dialog", lambda d: said.append(f"a dialog: {d.message}"))
        page.on("dialog", lambda d: d.dismiss())
        for path in paths(page, hostile):
            answer = page.goto(hostile + path)
            assert answer
            page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
            found = [*faults(page, width), *said] + ([] if answer.status == 200 else [str(answer.status)])
            wrong |= {path: found} if found else {}
            said.clear()
    assert not wrong


def test_a_twin_is_data_whatever_it_holds(hostile: str) -> None:
    with browsing.browser() as browser:
        page = browser.new_page()
        for path in paths(page, hostile):
            at, _, query = path.partition("?")
            answer = page.goto(f"{hostile}{'/today' if at == '/' else at}.json?{query}")
            assert answer
            assert (answer.status, answer.headers["content-type"]) == (200, "application/json"), path
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert page.title() == ""
