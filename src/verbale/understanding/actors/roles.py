"""Phrases without a proper name: "the foreign minister", "a senior official", "the Greek side", "its government"."""

from __future__ import annotations

from itertools import takewhile

from verbale.model.negotiation import ActorKind
from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.homes import house_met, party_at
from verbale.understanding.actors.met import epithet, holder, met, named_later, of_listed, title_of, told_by
from verbale.understanding.actors.people import gender_of_noun
from verbale.understanding.actors.sieve import Sieve
from verbale.understanding.actors.tables import telling, toml, words_in
from verbale.understanding.gazetteer import Role, forms_of_states

_STATES = [("kind", "state")]


def described(mention: Mention, sieve: Sieve) -> Who | None:
    """Who the phrase means: somebody met, an office holder of the tables, or somebody new."""
    role = mention.role
    assert role is not None  # noqa: S101 - a nominal mention has a role
    owner = sieve.owner_of(mention)
    owned = owner.party if owner and role.singular not in telling("across") else None
    office = sieve.lexicon.of_office(sieve.words.lower[mention.start : mention.head + 1])
    behind = _behind(mention, sieve)
    party = mention.party or office or (behind.party if behind else None) or owned
    own = sieve.words.analysis.article.outlet
    if role.family.name == "media" and mention.determiner == "this" and not role.plural and own:
        return sieve.newsroom(own)
    if role.family.name == "media" and (newsroom := _newsroom_met(mention, role, party, sieve)):
        return newsroom
    if role.family.one == "state":
        return _state(mention, role, party, sieve)
    if role.family.one in ("government", "ministry") and not role.plural:
        return _body_of_state(mention, role, party, sieve)
    single = role.family.one == "person" or ("body" in role.family.kinds and not role.plural)
    bare = mention.determiner == "" and single
    if mention.determiner in ("the", "this", "one's") or bare:
        if found := met(mention, role, party, sieve):
            return found
        if found := named_later(mention, role, party, sieve) or holder(mention, role, party, sieve):
            return found
        if found := epithet(mention, role, sieve):
            return found
    who = _new(mention, role, party, owner or behind, sieve)
    who.owner = who.owner or behind
    return who


