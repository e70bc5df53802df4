"""Which party a named person belongs to: what the office, its possessor, and what stands beside the name tell.

What is sure is taken as the name is met; where only the context speaks, it is a guess, and what the rest of the article
tells ("X, its chairman", "X, who leads the front", "X of the front") corrects it at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import takewhile

from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.homes import floor, house_met, party_at, told_beside
from verbale.understanding.actors.names import named, personal_verbs
from verbale.understanding.actors.persons import roles_of
from verbale.understanding.actors.sieve import Sieve
from verbale.understanding.actors.tables import telling, toml, words_in
from verbale.understanding.gazetteer import Role
from verbale.understanding.grammar.words import Words

_BEHIND = 8
"""How many tokens behind a word its object is looked for."""
_PLACED = (["of"], ["in"], ["from"], ["at"])
"""What goes on behind a counterpart to tell whose it is."""

_words = partial(words_in, "offices", "affiliation")


def party_of(mention: Mention, who: Who, sieve: Sieve) -> str | None:
    """The party of a person without one, as far as `mention` tells; a guess is marked so on `who`."""
    told = _titles(mention)
    offices = [t for t in told if t.role and t.role.family.name != "honorific"]
    if offices and all(title.modifiers & telling("past") - telling("ranks") for title in offices):
        styled = len(offices) < len(told)  # "Sir X, a former envoy, disagreed", not "... sits for Lima"
        if not styled or len(told_beside(sieve, mention.head)) != 1:
            return None
    for title in told:
        owner = sieve.owner_of(title)
        if owner and title.role and title.role.singular not in telling("across"):
            kinds = title.role.family.kinds
            if (
                owner.party is None
                and kinds & _words("official")
                and (side := floor(sieve, mention.start)) in sieve.setting.parties
            ):
                who.guessed = True
                return side  # "In Lima they see it otherwise. X, Mr Y's aide, said"
            return owner.party
        if party := title.party or sieve.lexicon.of_office(sieve.words.lower[title.start : title.head + 1]):
            return party
    if found := _body_of_office(mention, sieve):
        return found
    roles = [*roles_of(mention), *_joined_offices(mention, sieve)]
    kinds = frozenset(kind for role in roles for kind in role.family.kinds)
    titles = [" ".join(sieve.words.lower[t.start : t.head + 1]) for t in (*mention.before, *mention.beside)]
    outside = any(word in title for title in titles for word in _words("outside"))
    alone = bool(roles) and all(role.family.name in toml("offices")["bodies"]["alone"] for role in roles)
    alone = alone or any(role.singular in _words("of_places") for role in roles)
    alone = alone or (bool(roles) and all(role.singular in telling("across") for role in roles))  # "a critic of Lima"
    alone = alone or any(_of_unlisted(title, sieve) for title in _titles(mention))
    official = kinds & _words("official")
    if alone or not official or (outside and "politician" not in kinds) or _owned(mention, sieve):
        return None
    who.guessed = True
    if listed := _listed_with(mention, kinds, sieve):
        return listed
    return party_at(sieve, mention.start, _office(roles), kinds)


def _listed_with(mention: Mention, kinds: frozenset[str], sieve: Sieve) -> str | None:
    """ "Greek Foreign Minister X and Defence Minister Y": the party of the minister listed before."""
    words, first = sieve.words, mention.head
    heads = _words("listed_never") | {role.family.name for role in roles_of(mention)} - {"minister"}
    if kinds & _words("listed_never") or not kinds & _words("listed") or words.dep[first] != "conj":
        return None
    while words.dep[first] == "conj":
        first = words.head[first]
        told = sieve.person_at.get(first)
        if told and told.party and told.families & {"minister", "secretary"} and not told.families & heads:
            return None if _met_each_other(words, first) or not told.role else told.party
    return None


def _met_each_other(words: Words, subject: int) -> bool:
    """ "X and Y met in Oslo", of two sides as a rule; not "X and Y met the envoys", "X and Y met with the miners"."""
    verb = words.head[subject]
    if words.dep[subject] != "nsubj" or words.lemma[verb] not in _words("across"):
        return False
    objects = [c for c in words.children[verb] if words.dep[c] == "dobj"]  # "signed the pact with the miners"
    beside = (c for i in (verb, *objects) for c in words.children[i])
    return not (objects and words.lemma[verb] == "meet") and not any(words.lower[c] == "with" for c in beside)


def _of_unlisted(title: Mention, sieve: Sieve) -> bool:
    """ "Head of the Northern Fishing Union": of a body that no table knows, which speaks for no state."""
    words = sieve.words
    if any(title.start <= i < title.end and entry.party is None for i, entry in sieve.bodies):
        return True  # "the Red Cross's regional director"
    tail = [i for i in range(title.head + 1, title.end) if words.text[i][:1].isupper()]
    if not tail or sieve.lexicon.named(words.words(tail[0], title.end)):
        return False
    of_one = title.role is not None and title.role.singular in toml("offices")["only"]
    if title.role and title.role.singular in toml("offices")["bodies"]["only"]:
        whose = (sieve.by_head[i] for i in range(title.head + 1, title.end) if i in sieve.by_head)
        return not any(who.party for who in whose)  # "managing director of Lake Freight"
    last = words.text[title.end - 1].capitalize()
    return last in _words("unlisted") or (of_one and last in named("bodies"))  # "Secretary-General of the Lake Forum"


def _joined_offices(mention: Mention, sieve: Sieve) -> list[Role]:
    """The second of two offices of one: "X, president and chief executive"."""
    words = sieve.words
    behind = [t.head + 2 for t in _titles(mention) if words.lower[t.head + 1 : t.head + 2] == ["and"]]
    found = (sieve.lexicon.role_at(words.lower, i) for i in behind if i < len(words))
    return [role for _, role in filter(None, found) if role.family.title and not role.plural]


def _owned(mention: Mention, sieve: Sieve) -> bool:
    """Whether somebody's party tells this one's, though it is not known: "her chief negotiator, X"."""
    owned = (t for t in _titles(mention) if t.owner is not None and t.role and t.role.singular not in telling("across"))
    return any(not _office_holds(t, sieve) for t in owned)


def _office_holds(title: Mention, sieve: Sieve) -> bool:
    """ "The president's envoy": the possessor is an office, which is as much anybody's as the envoy is."""
    found = sieve.lexicon.role_at(sieve.words.lower, title.owner or 0)
    return found is not None and bool({"leader", "minister", "government"} & found[1].family.kinds)


