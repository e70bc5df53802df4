"""What processes that read may do instead, apart from the tests: a process that begins imports what it needs alone."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Lock
from time import sleep
from typing import Any

from tests.halves import killed_as_it_hands_on

from verbale.model.brief import Brief
from verbale.model.evidence import Findings, Reading
from verbale.model.text import Article


def ending(of: str, brief: Brief, model: str | None, article: Article) -> Reading:
    """Ends its process on one article; on another the first time alone, as when memory was short."""
    spared = Path(str(model)) / article.name
    if article.name == "B" or (article.name == "C" and not spared.exists()):
        spared.touch()
        os._exit(9)
    return Reading(article, Findings())


def at_once(of: str, brief: Brief, model: str | None, article: Article) -> Reading:
    """Reads without reading."""
    return Reading(article, Findings())


def dawdling(of: str, brief: Brief, model: str | None, article: Article) -> Reading:
    """Does not come to an end with one article."""
    while article.name == "B":
        sleep(0.1)
    return Reading(article, Findings())


def handing_on_halves(of: str, brief: Brief, model: str | None, article: Article) -> Any:
    """Ends in the middle of what it hands on, once with each article; of A each time."""
    spared = Path(str(model)) / article.name
    if article.name == "A" or not spared.exists():
        spared.touch()
        return killed_as_it_hands_on()
    return Reading(article, Findings())


def waiting_for(of: str, brief: Brief, model: str | None, article: Article) -> Reading:
    """Says which process it is, and does not come to an end."""
    (Path(str(model)) / str(os.getpid())).touch()
    sleep(600)
    return Reading(article, Findings())


def that_cannot_be_handed_on(of: str, brief: Brief, model: str | None, article: Article) -> Any:
    """What holds a lock cannot be packed."""
    return Lock()
