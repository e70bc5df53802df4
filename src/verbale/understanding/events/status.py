"""Whether an event happened, runs, is planned, proposed, cancelled, denied or only thought of.

Decided before anything else about an event, from the words that govern the trigger up to the next verb of saying, the
auxiliaries of its verb, its modifiers, and the subordinator of its clause. The cues stand in `plover_status.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.understanding.events.cues import Verdict, cues
from verbale.understanding.events.triggers import Sighting
from verbale.understanding.grammar import arguments

if TYPE_CHECKING:
    from spacy.tokens import Token

_RANK: tuple[Verdict, ...] = (
    "drop", "refused", "denied", "cancelled", "hypothetical", "proposed", "planned", "ongoing", "occurred"
)  # fmt: skip


def status_of(seen: Sighting) -> Verdict:
    """The status of what is sighted."""
    if seen.status is not None:
        return seen.status
    carrier = seen.verb if seen.verb is not None else seen.token
    own = _of_verb(carrier, seen) if carrier.pos_ in ("VERB", "AUX") else _of_noun(seen.token)
    if own in ("drop", "refused"):
        return "drop" if own == "refused" and conditional(carrier) else own
    above = _above(carrier, seen)
    beside = cues().modifier.get(_first_cue(seen.token)) if seen.token.pos_ in ("NOUN", "PROPN") else None
    if seen.frame.modal or seen.frame.owned:
        return "denied" if "denied" in above else "drop" if _under_if(carrier) else "occurred"
    if seen.type in _HABITS and not seen.frame.negated and _habitual(carrier):
        return "drop"
    if _as_planned(carrier):
        return "planned"
    if beside in ("ongoing", "cancelled") or (beside == "occurred" and "drop" not in (own, *above)):
        return "denied" if "denied" in above else beside
    if not above and own == "occurred" and _notional(carrier):
        return "drop"
    if own == "planned" and seen.token == carrier:
        beside = None  # "before any visit": the preposition says more than the determiner
    status = min((own, *above, *([beside] if beside else [])), key=_RANK.index)
    if _ended(seen) and status in ("hypothetical", "planned", "proposed"):
        return "occurred"
    if seen.type == "SUPPORT" and (status == "hypothetical" or _notional(carrier)):
        return "drop"
    return _settled(status, seen, condition=_under_if(carrier))


def _ended(seen: Sighting) -> bool:
    """True for the talks of "may suspend the talks": they took place whatever comes of them."""
    operator = seen.operator
    return operator is not None and operator.agentless == "note" and seen.type == "CONSULT" == seen.frame.type


_HABITS = frozenset({"REQUEST", "REJECT"})


def _habitual(verb: Token) -> bool:
    """True for the bare present, which tells of a stance and no act: "the island demands a seat"."""
    return verb.tag_ in ("VBZ", "VBP") and verb.pos_ == "VERB" and not arguments.auxiliaries(verb)


def _settled(status: Verdict, seen: Sighting, *, condition: bool) -> Verdict:
    """What the status comes to for the type: no event is a state of cooperation, a forecast of violence, an "if"."""
    if status == "planned" and seen.type == "ASSAULT":
        return "drop"
    if status == "hypothetical" and condition and seen.type != "CONSULT":
        return "drop"
    verb = seen.token
    if seen.type == "COOPERATE" and (status == "ongoing" or (verb.tag_ in ("VBZ", "VBP") and status == "occurred")):
        return "drop"
    return status


def _as_planned(verb: Token) -> bool:
    """ "will meet as planned"."""
    return any(
        c.lower_ == "as" and any(d.lower_ in ("planned", "scheduled") for d in c.subtree) for c in verb.children
    ) or (
        any(c.lower_ in ("planned", "scheduled") and any(m.lower_ == "as" for m in c.children) for c in verb.children)
    )


def own_words(verb: Token) -> bool:
    """True for what a speaker says of their own will: "said it would leave"."""
    willing = arguments.auxiliaries(verb) & {"will", "would", "'ll", "shall"}
    said = verb.dep_ == "ccomp" and verb.head.lemma_ in cues().speech
    return bool(willing) and said


def conditional(verb: Token) -> bool:
    """True for "will not meet until …" (a position, no event) and "would leave if …" (a threat)."""
    return any(
        m.lower_ in ("until", "unless", "if", "once", "whenever")
        for c in verb.children
        if c.dep_ in ("advcl", "prep")
        for m in (c, *c.children)
    )


def _under_if(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in cues().subordinator for c in verb.children)


def _notional(verb: Token) -> bool:
    """True for an infinitive of purpose and for a gerund that only names an act ("the aim of meeting")."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    head = verb.head
    if verb.dep_ in ("pcomp", "pobj") and verb.tag_ == "VBG":
        return head.lower_ not in cues().factive
    if verb.dep_ == "conj" and verb.tag_ in ("VB", "VBG") and not arguments.auxiliaries(verb) - {"to"}:
        return _notional(head)
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return (
        infinitive
        and verb.dep_ in ("xcomp", "advcl", "acl", "relcl", "ccomp")
        and head.lemma_ not in cues().implicative
    )


