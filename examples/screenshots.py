"""Renew the pictures of the desk in the documentation, from the dossier of the examples.

The desk is served as known on a fixed day, so that a picture changes when the desk does and not with the calendar.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from verbale.api import editions
from verbale.api.asking import Served
from verbale.model.intake import Incoming
from verbale.store import sql
from verbale.store.base import Store
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
    "intake": "/intake",
    "digest": "/digest",
    "edition": "/editions/1",
}
WAITING = {
    "Fishing fleets to meet in Sapporo": "The fishing fleets of both countries will meet in April, the port said.",
    "Ferry to the islands stays in port": "The ferry that took former residents to the graves stays in port.",
}
"""Titles and openings of what waits on the picture of the intake; no such pages exist."""
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
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(DOSSIER, folder)
        with sql.open_dossier(copy) as store:
            served_here = Served(store, DOSSIER.name, lambda: ON, "desk")
            take_in(store)
            publish(served_here)
            with serving.served(desk_app(served_here)) as address:
                yield address


def take_in(store: Store) -> None:
    """What waits, and one page that was refused."""
    queue, came = store.queue(), f"{ON}T08:00:00Z"
    for number, (title, opening) in enumerate(WAITING.items()):
        name = f"https://lakepost.example/{number}"
        said = {"title": title, "opening": opening, "outlet": "Lake Post", "published": ON.isoformat()}
        queue.put(Incoming(name=name, came_at=came, **said), opening.encode())  # type: ignore[arg-type] # texts, all of them
    gone = "https://lakepost.example/gone"
    reason = f"{gone} answers 404 (Not Found); check the address"
    queue.put(Incoming(name=gone, came_at=came, title="Quay closed", state="refused", reason=reason, tries=1))


def publish(desk: Served) -> None:
    """One edition of the year of Singapore and Osaka, and a draft of the next one."""
    prepare(desk.store, name="Morning", since="2018-09-01", until="2019-06-30")
    editions.publish(desk, desk.store.draft().version, "Ana Lima")
    prepare(desk.store, name="Noon", since="2019-07-01")


def prepare(store: Store, *, name: str, since: str, until: str = "") -> None:
    """Give the next edition its name and days."""
    kept = store.draft()
    store.set_draft(replace(kept.draft, name=name, since=since, until=until), kept.version)


if __name__ == "__main__":
    sys.exit(main())
