"""From a sighting to an event as one place tells it: status, then type and mode, parties, place and time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from verbale.model.evidence import Findings
from verbale.model.negotiation import EventStatus
from verbale.model.times import bounds
from verbale.understanding.analysis import Analysis
from verbale.understanding.events.fates import is_appointed, is_put_off, new_days
from verbale.understanding.events.lexicon import classes, listed, words_of
from verbale.understanding.events.merging import Draft
from verbale.understanding.events.moves import Moves, Told, as_told
from verbale.understanding.events.parties import Parties
from verbale.understanding.events.roles import Places
from verbale.understanding.events.setting import Setting
from verbale.understanding.events.sides import Keys, Sides
from verbale.understanding.events.sightings import Sighting, sightings
from verbale.understanding.events.signs import signs
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.dates_of import is_ahead, start_of
from verbale.understanding.grammar.words import Words, akin

_PAIR = 2
_NEWS = 7
"""Days after which what took place is background."""
_TOGETHER = frozenset({"CONSULT", "AGREE", "SUPPORT"})
_FIRM = frozenset({"occurred", "ongoing"})
_AHEAD = frozenset({"planned", "proposed", "hypothetical"})
_LASTING = frozenset(
    {"CONSULT", "SANCTION", "strike", "hunger", "boycott", "obstruct", "restrict", "curfew", "martial-law"}
)
"""Types and modes of what goes on since a day: talks, an embargo, a strike, a closure; no arrest, no march."""
_MERE = 6  # up to how many words a denial only says that it is not so: "a fairy tale"
_POINTING = frozenset({"the", "this", "that", "these", "those", "such", "both"})


class Drafting:
    """Drafts of the events of one article."""

    def __init__(self, analysis: Analysis, grammar: Grammar, findings: Findings, known: tuple[str, ...]) -> None:
        self._analysis = analysis
        self._grammar = grammar
        self.parties = Parties(grammar, findings, known)
        self._seen = sightings(grammar, self.parties.heads)
        whole = [s for s in self._seen if not s.bare]
        self._moves, self._sides = Moves(grammar, self.parties, whole), Sides(grammar, self.parties, whole)
        self._setting = Setting(grammar, findings)
        self._denied = list(_denied(grammar, findings))

    def drafts(self) -> Iterator[Draft]:
        """A draft for each sighting that tells of an event."""
        for seen in self._seen:
            told = self._gainsaid(seen, self._called_off(seen, self._moves.told(seen)))
            draft = self._draft(seen, told) if told is not None else None
            if draft is not None:
                yield draft

    def _gainsaid(self, seen: Sighting, told: Told | None) -> Told | None:
        """As told, but denied where a denial names the deed, or says no more than that the account is untrue.

        A denial that it was called off leaves it planned.
        """
        clause = seen.clause
        if clause.form == "noun" or clause.negated or clause.told != "past" or clause.relation in ("relative", "time"):
            return told
        lemma = self._grammar.words.lemma[seen.token]
        met = (words for account, words in self._denied if seen.token in account)
        meant = any(len(words) <= _MERE or any(akin(lemma, word) for word in words) for words in met)
        return as_told(seen, "planned" if is_put_off(self._grammar, seen) else "denied") if meant else told

    def _called_off(self, seen: Sighting, told: Told | None) -> Told | None:
        """ "Will not travel to Oslo on Monday": a meeting or trip refused for its day is cancelled."""
        refused = told is not None and told.type == "REJECT" and seen.type == "CONSULT"
        if told is None or not refused or self._setting.when(seen, happened=True) is None:
            return told
        return as_told(seen, "cancelled")

    def _draft(self, seen: Sighting, told: Told) -> Draft | None:
        actors, recipients, places = self._sides.of(seen, told.type)
        if not self._sides.are_plausible(seen, told.type, actors, recipients) or self._is_passing(seen, told, actors):
            return None
        doubt = "bare" if seen.bare else told.doubt
        where, mode = self._setting.where(seen), told.mode
        if told.type == "CONSULT":
            where, mode, recipients = self._sides.held(seen, mode, where, actors, recipients)
        status, when, running = self._timed(seen, told)
        doers = (i for group in places[0] for i in group if self._grammar.words.pos[i] == "NOUN")
        somebody = any(self._grammar.words.lemma[i] not in words_of("beside", "votes") for i in doers)
        timed = replace(told, mode=mode, status=status)
        actors, presumed = self._whose(seen, timed, actors, places[0], when=when, running=running)
        between = self._sides.mediators(seen, actors or presumed)
        actors, presumed = (*actors, *between) if actors else (), (*presumed, *between) if presumed else ()
        if between:
            mode = mode or "third-party"
        if mode is None and self._sides.are_mediated(seen, told.type, where, actors or presumed):
            mode = "third-party"
        return self._noted(
            seen,
            Draft(
                type=told.type, mode=mode, cameo=told.cameo, status=status, actors=actors, presumed=presumed,
                between=between, recipients=recipients, when=when, where=where, rule=seen.rule,
                trigger=self._grammar.words.span(_beginning(self._grammar.words, seen.token), seen.token + 1),
                contexts=listed(seen.row, "contexts"), nominal=seen.nominal, running=running,
                carried=seen.carrier is not None, by_others=not actors and somebody,
                actor_spans=self.parties.spans(places[0]),
                recipient_spans=self.parties.spans(places[1]), doubt=doubt,
                signs=signs(self._grammar, seen, told, self.parties, (actors or presumed, recipients), doubt),
            ),
        )  # fmt: skip

    def _noted(self, seen: Sighting, draft: Draft) -> Draft:
        """The draft with what its joining with others asks: whose sides, how it points back, how sure it is."""
        gives, noun, parties = seen.row.gives, seen.token if seen.nominal else None, self.parties
        first, after = self._grammar.sentence(self._grammar.words.sentence[seen.token])
        both = bool(draft.recipients) or len(draft.actors) > 1
        known = draft.running or _is_definite(self._grammar, seen.token)
        return replace(
            draft, sides=parties.sides((*draft.actors, *draft.recipients)), actor_sides=parties.sides(draft.actors),
            persons=parties.persons(draft.actors), sentence=self._grammar.words.span(first, after),
            family=str(gives.get("family", draft.type if draft.type == gives["type"] else seen.row.name)),
            confidence=_confidence(seen, draft.status, both_sides=both), past=_is_history(self._grammar, seen.token),
            appointed=is_appointed(self._grammar, seen, draft.status),
            definite=_points_back(self._grammar, seen) if noun is None else known,
            fresh=noun is not None and _is_fresh(self._grammar, noun), said_on=self._setting.said_on(seen),
            over=self._is_long_over(draft.when),
        )  # fmt: skip

    def _is_passing(self, seen: Sighting, told: Told, actors: Keys) -> bool:
        """Whether nobody does it in words that only name it: a summit by its name, "until the sanctions are lifted"."""
        if actors:
            return False
        appointed = is_appointed(self._grammar, seen, told.status)
        named = told.mode == "multilateral" and seen.nominal and not appointed and _by_name(self._grammar, seen.token)
        return named or (told.status in _AHEAD and seen.told.relation in ("condition", "time"))

    def _whose(
        self, seen: Sighting, told: Told, actors: Keys, places: Places, *, when: str | None, running: bool
    ) -> tuple[Keys, Keys]:
        """The actors, and whose talks they must be where the text names nobody, or both sides by one word."""
        principal, parties = self.parties.at_table, self.parties
        together = bool(seen.row.gives.get("mutual")) and (told.type in _TOGETHER or told.mode == "ceasefire")
        meeting = together and told.type == "CONSULT"
        both = any(parties.is_everybody(t) for group in places for t in group) and len(parties.sides(actors)) < _PAIR
        kinds = frozenset({"group", "organisation"}) if meeting else frozenset({"group"})
        bodies = told.type in _TOGETHER and parties.stand_for_nobody(actors, kinds)  # the miners call a truce alone
        if principal and (both or (together and bodies)):
            return (), principal
        if actors:
            passing = running and told.type == "CONSULT" and when is None and told.status != "planned"
            # one side of talks told in passing names no event of its own, but may point back to one
            return (() if passing and len(parties.sides(actors)) == 1 else actors), ()
        held = meeting and told.mode != "multilateral" and self._is_occasion(seen, when, told.status)
        ahead = meeting and seen.nominal and told.status in ("proposed", "planned", "cancelled")
        sealed = bool(seen.row.gives.get("presumed")) and told.status in _FIRM
        return (), (principal if held or ahead or sealed else ())

    def _timed(self, seen: Sighting, told: Told) -> tuple[EventStatus, str | None, bool]:
        """Status in the light of time, time, and whether the talks or measures run rather than took place once."""
        status, w = told.status, self._grammar.words
        free = seen.carrier is None or seen.carrier.lemma in words_of("light", "standing")
        lasting = w.lemma[seen.token] in classes()["talks"] | classes()["sanctions"]
        running = seen.nominal and lasting and free
        if running and seen.ended is None and (status == "occurred" or (status in _AHEAD and self._stands(seen))):
            status = "ongoing"
        happened = status in ("occurred", "ongoing")
        when = self._setting.when(seen, happened=happened, running=running)
        if when is None and happened and not running:
            when = self._setting.spoken(seen)
        over = self._grammar.over(seen.token)
        rests = {w.lower[i] for i in range(*self._grammar.whole(over.head))} if over is not None else set()
        if running and over is not None and over.lemma == "be" and rests & words_of("cancelled", "rests"):
            return "occurred", None, running
        ahead = when is not None and happened and is_ahead(when, self._analysis.article.published)
        if ahead and _is_scheduled(seen):
            return "planned", when, running
        if ahead and status == "occurred":
            when = None  # "accepted an invitation to a forum in September": what is dated is the forum
        known = any(w.lower[c] in _POINTING for c in w.children[seen.token])  # "rejoined the talks on Monday"
        own = seen.carrier is not None or not known or self._setting.is_within(seen.token)
        held = running and seen.type == "CONSULT" and status == "ongoing" and own
        if held and when is not None and self._is_past(when):
            return "occurred", when, running
        if when is not None and when.endswith("/..") and status == "occurred":
            if over is not None and over.head == seen.ended:
                return status, None, running  # "have been suspended since March": they do not go on since then
            lasts = (seen.type in _LASTING or seen.row.gives.get("mode") in _LASTING) and not _is_counted(w, seen)
            status = "ongoing" if lasts else status
            when = when if status == "ongoing" else start_of(when)
        if when is not None and "/" not in when and status == "occurred" and self._goes_on(seen):
            return "ongoing", f"{when}/..", True
        return status, when, running

    def _stands(self, seen: Sighting) -> bool:
        """Whether talks are told as running, whatever is to become of them: "agreed to speed up the talks"."""
        w = self._grammar.words
        of = w.head[seen.token]
        ahead = any(w.lower[c] in words_of("beside", "planned") for c in w.children[seen.token])
        before = f"{w.lower[w.head[of]]} {w.lower[of]}"  # "ahead of the talks"
        ahead |= w.dep[seen.token] == "pobj" and before in words_of("opening", "planned")
        ahead |= any(new_days(self._grammar, seen))  # "put off the talks to May"
        return seen.carrier is None and _is_definite(self._grammar, seen.token) and not ahead

    def _is_past(self, when: str) -> bool:
        """Whether a time was over before the article came out."""
        ends, day = bounds(when)[1], bounds(self._analysis.article.published)[0]
        return ends is not None and day is not None and ends < day

    def _is_long_over(self, when: str | None) -> bool:
        """Whether a time had ended more than a week before the article came out."""
        ends, day = bounds(when)[1] if when else None, bounds(self._analysis.article.published)[0]
        if ends is None or day is None:
            return False
        return ends.startswith("-") or (date.fromisoformat(day) - date.fromisoformat(ends)).days > _NEWS

    def _goes_on(self, seen: Sighting) -> bool:
        """Whether running talks are told by their beginning: "talks opened in May", not "the round opened in May"."""
        w = self._grammar.words
        nouns = [a.head for a in seen.slots]
        begun = bool(seen.row.gives.get("begins")) and len(self._grammar.joined(seen.told)) == 1
        return begun and any(w.lemma[n] in classes()["talks"] for n in nouns)

    def _is_occasion(self, seen: Sighting, when: str | None, status: EventStatus) -> bool:
        """True for talks that are told as held at some time, called off, or begun."""
        return bool(when) or status == "cancelled" or bool(seen.row.gives.get("begins"))


def _beginning(w: Words, token: int) -> int:
    """The first token of a word with hyphens: "build" of "build-up"."""
    tied = token > 1 and w.text[token - 1] == "-" and w.ends[token - 2] == w.starts[token] - 1
    return token - 2 if tied else token


def _is_scheduled(seen: Sighting) -> bool:
    """Whether a present tense may tell what a day is set for: "meets him on Friday", "is flying to Oslo next week"."""
    clause = seen.clause
    return clause.form == "finite" and clause.tense == "present" and not clause.perfect


def _is_counted(w: Words, seen: Sighting) -> bool:
    """Whether it was done so and so often, or to so many: "has closed three ports", "met twice"."""
    clause = seen.clause
    often = any(w.lower[c] in words_of("beside", "counted") for c in w.children[clause.head])
    return often or any(w.dep[c] == "nummod" for a in clause.all("object") for c in w.children[a.head])


def _denied(grammar: Grammar, findings: Findings) -> Iterator[tuple[range, set[str]]]:
    """The accounts that somebody denies, with the words of the denial."""
    told = {f.key: f.content for f in findings.statements}
    for pair in (f.content for f in findings.contradictions):
        for account, denial in ((told[pair.a], told[pair.b]), (told[pair.b], told[pair.a])):
            if denial.act in ("deny", "reject") and account.act not in ("deny", "reject"):
                words = {grammar.words.lemma[i] for i in range(*grammar.tokens(denial.content[0]))}
                yield range(*grammar.tokens(account.content[0])), words


def _by_name(grammar: Grammar, noun: int) -> bool:
    w = grammar.words
    return w.pos[noun] == "PROPN" or any(
        w.dep[c] in ("compound", "nmod") and w.pos[c] == "PROPN" for c in w.children[noun]
    )


def _is_definite(grammar: Grammar, noun: int) -> bool:
    w = grammar.words
    return any(w.dep[c] == "poss" or (w.dep[c] == "det" and w.lower[c] in _POINTING) for c in w.children[noun])


def _points_back(grammar: Grammar, seen: Sighting) -> bool:
    """Whether a verb tells of what the text knows: "the talks were suspended after", by nobody that it names."""
    done = seen.told.voice == "passive" and seen.told.form == "finite"
    return done and any(_is_definite(grammar, a.head) for a in seen.told.all("object"))


def _is_fresh(grammar: Grammar, noun: int) -> bool:
    w = grammar.words
    return any(w.dep[c] == "det" and w.lower[c] in ("a", "an", "another") for c in w.children[noun])


def _is_history(grammar: Grammar, token: int) -> bool:
    w, lead = grammar.words, grammar.words.head[token]
    return w.lower[lead] == "of" and w.lemma[w.head[lead]] in words_of("beside", "history")


def _confidence(seen: Sighting, status: EventStatus, *, both_sides: bool) -> float:
    """From 0.35 to 0.9: how narrowly the row fits, whether both sides are known, how plain the status is."""
    sure = 0.6 + 0.05 * max(0, min(seen.fit, 4)) + (0.1 if both_sides else 0.0)
    unsure = 0.1 if status in ("hypothetical", "proposed") else 0.0
    return round(sure - unsure - (0.15 if seen.row.gives.get("weak") else 0.0), 2)
