"""Sets the scene for one annotator: an article of one paragraph a line, with actors, times and statements as given."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings, Observation, finding
from verbale.model.negotiation import Actor, Statement, Time
from verbale.model.text import Article, Span
from verbale.understanding.analysis import Analysis
from verbale.understanding.language import analyse, load
from verbale.understanding.pipeline import Factory

Case = dict[str, Any]
GIVEN = Observation("test@1", "given", 1.0)


def cases(name: str) -> list[Case]:
    """The hard cases of the layer `name`, in `cases.toml` beside its tests."""
    return tomllib.loads((Path(__file__).parent / name / "cases.toml").read_text(encoding="utf-8"))["case"]


def article_of(text: str, published: str = "2023-05-04") -> Article:
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    return Article(name="case", text=text, published=published, published_basis="stated", paragraphs=tuple(paragraphs))


def analysed(text: str) -> Analysis:
    """The analysis of an article of this text, one paragraph a line."""
    analysis = analyse(article_of(text), _language())
    assert analysis is not None
    return analysis


def found_by(factory: Factory, case: Case, brief: Brief | None = None) -> list[Finding[Any]]:
    """What the annotator finds in the case's text, with the case's actors, times and statements before it."""
    analysis = analysed(case["text"])
    return list(factory(brief or Brief())(analysis, scene(analysis.article, case)))


def scene(article: Article, case: Case) -> Findings:
    found: list[Finding[Any]] = []
    keys: dict[str, str] = {}
    for row in case.get("actors", []):
        name, kind, party, mentions, role, members = ([p.strip() for p in row.split("|")] + [""] * 6)[:6]
        places = tuple(s for words in mentions.split(";") for s in _places(article.text, words.strip()))
        actor = Actor(
            name=name,
            kind=kind,
            party=party or None,
            role=role or None,
            mentions=tuple(sorted(places)),
            members=tuple(keys[m.strip()] for m in members.split(";") if m.strip()),
        )
        found.append(finding(article, actor, GIVEN))
        keys[name] = found[-1].key
    for row in case.get("times", []):
        words, edtf = (p.strip() for p in row.split("|"))
        found.append(finding(article, Time(span=_places(article.text, words)[0], edtf=edtf), GIVEN))
    for given in case.get("statements", []):
        cue = _places(article.text, given["cue"])[0]
        content = _places(article.text, given["content"])[0]
        statement = Statement(
            kind=given.get("kind", "speech"),
            speaker=keys.get(given["speaker"]),
            speaker_span=None,
            cue=cue,
            content=(content,),
            manner="indirect",
            act=given.get("act", "state"),
            said_on=given.get("said_on"),
        )
        found.append(finding(article, statement, GIVEN))
    return Findings(found)


def shares_half(found: str, wanted: str) -> bool:
    """Whether two phrases share at least half of their words."""
    a, b = ({w.strip(".,“”\"'").lower() for w in s.split()} - {""} for s in (found, wanted))
    return len(a & b) * 2 >= len(a | b)


def _places(text: str, words: str) -> list[Span]:
    places, at = [], text.find(words)
    while at >= 0:
        before = text[at - 1 : at].isalnum()
        after = text[at + len(words) : at + len(words) + 1].isalnum()
        places += [] if before or after else [(at, at + len(words))]
        at = text.find(words, at + 1)
    assert places, f"{words!r} is not in {text!r}"
    return places


@cache
def _language() -> Any:
    return load()
