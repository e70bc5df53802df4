"""What a word says of how talks stand: the talks in the role that its frame asks for, who does it, the clause.

One frame a way of saying it, named by the entries of `tables/phases.toml`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from verbale.understanding.grammar.clauses import clause_above, clause_round, is_verb, subject_of
from verbale.understanding.phases.reach import (
    Rule,
    Standing,
    about,
    after_words,
    holders,
    is_reported,
    objects_of,
    subject_near,
)
from verbale.understanding.phases.talks import names

if TYPE_CHECKING:
    from spacy.tokens import Token


def _verb(rule: Rule, token: Token, own: frozenset[int]) -> Standing | None:
    if not is_verb(token) or not (after := after_words(token, rule.words)):
        return None
    objects = objects_of(token, after)
    subject = subject_near(token)
    talks = about(objects, own, rule.of) or _own_part(objects, own)
    if talks is None and rule.intransitive and not objects and subject is not None:
        talks, subject = about([subject], own, rule.of), None
    if talks is None or rule.ahead != (_is_ahead(token) or (rule.of == "round" and _is_arranged(token))):
        return None
    if rule.status == "concluded" and token.tag_ not in ("VBD", "VBN"):
        return None
    if rule.negated and not _is_refused(token):
        return None
    passive = talks.dep_ == "nsubjpass" or (subject is not None and subject.i == talks.i)
    return _standing(rule, token, talks, _agent(token) if passive else subject)


def _own_part(objects: list[Token], own: frozenset[int]) -> Token | None:
    """ "suspended its participation", where the talks have been named before."""
    return next(
        (
            o
            for o in objects
            if o.lemma_ in ("participation", "involvement")
            and any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in o.children)
            and not any(c.dep_ == "prep" for c in o.children)
            and any(i < o.i for i in own)
        ),
        None,
    )


def _agent(verb: Token) -> Token | None:
    """Who does what is told in the passive: "broken off by the rebels"."""
    by = next((c for c in verb.children if c.dep_ == "agent"), None)
    return next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None


def _course(rule: Rule, token: Token, own: frozenset[int]) -> Standing | None:
    """The talks as the subject of what befell them."""
    subject = subject_near(token) if is_verb(token) and after_words(token, rule.words) else None
    held = [subject] if subject is not None else []
    talks = about(held, own, rule.of)
    if talks is None or any(c.dep_ in ("dobj", "xcomp") for c in token.children):
        return None
    return _standing(rule, token, talks, None)


def _noun(rule: Rule, token: Token, own: frozenset[int]) -> Standing | None:
    if token.pos_ != "NOUN":
        return None
    inner = [
        c
        for p in token.children
        if p.dep_ == "prep" and p.lower_ in ("of", "to", "in")
        for c in p.children
        if c.dep_ == "pobj"
    ]
    inner += [c for c in token.children if c.dep_ in ("poss", "compound")]
    talks = about(inner, own, "talks")
    if talks is None:
        return None
    refused = any(c.lower_ == "no" for c in token.children)
    if rule.negated != refused:
        return None
    owner = next((c for c in token.children if c.dep_ == "poss" and c.i != talks.i), None)
    verb = clause_above(token)
    announced = is_verb(verb) and verb.lemma_ in names("doing")
    return _standing(rule, token, talks, owner or (_announcer(verb) if announced else None))


def _state(rule: Rule, token: Token, own: frozenset[int]) -> Standing | None:
    if not after_words(token, rule.words):
        return None
    noun = token.head
    if token.dep_ == "prep" and noun.dep_ == "pobj" and noun.head.lower_ == "with" and noun.i in own:
        # "with the talks at an impasse since May, …"
        return Standing(rule, token, noun, (noun.left_edge.i, noun.right_edge.i + 1))
    verb = clause_above(token)
    subject = subject_of(verb)
    talks = about([subject], own, "talks") if subject is not None and is_verb(verb) else None
    if talks is None or talks.i > token.i:
        return None
    return _standing(rule, token, talks, None)


def _obstacle(rule: Rule, token: Token, own: frozenset[int]) -> Standing | None:
    verb = clause_above(token)
    subject = subject_of(verb) if is_verb(verb) else None
    talks = about([subject], own, "talks") if subject is not None else None
    if rule.verbs and verb.lemma_ not in rule.verbs:
        return None
    negative = token.lemma_ not in ("headway", "progress") or any(c.lower_ in ("no", "little") for c in token.children)
    if talks is None or not negative or token.dep_ not in ("dobj", "pobj", "attr"):
        return None
    return _standing(rule, token, talks, None)


def _unbroken(rule: Rule, token: Token, own: frozenset[int]) -> Standing | None:
    """ "failed to break the deadlock": the impasse stands for the talks."""
    verb = token.head
    if token.dep_ != "dobj" or verb.lemma_ not in ("break", "overcome", "resolve", "end") or not own:
        return None
    failed = verb.dep_ == "xcomp" and verb.head.lemma_ in ("fail", "unable")
    return _standing(rule, token, token, None) if failed else None


def _adjective(rule: Rule, token: Token, own: frozenset[int]) -> Standing | None:
    if token.dep_ != "amod" or token.head.i not in own:
        return None
    noun = token.head
    return Standing(rule, token, noun, (token.i, noun.right_edge.i + 1))


def _over(rule: Rule, token: Token, own: frozenset[int]) -> Standing | None:
    """ "The talks are over", "declared the talks dead"."""
    verb = token.head
    if not after_words(token, rule.words) or any(c.dep_ == "pobj" for c in token.children) or not is_verb(verb):
        return None
    if verb.lemma_ not in ("be", "declare", "pronounce", "remain"):
        return None
    found = [subject_of(verb)] if verb.lemma_ in ("be", "remain") else [c for c in verb.children if c.dep_ == "dobj"]
    talks = about([f for f in found if f is not None], own, "talks")
    declared = verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ in names("doing")
    return _standing(rule, token, talks, subject_of(verb.head) if declared else None) if talks is not None else None


def _due(rule: Rule, token: Token, own: frozenset[int]) -> Standing | None:
    """ "the third round of talks, due to open in May", beside its noun and not after a form of "be"."""
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if following not in ("to", "for", "on", "in", "next", "this", "at") or token.i < token.sent.start + 1:
        return None
    before = token.nbor(-1)
    before = before.nbor(-1) if before.text == "," and before.i else before
    if before.pos_ not in ("NOUN", "PROPN"):
        return None
    held = [t for noun in holders(before) for t in (noun, noun.head) if t.pos_ in ("NOUN", "PROPN")]
    talks = about(held, own, "talks") or about(held, own, "round")
    after = max((t.right_edge.i + 1 for t in token.subtree if t.i > token.i), default=token.i + 1)
    return Standing(rule, token, talks, (talks.left_edge.i, after)) if talks is not None else None


def _meet(rule: Rule, token: Token, own: frozenset[int]) -> Standing | None:
    """ "The delegations will meet again on Friday", "suggested that they meet every day"."""
    if not is_verb(token) or not own or not after_words(token, rule.words):
        return None
    subject = subject_of(token)
    told = token.doc[token.i + 1 : token.i + 5].text.lower()
    often = any(words in told for words in names("often"))
    asked = token.head.lemma_ in names("asking") and token.dep_ in ("ccomp", "xcomp")
    ahead = _is_ahead(token) or _is_arranged(token)
    again = any(words in told for words in names("again"))
    if subject is None or not _are_several(subject):
        return None
    wanted = {"accelerated": ahead and often, "proposed": asked and again, "scheduled": ahead and again and not often}
    return _standing(rule, token, subject, subject) if wanted.get(rule.status) else None


def _are_several(subject: Token) -> bool:
    plural = subject.tag_ in ("NNS", "NNPS") or subject.lower_ in ("they", "we", "both")
    return plural or any(c.dep_ == "conj" for c in subject.children)


def _being(rule: Rule, token: Token, own: frozenset[int]) -> Standing | None:
    """ "They have been in talks since the spring"."""
    talks = next((c for c in token.children if c.dep_ == "pobj" and c.i in own), None)
    if (
        talks is None
        or token.head.lemma_ not in ("be", "remain")
        or not any(c.lower_ == "since" for c in token.head.subtree)
    ):
        return None
    return _standing(rule, token, talks, None)


def _date(rule: Rule, token: Token, own: frozenset[int]) -> Standing | None:
    if not is_verb(token):
        return None
    for date in objects_of(token, token.i + 1):
        of = [
            c
            for p in date.children
            if p.dep_ == "prep" and p.lower_ in ("of", "for")
            for c in p.children
            if c.dep_ == "pobj"
        ]
        about = next((c for c in of if c.i in own or c.lemma_.lower() in names("round") | {"meeting"}), None)
        if date.lemma_ == "date" and about is not None:
            return _standing(rule, token, about, None if date.dep_ == "nsubjpass" else subject_of(token))
    return None


def _offer(rule: Rule, token: Token, own: frozenset[int]) -> Standing | None:
    held = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
    held += [
        c
        for p in token.children
        if p.dep_ == "prep" and p.lower_ in ("for", "of", "to")
        for c in p.children
        if c.dep_ == "pobj"
    ]
    held += [
        c
        for x in token.children
        if x.dep_ in ("xcomp", "ccomp", "acl", "pcomp")
        and x.lemma_ in ("hold", "open", "begin", "start", "resume", "launch", "restart")
        for c in x.children
        if c.dep_ == "dobj"
    ]
    talks = about([h for h in held if h.i > token.i or h.dep_ == "nsubjpass"], own, "talks") or about(
        [h for h in held if h.i > token.i], own, "round"
    )
    return (
        _standing(rule, token, talks, subject_of(token) if is_verb(token) else _owner(token))
        if talks is not None
        else None
    )


def _announcer(verb: Token) -> Token | None:
    own = subject_of(verb)
    if own is not None and verb.dep_ == "acl":
        return None
    if own is None and verb.dep_ in ("pcomp", "advcl"):
        return subject_of(clause_above(verb.head))
    return own


def _owner(noun: Token) -> Token | None:
    """Whose offer it is: "Cairo's proposal for talks"."""
    return next((c for c in noun.children if c.dep_ == "poss"), None)


def _standing(rule: Rule, token: Token, talks: Token, doer: Token | None) -> Standing:
    """With the clause as evidence, up to the clause that is joined to it."""
    verb = clause_above(token)
    if rule.negated and verb.dep_ == "acl" and is_verb(verb.head.head):
        verb = verb.head.head
    if verb.dep_ == "xcomp" and verb.head.lemma_ in names("doing") | names("appointed") | names("outcome"):
        verb = verb.head
    if not is_verb(verb):
        return Standing(rule, token, talks, (talks.left_edge.i, talks.right_edge.i + 1), doer)
    first, after = clause_round(verb, (len(token.doc), len(token.doc)))
    first = first + 1 if token.doc[first].tag_ == "WRB" else first
    joined = [c.left_edge.i for c in verb.children if c.dep_ == "advcl" and c.i > max(token.i, talks.i)]
    after = min([after, *joined])
    return Standing(rule, token, talks, (min(first, token.i, talks.left_edge.i), max(after, token.i + 1)), doer)


def _is_ahead(token: Token) -> bool:
    """Whether the verb tells of a day to come ("is scheduled for", "will resume")."""
    auxiliaries = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    if token.lemma_ in ("schedule", "slate", "set", "plan"):
        dated = any(
            (c.dep_ == "prep" and c.lower_ in ("for", "on", "in", "at")) or c.dep_ == "xcomp" for c in token.children
        )
        return token.dep_ not in ("acl", "amod") and token.tag_ == "VBN" and dated
    if "would" in auxiliaries and is_reported(token):
        return True
    return bool(auxiliaries & {"will", "'ll", "’ll", "shall"}) or (
        token.dep_ == "xcomp" and token.head.lemma_ in names("appointed")
    )


def _is_arranged(token: Token) -> bool:
    """ "agreed to hold another round"."""
    return token.dep_ in ("xcomp", "acl") and token.head.lemma_ in names("doing")


def _is_refused(token: Token) -> bool:
    for at in (token, token.head):
        if any(c.dep_ == "neg" for c in at.children) and any(c.lower_ in ("will", "would", "wo") for c in at.children):
            return True
        if at.lemma_ in ("refuse", "unwillingness", "unwilling", "decline", "refusal"):
            return True
    return False


FRAMES: dict[str, Callable[[Rule, Token, frozenset[int]], Standing | None]] = {
    "verb": _verb,
    "course": _course,
    "noun": _noun,
    "state": _state,
    "obstacle": _obstacle,
    "unbroken": _unbroken,
    "adjective": _adjective,
    "being": _being,
    "over": _over,
    "due": _due,
    "meet": _meet,
    "date": _date,
    "offer": _offer,
}
