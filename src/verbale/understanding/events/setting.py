"""When and where: time and place that the event's own clause or noun governs, else those of the clause above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from verbale.model.evidence import Findings
from verbale.understanding.events.fates import new_days
from verbale.understanding.events.lexicon import classes, words_of
from verbale.understanding.events.places import host_of
from verbale.understanding.events.sightings import Sighting
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Clause
from verbale.understanding.grammar.dates_of import ClauseDate, Dates
from verbale.understanding.grammar.vocabulary import of_class

_ACTS = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE", "SANCTION"})
_NO_PLACES = frozenset({"person", "group", "public", "outlet", "organisation", "ministry", "anonymous"})
"""Kinds of actors that are nowhere: "went to the Council" tells of no place."""
_BOUNDS = frozenset({"before", "after", "since", "until", "following"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LENGTH = re.compile(r"P(\d{1,2})D")


class Setting:
    """The times and places of the events of one article."""

    def __init__(self, grammar: Grammar, findings: Findings) -> None:
        self._grammar = grammar
        self._dates = Dates(grammar, findings)
        self._times = {i for t in findings.times for i in range(*grammar.tokens(t.content.span))}
        actors = (a.content for a in findings.actors if a.content.kind in _NO_PLACES)
        said = (s for s in (f.content for f in findings.statements) if s.cue and s.said_on)
        self._said_on = {i: s.said_on for s in said for i in range(*grammar.tokens(s.cue or (0, 0)))}
        lengths = ((t.content.span, _LENGTH.fullmatch(t.content.timex3 or "")) for t in findings.times)
        heads = ((grammar.head_of(grammar.tokens(span)), int(days[1])) for span, days in lengths if days)
        self._days_of = {grammar.words.head[head]: days for head, days in heads}
        """How many days long nouns are said to be: "a two-day visit"."""
        self._nowhere = self._times | {grammar.head_of(grammar.tokens(m)) for a in actors for m in a.mentions}

    def when(self, seen: Sighting, *, happened: bool, running: bool = False) -> str | None:
        """EDTF of the event, or None; what is still ahead takes no time of the clause that plans it unless told after.

        `running`: talks that run take no time but their own.
        """
        if seen.token in self._times:
            return None  # "a week before the meeting" is the time of something else
        moved = next((day for token in new_days(self._grammar, seen) if (day := self._dates.at(token))), None)
        if moved is not None:
            return moved.split("/")[-1]
        bound = self._is_bound(seen)
        for clause in self._carriers(seen, running=running):
            nouns = [seen.token, *(a.head for a in seen.slots)] if seen.noun is not None or seen.slots else []
            nouns += self._occasions(seen, clause)
            found = self._dates.of(clause, nouns=nouns, occasion=happened and not running)
            lent = bound and found is not None and not self._is_of_noun(found, seen)
            if found is not None and not lent and self._counts(found, seen, happened=happened):
                return found.edtf if happened else self._with_its_length(found.edtf, seen)
        return None

    def _with_its_length(self, day: str, seen: Sighting) -> str:
        """A day ahead with those that follow: "due on 4 May for a two-day visit" is the 4th and the 5th."""
        told = (c for c in (seen.told, seen.carrier) if c is not None)
        nouns = (seen.token, *(a.head for a in seen.slots), *(a.head for c in told for a in c.all("for")))
        days = next((self._days_of[noun] for noun in nouns if noun in self._days_of), 1)
        if days < 2 or not _DAY.fullmatch(day):
            return day
        return f"{day}/{date.fromisoformat(day) + timedelta(days=days - 1)}"

    def _occasions(self, seen: Sighting, clause: Clause) -> list[int]:
        """The meeting for which people meet, or at which they agree: "for talks on Monday", "at talks last month"."""
        if seen.noun is not None:
            return []
        held = classes()["talks"] | classes()["meeting"]
        roles = ("for", "in", "during") if seen.type == "CONSULT" else ("at", "during")
        beside = (a.head for role in roles for a in clause.all(role))
        return [t for t in beside if self._grammar.words.lemma[t] in held]

    def _is_bound(self, seen: Sighting) -> bool:
        """Whether a noun's event only bounds the time of its clause: "left in May before the talks"."""
        w = self._grammar.words
        return seen.noun is not None and w.preposition(seen.token) in _BOUNDS

    def _is_of_noun(self, found: ClauseDate, seen: Sighting) -> bool:
        """Whether a time stands in the noun's own phrase."""
        first, after = self._grammar.whole(seen.token)
        w = self._grammar.words
        return w.starts[first] <= found.span[0] <= w.starts[after - 1]

    def _carriers(self, seen: Sighting, *, running: bool) -> Iterator[Clause]:
        if seen.carrier is not None and seen.carrier.told == "ahead" and self._dates.has_own(seen.carrier):
            yield seen.carrier  # "the round scheduled for Monday will now open on Friday"
        yield from self._set_for(seen)
        if seen.noun is not None and seen.told.form == "noun":
            yield seen.noun
        yield from self._described(seen)
        if not running or seen.told.form != "noun":
            if seen.carrier is not None:
                yield seen.carrier
            yield seen.told
            inner = self._grammar.content(seen.told)
            if inner is not None and inner.relation == "complement" and inner.negated and not seen.told.negated:
                yield inner  # "refused to receive her last week"

    def _described(self, seen: Sighting) -> Iterator[Clause]:
        """The clause in which a word before a name tells of a visit: "visiting Minister Ann Lee met him on Monday"."""
        over = self._grammar.over(seen.token) if seen.told.form == "attribute" else None
        yield from [over] if over is not None else []

    def _set_for(self, seen: Sighting) -> Iterator[Clause]:
        """What sets a noun's event: "the visit set for May", "which was to have been held in May"."""
        fixing = words_of("fixed", "words") | words_of("fixed", "held")
        if seen.carrier is not None and seen.carrier.negated:  # "was not held as planned on Friday"
            yield from (c for c in self._grammar.below(seen.carrier) if c.lemma in words_of("fixed", "words"))
        w = self._grammar.words
        last = self._grammar.whole(seen.token)[1] if seen.noun is not None else 0
        for c in range(seen.token + 1, last):
            own = self._grammar.at(c)
            if own is not None and w.dep[c] in ("acl", "relcl"):
                below = [i for i in self._grammar.below(own) if i.relation == "complement"]
                yield from (clause for clause in (own, *below) if clause.lemma in fixing)

    def _counts(self, found: ClauseDate, seen: Sighting, *, happened: bool) -> bool:
        start = self._grammar.words.starts[seen.token]
        own = found.how in ("own", "noun")
        return own or happened or found.span[0] > start

    def spoken(self, seen: Sighting) -> str | None:
        """The time of the clause that says what is done by saying it, or None."""
        if seen.type not in _ACTS:
            return None
        above = self._grammar.parent(seen.told) if seen.told.relation == "content" else None
        aside = [c for c in self._grammar.below(seen.told) if c.relation == "aside"]
        for clause in (*([above] if above is not None else []), *aside):
            found = self._dates.of(clause)
            if found is not None and clause.lemma in of_class("speech"):
                return found.edtf
        return None

    def said_on(self, seen: Sighting) -> str | None:
        """The day on which what is done by saying it was said: that of the statement whose cue tells it.

        None for what a sentence with a day of its own looks back to: "struck on 4 May after it rejected the offer".
        """
        day, number = self._said_on.get(seen.token), self._grammar.words.sentence[seen.token]
        first, after = self._grammar.sentence(number)
        dated = not self._times.isdisjoint(range(first, after))
        return None if dated and seen.told.relation == "time" else day

    def is_within(self, noun: int) -> bool:
        """Whether a noun's own words name a time: "the talks held on Friday", not "the envoy rejoined the talks"."""
        return not self._times.isdisjoint(range(*self._grammar.whole(noun)))

    def where(self, seen: Sighting) -> str | None:
        """The place named after "in" or "at" by the event's clause, or None."""
        clauses = [*([seen.noun] if seen.noun is not None else []), seen.told]
        clauses += [*([seen.carrier] if seen.carrier is not None else []), *self._set_for(seen), *self._described(seen)]
        clauses += [self._grammar.noun(a.head) for c in clauses[:2] for a in c.all("object") if seen.type == "CONSULT"]
        for clause in clauses:
            for argument in (*clause.all("in"), *clause.all("at")):
                if self._grammar.words.pos[argument.head] == "PROPN" and argument.head not in self._nowhere:
                    return place_name(self._grammar, argument.head)
        if seen.type == "CONSULT" and seen.noun is not None:
            held = (h for h in seen.noun.arguments if h.role not in ("subject", "owner"))
            below = (a.head for h in held for a in self._grammar.noun(h.head).all("in"))
            return next((name for t in below if host_of(name := place_name(self._grammar, t))), None)
        return None


def place_name(grammar: Grammar, token: int) -> str:
    """The whole name that the token heads: "New York" for "York"."""
    w = grammar.words
    parts = [c for c in w.children[token] if c < token and w.dep[c] in ("compound", "nmod") and w.pos[c] == "PROPN"]
    return w.words(min([token, *parts]), token + 1)