def _titles(mention: Mention) -> list[Mention]:
    """Titles before and appositions beside the name; "her brother" tells least, and comes last."""
    return sorted((*mention.before, *mention.beside), key=lambda t: t.role is not None and t.role.family.name == "kin")


def _office(roles: list[Role]) -> str:
    offices = [role.singular for role in roles if role.family.name != "honorific"]
    return next((o for o in offices if o in toml("offices")["bodies"]["only"]), offices[0] if offices else "")


def _body_of_office(mention: Mention, sieve: Sieve) -> str | None:
    """The party of a body met that the office names: "army spokesman X", "Bishop X" where a church is met."""
    roles = roles_of(mention)
    if any({"minister", "secretary", "secretary_general"} & role.family.kinds for role in roles):
        title = " ".join(sieve.words.words(t.start, t.end) for t in (*mention.before, *mention.beside))
        if (ministry := sieve.ministry(title)) and sieve.field_of(title):
            return ministry
    said = {w for t in _titles(mention) for w in sieve.words.lower[t.start : t.head + 1]}
    if all(t.owner is None for t in _titles(mention)) and (met := house_met(sieve, mention.start, frozenset(said))):
        return met
    if any(t.role and t.role.singular in _words("of_places") and t.end > t.head + 1 for t in _titles(mention)):
        return None  # "the mayor of Limeport"
    if any(_of_unlisted(title, sieve) for title in _titles(mention)):
        return None
    offices = {name for role in roles for name in (role.family.name, role.singular)}
    nouns = {noun for office, nouns in toml("offices")["houses"].items() if office in offices for noun in nouns}
    known = ((code, sieve.lexicon.parties.get(code)) for code in sieve.setting.parties)
    briefed = {code for code, e in known if e and nouns & sieve.lexicon.nouns.get(e.name, frozenset())}
    many = filter(None, (sieve.lexicon.named(f"{role.singular}s") for role in roles))
    briefed |= {e.party for e in many if e.sense == "body" and e.party in sieve.setting.parties}  # "the bishops"
    return briefed.pop() if len(briefed) == 1 else None


def affiliate(sieve: Sieve) -> None:
    """Give those whose party is open or guessed the one that the article tells beside their names or of their owners.

    Who is somebody's takes that party, so that one found makes others known; it is done until nothing changes.
    """
    while [who for who in sieve.everyone if _affiliated(who, sieve)]:
        pass


