"""Whether an event happened, runs, is planned, proposed, cancelled, denied or only thought of.

Decided from what the grammar says of the clause that carries the trigger (negation, what leaves it open, of which time
it tells), and of a noun from the words before it, the preposition over it and what is said to become of it.
"""

from __future__ import annotations

from typing import Literal

from verbale.model.negotiation import EventStatus
from verbale.understanding.events.fates import calls_off, came_between, fate_of, is_for_a_day, is_put_off, set_for
from verbale.understanding.events.lexicon import words_of
from verbale.understanding.events.sightings import Sighting
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Clause
from verbale.understanding.grammar.governing import governor_of
from verbale.understanding.grammar.polarity import negator_of
from verbale.understanding.grammar.vocabulary import Modality, governor, of_class
from verbale.understanding.grammar.words import is_verb

Verdict = EventStatus | Literal["drop", "refused", "given up"]
"""A status; "drop" for what is no event (a question, a failure, advice); "refused" for "will not" with a doer;
"given up" for what is no longer asked or opposed."""

_MEANS: tuple[tuple[EventStatus, frozenset[Modality]], ...] = (
    ("hypothetical", frozenset({"condition", "possibility", "ability", "fear", "wish", "threat"})),
    ("proposed", frozenset({"request", "proposal", "willingness", "attempt", "obligation"})),
    ("planned", frozenset({"intention", "decision", "commitment", "plan", "pending"})),
)
"""What leaves a clause open, and the status that it comes to; of several the first."""
_WILL: frozenset[Modality] = frozenset({"intention", "willingness", "ability", "decision", "commitment"})
_ORDER: tuple[EventStatus, ...] = ("cancelled", "hypothetical", "proposed", "planned", "ongoing", "occurred")
_DECLARED = frozenset({"SANCTION", "RETREAT", "REJECT"})
"""What is done by declaring it: "is suspending the talks"."""
_EACH_TIME = frozenset({"ASSAULT", "COERCE"})
"""What was done as often as it is done: "regularly shells the town"."""
_STANCES = frozenset({"REQUEST", "REJECT"})
_OURS = frozenset({"i", "we"})
_OUGHT = frozenset({"should", "ought"})
_FACTIVE = frozenset({"by", "after", "since", "in", "including", "despite", "following", "while", "when", "with"})
"""Prepositions whose gerund happened: "by meeting"."""
_COMPLETING = frozenset({"for", "of", "to", "on", "about", "against", "upon"})
"""Prepositions under which a noun is what the word above is about."""


def status_of(grammar: Grammar, seen: Sighting) -> tuple[Verdict, str]:
    """The status of what is sighted, or "drop"; and why it may be no event: a word for the doubt, "" for none."""
    clause = _undone(grammar, seen) or seen.clause
    modality = clause.modality if clause.form != "noun" else frozenset()
    modality |= _of_phrase(grammar, seen)
    modality |= seen.told.modality if seen.told.form != "noun" else frozenset()
    if clause.mood == "question" and clause.relation != "question":
        return "drop", ""
    if clause.told == "present" and seen.type not in _EACH_TIME and _is_usual(grammar, clause):
        return "drop", ""
    if seen.type in _STANCES and not seen.nominal and not modality and _is_given_up(grammar, clause):
        return "given up", ""
    if "denial" in modality and not (seen.nominal and seen.row.gives.get("owned")):
        if is_put_off(grammar, seen):
            return "planned", ""  # "denied that the trip was put off": it stands
        return "denied", ""  # but an offer that was rejected had been made
    if _is_of_denied(grammar, clause):
        return "drop", ""
    if seen.row.gives.get("asserted") or seen.row.gives.get("owned"):
        if (clause.negated and _is_under_if(clause)) or _is_none(grammar, seen):
            return "drop", ""  # "if they did not pay": nobody has refused
        return "occurred", "if" if _is_under_if(clause) or _is_on_terms(grammar, clause) else ""
    if seen.ended is not None:
        ending = grammar.at(seen.ended)
        if ending is not None and ending.form == "infinitive" and seen.type == "CONSULT":
            return "drop", ""  # "protested on Friday against the decision to suspend the talks"
        return "cancelled" if _is_forestalled(grammar, seen) else "occurred", ""
    done = seen.told.form != "noun" and seen.told.told == "past" and not modality and seen.type != "CONSULT"
    fate = fate_of(grammar, seen)
    if fate is not None and not done:  # "dropped the suit that it had filed"
        return fate, ""
    if clause.negated or (seen.noun is not None and seen.noun.negated):
        return _of_negated(grammar, seen, clause, modality), "if" if _is_on_terms(grammar, clause) else ""
    stance = _is_stance(grammar, seen, clause, modality)
    bidden = seen.type == "REQUEST" and grammar.content(clause) is not None  # "demands that the gate be opened"
    if (stance and not bidden) or (modality == {"obligation"} and _is_advice(grammar, clause)):
        return "drop", ""
    status = _open(grammar, seen, clause, modality)
    if _is_unsettled(grammar, seen, clause, status):
        return "drop", ""
    return status, _doubt(grammar, seen, clause, modality, status) or ("stance" if stance else "")


