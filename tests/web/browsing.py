"""A served desk and a browser to look at it: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from playwright.sync_api import Browser, sync_playwright

from verbale.api.asking import Served
from verbale.web import serving
from verbale.web.app import desk_app

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


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