def _affiliated(who: Who, sieve: Sieve) -> bool:
    if who.party and not who.guessed:
        return False
    told = None
    if who.kind in ("person", "anonymous"):
        told = next((p for m in who.mentions for p in _told_beside(m, who, sieve)), None)
    if who.kind in ("group", "organisation") and not who.party:
        told = next((p for m in who.mentions if (p := _told_behind(m, who, sieve))), None)
    if told is None and not who.party and who.kind != "outlet" and who.label not in telling("across"):
        told = next((o.party for o in _owners(who, sieve) if o is not who and o.party), None)
    if told:
        who.party, who.guessed = told, False
    elif not who.party and (side := _facing(who, sieve)):
        who.party, who.guessed = side, True
        return True
    return told is not None


def _facing(who: Who, sieve: Sieve) -> str | None:
    """The party of an official's counterpart: of those at the table the one told of most, twice as often as any other.

    Only where no third is told of there or just before: not "wrote to her counterpart in Peru".
    """
    words = sieve.words
    phrases = [t for m in who.mentions for t in (m, *_titles(m))]
    facing = [t for t in phrases if t.role and t.role.singular in telling("facing_whom") and t.owner is not None]
    owners = (o for t in facing if (o := sieve.owner_of(t)) and o.families & _words("official"))
    owner = next((o.party for o in owners if o.party in sieve.setting.parties), None)
    told = Counter(w.party for _, w in sieve.history if w.party in sieve.setting.parties and w.party != owner)
    ranked = told.most_common(2)
    if owner is None or who.plural or not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    elsewhere = any(words.lower[t.head + 1 : t.head + 2] in _PLACED for t in facing)
    others = {side for t in facing for side in told_beside(sieve, t.head, before=1)} - {owner, ranked[0][0]}
    return None if elsewhere or others else ranked[0][0]


def _owners(who: Who, sieve: Sieve) -> Iterator[Who]:
    """Whose somebody is: "their chairman", "our council", also where whom the pronoun means was found late."""
    if who.owner is not None:
        yield who.owner
    owned = (m for m in who.mentions if m.form == "nominal" and m.owner is not None and m.same is None and who.label)
    yield from filter(None, map(sieve.owner_of, owned))


def _told_beside(mention: Mention, who: Who, sieve: Sieve) -> Iterator[str]:
    words = sieve.words
    for title in _titles(mention):
        owner = sieve.owner_of(title)
        apart = title.role is None or title.role.singular in telling("across")
        if owner and owner is not who and owner.party and not apart:
            yield owner.party
        elif owner is None and not apart and title.role and title.role.family.name != "kin":
            yield from _parties(sieve, title.head + 1, title.end)
            yield from _cut_off(title, sieve)
    has = sieve.by_head.get(words.head[mention.head]) if words.dep[mention.head] == "poss" else None
    if has and has.kind == "organisation" and who.kind == "person" and has.party in sieve.setting.parties:
        yield has.party  # "Torres's Concord Platform"
    if mention.form == "pronoun":
        return
    beside = mention.end + 1  # "X, negotiating for the front, said"
    if words.lower[mention.end : beside + 1] == [",", "who"]:  # whoever of "Y and X" the parse gives the clause
        verb = words.head[beside]
        if words.lemma[verb] in _words("leading") and verb > beside:
            yield from _led(verb, sieve)
    leads = words.text[mention.end : beside] == [","] and words.tag[beside : beside + 1] == ["VBG"]
    if leads and words.lemma[beside] in _words("leading"):
        yield from filter(None, (_itself(c, sieve) for c in _of_whom(beside, words)))
    yield from _led_by(mention, sieve)
    yield from _on_behalf(mention, sieve)
    verb = words.head[mention.head]
    again = leads and verb == beside
    if words.dep[mention.head] == "nsubj" and not again and words.lemma[verb] in _words("leading_always"):
        yield from _led(verb, sieve)
    told = mention.form == "nominal" and who.kind == "anonymous" and who.label not in telling("across")
    if told and words.lower[mention.head + 1 : mention.head + 2]:
        near = words.lower[mention.head + 1] in _words("near") | (telling("close") if who.label == "source" else set())
        yield from _parties(sieve, mention.head + 1, mention.end) if near else ()
    if words.lower[mention.end : mention.end + 1] == ["of"] and who.kind == "person":
        yield from _parties(sieve, mention.end + 1, mention.end + _BEHIND)


