"""A web in memory, for tests of what fetches: pages by address, and a list of what was asked for."""

from __future__ import annotations

from collections.abc import Mapping

from verbale.errors import NotFetched
from verbale.intake.fetching import NEVER_ASKED, Fetched, Validators

Page = bytes | str | Fetched | NotFetched
"""What an address holds: bytes or text, an answer with its validators, or why it gives nothing."""


class MemoryFetcher:
    """Gives what it was given for an address; for any other, that there is nothing."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self.pages = dict(pages)
        self.asked: list[str] = []

    def fetch(self, address: str, known: Validators = NEVER_ASKED) -> Fetched:
        """What the address holds; raises NotFetched."""
        self.asked.append(address)
        page = self.pages.get(address)
        if page is None:
            raise NotFetched(f"{address} answers 404 (Not Found); check the address")
        if isinstance(page, NotFetched):
            raise page
        if isinstance(page, Fetched):
            same = known != NEVER_ASKED and known == page.validators
            return Fetched(page.address, validators=known, unchanged=True) if same else page
        return Fetched(address, page.encode() if isinstance(page, str) else page)
