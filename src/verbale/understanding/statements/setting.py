"""When, where and how words were spoken, as the cue's own sentence tells outside what is said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from verbale.model.evidence import Findings
from verbale.understanding.grammar.clause import Clause, Extent
from verbale.understanding.grammar.dates_of import Dates, is_ahead
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.statements import tables
from verbale.understanding.statements.attributed import Attribution
from verbale.understanding.statements.cues import known
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.tables import settings

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

    def __init__(self, page: Page, findings: Findings, mentions: Mentions) -> None:
        self._page, self._mentions = page, mentions
        self._words = page.words
        self._dates = Dates(page.grammar, findings)
        times = [t.content for t in findings.times if t.content.calendar and t.content.edtf]
        found = [(page.words.tokens(t.span), str(t.edtf)) for t in times if ".." not in str(t.edtf)]
        published = page.analysis.article.published
        self._times = [t for t in found if not self._dates.told_again(t[0][0]) and not is_ahead(t[1], published)]
        self._in_order = sorted(self._times)

    @property
    def days(self) -> list[tuple[int, str]]:
        """The calendar times of the article, each by its first token."""
        return [(first, edtf) for (first, _), edtf in self._times]

    def of(self, attribution: Attribution, content: tuple[Extent, ...]) -> Setting:
        """The setting of an attribution whose content is `content`, in tokens."""
        if attribution.cue_range is None:
            return Setting()
        cue = attribution.cue_range[0]
        outside = [i for i in range(*self._page.sentence(cue)) if not any(a <= i < b for a, b in content)]
        return Setting(
            self._day(attribution, cue, frozenset(outside)) if attribution.cue.kind == "speech" else None,
            self._medium(attribution, outside),
            self._hedge(attribution, outside),
            _on_record(" ".join(self._words.lower[i] for i in outside)),
        )

    def _day(self, attribution: Attribution, cue: int, outside: frozenset[int]) -> str | None:
        """The day told; no year that is over where it goes on: "has urged him to return to the pact made in 2015"."""
        day = self._told_day(attribution, cue, outside)
        over = day and day.isdigit() and day != (self._page.analysis.article.published or "")[:4]
        return None if over and self._until_now(cue) else day

    def _told_day(self, attribution: Attribution, cue: int, outside: frozenset[int]) -> str | None:
        own = self._of_clause(cue, outside) or self._of_words(attribution, cue, outside)
        if own is not None or attribution.at is None:
            return own
        near = [
            (abs(first - cue), first, edtf)
            for (first, last), edtf in self._within(self._page.sentence(cue))
            if first in outside and self._tied((first, last), attribution.at, outside)
        ]
        return _HOUR.sub("", min(near)[2]) or None if near else None

    def _within(self, tokens: Extent) -> list[tuple[Extent, str]]:
        """The times that begin in a run of tokens."""
        begin, after = (bisect_left(self._in_order, ((token, 0), "")) for token in tokens)
        return self._in_order[begin:after]

    def _of_clause(self, cue: int, outside: frozenset[int]) -> str | None:
        """The day of the cue's clause, by what hangs on it or on the occasion that it names, outside what is said."""
        clause = self._page.grammar.at(cue)
        if clause is None:
            return None
        held = [a.head for a in clause.arguments if self._words.lemma[a.head] in occasions()]
        found = self._dates.of(clause, nouns=held, occasion=True)
        if found is None or ".." in found.edtf or self._words.tokens(found.span)[0] not in outside:
            return None
        if is_ahead(found.edtf, self._page.analysis.article.published):
            return None  # "rejected a delay of the vote on Sunday": what is dated is still to come
        return _HOUR.sub("", found.edtf) or None

    def _until_now(self, cue: int) -> bool:
        """Whether the clause of a cue is in the present perfect, which takes no year that is over."""
        told = self._page.grammar.at(cue)
        return told is not None and told.perfect and told.tense == "present"

    def _of_words(self, attribution: Attribution, cue: int, outside: frozenset[int]) -> str | None:
        """The day on which a paper, or the words that a noun names, came out: "a survey published on Monday"."""
        w, clause = self._words, self._page.grammar.at(cue)
        nouns = [i for i in (attribution.speaker, cue) if i is not None and w.pos[i] == "NOUN"]
        nouns += [a.head for a in (clause.arguments if clause is not None else ()) if a.role in ("in", "by")]
        for noun in nouns:
            days = (d.edtf for c in self._brought_out(noun, outside) if (d := self._dates.of(c)) and d.how == "own")
            day = next(days, "..")
            if ".." not in day and not is_ahead(day, self._page.analysis.article.published):
                return _HOUR.sub("", day) or None
        return None

    def _brought_out(self, noun: int, outside: frozenset[int]) -> Iterator[Clause]:
        """The clauses that tell of the words a noun names that they came out; not who brings out others, or is sent."""
        w, grammar = self._words, self._page.grammar
        if w.lemma[noun] not in known() and self._mentions.at(w.span(noun, noun + 1)):
            return
        of = [o for p in w.children[noun] if w.dep[p] == "prep" for o in w.children[p] if w.lemma[noun] in occasions()]
        below = [c for n in (noun, *of) for c in w.children[n] if w.dep[c] in ("acl", "relcl") and c in outside]
        for c in (*below, *(j for b in below for j in w.children[b] if w.dep[j] == "conj")):
            told = grammar.at(c)
            if told is None or told.negated or told.particle or told.lemma not in settings("verbs", "brings_out"):
                continue
            thing = told.object if told.form != "infinitive" else None  # "a report to be published on Friday"
            if thing is not None and (thing.head in (noun, *of) or w.tag[thing.head] in ("WDT", "WP")):
                yield told

    def _tied(self, time: Extent, cue: int, outside: frozenset[int]) -> bool:
        """Whether a time expression hangs on the cue, or was torn from it by a parse that hangs it on the content."""
        w = self._words
        at = self._page.grammar.head_of(time)
        while w.head[at] != at and w.pos[at] not in ("VERB", "AUX"):
            at = w.head[at]
        anchors = {cue, w.head[cue]} if w.pos[cue] not in ("VERB", "AUX") else {cue}
        if at in anchors or at not in outside or self._is_occasion(time[1], cue):
            return True
        hosts = {i for i in (cue, *w.upward(cue)) if i == cue or w.dep[cue] in ("conj", "dep")}
        if w.dep[at] == "advcl" and w.head[at] in hosts and self._goes_with(at, cue):
            return True
        told = w.lemma[at] in settings("verbs", "speaks") or self._is_reached(at)
        return told and (w.head[at] in anchors or w.dep[at] in ("acl", "relcl", "advcl"))

    def _goes_with(self, at: int, cue: int) -> bool:
        """Whether a clause that opens the sentence tells what its speaker was doing: "Leaving on Monday, she said"."""
        w = self._words
        below = [w.lower[c] for c in w.children[at]]
        doing = w.tag[at] == "VBG" and "having" not in below and w.lemma[at] in settings("verbs", "comes_and_goes")
        told = self._page.grammar.at(cue)
        back = told is not None and told.perfect  # "As it rose on Friday, she had said"
        when = not back and w.tag[at] == "VBD" and ("when" in below or "as" in below)
        return at < cue and (doing or when or w.lemma[at] in settings("verbs", "speaks") or self._is_reached(at))

    def _is_reached(self, at: int) -> bool:
        """ "Reached on Monday, she said": by nobody who is told, save by phone."""
        w = self._words
        by = [o for c in w.children[at] if w.lower[c] == "by" for o in w.children[c]]
        return (
            w.tag[at] == "VBN"
            and w.lemma[at] in settings("verbs", "reached")
            and all(w.lemma[o] in _media() for o in by)
        )

    def _is_occasion(self, last: int, cue: int) -> bool:
        """Whether the cue's clause tells more of the day or occasion right before it: last week, when A said …"""
        inside = range(self._page.grammar.whole(cue)[0], cue)
        marker = next((i for i in inside if self._words.lower[i] in ("when", "which")), None)
        return marker is not None and 0 <= marker - last <= 2

    def _medium(self, attribution: Attribution, outside: list[int]) -> str | None:
        w, speaker = self._words, attribution.speaker
        if speaker is not None and w.lemma[speaker] in settings("source", "speaks"):
            return _media()[w.lemma[speaker]]
        beside = (i for i in outside if i != attribution.at and w.lemma[i] in _media())
        held = (i for i in beside if w.dep[i] == "pobj" or (w.dep[i] == "dobj" and w.head[i] == attribution.at))
        posted = "social media" if attribution.cue.lemma in settings("verbs", "posts") else None
        return next((_media()[w.lemma[i]] for i in held), posted)

    def _hedge(self, attribution: Attribution, outside: list[int]) -> str | None:
        lower = self._words.lower
        adverbs = settings("hedge", "adverbs")
        cues = settings("hedge", "cues")
        own = lower[attribution.at] if attribution.at is not None and attribution.cue.lemma in cues else None
        return next((lower[i] for i in outside if lower[i] in adverbs), own)


@cache
def occasions() -> frozenset[str]:
    """Nouns of occasions and means of speaking: interview, news conference, letter."""
    return frozenset(_media())


@cache
def live_nouns() -> frozenset[str]:
    """Nouns of occasions at which people speak to each other: interview, meeting; no letter."""
    rows = tables.toml("settings")["medium"].values()
    return frozenset(noun for row in rows if row.get("live") for noun in row["nouns"])


@cache
def _media() -> Mapping[str, str]:
    return {noun: name for name, row in tables.toml("settings")["medium"].items() for noun in row["nouns"]}


def _on_record(words: str) -> bool | None:
    record = tables.toml("settings")["record"]
    if any(re.search(rf"\b{w}\b", words) for w in record["off"]):
        return False
    return True if any(re.search(rf"\b{w}\b", words) for w in record["on"]) else None