def _undone(grammar: Grammar, seen: Sighting) -> Clause | None:
    """The clause that says of a noun that it will not be, whatever stands beside it: "which was to open, will not"."""
    was = seen.carrier is not None and seen.carrier.told != "ahead" and "plan" not in seen.carrier.modality
    above = grammar.at(grammar.words.head[seen.token]) if seen.nominal and not was else None
    is_its = above is not None and any(a.head == seen.token for a in above.arguments)
    return above if is_its and above is not None and above.negated and _is_to_be(grammar, above) else None


def _is_given_up(grammar: Grammar, clause: Clause) -> bool:
    """ "No longer insists on it", as a fact."""
    w, at = grammar.words, clause.negator
    longer = at is not None and "longer" in w.lower[at : at + 2] and clause.lemma in words_of("given-up", "words")
    told = clause.form == "finite" and clause.mood == "assertion" and clause.told != "ahead"
    return longer and told and not _is_under_if(clause)


def _is_to_be(grammar: Grammar, clause: Clause) -> bool:
    """Whether a verb tells only that something is: "be held", "take place", but "will not take long"."""
    beside = {grammar.words.lower[c] for c in grammar.words.children[clause.head]}
    taken = clause.lemma != "take" or not beside.isdisjoint(words_of("cancelled", "place"))
    return clause.lemma in words_of("cancelled", "never") and taken


def _is_forestalled(grammar: Grammar, seen: Sighting) -> bool:
    """Whether what is ended had not begun: "called off the planned strike", "a strike set for May", "their trip"."""
    near = {grammar.words.lower[c] for c in grammar.words.children[seen.token]}
    fixed = set_for(grammar, seen)
    ahead = bool(near & words_of("beside", "planned")) or (fixed is not None and is_for_a_day(grammar, fixed))
    ended = grammar.at(seen.ended)
    return ended is not None and calls_off(grammar, ended) and (ahead or seen.row.gives.get("mode") == "visit")


def _doubt(grammar: Grammar, seen: Sighting, clause: Clause, modality: frozenset[Modality], status: EventStatus) -> str:
    if _is_notion(grammar, clause) and (not modality or clause.form == "gerund"):
        return "notion"
    unmet = _is_under_if(clause) and seen.type not in ("RETREAT", "CONSULT")
    if status == "hypothetical" and (unmet or seen.type == "SUPPORT"):
        return "if"
    return "generic" if _is_generic(grammar, seen) else ""


def _is_stance(grammar: Grammar, seen: Sighting, clause: Clause, modality: frozenset[Modality]) -> bool:
    """Whether it may be what somebody wants or not, and no move: "the island demands a seat"."""
    now = clause.told == "present" and not clause.progressive and clause.form == "finite" and clause.voice == "active"
    performed = clause.subject is not None and grammar.words.lower[clause.subject.head] in _OURS  # "we demand"
    return seen.type in _STANCES and now and not (seen.nominal or modality or performed) and seen.row.form == ("verb",)


def _of_phrase(grammar: Grammar, seen: Sighting) -> frozenset[Modality]:
    """What the words over a noun leave open of it: "the prerequisite for the visit", but "agreed at the meeting"."""
    if seen.noun is None:
        return frozenset()
    w = grammar.words
    above = w.preposition(seen.token)
    if not above:
        return seen.noun.modality
    if not _is_completing(grammar, seen):
        return frozenset()
    held = governor(w.lemma[w.governor(seen.token)], frozenset({above}))
    return seen.noun.modality | ({held.modality} if held is not None and held.modality else frozenset())