def _told_behind(mention: Mention, who: Who, sieve: Sieve) -> str | None:
    """ "A four-member team of the movement", "a patrol of the army": the one party told behind a phrase."""
    words = sieve.words
    behind = words.lower[mention.head + 1 : mention.head + 2] in (["of"], ["from"])
    if mention.form != "nominal" or mention.mixed or not behind or who.label in telling("across"):
        return None
    told = set(_parties(sieve, mention.head + 1, mention.end))
    return told.pop() if len(told) == 1 else None


def _cut_off(title: Mention, sieve: Sieve) -> Iterator[str]:
    """ "A spokesman for the group", of which the phrase holds the noun alone; not "the director for Chad"."""
    words, end = sieve.words, title.end
    if words.lower[end : end + 1] and words.lower[end] in _words("of_whom") and words.head[end] == title.head:
        states = words.lower[end] != "for" or (title.role is not None and "spokesperson" in title.role.family.kinds)
        yield from _parties(sieve, end, end + _BEHIND, states=states)


def _led_by(mention: Mention, sieve: Sieve) -> Iterator[str]:
    """ "The delegation, led by X", "the talks team was headed by X"."""
    words = sieve.words
    by = words.head[mention.head]
    verb = words.head[by]
    leads = words.lemma[verb] in _words("leading") - _words("leading_for") and verb == by - 1
    if words.dep[mention.head] != "pobj" or words.dep[by] != "agent" or not leads:
        return  # nor "was led astray by X"
    led = words.head[verb] if words.dep[verb] == "acl" else None
    led = next((c for c in words.children[verb] if words.dep[c] == "nsubjpass"), led)
    who = sieve.by_head.get(led) if led is not None else None
    if who and who.party and who.kind not in ("person", "anonymous"):
        yield who.party


def _on_behalf(mention: Mention, sieve: Sieve) -> Iterator[str]:
    """ "For the union, X said": whom a party is named for at the head of the clause in which X speaks."""
    words, verb = sieve.words, sieve.words.head[mention.head]
    if words.dep[mention.head] != "nsubj" or words.lemma[verb] not in personal_verbs():
        return
    for child in words.children[verb]:
        if child < mention.start and words.lower[child] == "for" and words.text[child][0].isupper():
            yield from (p for p in _parties(sieve, child + 1, mention.start) if p in sieve.setting.parties)


def _led(verb: int, sieve: Sieve) -> Iterator[str]:
    """ "who leads the front", "who signed for the army"."""
    words = sieve.words
    plain = words.lemma[verb] not in _words("leading_for")
    for child in words.children[verb]:
        if (plain and words.dep[child] in ("dobj", "obj")) or words.lower[child] in ("for", "over"):
            yield from _parties(sieve, child if plain else child + 1, min(words.right_edge(child), child + _BEHIND))


def _of_whom(verb: int, words: Words) -> Iterator[int]:
    """The object of a verb of leading, or that of the "for" behind one of speaking: "signing for the army"."""
    plain = words.lemma[verb] not in _words("leading_for")
    for child in words.children[verb]:
        if plain and words.dep[child] in ("dobj", "obj"):
            yield child
        if not plain and words.lower[child] == "for":
            yield from words.objects(child)


def _itself(noun: int, sieve: Sieve) -> str | None:
    """The party that a noun names itself: "the front", not "the hunt for the front"."""
    near = takewhile(lambda met: met[0].start > noun - _BEHIND, sieve.before(noun + 1))
    who = next((w for m, w in near if noun == m.head), None) or _going_under(noun, sieve)
    return who.party if who and who.kind not in ("person", "anonymous", "outlet") else None


def _parties(sieve: Sieve, start: int, end: int, *, states: bool = True) -> Iterator[str]:
    """The parties of those who are named in tokens `[start, end)`, in order, up to a comma."""
    words = sieve.words
    for i in range(start, min(end, len(words))):
        if words.text[i] in (",", ".", ";", "“") or words.sentence[i] != words.sentence[start - 1]:
            return
        who = sieve.by_head.get(i) or _going_under(i, sieve)
        if who and who.party and who.kind != "outlet" and (states or who.kind != "state"):
            yield who.party


def _going_under(i: int, sieve: Sieve) -> Who | None:
    """The body that the noun at a token means, where it is part of somebody's title: "a lawyer for the council"."""
    words, noun = sieve.words, sieve.words.lower[i]
    if words.pos[i] != "NOUN" or words.lower[i - 1] not in ("the", "this"):
        return None
    return sieve.latest(i, lambda w: bool(w.party) and noun in sieve.called(w), [("noun", noun)])
