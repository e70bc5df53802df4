"""Hard cases of actors on negotiations of all kinds: who is found, and every place that means them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from verbale.model.brief import Brief
from verbale.model.text import Article
from verbale.understanding.builtin import build

CASES = Path(__file__).with_name("cases.toml")


def cases() -> list[Any]:
    known = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    return [
        pytest.param(
            case, id=case["name"], marks=[pytest.mark.xfail(reason=case["open"], strict=True)] if "open" in case else []
        )
        for case in known
    ]


def article_of(case: dict[str, Any]) -> Article:
    text, paragraphs, at = case["text"], [], 0
    for line in text.split("\n"):
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    return Article(
        name=case["name"],
        text=text,
        outlet=case.get("outlet"),
        published=case.get("published"),
        paragraphs=tuple(paragraphs),
    )


@pytest.mark.parametrize("case", cases())
def test_hard_case(case: dict[str, Any]) -> None:
    article = article_of(case)
    found = [f.content for f in build(Brief(), names=["actors"]).read(article).findings.actors]
    by_name = {a.name: a for a in found}
    told = {a.name: [article.text[s:e] for s, e in a.mentions] for a in found}
    for wanted in case["actor"]:
        actor = by_name.get(wanted["name"])
        assert actor is not None, f"no {wanted['name']!r} among {told}"
        assert (actor.kind, actor.party) == (wanted["kind"], wanted.get("party")), wanted["name"]
        assert told[actor.name] == wanted["is"], wanted["name"]
        assert len(actor.members) == wanted.get("members", 0), wanted["name"]
    for word in case.get("nobody", ()):
        assert not [name for name, words in told.items() if word in words], word