def _is_completing(grammar: Grammar, seen: Sighting) -> bool:
    """Whether a noun is what the word above is about ("plans for a visit"), not its setting ("said on a visit")."""
    above = grammar.words.preposition(seen.token)
    return not above or (above in _COMPLETING and not (above == "on" and seen.row.gives.get("mode") == "visit"))


def _of_negated(grammar: Grammar, seen: Sighting, clause: Clause, modality: frozenset[Modality]) -> Verdict:
    w = grammar.words
    nouns = (seen.token, *(a.head for a in seen.slots))
    such = any(w.lower[c] == "such" for noun in nouns for c in w.children[noun])
    if such:
        return "denied"
    foretold = clause.told == "ahead" or set_for(grammar, seen) is not None or _is_as_planned(grammar, clause)
    missed = (
        clause.lemma != "hold" and clause.told == "past" and not any(w.lower[c] == "no" for c in w.children[seen.token])
    )
    if seen.nominal and _is_to_be(grammar, clause) and (foretold or missed):
        return "cancelled"
    if _is_unpromised(grammar, clause):
        return "drop"
    willing = modality & _WILL and not modality & {"possibility", "plan"}
    willing = willing and ("condition" not in modality or _is_on_terms(grammar, clause))
    if seen.type == "AGREE" and "ability" in modality:
        return "drop"  # "cannot promise"
    return "refused" if willing and clause.form in ("finite", "infinitive") else "drop"


def _open(grammar: Grammar, seen: Sighting, clause: Clause, modality: frozenset[Modality]) -> EventStatus:
    """The status by what leaves the clause open, the words before a noun and the preposition over it."""
    if _is_of_length(grammar, seen):
        return "occurred"
    found: list[EventStatus] = [status for status, kinds in _MEANS if modality & kinds][:1]
    if clause.relation == "question":
        found.append("planned" if _is_as_planned(grammar, clause) else "hypothetical")
    if "willingness" in modality and not modality & {"condition"} and _is_left_open(grammar, clause):
        found = ["proposed"]  # "does not rule out that they meet"
    if "plan" in clause.modality and clause.told == "past" and (clause.perfect or clause.tense == "past"):
        found = ["cancelled"] if clause.perfect and clause.form != "noun" else found
    elif "plan" in modality and found == ["planned"] and _is_no_longer_planned(grammar, clause):
        found = ["cancelled"]
    elif (clause.tense != "past" or _is_foreseen(grammar, clause)) and _is_on_condition(grammar, clause):
        found = ["hypothetical"]
    fixed = seen.row.gives.get("status")
    if fixed == "planned":
        found.append("planned")
    if seen.noun is not None:
        found += _of_noun(grammar, seen)
    if not found and _is_awaited(grammar, clause):
        found.append("planned")
    if not found and clause.told == "ahead" and (clause.form != "noun" or _is_completing(grammar, seen)):
        found.append("planned")
    if not found and clause.progressive and clause.told == "present" and seen.type not in _DECLARED:
        found.append("ongoing")
    return min(found, key=_ORDER.index, default="occurred")


def _is_of_length(grammar: Grammar, seen: Sighting) -> bool:
    """ "The strike was meant to last a week": what was foreseen is how long it would go on."""
    told = seen.carrier
    above = grammar.parent(told) if told is not None and told.lemma in words_of("light", "lasting") else None
    return above is not None and above.tense == "past" and told is not None and told.relation == "complement"


def _is_awaited(grammar: Grammar, clause: Clause) -> bool:
    """ "by the time she comes", "said he would not pay before she came": still to come when it is told."""
    above = grammar.parent(clause)
    refused = above is not None and above.negated and above.told == "ahead"
    over = grammar.words.lemma[grammar.words.head[clause.head]]
    when = clause.relation == "time" or (clause.relation == "relative" and over in of_class("time"))
    still = clause.tense == "present" and not (clause.perfect or clause.progressive)
    return when and clause.form == "finite" and (still or refused)


