"""The tables and a brief together: all names known for one negotiation.

A brief says what its parties are called, not what they are. A party that the tables know is what they say; one with
people or a seat is a state; one whose name ends like that of a body is a body, and so is one of several words without
people and seat. "The Front" is a short form: it means the party only where it stands alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from verbale.model.brief import Brief, Party
from verbale.model.negotiation import ActorKind
from verbale.understanding.gazetteer import (
    SURNAME_FIRST,
    Entry,
    Holding,
    Lexicon,
    Sense,
    kind_of,
    tabled,
    tabled_roles,
)
from verbale.understanding.tables import rows, toml, words_in

_LONGEST_CODE = 5
"""A code of a party is looked for in the text up to this length: "SMCQ", not "CHURCH"."""


def lexicon(brief: Brief) -> Lexicon:
    """The tables and the brief together."""
    lex = Lexicon()
    codes = {party.code for party in brief.parties}
    for name, entry in tabled():
        of_body = entry.sense == "adjective" and entry.kind != "state"
        if not (of_body and codes and entry.party not in codes):  # "European", where the Union is no party
            word = name.removeprefix("the ")
            stands_alone = entry.sense == "body" and word != name and " " not in word and word[1:].islower()
            lex.add(name, replace(entry, short=stands_alone))  # "the Alliance", not "the Alliance of the Plain"
    lex.roles.update(tabled_roles())
    lex.nouns.update({row["name"]: frozenset(row["nouns"].split("|")) for row in rows("bodies") if row["nouns"]})
    known = (toml("holders")["since"], toml("holders")["until"])
    for row in rows("holders"):
        _add_person(lex, row["name"], row["aliases"].split("|"), row["party"])
        lex.hold(Holding(row["name"], row["party"], row["title"], row["since"], row["until"], known))
    _add_brief(lex, brief)
    return lex


def head_of(name: str) -> str:
    """The word that says what is named, in lower case: "council" of "regional council of Varn", else the last."""
    before = name.partition(" of ")[0].partition(" for ")[0].removeprefix("the ")
    return before.split()[-1].lower() if before.split() else ""


@cache
def bodies() -> frozenset[str]:
    """Words that end the names of bodies, in lower case."""
    return frozenset(word.lower() for word in words_in("names", "bodies")) | _companies()


@cache
def _companies() -> frozenset[str]:
    return frozenset(word.lower() for word in words_in("names", "companies"))


def nouns_of(name: str) -> frozenset[str]:
    """By which common nouns a body of that name is spoken of again."""
    again, head = toml("names")["again"], head_of(name)
    if head in _companies():
        return frozenset(again["company"])
    is_body = head in bodies() or head in words_in("names", "places_of_people")
    return frozenset({head, *again.get(head, ())}) if is_body else frozenset()


def _add_person(lex: Lexicon, name: str, aliases: Iterable[str], party: str | None) -> None:
    entry = Entry("person", name, party, "person")
    for alias in (name, *aliases):
        if alias:
            lex.add(alias, entry)
            surname_first = party in SURNAME_FIRST
            for part in {alias.split()[-1].lower(), alias.split()[0 if surname_first else -1].lower()}:
                known = lex.people.setdefault(part, [])
                if entry not in known:
                    known.append(entry)


def _add_brief(lex: Lexicon, brief: Brief) -> None:
    lex.own = {p.name for p in brief.people}
    told = Counter(name for party in brief.parties for name in {party.name, *party.aliases})
    for party in brief.parties:
        _add_party(lex, replace(party, aliases=tuple(name for name in party.aliases if told[name] == 1)))
    for party in brief.parties:
        _add_without_country(lex, party)
    for organisation in brief.organisations:
        entry = Entry("body", organisation.name, organisation.party, kind_of(organisation.kind))
        for name in (organisation.name, *organisation.aliases):
            _add_name(lex, name, entry)
        lex.nouns.setdefault(organisation.name, nouns_of(organisation.name))
    for place in brief.places:
        for place_name in place.names:
            lex.add(place_name.name, Entry("thing", place_name.name, None, "organisation"))
    for outlet in brief.outlets:
        for name in (outlet.name, *outlet.aliases):
            lex.add(name, Entry("outlet", outlet.name, None, "outlet"))
    for person in brief.people:
        _add_person(lex, person.name, person.aliases, person.party)
        for o in person.offices:
            lex.hold(Holding(person.name, person.party, o.title, o.since or "", o.until or ""))


def _add_party(lex: Lexicon, party: Party) -> None:
    known = lex.parties.get(party.code)
    of_state = known.sense == "state" if known else _is_state(party)
    kind: ActorKind = "state" if of_state else "ministry" if head_of(party.name) == "ministry" else "organisation"
    entry = Entry("state" if of_state else "body", party.name, party.code, known.kind if known else kind)
    lex.parties[party.code] = entry
    if known and known.sense == "body" and entry.sense == "body" and known.name != entry.name:
        _rename(lex, known, entry)
    own: dict[str, Entry] = {head_of(party.name): entry}
    for name in (party.name, *party.aliases):
        head, tabled_as = head_of(name), lex.named(name)
        if _is_office(lex, name, of_state):
            lex.offices[name.lower().removeprefix("the ")] = party.code
            continue
        if name != party.name and tabled_as and tabled_as.party == party.code and tabled_as.name != entry.name:
            own.setdefault(head, tabled_as)  # "European Commission" in the brief's entry of the Union
            if tabled_as.sense == "body" and head in bodies() and lex.named(head.capitalize()) is None:
                lex.add(head.capitalize(), replace(tabled_as, short=True))  # "a Commission official"
            continue
        itself = tabled_as is not None and tabled_as.sense == "state"  # "Russian Federation"
        if of_state and head in bodies() and head not in own and not itself:
            own[head] = Entry("body", name.removeprefix("the "), party.code, "organisation")  # "council of Varn"
            lex.governed[party.code] = head
        _add_name(lex, name, own.get(head, entry) if head in bodies() else entry)
        if of_state and known is None and (word := _unstyled(name)) and lex.named(word) is None:
            lex.add(word, entry)
    for name in party.demonyms:
        sense: Sense = "people" if name.endswith("s") and not name.endswith("ss") else "adjective"
        if name.endswith("n") and lex.named(f"{name}s") is None:
            lex.add(f"{name}s", Entry("people", f"{name}s", party.code, "public"))
        lex.add(name, Entry(sense, name, party.code, "public" if sense == "people" else "state"))
    if of_state and known is None and not party.demonyms:
        for name in _adjectives(_unstyled(party.name) or party.name):
            if lex.named(name) is None and lex.named(f"{name}s") is None:
                lex.add(name, Entry("adjective", name, party.code, "state"))
                lex.add(f"{name}s", Entry("people", f"{name}s", party.code, "public"))
        lex.adjectives.pop(party.code, None)  # which of them the press uses is not known
    for name in party.seats:
        if (seat := lex.named(name)) is None or seat.sense != "seat":
            lex.add(name, Entry("capital", party.name, party.code, entry.kind))
    if not of_state:
        _add_short(lex, party, entry)


def _add_without_country(lex: Lexicon, party: Party) -> None:
    """The name of a body without the people in it: "Northern Administration" for "Northern Peruvian Administration"."""
    entry, words = lex.parties[party.code], party.name.split()
    people = [w for w in words if (known := lex.named(w)) and known.sense == "adjective" and known.party != party.code]
    short = " ".join(w for w in words if w not in people)
    if people and entry.sense == "body" and " " in short and lex.named(short) is None:
        lex.add(short, replace(entry, short=True))  # not "the Northern Administration of Lake County"


def _rename(lex: Lexicon, known: Entry, entry: Entry) -> None:
    """Let every name of a body of the tables mean the party of the brief that it is, which has another name there."""
    for names in lex.names.values():
        for k, (pieces, other) in enumerate(names):
            if (other.sense, other.name, other.party) == (known.sense, known.name, known.party):
                names[k] = pieces, replace(entry, short=other.short)
    if known.name in lex.nouns:
        lex.nouns[entry.name] = lex.nouns[known.name] | nouns_of(entry.name)


def _is_office(lex: Lexicon, name: str, of_state: bool) -> bool:
    """Whether a name is what one person is ("the mediator", "Water Minister"), or what a state has ("the government").

    Who holds it is of the party, without being it.
    """
    words = name.lower().replace("'s", " 's").replace("’s", " ’s").split()
    found = (role for i in range(len(words)) if (role := lex.role_at(words, i)) and role[0] == len(words))
    kinds = ("person", "government", "ministry") if of_state else ("person",)
    return any(role.family.one in kinds and not role.plural for _, role in found)


def _is_state(party: Party) -> bool:
    """Whether a party that no table knows is a state, by what the brief says of it.

    A name of one word is told by what it is in full: "Norland", also "Norland Aircraft", is a company.
    """
    full = () if party.demonyms or party.seats else party.aliases
    if any(head_of(name) in bodies() for name in (party.name, *full)):
        return False
    plain = (" " not in party.name and party.name[1:].islower()) or _unstyled(party.name) is not None
    return bool(party.demonyms or party.seats) or plain


def _adjectives(name: str) -> list[str]:
    """What the press may call the people of a state for which a brief gives no word: "Norlander" of "Norland"."""
    endings: dict[str, list[str]] = toml("names")["adjectives"]
    ending = next((e for e in endings if e and name.endswith(e)), "")
    stem = name.removesuffix(ending) if ending else name
    return [stem + more for more in endings[ending]] if " " not in name else []


def _unstyled(name: str) -> str | None:
    """The word by which a state is told from others: "Norland" of "the Republic of Norland", "the Norland Republic"."""
    before, of, after = name.removeprefix("the ").partition(" of ")
    first, _, style = before.rpartition(" ")
    return ((after.removeprefix("the ") if of else first) or None) if style in words_in("names", "styles") else None


def _add_name(lex: Lexicon, name: str, entry: Entry) -> None:
    plain = name.removeprefix("the ")
    lex.add(plain, replace(entry, short=True) if plain != name and " " not in plain else entry)


def _add_short(lex: Lexicon, party: Party, entry: Entry) -> None:
    """The code of a body, "the Platform" for "Concord Platform", and the nouns that it goes on under."""
    head = head_of(party.name).capitalize()
    if " " in party.name and head.lower() in bodies() and lex.named(head) is None:
        lex.add(head, replace(entry, short=True))
    if len(party.code) <= _LONGEST_CODE and lex.named(party.code) is None:
        lex.add(party.code, entry)
    nouns = frozenset().union(*map(nouns_of, (party.name, *party.aliases)))
    tabled_as_body = entry.kind != "organisation" or (party.name.endswith("s") and " " not in party.name)
    # what no word tells is a company: "Norland Timber ... the firm"; people are none: "the Plainsmen"
    lex.nouns.setdefault(party.name, nouns if nouns or tabled_as_body else nouns_of("Company"))
