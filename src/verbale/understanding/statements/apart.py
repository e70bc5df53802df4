"""Attributions in one sentence told apart: where one ends because the next begins, and whose the next one is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.understanding.statements import tables
from verbale.understanding.statements.attributed import Attribution

if TYPE_CHECKING:
    pass


def cited(found: list[Attribution]) -> list[Attribution]:
    """A source that is cited beside a cue shares its content: the Gazette, citing two clerks, reported that A."""
    sources = tables.toml("settings")["source"]["nouns"] + tables.toml("settings")["people"]["nouns"]
    out: list[Attribution] = []
    for attribution in found:
        verb = attribution.at
        if (
            verb is not None
            and attribution.cue.lemma in tables.toml("settings")["verbs"]["quotes"]
            and attribution.frame == "object"
            and verb.tag_ == "VBG"
        ):
            source = next((c for c in verb.children if c.dep_ == "dobj"), None)
            named = source is not None and (source.pos_ == "PROPN" or source.lemma_.lower() in sources)
            main = next((b for b in found if b.at == verb.head and b is not attribution), None)
            if named and main is not None and main.cue.kind == "speech":
                rule = f"citing:{attribution.rule.partition(':')[2]}"
                attribution = replace(attribution, frame="citing", speaker=source, content=main.content, rule=rule)
        out.append(attribution)
    return out