def _is_no_longer_planned(grammar: Grammar, clause: Clause) -> bool:
    """ "They had been due to meet on Friday", as the text itself tells: something came between."""
    above = grammar.parent(clause) if clause.relation == "complement" else None
    if above is None or above.relation not in ("main", "relative") or above.tense != "past" or not above.perfect:
        return False
    w = grammar.words
    firm = above.voice == "passive" or not is_verb(w, above.head) or w.lemma[above.head] == "be"
    return came_between(grammar, above, firm=firm and not any(w.tag[c] == "WRB" for c in w.children[above.head]))


def _is_on_condition(grammar: Grammar, clause: Clause) -> bool:
    """ "until they leave", "once it has been signed", "only when they pay": what has to happen first, if it does.

    What has a day of its own is foreseen, and what one is to do oneself is a plan: "will stay until they sign".
    """
    marker, w, above = clause.marker, grammar.words, grammar.parent(clause)
    if marker is None or is_for_a_day(grammar, clause.head):
        return False
    own = clause.subject is not None and w.tag[clause.subject.head] == "PRP"
    if own and above is not None and not above.negated:
        return False
    before = w.lower[marker - 1] if marker else ""
    words = words_of("opening", "terms")
    return bool({w.lower[marker], f"{before} {w.lower[marker]}"} & words)


def _is_foreseen(grammar: Grammar, clause: Clause) -> bool:
    """ "He said they would not talk until she left": a past that is ahead of what the clause above tells as ahead."""
    above = grammar.parent(clause)
    return above is not None and above.told == "ahead" and not clause.perfect


def _is_left_open(grammar: Grammar, clause: Clause) -> bool:
    """ "Does not rule out", "has not excluded that they meet"; but "may be ready to meet"."""
    for told in (clause, grammar.parent(clause)):
        beside = grammar.beside(told) if told is not None and told.negated else frozenset()
        found = governor(told.lemma, beside) if told is not None and told.negated else None
        if found is not None and found.willed:
            return True
    return False


def _is_as_planned(grammar: Grammar, clause: Clause) -> bool:
    return any(c.lemma in words_of("fixed", "words") and c.relation == "time" for c in grammar.below(clause))


def _of_noun(grammar: Grammar, seen: Sighting) -> list[EventStatus]:
    w = grammar.words
    near = {w.lower[c] for c in w.children[seen.token]}
    found = [s for s in _ORDER if near & words_of("beside", s)][:1]
    if word := w.preposition(seen.token):
        over = w.governor(seen.token)
        word = f"{w.lower[over]} {word}" if word in ("of", "to") else word
        # "a week before the meeting": looking back
        measured = any(w.lemma[i] in of_class("time") for i in (over, *w.children[w.head[seen.token]]))
        found += [s for s in ("planned", "hypothetical") if word in words_of("opening", s) and not measured]
    told = seen.carrier
    fixed = told is not None and told.voice == "passive" and told.lemma in words_of("fixed", "words")
    if not found and (fixed or set_for(grammar, seen) is not None):
        found.append("planned")
    return found


def _is_usual(grammar: Grammar, clause: Clause) -> bool:
    """Whether a present tense tells what happens again and again: "they usually meet in May"."""
    w = grammar.words
    return clause.form == "finite" and any(w.lower[c] in words_of("beside", "usual") for c in w.children[clause.head])


def _is_advice(grammar: Grammar, clause: Clause) -> bool:
    """Whether it is only what ought to be done: "they should sign", but "they must sign"."""
    return any(grammar.words.lower[c] in _OUGHT for c in grammar.words.children[clause.head])


def _is_on_terms(grammar: Grammar, clause: Clause) -> bool:
    """Whether a refusal is a position and no event: "will not meet them until they leave"."""
    below = [grammar.words.lower[c.marker] for c in grammar.below(clause) if c.marker is not None]
    return clause.negated and any(marker in ("until", "unless", "if", "once", "before") for marker in below)


def _is_none(grammar: Grammar, seen: Sighting) -> bool:
    """Whether what is done by saying it was not said: "did not threaten to leave", "issued no threat"."""
    if seen.row.when.polarity == "negative":
        return False
    if seen.noun is None:
        return seen.told.negated
    w, beside, carrier = grammar.words, grammar.words.children[seen.token], seen.carrier
    if seen.noun.negator in beside:
        return True
    owned = any(w.dep[c] == "poss" for c in beside)  # "did not take Lima's threat to leave lightly"
    return not owned and carrier is not None and carrier.negated and carrier.lemma in of_class("light")


