"""All mentions of one article, before anybody is resolved: names, phrases, pronouns, none inside another's name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from verbale.understanding.actors.aliases import tie
from verbale.understanding.actors.found import Mention
from verbale.understanding.actors.names import acts, mention_of, named, things_after
from verbale.understanding.actors.partitives import partitives
from verbale.understanding.actors.people import People
from verbale.understanding.actors.persons import Namer
from verbale.understanding.actors.phrases import phrases
from verbale.understanding.actors.pronouns import pronoun_at
from verbale.understanding.actors.subjects import subjects
from verbale.understanding.actors.tables import telling
from verbale.understanding.gazetteer import Entry, Found, Lexicon
from verbale.understanding.grammar.words import Words

_NEAR = 12
"""How many tokens at most lie between a name and the phrase that stands beside it."""


def mentions(
    words: Words, lexicon: Lexicon, people: People, names: list[tuple[int, int, Found]], alien: Collection[int]
) -> list[Mention]:
    """Every mention in the order of the text; those by a personal name or an unlisted one have their actor already.

    `alien` are where names begin whose party nobody told of: "a Senate leader" is not of that one.
    """
    known: dict[int, Entry] = {}
    for start, end, found in names:
        entry = replace(found.entry, party=None) if start in alien else found.entry
        known |= dict.fromkeys(range(start, end), entry)
    nominal = list(phrases(words, lexicon, known))
    _name_newsrooms(names, nominal)
    named = Namer(words, lexicon, people, names, nominal).named()
    of_outlets = _of_outlets(names, nominal)
    titles = {id(t) for m in named for t in m.before} | {id(m) for m in of_outlets.values()}
    covered = {i for m in named for i in range(m.start, m.end)}
    out = named + [m for m in nominal if id(m) not in titles and m.head not in covered]
    inside = {i for m in nominal for i in range(m.start, m.head + 1)}
    inside |= {i for m in nominal if id(m) in titles or m.who for i in range(m.head, m.end)}
    titled = {start: m.party for start, m in of_outlets.items()}
    # "Japan-Soviet", "Kenyan–Ugandan": what shares a compound with a state's name names a state itself
    beside = [(a, b) for a, b in pairwise(names) if b[0] == a[1] + 1 and words.text[a[1]] in ("-", "–")]
    pairs = (pair for pair in beside if all(n[2].entry.sense in ("state", "adjective") for n in pair))
    compounded = {n[0] for pair in pairs for n in pair}
    kept = (n for n in names if n[0] not in covered and _names_somebody(words, *n, inside, compounded))
    out += [mention_of(words, at, end, f.entry, (f.start, f.end), titled.get(at)) for at, end, f in kept]
    _beside_bodies(words, out)
    out = tie(words, out)
    out += [m for i in range(len(words)) if i not in covered and (m := pronoun_at(words, i))]  # "Liu He"
    parts = partitives(words, known, {i for m in out for i in range(m.start, m.end)})
    within = {i for m in parts for i in range(m.head + 1, m.end) if words.tag[i] == "PRP"}
    out = [m for m in out if not (m.form == "pronoun" and m.head in within)] + parts  # "one of them" is one
    spoken_for = [*out, *(t for m in named for t in m.before)]
    out += subjects(words, {i for m in spoken_for for i in range(m.start, m.end)}, known)
    return sorted(out, key=lambda m: (m.span, -m.end))


def _beside_bodies(words: Words, found: list[Mention]) -> None:
    """Tie phrases to the names of bodies beside them."""
    names = {m.head: m for m in found if m.form == "name" and _is_body(m)}
    for phrase in found:
        role = phrase.role
        if phrase.form != "nominal" or role is None or role.plural or "body" not in role.family.kinds or phrase.who:
            continue
        above = words.head[phrase.head]
        below = [c for c in words.children[phrase.head] if words.dep[c] == "appos"]
        beside = [names[i] for i in (above, *below) if i in names and abs(i - phrase.head) < _NEAR]
        if beside and (words.dep[phrase.head] == "appos" or below):
            phrase.same = beside[0]


def _is_body(mention: Mention) -> bool:
    if mention.who is not None:
        return mention.who.kind == "organisation"
    return mention.entry is not None and mention.entry.sense == "body"


def _name_newsrooms(names: list[tuple[int, int, Found]], nominal: list[Mention]) -> None:
    """Make names of phrases that say what a newsroom is behind its name: "the Kita news agency"."""
    ends = {end: found.entry for _, end, found in names if found.entry.sense == "outlet"}
    for m in nominal:
        if m.core in ends and m.core > m.start and m.role and m.role.singular in telling("newsroom"):
            m.form, m.entry, m.party = "name", ends[m.core], None


def _of_outlets(names: list[tuple[int, int, Found]], nominal: list[Mention]) -> dict[int, Mention]:
    """Phrases that are titles of a newsroom ("the Greek news agency ANA"), by the token where its name begins."""
    starts = {start for start, _, found in names if found.entry.sense == "outlet"}
    return {m.head + 1: m for m in nominal if m.role and m.role.family.name == "media" and m.head + 1 in starts}


def _names_somebody(words: Words, start: int, end: int, found: Found, inside: set[int], compounded: set[int]) -> bool:
    sense = found.entry.sense
    if sense == "adjective" and _as_people(words, start, end):
        return True
    if sense in ("person", "thing") or (sense == "adjective" and start not in compounded):
        return False
    if start and words.text[start - 1] in named("places") and sense in ("state", "capital"):
        return False  # "Port Sudan"
    modifies = words.dep[end - 1] in ("compound", "nmod") and words.head[end - 1] >= end
    if modifies and (
        things_after(words, end) or (start not in inside and words.tag[end] == "NNP" and words.pos[end] == "PROPN")
    ):
        return False  # "the Korea Strait", "Chad Airlines"
    if start in inside and not (end < len(words) and words.tag[end] == "POS"):
        return False  # part of a phrase ("EU officials"), save a possessor ("Iran's officials")
    return sense != "capital" or acts(words, start, end)


def _as_people(words: Words, start: int, end: int) -> bool:
    """ "The Swiss refused": an adjective behind "the" that heads its phrase means the state."""
    if not start or words.lower[start - 1] != "the" or words.dep[end - 1] in ("amod", "compound", "nmod", "poss"):
        return False
    behind = words.pos[end] if end < len(words) else ""
    alone = behind not in ("NOUN", "PROPN", "ADJ") and words.text[end : end + 1] != ["-"]
    return alone and words.text[end - 1].endswith(tuple(telling("peoples")))
