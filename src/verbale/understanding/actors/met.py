"""Whom a phrase without a proper name can mean of those told of: met before, named later, or holding the office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile

from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.homes import evidence, party_at
from verbale.understanding.actors.names import personal_verbs
from verbale.understanding.actors.people import gender_of_noun
from verbale.understanding.actors.sieve import Sieve
from verbale.understanding.actors.tables import telling, toml, words_in
from verbale.understanding.gazetteer import Role
from verbale.understanding.lexicon import head_of

_HOLDERS = ("head_of_state", "head_of_government", "foreign_minister", "high_representative", "security_adviser")
_NAMED_LATER = (
    *_HOLDERS, "deputy_foreign_minister", "defence_minister", "negotiator", "secretary_general", "ambassador", "leader",
)  # fmt: skip
_SUBJECTS = ("nsubj", "nsubjpass", "appos", "conj")
_REACH = 2
"""How many sentences back somebody is looked for whom an age or a former trade means."""


def _office(role: Role, party: str | None, sieve: Sieve) -> str:
    """The family of an office: the chief of a body ("the U.N. chief") holds what its secretary-general holds."""
    entry = sieve.lexicon.parties.get(party or "")
    heads = role.singular in telling("heads") and entry is not None and entry.kind == "organisation"
    return "secretary_general" if heads else role.family.name


def title_of(mention: Mention, sieve: Sieve) -> str:
    """The words of a phrase without its determiner: what one without a proper name is called."""
    words = sieve.words
    start = mention.start + (words.lower[mention.start] in words_in("offices", "determiners"))
    return words.words(start, mention.end)


def met(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who | None:
    """Somebody met under the same noun, else a person whose office the noun names."""
    label = role.singular.split()[-1]
    says = mention.modifiers - telling("ranks")
    if says & telling("changed") or (role.family.name in ("counterpart", "kin") and not role.plural):
        return None

    spoken_of = _spoken_of(mention, sieve)
    called = [("label", label)]
    offices = [("office", role.family.name), ("office", _office(role, party, sieve))]

    def agrees(who: Who) -> bool:
        return who.plural == role.plural and not (party and who.party and who.party != party)

    def same_noun(who: Who) -> bool:
        if not agrees(who) or who.kind == "person" or who.label != label:
            return False
        if who.kind == "outlet" and role.family.name != "media":
            return False  # "the agency" that inspects is no news agency
        return not says or bool(says & who.modifiers)

    below = [word for word in sieve.words.lower[mention.start : mention.end] if word in telling("lesser")]

    def office(who: Who) -> bool:
        if role.plural or not agrees(who) or who.kind != "person" or id(who) in spoken_of:
            return False
        if any(word not in (who.role or word).lower() for word in below):
            return False  # "the vice president" is not the president
        if not any(family in who.families for _, family in offices):
            return False
        if role.singular in toml("offices")["bodies"]["placed"] and label not in (who.role or label).lower():
            return False  # "the union's president ... the mayor"
        more = says - set(role.singular.split())
        party = sieve.lexicon.parties.get(who.party or "")
        house = sieve.lexicon.nouns.get(party.name, frozenset()) if party else frozenset()
        return not more or more <= house or any(word in (who.role or "").lower() for word in more)  # "the union leader"

    if mention.determiner == "one's":
        return _owned(mention, role, same_noun, sieve)

    def titled(who: Who) -> bool:
        said = (who.role or "").lower()
        lesser = (word for word in telling("lesser") if word not in mention.title)
        return office(who) and label in said and not any(word in said for word in lesser)

    def apart(who: Who) -> bool:
        return titled(who) and who not in sieve.subjects_beside(mention)

    ways = [(apart, offices), (titled, offices), (office, offices), (same_noun, called)]
    if role.family.one != "person":
        ways = [(same_noun, called), (office, offices)]
    met = next((who for way, marks in ways if (who := sieve.latest(mention.start, way, marks))), None)
    if met is None and says and mention.determiner and (body := _body_met(mention, role, sieve)):
        return body  # "the humanitarian commission"
    if met is None and says:
        met = sieve.latest(
            mention.start, lambda w: agrees(w) and w.kind != "person" and w.label == label and not w.modifiers, called
        )
    if met is None and mention.determiner == "this" and role.family.one in ("person", "anonymous"):
        return _source_near(mention, role, sieve)
    return met or (_body_met(mention, role, sieve) if mention.determiner else None)


def _spoken_of(mention: Mention, sieve: Sieve) -> set[int]:
    """Of whom the quotation before a mention tells: "'Reed and I have met,' the official said" was not said by Reed.

    Whom the article told of before may name himself.
    """
    quote = sieve.words.quote
    last = next((i for i in range(mention.start - 1, -1, -1) if sieve.words.text[i].isalnum()), None)
    if last is None or not quote[last] or quote[mention.head] == quote[last]:
        return set()
    told = [(quote[one.head] == quote[last], id(who)) for one, who in sieve.before(mention.start)]
    within = {who for _, who in takewhile(lambda one: one[0], told)}
    return within - {who for inside, who in told if not inside}


def _owned(mention: Mention, role: Role, same_noun: Callable[[Who], bool], sieve: Sieve) -> Who | None:
    """Whom a phrase with a possessor means: "the miners' union", "his movement"."""
    own, label = mention.owner, role.singular.split()[-1]
    owner = sieve.by_head.get(own or -1)
    names_nobody = owner is None and own is not None and sieve.words.tag[own] != "PRP$"
    if names_nobody or (owner is not None and owner.kind in ("public", "group")):
        return _body_met(mention, role, sieve)
    people = owner is not None and owner.kind in ("person", "anonymous")
    if people and owner and own is not None and not owner.party:
        of_body = mention.modifiers - {*sieve.words.lower[mention.start : own + 1]}
        body = _body_met(replace(mention, modifiers=of_body), role, sieve)
        if body and label == head_of(body.name):  # not "her firm", which may be any
            owner.party = body.party  # "Ana Torres's federation"
            return body
    itself = owner is not None and owner.kind == "organisation"  # "the growers ... their federation"
    whose = sieve.lexicon.parties.get(owner.party or "") if owner and (people or itself) else None
    if whose and not mention.modifiers - telling("ranks") and label in sieve.lexicon.nouns.get(whose.name, ()):
        return sieve.body(whose)

    def his(who: Who) -> bool:
        return same_noun(who) and who.owner is not None and who.owner is owner

    return sieve.latest(mention.start, his, [("label", label)])


def _source_near(mention: Mention, role: Role, sieve: Sieve) -> Who | None:
    """The unnamed source told of just before, whatever it was called: "one of them, ... this diplomat said"."""
    here, sentence = sieve.words.sentence[mention.head], sieve.words.sentence
    near = takewhile(lambda met: here - sentence[met[0].head] <= _REACH, sieve.before(mention.start))
    return next((w for _, w in near if w.kind == "anonymous" and w.plural == role.plural), None)


def _body_met(mention: Mention, role: Role, sieve: Sieve) -> Who | None:
    """A listed body by the noun it goes on under: "the bloc", "the rebels"."""
    nouns = sieve.lexicon.nouns
    if mention.party:
        party = sieve.lexicon.parties.get(mention.party)
        own = party is not None and role.singular.split()[-1] in nouns.get(party.name, ())
        own |= party is not None and role.family.name == "armed" and "movement" in nouns.get(party.name, ())
        whose = mention.determiner in ("the", "one's")
        return sieve.state(mention.party) if own and whose else None  # "the PLU union", "the rebels of the PLF"
    if role.family.name == "armed":
        return sieve.latest(mention.start, lambda w: "movement" in sieve.called(w), [("noun", "movement")])
    if {"body", "team", "party_to_talks"} & role.family.kinds and not role.plural:
        noun = role.singular.split()[-1]
        fits, says = {noun, role.singular}, mention.modifiers - telling("ranks") - {noun}
        met = sieve.latest(
            mention.start,
            lambda w: bool(fits & sieve.called(w)) and all(s in w.name.lower() for s in says),
            [("noun", noun) for noun in fits],
        )
        capitals = sum(word[:1].isupper() for word in sieve.words.text[mention.start + 1 : mention.core])
        if met := met or (None if capitals > 1 else sieve.body_named(fits, mention.start)):
            return met
        parties = (sieve.lexicon.parties.get(code) for code in sieve.setting.parties)
        briefed = [e for e in parties if e and fits & nouns.get(e.name, frozenset())]
        if len(briefed) == 1 and briefed[0].sense == "body" and all(s in briefed[0].name.lower() for s in says):
            return sieve.body(briefed[0])
    return None


def holder(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who | None:
    """The one who holds the office on the article's date; named as the article names them."""
    if role.plural or role.family.name not in _HOLDERS or mention.modifiers & telling("changed"):
        return None
    wanted = party or party_at(sieve, mention.start, role.singular, role.family.kinds)
    held = sieve.lexicon.holders([role.family.name], wanted, sieve.setting.day) if wanted else []
    if len({h.person for h in held}) != 1:
        return None
    if (named := sieve.people.in_full(held[0].person)) and named in sieve.named:
        return named
    name = title_of(mention, sieve)
    who = Who(name, "person", "actors.person.office_holder", wanted, role=name, confidence=0.7)
    who.families |= role.family.kinds
    return sieve.under(("person", held[0].person), who)


