"""When, where and how words were spoken, as the cue's own sentence tells outside what is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from verbale.model.evidence import Findings
from verbale.understanding.grammar.dates_of import Dates
from verbale.understanding.statements import tables
from verbale.understanding.statements.attributed import Attribution
from verbale.understanding.statements.layout import Layout, Range

if TYPE_CHECKING:
    from spacy.tokens import Token

_SIGNATURE = 16
"""Tokens that a signature with its day is long."""
_HOUR = re.compile(r"T.*$")


@dataclass(frozen=True, slots=True)
class Setting:
    """The day of speaking (EDTF), the medium, a hedge word, and whether the words were on record."""

    said_on: str | None = None
    medium: str | None = None
    hedge: str | None = None
    on_record: bool | None = None


class Settings:
    """Settings of one article's attributions."""

    def __init__(self, layout: Layout, findings: Findings) -> None:
        self._layout = layout
        self._dates = Dates(layout.grammar, findings)
        self._times = [
            (layout.tokens(f.content.span), f.content.edtf)
            for f in findings.times
            if f.content.calendar and f.content.edtf and ".." not in f.content.edtf
        ]

    @property
    def days(self) -> list[tuple[int, str]]:
        """The calendar times of the article, each by its first token."""
        return [(a, edtf) for (a, _), edtf in self._times if edtf]

    def of(self, attribution: Attribution, content: tuple[Range, ...]) -> Setting:
        """The setting of an attribution whose content is `content`, in tokens."""
        if attribution.cue_range is None:
            return Setting(self._signed_on(content) if attribution.frame == "label" else None)
        layout = self._layout
        first, last = layout.sentence(attribution.cue_range[0])
        outside = [layout.doc[i] for i in range(first, last) if not any(a <= i < b for a, b in content)]
        words = " ".join(t.lower_ for t in outside)
        return Setting(
            self._day(attribution, outside) if attribution.cue.kind == "speech" else None,
            _medium(attribution, outside),
            _hedge(attribution, outside),
            _on_record(words),
        )

    def _signed_on(self, content: tuple[Range, ...]) -> str | None:
        """The day in the signature after a quotation: “We wait.” — Ana Petrova, 5 May."""
        after = content[-1][1]
        found = next(((a, edtf) for (a, _), edtf in self._times if after <= a < after + _SIGNATURE), None)
        if found is None or any(t.pos_ in ("VERB", "AUX") for t in self._layout.doc[after : found[0]]):
            return None
        return _HOUR.sub("", found[1] or "") or None

    def _day(self, attribution: Attribution, outside: list[Token]) -> str | None:
        assert attribution.cue_range is not None  # noqa: S101 - told apart in `of`
        cue = attribution.cue_range[0]
        open_tokens = {t.i for t in outside}
        own = self._of_clause(cue, open_tokens)
        if own is not None:
            return own
        near = [
            (abs(a - cue), a, edtf)
            for (a, b), edtf in self._times
            if a in open_tokens and self._tied(a, b, attribution, open_tokens)
        ]
        return _HOUR.sub("", min(near)[2] or "") or None if near else None

    def _of_clause(self, cue: int, open_tokens: set[int]) -> str | None:
        """The day of the cue's clause, by what hangs on it or on the occasion that it names, outside what is said."""
        clause = self._layout.grammar.at(cue)
        if clause is None:
            return None
        held = [a.head for a in clause.arguments if self._layout.doc[a.head].lemma_.lower() in occasions()]
        found = self._dates.of(clause, nouns=held, occasion=True)
        if found is None or ".." in found.edtf or self._layout.tokens(found.span)[0] not in open_tokens:
            return None
        return _HOUR.sub("", found.edtf) or None

    def _tied(self, first: int, last: int, attribution: Attribution, open_tokens: set[int]) -> bool:
        """Whether a time expression hangs on the cue, or was torn from it by a parse that hangs it on the content."""
        at = self._layout.doc[first:last].root
        while at.head != at and at.pos_ not in ("VERB", "AUX"):
            at = at.head
        cue = attribution.at
        if cue is None:
            return False
        anchors = {cue.i, cue.head.i} if cue.pos_ not in ("VERB", "AUX") else {cue.i}
        if at.i in anchors or at.i not in open_tokens or _is_occasion(last, cue):
            return True
        return at.lemma_ in tables.toml("settings")["verbs"]["speaks"] and (
            at.head.i in anchors or at.dep_ in ("acl", "relcl", "advcl")
        )


def _is_occasion(last: int, cue: Token) -> bool:
    """Whether the cue's clause tells more of the day or occasion right before it: last week, when A said …"""
    marker = next((t for t in cue.subtree if t.lower_ in ("when", "which") and t.i < cue.i), None)
    return marker is not None and 0 <= marker.i - last <= 2


@cache
def occasions() -> frozenset[str]:
    """Nouns of occasions and means of speaking: interview, news conference, letter."""
    return frozenset(_media())


@cache
def _media() -> Mapping[str, str]:
    return {noun: name for name, row in tables.toml("settings")["medium"].items() for noun in row["nouns"]}


def _medium(attribution: Attribution, outside: list[Token]) -> str | None:
    speaker = attribution.speaker
    if speaker is not None and speaker.lemma_.lower() in tables.toml("settings")["source"]["speaks"]:
        return _media()[speaker.lemma_.lower()]
    for token in outside:
        name = _media().get(token.lemma_.lower())
        if (
            name
            and token != attribution.at
            and (token.dep_ == "pobj" or (token.dep_ == "dobj" and token.head == attribution.at))
        ):
            return name
    return "social media" if attribution.cue.lemma == "tweet" else None


def _hedge(attribution: Attribution, outside: list[Token]) -> str | None:
    words = tables.toml("settings")["hedge"]
    adverb = next((t.lower_ for t in outside if t.lower_ in words["adverbs"]), None)
    if adverb:
        return adverb
    return attribution.at.lower_ if attribution.at is not None and attribution.cue.lemma in words["cues"] else None


def _on_record(words: str) -> bool | None:
    record = tables.toml("settings")["record"]
    if any(re.search(rf"\b{w}\b", words) for w in record["off"]):
        return False
    return True if any(re.search(rf"\b{w}\b", words) for w in record["on"]) else None
