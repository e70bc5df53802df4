"""Renew the pictures of the desk in the documentation, from the dossier of the examples.

The desk is served as known on a fixed day, so that a picture changes when the desk does and not with the calendar.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from verbale.api.asking import Served
from verbale.store import sql
from verbale.web import serving
from verbale.web.app import desk_app

ROOT = Path(__file__).parents[1]
DOSSIER = ROOT / "demo" / "japan-russia.db"
IMAGES = ROOT / "docs" / "images"
ON = date(2026, 2, 22)
SHOWN = {
    "today": "/",
    "positions": "/positions",
    "timeline": "/timeline",
    "search": "/search?q=treaty",
    "review": "/review",
}
ARTICLE = "Editorial: Ministers"
"""The beginning of the title of the article that is shown."""


def main() -> int:
    """Write the pictures; 0 when all are written."""
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        for theme in ("light", "dark"):
            page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme=theme)  # type: ignore[arg-type] # one of its words
            for name, path in shown(page, address):
                if theme == "light" or name == "article":
                    page.goto(address + path)
                    page.screenshot(path=IMAGES / f"{name}{'-dark' if theme == 'dark' else ''}.png")
        browser.close()
    return 0


def shown(page: Page, address: str) -> Iterator[tuple[str, str]]:
    """Names of pictures and the addresses they show, an article and a relayed statement among them."""
    yield from SHOWN.items()
    texts = page.request.get(f"{address}/articles.json").json()["entries"]
    yield "article", f"/articles/{next(t['origin'] for t in texts if ARTICLE in (t['articles'][0]['title'] or ''))}"
    said = page.request.get(f"{address}/statements.json").json()["entries"]
    yield "statement", f"/lines/{next(s['key'] for s in said if any(t['relay'] for t in s['tellings']))}"


@contextmanager
def served() -> Iterator[str]:
    """The address at which the desk answers meanwhile."""
    with sql.open_dossier(DOSSIER) as store:
        desk = desk_app(Served(store, DOSSIER.name, lambda: ON, "desk"))
        with serving.served(desk) as address:
            yield address


if __name__ == "__main__":
    sys.exit(main())
