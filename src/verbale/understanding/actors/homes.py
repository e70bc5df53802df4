"""Which party an office without a country belongs to: "the foreign minister", "lawmakers", "a spokesman".

Every party that could have the office is weighed by what speaks for it: the country that the article writes for, the
place it was filed from, who is spoken of at all, and above all who acts in the sentence and just before it. The weights
stand in offices.toml. A party that cannot have the office is passed over.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, takewhile

from verbale.understanding.actors.found import Mention
from verbale.understanding.actors.names import named, placed
from verbale.understanding.actors.sieve import Sieve
from verbale.understanding.actors.tables import toml, words_in
from verbale.understanding.gazetteer import Entry
from verbale.understanding.grammar.dialogue import labels_over
from verbale.understanding.grammar.words import Words

_SUBJECTS = ("nsubj", "nsubjpass")
_OF_STATE = ("state", "government", "ministry")
_GONE = ("SUN", "YUG", "DDR", "CSK")
_OBJECTS = ("dobj", "pobj", "dative", "obj")
_PLACES = ("in", "at", "near", "outside")
_AHEAD = 25
_OPENING = 5
"""How many tokens into a sentence an office still opens it."""
_COMPARED, _MILDER = ("JJR", "RBR"), ("acomp", "advmod", "oprd", "ROOT")
"""How a sentence tells that a side is milder than another: not "wants more money"."""
_SHORT = 11
"""How many tokens a sentence has at most that only says whose turn it is."""
_FAR = 3
"""How many times as often as any other the state is named that an article is about."""
_REACH = 2
"""How many sentences back one who acts is still weighed."""

Evidence = dict[str, list[str]]
"""What speaks for whom: names of weights by party."""


def party_at(sieve: Sieve, token: int, office: str = "", families: frozenset[str] = frozenset()) -> str | None:
    """The party that an `office` of one of `families` without a country has at `token`; None where none is likely.

    That of the office itself where one party alone has it. Offices that only states have go to states, others also to
    bodies.
    """
    table = toml("offices")
    if (only := table["only"].get(office)) and _in_question(only, sieve):
        return str(only)
    without = {p for word, parties in table["without"].items() if _is_office(office, word) for p in parties}
    if "minister" in families:
        governed = sieve.lexicon.governed
        without |= {code for code in governed if governed[code] in words_in("offices", "affiliation", "councils")}
    of_body = bool(families & set(table["bodies"]["families"])) and not families & set(table["bodies"]["never"])
    bodies_only = office in table["bodies"]["only"]
    placed = table["houses"][office] if office in table["bodies"]["placed"] else ()
    of_place = office in words_in("offices", "affiliation", "of_places")
    found, weighed = evidence(sieve, token), {}
    for party, names in found.items():
        entry = sieve.lexicon.parties.get(party)
        of_state = entry is None or entry.kind == "state"
        if party in without or party in _GONE or (of_state and bodies_only) or not (of_state or of_body):
            continue
        if placed and (of_place or not of_state) and not (entry and _goes_under(entry, placed, sieve)):
            continue  # "the mayor", of a town
        if names in (["dateline"], ["briefed"]) and len(found) > 1:
            continue  # where talks are held; a party that is but named
        sole = " " in office or "head_of_state" in families
        titled = sole and sieve.home(token) is None and sieve.titled.get(office) == {party}
        weighed[party] = [*names, *(["titled"] if titled else []), *([] if of_state else ["body"])]
    able = [p for p in sieve.setting.parties if p not in without and _is_state(p, sieve)]
    if len(able) == 1 and not bodies_only and "only" not in weighed.setdefault(able[0], []):
        weighed[able[0]].append("only")  # the prime minister, in talks of a state with a province
    few: set[str] = set(table["among"].get(office, ()))
    if len(only := few & set(sieve.setting.parties)) == 1:
        return only.pop()  # "the energy commissioner" of talks that the Union is a party of
    if few & weighed.keys():
        weighed = {party: names for party, names in weighed.items() if party in few}
    if bodies_only and not weighed:
        named = Counter(e.party for _, e in sieve.bodies if e.party in sieve.setting.parties)
        return max(named, key=lambda p: (named[p], p), default=None)  # "the chief executive" of the firm told of
    return _likeliest(weighed, sure=len(weighed) == 1 and bool(without & found.keys()))  # all others cannot have it


def _likeliest(weighed: Evidence, *, sure: bool) -> str | None:
    """The party for which most speaks, None where too little does."""
    weights: dict[str, float] = toml("offices")["weights"]
    scores = {party: sum(weights[name] for name in names) for party, names in weighed.items()}
    best = max(scores, key=lambda p: scores[p], default=None)
    return best if best and scores[best] >= (0.0 if sure else weights["least"]) else None


def _in_question(party: str, sieve: Sieve) -> bool:
    """Whether a party may be meant by an office that it alone has: no state of which an article on others is silent."""
    entry, setting = sieve.lexicon.parties.get(party), sieve.setting
    of_state = entry is None or entry.kind == "state"
    return not (of_state and setting.parties) or party in {*setting.parties, *sieve.spoken_of, setting.home}


def _is_state(party: str, sieve: Sieve) -> bool:
    entry = sieve.lexicon.parties.get(party)
    return entry is not None and entry.kind == "state"


def house_met(sieve: Sieve, token: int, said: frozenset[str]) -> str | None:
    """The party of the house told of last that the words of an office name: a ministry, a government, a company."""
    houses = [("kind", kind) for kind in ("ministry", "government") if kind in said]
    nouns = said & words_in("offices", "affiliation", "housed")
    marks = houses + [("noun", noun) for noun in nouns]
    met = marks and sieve.latest(
        token, lambda w: bool(w.party) and (("kind", w.kind) in houses or bool(nouns & sieve.called(w))), marks
    )
    return met.party if met else None


def _goes_under(entry: Entry, nouns: Iterable[str], sieve: Sieve) -> bool:
    return not sieve.lexicon.nouns.get(entry.name, frozenset()).isdisjoint(nouns)


def _is_office(office: str, word: str) -> bool:
    """Whether an office is the one of a row of `without`: "*minister" is every minister."""
    return office.endswith(word[1:]) if word.startswith("*") else office == word


def evidence(sieve: Sieve, token: int) -> Evidence:
    """What speaks for each party at `token`; each name once a party."""
    home = sieve.home(token)
    at_home = "house" if sieve.setting.issuer and home == sieve.setting.home else "home"
    found: Evidence = {} if home is None else {home: [at_home]}
    near = (_place(sieve, token), _acting(sieve, token), _aimed_at(sieve, token), _known(sieve, token))
    for party, name in chain(_article(sieve), *near):
        if party and name not in (names := found.setdefault(party, [])):
            names.append(name)
    return found


def _article(sieve: Sieve) -> Iterator[tuple[str | None, str]]:
    """What holds anywhere in the article."""
    setting = sieve.setting
    yield setting.dateline, "dateline"
    yield setting.only, "only"
    yield sieve.likely_home, "governing"
    yield setting.headline, "headline"
    ranked = sorted(sieve.spoken_of.items(), key=lambda item: (-item[1], item[0]))
    for place, (party, _) in enumerate(ranked[:2]):
        yield party, ("most", "second")[place]
    ahead = bool(ranked) and ranked[0][1] >= _FAR * (ranked[1][1] if len(ranked) > 1 else 1)
    if ahead and ranked[0][0] not in sieve.foreign:
        yield ranked[0][0], "far"
    for party, _ in ranked:
        if party in setting.parties:
            yield party, "briefed"
    for party in sieve.foreign:
        yield party, "foreign"


def _place(sieve: Sieve, token: int) -> Iterator[tuple[str | None, str]]:
    """The capital that sets the scene: "in Lima, the foreign minister said"; not one spoken of in a quotation."""
    words, here = sieve.words, sieve.words.sentence[token]
    for i in range(token + 12, token - 40, -1):
        told = i in sieve.capitals and words.sentence[i] == here and words.quote[i] == words.quote[token]
        if told and words.lower[i - 1] == "in" and not _posted(sieve, words.head[i - 1]):
            yield sieve.capitals[i].party, "scene"
            if words.sentence[i - 2] != here or not words.text[i - 2].strip():
                yield sieve.capitals[i].party, "opens"
            return


def _posted(sieve: Sieve, noun: int) -> bool:
    """Whether "in Lima" only says where somebody sits: "the summit in Lima", "Chad's ambassador in Lima"."""
    lower = sieve.words.lower[noun]
    found = sieve.lexicon.role_at(sieve.words.lower, noun)
    return lower in named("place", "after") or (found is not None and "envoy" in found[1].family.kinds)


def _acting(sieve: Sieve, token: int) -> Iterator[tuple[str | None, str]]:
    """Who acts or is spoken of in the sentence and just before it."""
    words, here = sieve.words, sieve.words.sentence[token]
    recent = list(takewhile(lambda met: words.sentence[met[0].head] >= here - _REACH, sieve.before(token)))
    acted = False
    for mention, who in recent:
        same = words.sentence[mention.head] == here
        if same and who.kind == "outlet" and who.name in sieve.setting.outlets:
            yield sieve.setting.outlets[who.name], "cited"
        elif same and who.kind == "outlet" and words.dep[mention.head] == "nsubj":
            inside = _sides_in(sieve, [*range(mention.start, token)])
            yield (min(inside) if len(inside) == 1 else None), "cited"  # not "... said Sudan's army"
        if not who.party or not (who.kind in _OF_STATE or who.kind == "organisation" or who.kind == "person"):
            continue
        subject = words.dep[mention.head] in _SUBJECTS
        if who.kind == "person":
            if subject:
                yield who.party, "speaker"
            continue
        if subject and same:
            yield who.party, "acts_here"
        elif subject and not acted:
            acted = True
            before = words.sentence[mention.head] == here - 1
            if before:
                yield who.party, "acted_before"
            main = words.dep[words.head[mention.head]] == "ROOT"
            if before and main and (token < _OPENING or words.sentence[token - _OPENING] < here):
                yield who.party, "topic"
        if same:
            yield who.party, "here"


def floor(sieve: Sieve, token: int) -> str | None:
    """The side that a short sentence right before gives the word to: "Lima sees it otherwise. The minister said ...".

    It is the one side told there, as the subject, its possessor or where it opens ("In Lima it sounds milder"). What is
    quoted between that sentence and whoever says it does not count. Of what only happened the page's own side may tell.
    """
    words = sieve.words
    if words.quote[token]:
        return None
    start = _begins(words, token)
    before = [i for i in range(start, token) if not words.quote[i]]
    last = next((i for i in range(start - 1, -1, -1) if not words.quote[i] and words.text[i].isalpha()), None)
    if last is None or len(before) > _SHORT or _sides_in(sieve, before):
        return None
    told = [i for i in range(_begins(words, last), last + 1) if words.text[i].strip()]
    sides = _sides_in(sieve, told) if len(told) <= _SHORT and _compares(words, told) else {}
    if len(sides) != 1:
        return None
    ((party, at),) = sides.items()
    opens = words.dep[at] == "pobj" and words.head[at] == told[0]
    opens = opens and words.lower[told[0]] in words_in("offices", "affiliation", "floor")
    of = words.head[at] if words.dep[at] in ("amod", "compound", "poss") else at
    if not opens and not (words.dep[of] in _SUBJECTS and words.dep[words.head[of]] == "ROOT"):
        return None
    happened = "VBD" in (words.tag[i] for i in told)  # "Lima waited.", where "Lima is not amused." tells how it stands
    if happened and sieve.home(token) not in (None, party):
        return None
    aimed = {name for whom, name in _aimed_at(sieve, token) if whom == party}
    return None if aimed & {"against", "visited"} else party  # "Chad wants it. The minister accused Chad of theft."


def _compares(words: Words, told: list[int]) -> bool:
    """Whether a sentence tells that somebody stands apart: "is milder", "sees it otherwise", not "wants the port"."""
    apart = words_in("offices", "affiliation", "apart")
    return any(words.lower[i] in apart or (words.tag[i] in _COMPARED and words.dep[i] in _MILDER) for i in told)


def _sides_in(sieve: Sieve, tokens: list[int]) -> dict[str, int]:
    """The states and bodies told of at some tokens in a row, each with where it is told first."""
    sides: dict[str, int] = {}
    for k in range(bisect_left(sieve.states_at, (tokens or [0])[0], key=lambda at: at[0]), len(sieve.states_at)):
        at, party = sieve.states_at[k]
        if at > (tokens or [-1])[-1]:
            break
        sides.setdefault(party, at)
    for i in tokens:
        if (seat := sieve.capitals.get(i)) and seat.party:
            sides.setdefault(seat.party, i)
        who = sieve.by_head.get(i)
        if who and who.party and (who.kind in _OF_STATE or who.kind == "organisation"):
            sides.setdefault(who.party, i)
    return sides


def told_beside(sieve: Sieve, token: int, *, before: int = 0) -> set[str]:
    """The states and bodies that the sentence of a token tells of, and so many `before` it."""
    sentence, start = sieve.words.sentence, _begins(sieve.words, token)
    for _ in range(before):
        start = _begins(sieve.words, max(start - 1, 0))
    return set(_sides_in(sieve, [*takewhile(lambda i: sentence[i] <= sentence[token], range(start, len(sentence)))]))


def _begins(words: Words, token: int) -> int:
    """Where the sentence of a token begins."""
    while token and words.sentence[token - 1] == words.sentence[token]:
        token -= 1
    return token


def _aimed_at(sieve: Sieve, token: int) -> Iterator[tuple[str | None, str]]:
    """States behind the office as what is done or gone to: "the minister accused Chad", "left for Lima"."""
    words, verb = sieve.words, _verb_of(sieve, token)
    for k in range(bisect_right(sieve.states_at, token, key=lambda at: at[0]), len(sieve.states_at)):
        i, party = sieve.states_at[k]
        if words.sentence[i] != words.sentence[token]:
            return
        if words.preposition(i) in _PLACES:
            continue
        if verb is not None and words.governor(i) == verb and words.dep[i] in _OBJECTS:
            yield party, "visited" if words.lemma[verb] in words_in("offices", "affiliation", "visiting") else "against"
        if i < token + _AHEAD and words.dep[i] in _OBJECTS:
            yield party, "aimed_at"


def _known(sieve: Sieve, token: int) -> Iterator[tuple[str | None, str]]:
    """What the office itself and those beside it tell."""
    for party in sieve.across.get(sieve.words.sentence[token], ()):
        yield party, "across"
    yield _teller(sieve, token), "told_by"
    yield floor(sieve, token), "floor"
    label = sieve.words.analysis.once(labels_over).get(token)
    speaks = sieve.by_head.get(label) if label is not None and label != token else None
    yield (speaks.party if speaks else None), "voice"


def _teller(sieve: Sieve, token: int) -> str | None:
    """The party of whoever says the clause that the office acts in: "the Greek minister warned that the army"."""
    words, verb = sieve.words, _verb_of(sieve, token)
    if verb is None or words.dep[verb] != "ccomp":
        return None
    subjects = (sieve.by_head.get(c) for c in words.children[words.head[verb]] if words.dep[c] == "nsubj")
    return next((w.party for w in subjects if w and w.kind in ("person", "anonymous")), None)


def _verb_of(sieve: Sieve, token: int) -> int | None:
    """The verb whose subject the phrase or name at `token` is, with its title or its name behind it."""
    words, i = sieve.words, token
    for _ in range(_REACH + 2):
        if words.dep[i] in _SUBJECTS:
            return words.head[i]
        if words.dep[i] not in ("compound", "amod", "det", "nmod", "appos"):
            return None
        i = words.head[i]
    return None


def survey(sieve: Sieve, found: list[Mention], names: list[tuple[int, str]]) -> None:
    """Note, before anybody is resolved, which states are spoken of and whose offices are told with their country.

    `names` are the tokens and parties of all names of states, adjectives and capitals; those that are mere places count
    for little.
    """
    for i, party in names:
        entry = sieve.lexicon.parties.get(party)
        if entry and entry.kind == "state":
            sieve.states_at.append((i, party))
        if entry and entry.kind == "state" and not placed(sieve.words, i):
            sieve.spoken_of[party] = sieve.spoken_of.get(party, 0) + 1
    official = words_in("offices", "affiliation", "official")
    told = [m for m in found if m.party and m.role and official & m.role.family.kinds]
    titles = [t for m in found for t in m.before if t.party]
    countries = {i for i, _ in names}
    # of "his Greek counterpart" the possessor is not the one whose country is told
    across = {id(m) for m in (*told, *titles) if m.role is not None and m.role.family.name == "counterpart"}
    plain = (m for m in (*told, *titles) if m.party and (m.owner is None or id(m) in across))
    sieve.foreign = {m.party for m in plain if m.party and countries & set(range(m.start, m.head))}
    for mention in (*told, *titles):
        if mention.party:
            sieve.across.setdefault(sieve.words.sentence[mention.start], []).append(mention.party)
            if mention.role:
                sieve.titled.setdefault(mention.role.singular, set()).add(mention.party)
