"""The corpus: negotiations with their articles and gold readings, and dossiers with their gold records.

`corpus/tune` may be opened by whoever writes rules, `corpus/test` is measured alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from evaluation.anchors import text_of
from verbale.model.brief import Brief, brief_from_toml

CORPUS = Path(__file__).parents[1] / "corpus"
Split = Literal["tune", "test"]
SPLITS: tuple[Split, ...] = ("tune", "test")


@dataclass(frozen=True, slots=True)
class Negotiation:
    """A folder of articles with gold readings under one brief; known gold has none."""

    folder: Path

    @property
    def brief(self) -> Brief:
        """The brief of the folder, an empty one where there is none."""
        path = self.folder / "brief.toml"
        return brief_from_toml(path.read_text(encoding="utf-8"), str(path)) if path.exists() else Brief()

    @property
    def articles(self) -> list[Path]:
        """The texts, by name."""
        return sorted(self.folder.glob("*.txt"))

    @property
    def readings(self) -> list[tuple[Path, Any]]:  # Any: JSON
        """The texts that have a gold reading, each with it."""
        files = sorted(p for p in self.folder.glob("*.json") if not p.name.endswith(".anchors.json"))
        golds = [json.loads(path.read_text(encoding="utf-8")) for path in files]
        return [(self.folder / gold["text"], gold) for gold in golds]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A folder of articles with what they add up to."""

    folder: Path

    @property
    def gold(self) -> Any:  # Any: JSON
        """The gold record."""
        return json.loads((self.folder / "dossier.json").read_text(encoding="utf-8"))

    @property
    def texts(self) -> dict[str, str]:
        """The articles by file name."""
        return {a["article"]: text_of(self.folder / a["article"]) for a in self.gold["articles"]}


def negotiations(split: Split) -> list[Negotiation]:
    """The negotiations of one part of the corpus."""
    return [Negotiation(f) for f in _folders(CORPUS / split) if f.name != "dossiers"]


def dossiers(split: Split) -> list[Dossier]:
    """The dossiers of one part of the corpus."""
    return [Dossier(f) for f in _folders(CORPUS / split / "dossiers")]


def _folders(parent: Path) -> Iterator[Path]:
    yield from sorted(f for f in parent.glob("*") if f.is_dir())