def _newsroom_met(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who | None:
    """The newsroom named last: "Kita reported a delay. The daily said …"."""
    more = mention.modifiers - set(role.singular.split())
    words = sieve.words
    behind = any(words.dep[c] in ("prep", "relcl", "acl") for c in words.children[mention.head] if c > mention.head)
    plain = mention.determiner == "the" and not (more or behind or role.plural or party) and mention.owner is None
    if not plain or role.singular not in telling("newsroom"):
        return None
    return sieve.latest(
        mention.start, lambda w: w.kind == "outlet" and not w.label and not w.plural, [("kind", "outlet")]
    )


def _behind(mention: Mention, sieve: Sieve) -> Who | None:
    """Whoever is named behind "for" or "of": "a spokesman for Mr. Orum", "the office of Ida Berg"."""
    words = sieve.words
    if words.lower[mention.head + 1 : mention.head + 2] not in (["for"], ["of"]):
        return None
    behind = takewhile(lambda i: words.text[i] != ",", range(mention.head + 2, min(mention.end + 3, len(words))))
    if named := next((w for i in behind if (w := sieve.person_at.get(i))), None):
        return named
    first = mention.head + 3  # "a spokeswoman for the envoy"
    found = sieve.lexicon.role_at(words.lower, first) if words.lower[first - 1 : first] == ["the"] else None
    if found is None or found[1].plural or found[1].family.one != "person" or found[0] < mention.end:
        return None
    office = found[1].family.name
    return sieve.latest(mention.start, lambda w: w.kind == "person" and office in w.families, [("office", office)])


def _state(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who | None:
    if role.plural:
        western = mention.modifiers and role.family.name == "party_to_talks" and not mention.number
        return _new(mention, role, None, None, sieve) if western else None
    if role.family.name == "side":
        return sieve.state(party) if party else None
    if mention.determiner == "one's" and party and role.singular in telling("own_state"):
        return sieve.state(party)
    if mention.determiner not in ("the", "this") or mention.modifiers:
        return None
    if role.singular in telling("forms"):
        return _of_form(role.singular, mention, sieve)
    called_so = role.singular in telling("states")
    return sieve.latest(mention.start, lambda w: w.kind == "state", _STATES) if called_so else None


def _of_form(form: str, mention: Mention, sieve: Sieve) -> Who | None:
    """Which state "the kingdom" is: the one told of last that calls itself so, else the only party of the brief."""
    so_called = {code for code, words in forms_of_states().items() if form in words}
    briefed = [code for code in sieve.setting.parties if code in so_called]
    met = sieve.latest(mention.start, lambda w: w.kind == "state" and w.party in so_called, _STATES)
    return met or (sieve.state(briefed[0]) if len(briefed) == 1 else None)


def _body_of_state(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who:
    kind: ActorKind = role.family.one
    name = title_of(mention, sieve)
    leader = _leader_inside(mention, sieve)
    if leader is not None:
        surname, of, person = leader
        who = Who(name, kind, "actors.government.person", of or party, owner=person)
        return sieve.under(("government of", surname), who)
    said = " ".join((role.singular, *sorted(mention.modifiers), name.lower()))
    portfolio = sieve.field_of(said) if kind == "ministry" else ""
    known = sieve.lexicon.parties.get(party or "")
    if kind == "ministry" and known and known.kind == "ministry":
        return sieve.state(known.party or "")  # "his ministry", of one whose party it is
    if known and known.kind == "organisation" and role.singular == known.name.split()[-1].lower():
        return sieve.state(known.party or "")  # "the northern administration", of the party "Northern Administration"
    if kind == "ministry" and party is None and (briefed := sieve.ministry(said)):
        return sieve.state(briefed)
    if party is None and mention.determiner in ("the", "this", "one's"):
        own = sieve.keyed.get((kind, sieve.home(mention.start) or "", portfolio))
        met = (kind == "government" and own) or sieve.latest(
            mention.start, lambda w: _is_house(w, kind, portfolio), [("kind", kind), ("house", kind)]
        )
        if met is not None and met.kind != kind:
            party, portfolio = met.party, sieve.field_of(met.role or met.name)
        elif met := met or own:
            return met
    if party is None and not mention.modifiers & words_in("offices", "affiliation", "elsewhere"):
        party = party_at(sieve, mention.start, role.singular, role.family.kinds)
    if kind == "government" and role.singular == "leadership":
        portfolio = "leadership"
    key = (kind, party or "", "defence" if portfolio == "defen" else portfolio)
    return sieve.under(key, Who(name, kind, f"actors.{kind}.phrase", party))


def _is_house(who: Who, kind: ActorKind, field: str) -> bool:
    """Whether somebody is such a house, or has its name in an office: "Peru's Foreign Ministry spokesman"."""
    called = (who.role or who.name).lower()
    return kind in (who.kind, *called.split()) and field in called


def _named_for(mention: Mention, sieve: Sieve) -> str | None:
    """The body of the brief that has the people in its name: "the miners" of the "Varnia Miners' Union"."""
    noun = sieve.words.lower[mention.head]
    bodies = (e for code in sieve.setting.parties if (e := sieve.lexicon.parties.get(code)) and e.sense == "body")
    named = [e.party for e in bodies if noun in e.name.lower().replace("’", " ").replace("'", " ").split()]
    return named[0] if len(named) == 1 else None


def _owned_by_nobody(mention: Mention, sieve: Sieve) -> bool:
    """ "The freighter's captain": whose it is is told, and is none of those who act."""
    return mention.owner is not None and sieve.words.tag[mention.owner] != "PRP$"


def _located(mention: Mention, sieve: Sieve) -> bool:
    """ "Leaders in the Middle East", "officials from Limeport": a place that no table knows says whose they are."""
    words = sieve.words
    behind = (c for c in words.children[mention.head] if c > mention.head and words.lower[c] in telling("located"))
    places = [k for c in behind for k in words.children[c] if words.pos[k] == "PROPN"]
    return bool(places) and not any(i in places for i, _ in sieve.states_at)


def _leader_inside(mention: Mention, sieve: Sieve) -> tuple[str, str | None, Who | None] | None:
    """The surname in "the Selim administration", with the party of that person where it is known."""
    words = sieve.words
    states = {i for i, _ in sieve.states_at}  # "the U.S. government"
    for i in range(mention.core - 1, mention.start - 1, -1):
        if (
            i not in states
            and words.pos[i] == "PROPN"
            and words.text[i][0].isupper()
            and not sieve.lexicon.names.get(words.text[i])
        ):
            met = sieve.people.named(words.text[i])
            known = sieve.lexicon.people.get(words.lower[i], ())
            party = met.party if met else known[0].party if known else None
            return words.lower[i], party, met
    return None


def _new(mention: Mention, role: Role, party: str | None, owner: Who | None, sieve: Sieve) -> Who:
    family, kind = role.family, _kind_of(mention, role, sieve)
    party, guessed = _party_of(mention, role, party, owner, sieve)
    plainly = role.plural and mention.start == mention.core and not mention.modifiers and " " not in role.singular
    if family.name == "official" and plainly:
        kind, party = "anonymous", mention.party  # "officials said": who they are is left open
    if family.name in telling("without_party") and not mention.modifiers & telling("of_state"):
        party = None  # not of "a government lawyer"
    name = title_of(mention, sieve)
    if mention.determiner == "this" and not role.plural:
        name = sieve.words.words(mention.start, mention.end)
    who = Who(name, kind, f"actors.{kind}.phrase", party, plural=role.plural, confidence=0.7, owner=owner)
    who.guessed, who.role = guessed, name if kind in ("person", "anonymous") else None
    who.gender = gender_of_noun(role.singular) if not role.plural else ""
    who.label, who.modifiers, who.families = role.singular.split()[-1], mention.modifiers, set(family.kinds)
    return sieve.new(who)


def _kind_of(mention: Mention, role: Role, sieve: Sieve) -> ActorKind:
    """The kind of somebody new: nameless where the phrase counts, or does not say who."""
    family, words = role.family, sieve.words
    kind = family.many if role.plural else family.one
    if family.name in ("source", "diplomat", "official") and mention.number and role.plural:
        kind = "anonymous"
    behind = words.lower[mention.head + 1 : mention.head + 2]
    if family.name == "people" and (telling("knowing") | telling("beside") - {"of"}) & set(behind):
        kind = "anonymous"
    if mention.determiner == "a" and kind == "person" and not role.plural:
        kind = "anonymous"
    return kind


def _party_of(
    mention: Mention, role: Role, party: str | None, owner: Who | None, sieve: Sieve
) -> tuple[str | None, bool]:
    """The party of somebody new, and whether it was only guessed from where the phrase stands."""
    family, words = role.family, sieve.words
    body = sieve.latest(
        mention.start,
        lambda w: bool(w.label) and w.label in mention.modifiers and w.kind == "organisation",
        [("label", label) for label in mention.modifiers],
    )
    if party is None and body is not None:
        party = body.party  # "an army officer", where the army is already met
    guessed = False
    if party is None and words.dep[mention.head] == "conj" and mention.modifiers & telling("changed"):
        beside = sieve.by_head.get(words.head[mention.head])
        party = beside.party if beside else None  # "the Greek minister and other officials"
    if party is None and "people" in family.kinds and role.plural:
        party = _named_for(mention, sieve)
    of_state = bool(telling("of_state") & set(words.lower[mention.start : mention.end]))
    plain = role.plural and mention.start == mention.core and not of_state
    plain = plain and role.singular not in telling("of_one_house")  # "lawmakers", of whichever state
    if (
        mention.modifiers & telling("past") - telling("ranks")
        and not role.plural
        and {"official", "diplomat", "minister"} & family.kinds
    ):
        return None, False  # "a retired Chadian diplomat"
    known = sieve.lexicon.parties.get(party or "")
    if known and role.singular in telling("of_firms") and "company" in sieve.lexicon.nouns.get(known.name, ()):
        return None, False
    if party is None and owner is None and not _owned_by_nobody(mention, sieve):
        party = house_met(sieve, mention.start, frozenset(words.lower[mention.start : mention.head]))
    if party is None and "body" in family.kinds and mention.determiner == "the" and owner is None:
        party = of_listed(mention, role, sieve)
    if party is None and {"body", "parliamentarian"} & family.kinds:
        party = told_by(mention, sieve)
    if (
        party is None
        and not mention.modifiers & words_in("offices", "affiliation", "elsewhere")
        and (family.name not in telling("without_home") or of_state)
        and owner is None
        and mention.owner is None
        and (not plain or sieve.home(mention.start) is not None or role.singular in toml("offices")["only"])
        and not mention.mixed
        and not (role.plural and family.name in telling("one_each"))
        and not _located(mention, sieve)
        and not (telling("knowing") | telling("beside") - {"of"})
        & set(words.lower[mention.head + 1 : mention.head + 2])
        and (role.plural or family.name not in toml("offices")["bodies"]["alone"])
    ):
        party = party_at(sieve, mention.start, role.singular, role.family.kinds)
        guessed = role.singular not in toml("offices")["only"]
    return party, guessed