def _first_cue(noun: Token) -> str:
    known = cues().modifier
    return next((w for w in sorted(arguments.modifiers(noun)) if w in known), "")


def _of_verb(verb: Token, seen: Sighting) -> Verdict:
    helped = arguments.auxiliaries(verb)
    future = bool(helped & {"will", "wo", "shall", "'ll"}) or _is_to(verb)
    reported = verb.dep_ == "ccomp" and verb.head.lemma_ in cues().speech and verb.head.tag_ in ("VBD", "VBN")
    able = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ == "able" else None
    if able is not None and able.head.lemma_ == "be" and arguments.negated(able.head):
        return "refused" if arguments.auxiliaries(able.head) & {"will", "would", "wo"} else "drop"
    if arguments.negated(verb) and not (seen.frame.modal or seen.frame.negated):
        if future or ("would" in helped and (reported or _under_speech(verb))):
            return "refused"
        return "denied" if _nothing_such(verb) else "drop"
    if any(arguments.negated(o) for o in arguments.objects(verb)) and not seen.frame.negated:
        return "denied" if _nothing_such(verb) else "drop"
    if seen.frame.modal or seen.frame.negated:
        return "occurred"
    if helped & {"should", "must", "ought"}:
        return "drop"
    if future:
        return "planned"
    if helped & {"may", "might", "could", "can"}:
        return "hypothetical"
    if helped & {"would", "'d"}:
        return "planned" if reported else "hypothetical"
    if verb.tag_ == "VBG" and helped & {"is", "are", "'s", "'re", "am"}:
        return "occurred" if seen.type in _DECLARED else "ongoing"
    if verb.tag_ in ("VBP", "VBZ") and verb.dep_ == "relcl" and verb.head.lower_ in ("time", "moment", "day"):
        return "planned"  # "by the time they meet"
    if verb.tag_ in ("VBP", "VBZ") and verb.dep_ == "advcl" and _opens_with(verb, ("when", "once", "before", "until")):
        return "planned"
    return "occurred"


_DECLARED = frozenset({"SANCTION", "RETREAT", "REJECT"})
"""What is done by declaring it: "is suspending the talks"."""


def _under_speech(verb: Token) -> bool:
    return verb.dep_ in ("ccomp", "conj") and verb.head.lemma_ in cues().speech


def _opens_with(verb: Token, words: tuple[str, ...]) -> bool:
    return any(c.lower_ in words and c.dep_ in ("mark", "advmod") for c in verb.children)


def _is_to(verb: Token) -> bool:
    """ "is to meet", "are due to meet", "is going to meet"."""
    if verb.dep_ == "xcomp" and any(c.lower_ == "to" for c in verb.children if c.dep_ == "aux"):
        return verb.head.lemma_ in ("be",) or (verb.head.lemma_ == "go" and verb.head.tag_ == "VBG")
    return False


def _nothing_such(verb: Token) -> bool:
    return any(c.lower_ == "such" for t in (*arguments.objects(verb), *arguments.doers(verb)) for c in t.children)


def _of_noun(noun: Token) -> Verdict:
    if arguments.negated(noun):
        return "denied" if any(c.lower_ == "such" for c in noun.children) else "drop"
    told = noun.head.rights if noun.dep_ == "nsubj" else ()
    passives = [c for c in told if c.dep_ == "conj" and any(a.dep_ == "auxpass" for a in c.children)]
    for participle in (*passives, *(c for c in noun.children if c.dep_ in ("acl", "relcl"))):
        cue = cues().governor.get(participle.lemma_)
        if cue in ("planned", "cancelled", "proposed"):
            return cue
    introduced = _preposition(noun)
    if introduced:
        return introduced
    return "occurred"


