"""From mentions to actors: names first, over the whole article; then everything else in the order of the text."""

from __future__ import annotations

from collections.abc import Callable

from verbale.model.negotiation import ActorKind
from verbale.understanding.identity.found import Mention, Who
from verbale.understanding.identity.lexicon import Lexicon
from verbale.understanding.identity.names import acts, capitalised, listed, mention_of, personal_verbs, placed, sort_of
from verbale.understanding.identity.people import People, learn
from verbale.understanding.identity.phrases import phrases
from verbale.understanding.identity.plurals import group_of
from verbale.understanding.identity.pronouns import meant, pronoun_at
from verbale.understanding.identity.roles import described
from verbale.understanding.identity.sieve import Sieve
from verbale.understanding.identity.words import Words


def everyone(words: Words, lexicon: Lexicon, home: str | None, day: str | None) -> list[Who]:
    """All actors of one article with their mentions in the body."""
    sieve = Sieve(words, lexicon, home, day)
    mentions = _mentions(words, lexicon, People(lexicon, day), sieve)
    for mention in sorted(mentions, key=lambda m: (m.span, -m.end)):
        _settle(mention, sieve)
    return [who for who in sieve.everyone if who.mentions]


def _mentions(words: Words, lexicon: Lexicon, people: People, sieve: Sieve) -> list[Mention]:
    names = listed(words, lexicon)
    known = {i: found.entry for start, end, found in names for i in range(start, end)}
    nominal = list(phrases(words, lexicon, known))
    taken = {i for start, end, found in names if found.entry.sense != "person" for i in range(start, end)}
    taken |= {
        i for m in nominal for i in range(m.head - len(m.role.singular.split()) + 1 if m.role else m.head, m.head + 1)
    }
    persons = _persons(words, lexicon, people, taken, nominal, sieve)
    covered = {i for m in persons for i in range(m.start, m.end)}
    titles = {id(t) for m in persons for t in m.before}
    out = persons + [m for m in nominal if id(m) not in titles and m.head not in covered]
    inside = {i for m in nominal for i in range(m.start, m.head + 1)}
    for start, end, found in names:
        unnamed = start in covered or found.entry.sense in ("person", "adjective")
        if unnamed and not _hyphened(words, start, end, found.entry.sense):
            continue
        if _modifies(words, start, end, inside):
            continue
        if found.entry.sense == "capital" and not acts(words, start, end):
            continue
        out.append(mention_of(words, start, end, found.entry, (found.start, found.end)))
    out += [m for i in range(len(words)) if (m := pronoun_at(words, i))]
    return out


def _hyphened(words: Words, start: int, end: int, sense: str) -> bool:
    """ "Japan-Soviet": an adjective that shares a compound with the plain name of a state names the state."""
    return sense == "adjective" and start >= 2 and words.text[start - 1] == "-" and words.pos[start - 2] == "PROPN"


def _modifies(words: Words, start: int, end: int, inside: set[int]) -> bool:
    """A name inside the phrase of a role noun is part of it ("EU officials"), save a possessor ("Iran's")."""
    return start in inside and not (end < len(words) and words.tag[end] == "POS")


def _persons(
    words: Words, lexicon: Lexicon, people: People, taken: set[int], nominal: list[Mention], sieve: Sieve
) -> list[Mention]:
    ending = {m.head + 1: m for m in nominal}
    opening = {m.start: m for m in nominal}
    runs = [(start, end) for start, end in capitalised(words, taken, lexicon)]
    named = []
    undecided: list[tuple[int, int]] = []
    for start, end in runs:
        title = ending.get(start)
        if title and title.role and (title.role.family.title or title.role.family.name in ("counterpart", "press")):
            named.append(_person(words, start, end, people, lexicon, [title]))
        elif sort_of(words, start, end) in ("", "acronym") and (
            _listed_person(words, start, end, lexicon) or _apposed(words, start, end, ending, opening)
        ):
            named.append(_person(words, start, end, people, lexicon, []))
        else:
            undecided.append((start, end))
    for start, end in undecided:
        name = words.words(start, end)
        sort = sort_of(words, start, end)
        if (
            sort == ""
            and (people.named(name) or _speaks(words, start, end))
            and (not placed(words, start) or people.named(name))
        ):
            named.append(_person(words, start, end, people, lexicon, []))
        elif sort in ("body", "newsroom", "acronym"):
            mention = mention_of(words, start, end, None)
            kind: ActorKind = "outlet" if sort == "newsroom" else "organisation"
            who = sieve.under(("body", name), Who(name, kind, f"actors.{kind}.unlisted", confidence=0.7))
            mention.who = who
            named.append(mention)
    _appositions(words, named, ending, opening)
    return named


