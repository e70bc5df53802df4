"""Verbale keeps the minutes of a long-running negotiation from what the press reports.

What is named here is for others to build on, and stays; `docs/reference/python.md` shows it at work. Each name is
looked up where it lives when it is first asked for, so that importing `verbale` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verbale.errors import VerbaleError
    from verbale.model.brief import Brief, brief_from_toml
    from verbale.model.evidence import Finding, Judgement, Reading
    from verbale.model.text import Article, Passage
    from verbale.reading.files import articles_at
    from verbale.store.queries import SearchQuery, StatementQuery
    from verbale.store.sql import create, open_dossier
    from verbale.understanding.builtin import build
    from verbale.understanding.pipeline import annotator

__all__ = [
    "Article",
    "Brief",
    "Finding",
    "Judgement",
    "Passage",
    "Reading",
    "SearchQuery",
    "StatementQuery",
    "VerbaleError",
    "annotator",
    "articles_at",
    "brief_from_toml",
    "build",
    "create",
    "open_dossier",
]

_HOMES = {
    "verbale.errors": ("VerbaleError",),
    "verbale.model.brief": ("Brief", "brief_from_toml"),
    "verbale.model.evidence": ("Finding", "Judgement", "Reading"),
    "verbale.model.text": ("Article", "Passage"),
    "verbale.reading.files": ("articles_at",),
    "verbale.store.queries": ("SearchQuery", "StatementQuery"),
    "verbale.store.sql": ("create", "open_dossier"),
    "verbale.understanding.builtin": ("build",),
    "verbale.understanding.pipeline": ("annotator",),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'verbale' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