def of_listed(mention: Mention, role: Role, sieve: Sieve) -> str | None:
    """The party of a listed body that goes under the noun, where that party is in the scene."""
    names = [name for name, nouns in sieve.lexicon.nouns.items() if role.singular in nouns]
    parties = {e.party for name in names if (e := sieve.lexicon.named(name))}
    here = [p for p, told in evidence(sieve, mention.start).items() if p in parties and told]
    return here[0] if len(here) == 1 else None


def told_by(mention: Mention, sieve: Sieve) -> str | None:
    """The party of whoever speaks to a parliament: "the minister told parliament"."""
    speaks = sieve.words.lemma[sieve.words.governor(mention.head)] in personal_verbs()
    who = next(iter(sieve.subjects_beside(mention)), None) if speaks else None
    return who.party if who and who.kind == "person" else None


def named_later(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who | None:
    """The only one whom the article names, further on, with that office for that party."""
    office = _office(role, party, sieve)
    field = sieve.field_of(mention.title) if role.family.name == "minister" else ""
    if role.plural or not party or mention.modifiers & telling("changed"):
        return None
    if field:  # "Chad's water minister ... Water Minister X"
        named = [w for w in sieve.named if w.party == party and "minister" in w.families]
        fitting = [w for w in named if sieve.field_of(w.role or "") == field]
        return fitting[0] if len(fitting) == 1 else None
    if office not in _NAMED_LATER:
        return None
    if office == "leader" and role.singular != "leader":
        return None  # "her head"
    entry = sieve.lexicon.parties.get(party)
    of_body = entry is not None and entry.kind == "organisation" and "envoy" in role.family.kinds
    fitting = [
        w for w in sieve.named if office in w.families and (w.party == party or (of_body and _is_called(role, w)))
    ]
    if len(fitting) != 1:
        return None
    fitting[0].party = party
    return fitting[0]


def _is_called(role: Role, who: Who) -> bool:
    """Whether one whose party nobody told has the same title, of several words: "Personal Envoy"."""
    return who.party is None and " " in role.singular and (who.role or "").lower() == role.singular


def epithet(mention: Mention, role: Role, sieve: Sieve) -> Who | None:
    """Whom the article goes on to call by age, former work or trade: "Ida Berg said ... the former pilot added".

    It is the person named last as a subject, in the sentence or the one before.
    """
    words, own = sieve.words, mention.modifiers
    aged = role.singular == "year-old" or telling("aged") <= own
    described = role.family.name in ("people", "scholar", "soldier") and bool(own & telling("past"))
    if role.plural or mention.party or mention.determiner != "the" or not (aged or described):
        return None
    here, gender = words.sentence[mention.head], gender_of_noun(role.singular)
    told = takewhile(lambda met: here - words.sentence[met[0].head] <= _REACH, sieve.before(mention.start))
    before = ((m, w) for m, w in told if w in sieve.named and words.sentence[m.head] < here)
    near = [(m, w) for m, w in before if not (gender and w.gender and w.gender != gender)]
    acting = (w for m, w in near if words.dep[m.head] in _SUBJECTS)
    return next(acting, near[0][1] if near and aged else None)