def _preposition(noun: Token) -> Verdict | None:
    head = noun.head
    if noun.dep_ == "pobj" and head.dep_ in ("prep", "advmod"):
        word = head.lower_
        if word == "of" and head.head.lower_ in ("ahead", "instead"):
            word = head.head.lower_
        return cues().preposition.get(word)
    return None


def _above(token: Token, seen: Sighting) -> list[Verdict]:
    """The cues among the governors, up to the first verb of saying; beyond it only a denial counts."""
    known = cues()
    found: list[Verdict] = []
    said = False
    at = token
    if seen.verb is not None and seen.verb.i != seen.token.i and (own := _cue_of(seen.verb)):
        found.append(own)
    for head in arguments.upwards(token):
        if not said:
            found += [
                known.subordinator[m.lower_] for m in at.children if m.dep_ == "mark" and m.lower_ in known.subordinator
            ]
        if at.dep_ == "conj" and at.tag_ in ("VBD", "VBZ") and head.tag_ in ("VB", "VBG"):
            break
        if at.dep_ in ("conj", "cc", "appos", "punct", "dep", "parataxis"):
            at = head
            continue
        lemma = head.lemma_.lower()
        cue = _cue_of(head)
        if at.dep_ == "prep" and _only_beside(at, lemma):
            break
        complement = at.dep_ in _COMPLEMENTS or (at.dep_ == "advcl" and lemma in _ADVERBIAL)
        if complement and cue == "denied":
            found.append("denied")
        elif complement and cue and not said and head.i != seen.token.i:
            found += _bearing(cue, at, head)
        if at.dep_ == "prep" and at.lower_ == "for" and arguments.auxiliaries(head) & {"will", "'ll"}:
            found.append("planned")
        if complement and not said and at.pos_ in ("VERB", "AUX") and head.pos_ in ("VERB", "AUX"):
            found += ["hypothetical"] if arguments.auxiliaries(head) & {"may", "might", "could"} else []
        said = said or (lemma in known.speech and at.dep_ == "ccomp")
        if at.dep_ in ("advcl", "relcl") and head.pos_ != "ADJ":
            break
        at = head
    return found


def _cue_of(head: Token) -> Verdict | None:
    lemma = head.lemma_.lower()
    if lemma == "call" and any(c.lower_ == "off" for c in head.children):
        return "cancelled"
    if lemma == "call" and not any(c.lower_ in ("for", "on", "upon") for c in head.children):
        return None  # "called a truce"
    return cues().governor.get(lemma)


_COMPLEMENTS = frozenset({"xcomp", "ccomp", "dobj", "acl", "pobj", "pcomp", "prep", "attr", "oprd", "nsubjpass"})
_ADVERBIAL = frozenset({"call", "ready", "prepared", "willing", "set"})


def _bearing(cue: Verdict, at: Token, head: Token) -> list[Verdict]:
    """What a cue says of its complement: nothing of a clause in the past; a refusal where it is negated."""
    past = at.dep_ in ("ccomp", "acl") and (
        at.tag_ == "VBD" or arguments.auxiliaries(at) & {"had", "has", "have", "was"}
    )
    if past and cue != "drop":
        return []
    if head.lemma_ in ("want", "like", "wish") and any(c.dep_ == "nsubj" for c in at.children):
        return ["drop"]  # what one wants another to do
    if arguments.negated(head) and cue in ("planned", "proposed"):
        return ["drop"]
    if cue == "hypothetical" and head.pos_ == "NOUN" and (arguments.negated(head) or _unseen(head)):
        return ["drop"]
    return [cue]


def _unseen(noun: Token) -> bool:
    """True for the chance of "saw no chance" and "did not see any chance"."""
    return noun.dep_ in ("dobj", "attr") and arguments.negated(noun.head)


def _only_beside(at: Token, lemma: str) -> bool:
    """A preposition that is no complement of the cue: "agreed at their meeting", "said in Oslo"."""
    if at.dep_ != "prep":
        return False
    if at.lower_ in ("for", "of", "about") or at.head.pos_ in ("ADP", "ADV", "ADJ"):
        return False
    return (lemma, at.lower_) not in {
        ("open", "to"),
        ("commit", "to"),
        ("agree", "on"),
        ("agree", "to"),
    }
