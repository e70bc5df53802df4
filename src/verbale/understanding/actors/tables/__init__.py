"""Facts and rules of language for actors."""

from functools import cache

from verbale.understanding.tables import loaders

toml, rows = loaders(__package__)


@cache
def telling(name: str) -> frozenset[str]:
    """The words of a row of `[phrases]` in offices.toml: what they tell of whom a phrase means."""
    return frozenset(toml("offices")["phrases"][name])