def _listed_person(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    if end - start < 2:
        return False
    entries = lexicon.people.get(words.lower[end - 1], ()) or lexicon.people.get(words.lower[start], ())
    name = words.words(start, end)
    return any(e.name == name or e.name.split()[0] == words.text[start] for e in entries)


def _apposed(words: Words, start: int, end: int, ending: dict[int, Mention], opening: dict[int, Mention]) -> bool:
    """ "X, the envoy," or "The envoy, X,": a role beside the name, parted by a comma."""
    after = opening.get(end + 1) if end < len(words) and words.text[end] == "," else None
    before = ending.get(start - 1) if start and words.text[start - 1] == "," else None
    return _describes(after) or _describes(before)


def _describes(phrase: Mention | None) -> bool:
    role = phrase.role if phrase else None
    return role is not None and role.family.one in ("person", "anonymous") and not role.plural


def _speaks(words: Words, start: int, end: int) -> bool:
    verb = words.head[end - 1]
    return words.dep[end - 1] == "nsubj" and words.analysis.doc[verb].lemma_.lower() in personal_verbs()


def _person(words: Words, start: int, end: int, people: People, lexicon: Lexicon, titles: list[Mention]) -> Mention:
    name = words.words(start, end)
    mention = mention_of(words, start, end, None)
    mention.start, mention.span = start, words.span(start, end)
    mention.before = titles
    who = people.named(name)
    if who is None:
        who = Who(name, "person", "actors.person.name", confidence=0.85)
    elif len(name.split()) > len(who.name.split()):
        who.name = name
    people.add(who)
    for title in titles:
        if title.role:
            learn(who, title, [title.role], title.party)
            who.rule = "actors.person.office_name" if title.role.family.name != "honorific" else who.rule
    if known := people.known(who):
        who.party = who.party or known.party
        for held in people.offices(known):
            if family := lexicon.family_of(held.title):
                who.families |= family.kinds
    mention.who = who
    return mention


def _appositions(words: Words, named: list[Mention], ending: dict[int, Mention], opening: dict[int, Mention]) -> None:
    for mention in named:
        if mention.who is None or mention.who.kind != "person":
            continue
        after = opening.get(mention.end + 1) if mention.end < len(words) and words.text[mention.end] == "," else None
        before = ending.get(mention.start - 1) if mention.start and words.text[mention.start - 1] == "," else None
        for apposed in (after, before):
            if (
                apposed
                and apposed.role
                and not apposed.role.plural
                and apposed.role.family.one in ("person", "anonymous")
            ):
                apposed.who = mention.who
                learn(mention.who, apposed, [apposed.role], apposed.party)


def _settle(mention: Mention, sieve: Sieve) -> None:
    who = mention.who
    if who is not None:
        for title in mention.before:
            if title.determiner == "one's" and title.owner is None:
                title.span = sieve.words.span(title.start, title.head + 1)
                sieve.meet(title, who)
        _give_party(who, mention, sieve)
        if who not in sieve.everyone:
            sieve.new(who)
        sieve.meet(mention, who)
        return
    resolve: Callable[[Mention, Sieve], Who | None] = {"name": _by_name, "pronoun": meant}.get(mention.form, _by_role)
    if found := resolve(mention, sieve):
        sieve.meet(mention, found)


def _give_party(who: Who, mention: Mention, sieve: Sieve) -> None:
    if who.party or who.kind != "person":
        return
    owner = next((t.owner for t in mention.before if t.owner is not None), None)
    if owner is not None:
        possessor = next((w for m, w in reversed(sieve.history) if m.head == owner), None)
        who.party = possessor.party if possessor else None
    official = who.families & {"minister", "leader", "official", "diplomat", "spokesperson", "envoy", "head_of_state"}
    if not who.party and official:
        who.party = sieve.home or sieve.party_in_focus(mention.start)


def _by_name(mention: Mention, sieve: Sieve) -> Who | None:
    entry = mention.entry
    if entry is None:
        return None
    if entry.sense in ("state", "capital", "adjective") and entry.party:
        return sieve.state(entry.party)
    if entry.sense == "seat" and entry.kind == "state" and entry.party:
        return sieve.state(entry.party)
    if entry.sense == "ministry":
        party = entry.party or sieve.home or sieve.party_in_focus(mention.start)
        return sieve.under(
            ("ministry", party or "", entry.portfolio), Who(entry.name, "ministry", "actors.ministry.name", party)
        )
    if entry.sense == "seat" and entry.kind == "ministry":
        known = sieve.keyed.get(("ministry", entry.party or "", entry.portfolio))
        return known or sieve.under(
            ("ministry", entry.party or "", entry.portfolio),
            Who(entry.name, "ministry", "actors.ministry.seat", entry.party),
        )
    if entry.sense == "body" and entry.party and sieve.lexicon.parties.get(entry.party) == entry:
        return sieve.state(entry.party)
    plural = entry.sense == "people"
    return sieve.under(
        (entry.sense, entry.name), Who(entry.name, entry.kind, f"actors.{entry.kind}.name", entry.party, plural=plural)
    )


def _by_role(mention: Mention, sieve: Sieve) -> Who | None:
    assert mention.role is not None  # noqa: S101 - a nominal mention has a role
    return group_of(mention, sieve) or described(mention, sieve)
