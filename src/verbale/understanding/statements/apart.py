"""A source that is cited beside a report shares its content: the Gazette, citing two clerks, reported that A."""

from __future__ import annotations

from dataclasses import replace

from verbale.understanding.statements import tables
from verbale.understanding.statements.attributed import Attribution
from verbale.understanding.statements.page import Page


def cited(found: list[Attribution], page: Page) -> list[Attribution]:
    """The attributions with what those who are cited say; the report beside them is the verb above or the next one."""
    return [_of_main(a, found, page) if _cites(a) else a for a in found]


def _cites(attribution: Attribution) -> bool:
    verb, quotes = attribution.at, tables.toml("settings")["verbs"]["quotes"]
    return verb is not None and verb.tag_ == "VBG" and attribution.cue.lemma in quotes and attribution.frame == "object"


def _of_main(citing: Attribution, found: list[Attribution], page: Page) -> Attribution:
    assert citing.at is not None  # noqa: S101 - told apart in `_cites`
    settings, verb = tables.toml("settings"), citing.at
    source = next((c for c in verb.children if c.dep_ == "dobj"), None)
    nouns = settings["source"]["nouns"] + settings["people"]["nouns"]
    one = source is not None and (source.pos_ == "PROPN" or source.lemma_.lower() in nouns)
    beside = [
        b for b in found
        if b.at is not None and b.cue.kind == "speech" and not b.cue.is_noun and b is not citing
        and page.sentence(b.at.i) == page.sentence(verb.i)
    ]  # fmt: skip
    above = next((b for b in beside if b.at == verb.head), None)
    main = above or next((b for b in beside if b.at is not None and b.at.i > verb.i), None)
    if not one or main is None:
        return citing
    rule = f"citing:{citing.rule.partition(':')[2]}"
    return replace(citing, frame="citing", speaker=source, content=main.content, rule=rule)