def _is_of_denied(grammar: Grammar, clause: Clause) -> bool:
    """ "Denied having agreed to pay": what was to come of what is denied."""
    above = governor_of(grammar.words, clause.head)
    if above is None or above[1] != "infinitive":
        return False
    over = grammar.at(above[0])
    return over is not None and "denial" in over.modality


def _is_unpromised(grammar: Grammar, clause: Clause) -> bool:
    """ "Did not promise to pay", "made no pledge to pay": what is not promised is not refused."""
    above = governor_of(grammar.words, clause.head)
    if above is None or negator_of(grammar.words, clause.head) is not None:
        return False
    found = governor(grammar.words.lemma[above[0]], frozenset())
    return found is not None and found.modality == "commitment"


def _is_under_if(clause: Clause) -> bool:
    return clause.relation == "condition"


def _is_notion(grammar: Grammar, clause: Clause) -> bool:
    """An infinitive of purpose, or a gerund that only names an act ("the aim of meeting")."""
    w = grammar.words
    if clause.relation == "subject":
        return True
    if clause.relation == "purpose":
        above = grammar.parent(clause)
        return above is None or f"{above.lemma} {above.particle}" != "go on"  # "went on to urge"
    under = w.head[clause.head]
    if w.dep[clause.head] in ("pcomp", "pobj") and w.tag[clause.head] == "VBG":
        beside = frozenset({w.lower[under]})
        laid = bool(beside & _COMPLETING) and governor(w.lemma[w.head[under]], beside) is not None
        return w.lower[under] not in _FACTIVE and not clause.perfect and not laid
    return False


def _is_generic(grammar: Grammar, seen: Sighting) -> bool:
    """A noun that names a kind of event and none of its own: "only a direct meeting can help", "with a visit"."""
    if seen.noun is None or seen.carrier is not None or seen.row.form == ("verb",):
        return False
    w = grammar.words
    above = grammar.over(seen.token)
    near = [(w.dep[c], w.lower[c]) for c in w.children[seen.token]]
    known = any(dep in ("poss", "det", "nummod") and word not in ("a", "an", "any", "no") for dep, word in near)
    known |= any(dep == "amod" and word in words_of("beside", "hypothetical") for dep, word in near)
    if _is_of_notion(grammar, seen):
        return True
    if w.lower[w.head[seen.token]] == "for" and w.lemma[w.head[w.head[seen.token]]] in words_of("beside", "recalled"):
        return True
    unsure = frozenset({"ability", "possibility", "condition", "obligation"})
    return above is not None and not known and (above.told == "ahead" or bool(above.modality & unsure))


def _is_of_notion(grammar: Grammar, seen: Sighting) -> bool:
    """ "The cessation of hostilities", "a prisoner of war"."""
    w = grammar.words
    of = w.preposition(seen.token) == "of"
    return of and w.lemma[w.governor(seen.token)] in words_of("beside", "notions")


def _is_unsettled(grammar: Grammar, seen: Sighting, clause: Clause, status: EventStatus) -> bool:
    """Whether a status does not go with the type: no event is a state of cooperation or a forecast of violence."""
    ended = clause.lemma in words_of("beside", "notions") or _is_of_notion(grammar, seen)
    if seen.type == "ASSAULT" and seen.nominal and ended:
        return True  # "the war ended", "a prisoner of war"
    wills = "wish" in clause.modality and clause.subject is not None and clause.subject.how == "controlled"
    if seen.type == "ASSAULT" and (status == "planned" or (status == "hypothetical" and not wills)):
        return True
    standing = clause.told == "present" and clause.voice == "passive"
    if seen.type == "COERCE" and standing and (clause.tense == "present" or clause.form != "finite"):
        return True  # "the valley is occupied" is a state
    usual = clause.form == "finite" and clause.tense == "present" and not (clause.perfect or clause.progressive)
    if seen.type == "RETREAT" and status == "occurred" and usual and not seen.nominal:
        return True  # "lorries cross at the bridge every week"
    if status == "planned" and clause.form in ("gerund", "participle") and not clause.modality:
        return True  # "prior to Zenda concluding a treaty"
    return seen.type == "COOPERATE" and (status == "ongoing" or (clause.told == "present" and status == "occurred"))
