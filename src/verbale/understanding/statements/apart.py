"""A source that is cited beside a report shares its content: the Gazette, citing two clerks, reported that A."""

from __future__ import annotations

from dataclasses import replace

from verbale.understanding.statements.attributed import Attribution
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.tables import settings


def cited(found: list[Attribution], page: Page) -> list[Attribution]:
    """The attributions with what those who are cited say; the report beside them is the verb above or the next one."""
    quotes = settings("verbs", "quotes")
    return [
        _of_main(a, a.at, found, page)
        if a.at is not None and page.words.tag[a.at] == "VBG" and a.cue.lemma in quotes and a.frame == "object"
        else a
        for a in found
    ]


def _of_main(citing: Attribution, verb: int, found: list[Attribution], page: Page) -> Attribution:
    w = page.words
    source = next((c for c in w.children[verb] if w.dep[c] == "dobj"), None)
    nouns = settings("source", "nouns") | settings("people", "nouns")
    beside = [
        (b.at, b) for b in found
        if b.at is not None and b.cue.kind == "speech" and not b.cue.is_noun and b is not citing
        and page.sentence(b.at) == page.sentence(verb)
    ]  # fmt: skip
    above = next((b for at, b in beside if at == w.head[verb]), None)
    main = above or next((b for at, b in beside if at > verb), None)
    if source is None or main is None or not (w.pos[source] == "PROPN" or w.lemma[source] in nouns):
        return citing
    rule = f"citing:{citing.rule.partition(':')[2]}"
    return replace(citing, frame="citing", speaker=source, content=main.content, rule=rule)
