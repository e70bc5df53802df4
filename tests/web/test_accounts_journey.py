"""Two accounts in a real browser: compared, marked as one, and a speaker corrected whom everything follows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.views.press import SEEN, Sheet, read, said, wants
from tests.web import browsing, dossiers

from verbale.model.evidence import Findings, Reading, finding
from verbale.model.negotiation import Actor, Contradiction

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("chromium"), reason="Debian's chromium is not installed"),
]
AXE = Path(__file__).parent / "axe" / "axe.min.js"
FERRY = "The minister said that the ferry must go to the lower town."


def told() -> Reading:
    """Two who contradict each other, a position that a statement tells, and a minister of the other side."""
    sheet = Sheet()
    said(sheet, "Ada Orum said that the dam was shared.", "Ada Orum", "said", "that the dam was shared")
    said(sheet, "Ben Lusk denied that it was shared.", "Ben Lusk", "denied", "that it was shared", "deny")
    dry = "the northern shore of the lake had been dry for a whole week"
    said(sheet, f"Ben Lusk said that {dry}.", "Ben Lusk", "said", dry)
    ferry = "the ferry must go to the lower town"
    said(sheet, FERRY, "Cem Arn", "said", ferry, named="The minister")
    wants(sheet, FERRY, "the ferry must go to the lower town", issue="ferry")
    wants(sheet, "Sudland wants the weir.", "wants the weir", "SUD", "water")
    sheet.sentences += ["Cem Arn was there.", "Eve Sund looked on."]
    reading = read(sheet, "told.txt", title="Who shared the dam", outlet="Lake Post", published="2020-06-10")
    one, other = reading.findings.statements[:2]
    ends = (one.content.content[0], other.content.content[0])
    against = Contradiction(a=one.key, b=other.key, about="water", evidence=ends)
    eve = Actor(name="Eve Sund", kind="person", party="SUD")
    more = [finding(reading.article, content, SEEN) for content in (against, eve)]
    return Reading(reading.article, Findings([*reading.findings.all, *more]))


def again() -> Reading:
    """The first of them in a paper of another day, in other words."""
    sheet = Sheet()
    said(sheet, "Ada Orum told us that everyone owns the dam.", "Ada Orum", "told", "everyone owns the dam")
    return read(sheet, "again.txt", title="Whose dam it is", outlet="The Bank", published="2020-06-12")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    path = dossiers.made(tmp_path / "two.db", told(), again())
    with dossiers.served(path) as served, browsing.served_at(served) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def test_two_accounts_are_compared_side_by_side_down_to_their_words(page: Page, desk: str) -> None:
    page.goto(f"{desk}/contradictions")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("o")
    sides = page.locator(".sides section")
    assert [sides.nth(n).locator("h4").inner_text() for n in (0, 1)] == ["Ada Orum (NOR)", "Ben Lusk (NOR)"]
    left, right = (sides.nth(n).bounding_box() for n in (0, 1))
    assert left and right and left["y"] == right["y"] and left["x"] < right["x"]
    sides.nth(1).get_by_role("link", name="Lake Post").click()
    page.wait_for_url("**/articles/**")
    assert page.locator(".mark.sought").first.inner_text() == "that it was shared"


def test_two_accounts_are_marked_as_one_and_parted_again(page: Page, desk: str) -> None:
    entries = page.request.get(f"{desk}/statements.json?speaker=orum").json()["entries"]
    one, other = (entry["key"] for entry in entries)
    page.goto(f"{desk}/lines/{one}")
    page.get_by_text("Same as, or different from, another").click()
    page.get_by_label("Key of the other line").fill(other)
    page.locator(".relate").get_by_label("Why").fill("one news conference")
    page.get_by_role("button", name="They are one").click()
    page.get_by_text("Told 2 times").wait_for()
    assert "one news conference" in page.locator(".history").inner_text()
    assert len(page.request.get(f"{desk}/statements.json?speaker=orum").json()["entries"]) == 1
    with page.expect_navigation():
        page.keyboard.press("u")
    assert len(page.request.get(f"{desk}/statements.json?speaker=orum").json()["entries"]) == 2


def test_matrix_state_and_digest_follow_a_corrected_speaker(page: Page, desk: str) -> None:
    def party(issue: str) -> str:
        page.goto(f"{desk}/positions")
        return str(page.locator("tr", has_text=issue).locator("td[data-party]").get_attribute("data-party"))

    assert party("The ferry") == "Norland"
    correct(page, desk, "the ferry must go")
    assert party("The ferry") == "Sudland"
    page.goto(desk)
    assert "Norland" not in page.locator(".wants").inner_text()
    assert "Eve Sund" in page.locator("main").inner_text()
    dry = page.locator(".told li", has_text="northern shore")
    page.goto(f"{desk}/digest?since=2020-06")
    assert dry.inner_text().startswith("Ben Lusk (Norland) said")
    correct(page, desk, "the northern shore")
    page.goto(f"{desk}/digest?since=2020-06")
    assert dry.inner_text().startswith("Eve Sund (Sudland) said")


def correct(page: Page, desk: str, words: str) -> None:
    """Set who said something, by keys."""
    page.goto(f"{desk}/statements")
    with page.expect_navigation():
        page.locator(".entry", has_text=words).locator("h3 a").click()
    page.keyboard.press("c")
    page.keyboard.press("Control+a")
    page.keyboard.type("Eve Sund")
    page.keyboard.press("Enter")
    page.get_by_text("speaker set by Cem Arn").wait_for()


def test_axe_finds_nothing_where_accounts_are_compared_and_decided_on(browser: Browser, desk: str) -> None:
    context = browser.new_context(color_scheme="light", bypass_csp=True)
    page = context.new_page()
    key = page.request.get(f"{desk}/contradictions.json").json()["entries"][0]["key"]
    page.goto(f"{desk}/lines/{key}")
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Decided.").wait_for()
    decided = page.url.removeprefix(desk)
    for path in (decided, "/contradictions", "/judgements", "/?since=2020-06", "/search?q=dam"):
        page.emulate_media(color_scheme="light")
        page.goto(desk + path)
        page.add_script_tag(path=AXE)
        assert browsing.violations(page) == [], path
        page.emulate_media(color_scheme="dark")
        assert browsing.violations(page, browsing.OF_COLOURS) == [], path
    context.close()
