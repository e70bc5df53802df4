"""A served desk and a browser to look at it: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from verbale.api.asking import Served
from verbale.web import serving
from verbale.web.app import desk_app

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
"""What axe looks for: success criteria of WCAG 2.0 to 2.2, A and AA."""
OF_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""Those of its rules that ask for colours."""


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser; each context that it makes is a new user."""
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


def served_at(served: Served) -> AbstractContextManager[str]:
    """The address at which a desk answers."""
    return serving.served(desk_app(served))


def violations(page: Page, asked: object = RULES) -> list[tuple[str, list[str]]]:
    """What axe, which was put into a page, finds there."""
    result = page.evaluate("(asked) => axe.run(document, {...asked, resultTypes: ['violations']})", asked)
    return [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in result["violations"]]
