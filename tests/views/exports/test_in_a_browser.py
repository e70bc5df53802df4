"""The exported pages in a real browser: readable by everyone in both themes, and nothing in them runs or is loaded."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.views.exports.dossier import exported, record
from tests.web import browsing
from tests.web.test_browser import AXE, complaints

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("chromium"), reason="Debian's chromium is not installed"),
]


def test_axe_finds_nothing_on_an_exported_page_and_it_complains_of_nothing(tmp_path: Path) -> None:
    found: dict[str, Any] = {}
    with browsing.browser() as browser:
        for form in ("timeline-html", "positions-html"):
            page_file = tmp_path / f"{form}.html"
            page_file.write_bytes(exported(form, record(hostile=True)))
            page = browser.new_page()
            said = complaints(page)
            page.goto(page_file.as_uri())
            found |= {f"{form} says": said} if said else {}
            context = browser.new_context(color_scheme="light", bypass_csp=True)
            page = context.new_page()
            page.goto(page_file.as_uri())
            page.add_script_tag(path=AXE)
            for theme, asked in (("light", browsing.RULES), ("dark", browsing.OF_COLOURS)):
                page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of its words
                violations = browsing.violations(page, asked)
                found |= {f"{form} {theme}": violations} if violations else {}
    assert not found
