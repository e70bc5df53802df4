"""Noun phrases that name an actor by what it is: "a senior Greek official", "the leaders of the two countries".

The head is a noun of roles.toml; what stands before it is walked through word by word, so that a wrong parse does
little harm, and only prepositional phrases that say who is meant ("close to the talks") are taken in behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.understanding.actors.found import Article, Mention
from verbale.understanding.actors.names import named, sort_of
from verbale.understanding.actors.people import gender_of
from verbale.understanding.actors.tables import telling
from verbale.understanding.analysis import Analysis
from verbale.understanding.gazetteer import Entry, Family, Lexicon, Role
from verbale.understanding.grammar.words import Words, words_of

_DETERMINERS: dict[str, Article] = {
    "the": "the", "a": "a", "an": "a", "this": "this", "that": "this", "these": "this", "those": "this", "such": "this",
    "another": "a", "some": "a", "no": "none", "any": "none", "each": "none", "every": "none", "either": "none",
    "neither": "none", "zero": "none", "his": "one's", "her": "one's", "its": "one's", "their": "one's", "my": "one's",
    "our": "one's", "your": "one's", "whose": "one's", "one": "a", "several": "a", "many": "a", "most": "a", "few": "a",
}  # fmt: skip
_OF_TWO = ("each", "either", "neither")
_OF_NAMES = (["of"], ["for"], ["on"])
_BARE = ("media", "public", "share")
_SPLIT = frozenset({",", ";", ":", "(", "—", "–", "“", '"', "”"})
_CLAUSE = frozenset({"WP", "WDT", "WRB", "VBD", "VBZ", "VBP", "MD"})


def phrases(words: Words, lexicon: Lexicon, known: dict[int, Entry]) -> Iterator[Mention]:
    """Every phrase with a role noun as its head. `known` gives the table entry of each token that a name covers."""
    at = 0
    while at < len(words):
        found = lexicon.role_at(words.lower, at)
        if found is None or (at in known and known[at].sense != "ministry") or not _is_noun(words, *found):
            at += 1
            continue
        end, role = _longest(words, lexicon, *found)
        phrase = _phrase(words, at, end, role, known)
        if _names_somebody(words, phrase, role, named_so=end not in known) and (
            phrase.owner is not None or not _is_name(words, at, end, role, known)
        ):
            yield phrase
            if one := _one_of(words, phrase, role):
                yield one
        at = end


def _is_noun(words: Words, end: int, role: Role) -> bool:
    if words.pos[end - 1] in ("NOUN", "PROPN"):
        return True
    heads = words.dep[end - 1] in ("nsubj", "nsubjpass", "dobj", "pobj")  # "the 52-year-old said", "the daily said"
    if words.pos[end - 1] in ("ADJ", "ADV") and (_verb_behind(words, end - 1) or heads):
        return True
    if role.family.name == "media" and words.pos[end - 1] == "ADJ" and words.pos[end : end + 1] == ["PROPN"]:
        return True  # "the Greek daily Kathimerini"
    return role.family.title and words.text[end - 1][:1].isupper() and words.pos[end - 1] in ("ADJ", "X", "INTJ")


def _longest(words: Words, lexicon: Lexicon, end: int, role: Role) -> tuple[int, Role]:
    """Go on while the phrase turns out to be the first part of a compound: "ministry" in "foreign ministry source"."""
    while end < len(words) and (more := lexicon.role_at(words.lower, end)) and _is_noun(words, *more):
        end, role = more
    return end, role


def _names_somebody(words: Words, phrase: Mention, role: Role, *, named_so: bool) -> bool:
    last, end = phrase.head, phrase.head + 1
    after = words.text[end] if end < len(words) else ""
    if phrase.determiner == "none" or (after == "-" and words.ends[last] == words.starts[end]):
        return False
    named_so &= role.family.name in telling("named_so")  # not "EU member Czech Republic"
    named_so &= [t[:1].isupper() for t in words.text[end : end + 2]] == [True] * 2
    titles = role.family.title or role.family.name == "media" or named_so
    goes_on = named("particles") | {"-"}
    particle = after.lower() in named("particles") and not goes_on.isdisjoint(words.text[end + 1 : end + 2])
    before_name = (after[:1].isupper() or particle) and titles and role.singular != "deputy"
    hyphened = words.text[phrase.core - 1] == "-" and phrase.core and role.family.name == "member"
    if hyphened and words.pos[end : end + 1] not in (["VERB"], ["AUX"], ["PUNCT"]):
        return False  # "the three-member team"
    if words.dep[last] == "compound" and words.head[last] > last and not before_name and not _verb_behind(words, last):
        return False  # "government bonds"
    if words.dep[last] in ("attr", "oprd") and phrase.determiner not in ("the", "this") and not role.plural:
        return False  # "is a neighbour and ally"
    if _is_thing(words, phrase, role, after):
        return False
    told = phrase.determiner or phrase.modifiers or phrase.party or phrase.end > end or role.plural or before_name
    somebody = role.family.one in ("person", "anonymous") and words.text[last].islower()
    if somebody and not told and words.dep[last] != "nsubj":
        return False  # "took him hostage", "being commander"
    if role.family.name not in _BARE or role.plural:
        return True
    if words.pos[last] == "ADJ" or (role.singular == "public" and phrase.determiner == "this"):
        return False  # "make this public"
    return bool(phrase.determiner or phrase.owner is not None or phrase.party or phrase.modifiers)


def _is_thing(words: Words, phrase: Mention, role: Role, after: str) -> bool:
    """Whether a noun that may name somebody names a thing where it stands before the word `after`."""
    last, end = phrase.head, phrase.head + 1
    match role.singular:
        case "authority":  # "gave them authority to call", not "the tax authority to which he wrote"
            power = after == "to" and words.tag[end + 1 : end + 2] == ["VB"]
            return not role.plural and (power or (after == "over" and not phrase.modifiers))
        case "paper":  # "handed over a paper"
            return words.dep[last] not in ("nsubj", "nsubjpass")
        case "chair":  # "offered them a chair"
            return phrase.determiner == "a" and words.dep[last] != "nsubj" and after != "of"
        case "division":  # "deep divisions"
            return _is_rift(phrase, role, after)
        case "hostage":  # "held forty families hostage"
            return not role.plural and not phrase.determiner
        case "regime":  # "a customs regime"
            return not phrase.modifiers.isdisjoint(telling("rules"))
        case "group":  # "a group of islets"
            return after == "of"
    return False


def _is_rift(phrase: Mention, role: Role, after: str) -> bool:
    """ "Deep divisions", "a division over prices", against "two divisions", "an armoured division"."""
    counted = phrase.number or phrase.party or not role.plural
    return not counted or after in telling("rift_behind") or not phrase.modifiers.isdisjoint(telling("rift"))


def _is_name(words: Words, at: int, end: int, role: Role, known: dict[int, Entry]) -> bool:
    """ "The National Front", "the Plain Party", "the Union of the Plain", "the Committee for Peace": capitals go on."""
    political = role.family.name == "party_to_talks" and words.text[end - 1] in named("bodies")
    if not (political or ({"body", "team"} & role.family.kinds and words.text[end - 1][0].isupper())):
        return False
    before = words.text[at - 1] if at and words.sentence[at - 1] == words.sentence[at] else ""
    longer = before[:1].isupper() and at - 1 not in known and words.pos[at - 1] == "PROPN"
    behind = [w for w in words.text[end + 1 : end + 3] if w != "the"]
    return longer or (words.lower[end : end + 1] in _OF_NAMES and behind[:1] != [] and behind[0][:1].isupper())


def _verb_behind(words: Words, noun: int) -> bool:
    """ "A senior official fears": a plural noun behind a singular article is a verb that the parser took for a noun."""
    behind = noun + 1
    if behind >= len(words) or words.head[noun] != behind or words.tag[behind] != "NNS":
        return False
    return any(words.lower[c] in ("a", "an", "another") for c in words.children[behind] if c < noun)


def _one_of(words: Words, phrase: Mention, role: Role) -> Mention | None:
    """ "One of the experts" is somebody beside the experts."""
    before = phrase.start - 2
    if role.family.one == "state" or not role.plural or before < 0 or words.lower[before : before + 2] != ["one", "of"]:
        return None
    single = Role(
        Family(role.family.name, role.family.kinds, "anonymous", role.family.many, False), False, role.singular
    )
    return Mention(
        before, phrase.end, before, "nominal", words.span(before, phrase.end), role=single, party=phrase.party,
        determiner="a", modifiers=phrase.modifiers, core=before, title=words.words(before, phrase.end),
    )  # fmt: skip


def _phrase(words: Words, at: int, end: int, role: Role, known: dict[int, Entry]) -> Mention:
    start, determiner, owner, number = _left(words, at, known)
    if words.lower[start] in _OF_TWO and {"side", "party_to_talks", "team", "government"} & role.family.kinds:
        role, determiner, number = Role(role.family, True, role.singular), "the", "both"
    stop = _right(words, end, role, known)
    recalled = owner is not None and words.lower[end : end + 1] == ["from"]  # "its ambassador from Lima"
    behind = stop if _tells_party(words, end, stop, role, known) and not recalled else end
    first = start
    if role.singular in telling("across"):  # "Lima's critics", "a critic of Lima"
        first, behind = start if owner is None else owner + 1, end
    told = [e for i in range(first, behind) if (e := known.get(i)) and e.party and not _backs(words, i, known)]
    if {"body", "team", "armed", "soldier"} & role.family.kinds and role.singular not in telling("whose"):
        told.sort(key=lambda e: e.kind == "state")  # "Yemen's Houthi group", not "Norland's EU delegation"
    parties = [e.party for e in told]
    own = {words.lower[i] for i in range(start, at) if words.pos[i] in ("ADJ", "NOUN", "PROPN") and i not in known}
    mixed = role.plural and _several(words, known, first, behind)
    speaks_for = not mixed and not own & telling("local")
    return Mention(
        start, stop, end - 1, "nominal", words.span(start, stop), role=role,
        party=parties[0] if speaks_for and parties else None, mixed=mixed,
        determiner=determiner, number=number,
        modifiers=frozenset(own - telling("numbers") | {words.lower[i] for i in range(at, end - 1)}), owner=owner,
        core=at, title=words.words(at if determiner or owner is not None else start, end),
    )  # fmt: skip


def _backs(words: Words, i: int, known: dict[int, Entry]) -> bool:
    """ "the Chad-backed front" is not Chad's, nor need "the Lima-based firm" be Peru's; "an EU member" is a state."""
    last = next(k for k in range(i, len(words)) if known.get(k + 1) is not known[i])
    if known[i].name in telling("unions") and telling("members").intersection(words.lower[last + 1 : last + 2]):
        return True
    return words.text[i + 1 : i + 2] == ["-"] and words.tag[i + 2 : i + 3] in (["VBN"], ["VBD"])


def _several(words: Words, known: dict[int, Entry], start: int, stop: int) -> bool:
    """ "Saudi and American mediators", "officials from Chad, Niger and Mali" have no party."""
    listed = (i for i in range(start, stop) if i in known and known[i].party)
    return len({known[i].party for i in listed if not _backs(words, i, known)}) > 1


def _left(words: Words, at: int, known: dict[int, Entry]) -> tuple[int, Article, int | None, str]:
    """Where the phrase begins, its determiner, the token of its possessor, its numeral."""
    start, number = at, ""
    while start > 0 and words.sentence[start - 1] == words.sentence[at]:
        i = start - 1
        lower = words.lower[i]
        if lower in telling("numbers") or (words.tag[i] == "CD" and words.dep[i] == "nummod"):
            number, start = number or lower, i
            if lower in ("both", "all"):
                break  # "late last night both parties"
            continue
        if lower in _DETERMINERS and words.tag[i] in ("DT", "PDT", "PRP$", "WP$", "CD", "JJ", "PRP"):
            before = words.lower[i - 1] if i else ""
            if before in ("both", "all") and words.dep[i - 1] != "preconj":
                number, i = number or before, i - 1
            return i, _DETERMINERS[lower], i if _DETERMINERS[lower] == "one's" else None, number
        if words.tag[i] == "POS":
            return _possessor(words, i, known), "one's", i - 1, number
        if not _modifier(words, i, at, known):
            break
        start = i
    return start, "the" if number == "both" else "", None, number


def _modifier(words: Words, i: int, at: int, known: dict[int, Entry]) -> bool:
    if words.lower[i] in telling("when"):
        return False  # "yesterday evening envoy X flew home"
    if words.text[i] in ("-", "–"):
        return i > 0 and words.ends[i - 1] == words.starts[i]
    if words.text[i + 1] == "-" and words.ends[i] == words.starts[i + 1]:
        return words.text[i].isalpha()  # "then-President"
    if words.pos[i] == "ADV" and words.dep[i] == "advmod":
        return i < words.head[i] < at  # "the internationally recognised government"
    if words.pos[i] in ("ADJ", "NOUN", "PROPN"):
        return i in known or i < words.head[i] <= at + 6
    if words.lower[i] == "and" and i > 0 and i + 1 < at + 1:
        listed = words.pos[i - 1] == "ADJ" or (i - 1 in known and known[i - 1].kind != "person")
        return words.dep[i + 1] == "conj" and words.head[i + 1] == i - 1 and listed
    return words.tag[i] in ("VBN", "VBG", "JJ") and words.dep[i] == "amod" and words.head[i] >= at


def _possessor(words: Words, apostrophe: int, known: dict[int, Entry]) -> int:
    i = apostrophe - 1
    here = words.sentence[apostrophe]
    while i > 0 and (words.pos[i - 1] == "PROPN" or i - 1 in known) and words.sentence[i - 1] == here:
        i -= 1
    if i > 1 and words.text[i - 1] == "-" and words.ends[i - 2] == words.starts[i - 1] == words.starts[i] - 1:
        i -= 2  # "the Secretary-General's envoy"
    if i > 0 and words.lower[i - 1] in ("the", "a", "an", "his", "her", "their", "its"):
        i -= 1
    return i


def _right(words: Words, end: int, role: Role, known: dict[int, Entry]) -> int:
    if end >= len(words) or words.sentence[end] != words.sentence[end - 1]:
        return end
    word, kinds = words.lower[end], role.family.kinds
    reach = range(end + 1, min(end + 4, len(words)))
    if word == "of" and words.head[end] != end - 1 and words.lemma[words.head[end]] in telling("of_what"):
        return end  # "accused the army of looting"
    told = bool({"source", "official", "diplomat", "people", "scholar", "soldier"} & kinds)
    linked = (
        word in telling("beside")
        or (told and word in telling("knowing") and words.dep[end] in ("acl", "amod"))
        or (word == "to" and words.tag[end] == "IN" and bool({"aide", "envoy", "source"} & kinds))
        or (word == "from" and any(i in known for i in reach))
        or (word == "with" and any(words.lower[i] in telling("having") for i in reach))
        or (told and _works_with(words, end, known))
        or (word == "for" and "spokesperson" in kinds and words.head[end] == end - 1)
        or (word in ("in", "at", "within", "inside", "for", "on") and _says_whose(words, end, kinds, known))
    )
    if not linked:
        return end
    edge = _until_clause(words, end, max(words.right_edge(end), end + 1), knowing=word in telling("knowing"))
    return _before_name(words, end, edge, known) if role.family.title and not role.plural else edge


def _before_name(words: Words, first: int, edge: int, known: dict[int, Entry]) -> int:
    """Where the phrase of an office ends before who holds it: "President of the Republic of Peru Ana Torres"."""
    for i in range(first + 2, edge):
        if i in known or not words.text[i][:1].isupper() or sort_of(words, i, edge):
            continue
        names = all(words.pos[k] == "PROPN" and k not in known for k in range(i, edge))
        if words.lower[i - 1] == "for" and i - 2 in known and names and edge - i == 3:
            return i - 1  # "Commissioner of the European Union for Energy Ana Torres"
        told = i - 1 in known and known[i - 1].sense in ("state", "capital", "body")
        alone = words.text[i - 1][:1].isupper() and words.words(i, i + 2) in words.analysis.once(_names_alone)
        if names and edge - i >= 2 and (told or alone):
            return i
    return edge


def _names_alone(analysis: Analysis) -> frozenset[str]:
    """Two capitals that are a subject somewhere without a capital before them, as a person named in full is."""
    words = analysis.once(words_of)
    pairs = (i for i in range(1, len(words) - 1) if words.dep[i + 1] == "nsubj" and words.head[i] == i + 1)
    apart = (i for i in pairs if words.pos[i] == words.pos[i + 1] == "PROPN" and not words.text[i - 1][:1].isupper())
    return frozenset(words.words(i, i + 2) for i in apart)


def _works_with(words: Words, at: int, known: dict[int, Entry]) -> bool:
    """ "A senior official with the African Union", whose party that is."""
    bodies = any(i in known and known[i].sense in ("body", "seat", "ministry") for i in range(at + 1, at + 4))
    return words.lower[at] == "with" and words.head[at] == at - 1 and bodies


def _says_whose(words: Words, at: int, kinds: frozenset[str], known: dict[int, Entry]) -> bool:
    """ "an official in the ministry", "the envoy for Yemen", "experts at the Lotus Institute"."""
    reach = range(at + 1, min(at + 4, len(words)))
    if any(
        (i in known and known[i].sense in ("ministry", "seat", "body")) or words.lower[i] in telling("whose")
        for i in reach
    ):
        return True
    near = at + 1 < len(words) and (words.pos[at + 1] == "PROPN" or words.pos[at + 1 : at + 3] == ["DET", "PROPN"])
    place = words.lower[at] in ("in", "at", "for") and near
    house = words.lower[at] == "in" and at + 1 in known and known[at + 1].sense == "capital"
    return (
        place and bool({"official", "source", "diplomat", "envoy", "scholar"} & kinds) and "spokesperson" not in kinds
    ) or (house and bool({"ministry", "government"} & kinds))


def _tells_party(words: Words, end: int, stop: int, role: Role, known: dict[int, Entry]) -> bool:
    """ "officials from Chad", "a source close to the Greek team", "officials in Lima"; not "the ambassador to Lima"."""
    if end >= stop:
        return False
    housed = any(words.lower[i] in telling("whose") for i in range(end, stop))  # "a source in the Greek delegation"
    of_state = role.family.name == "official" or role.singular == "government source" or housed
    of_state = of_state or role.family.one in ("ministry", "government")  # "the energy ministry in Lima"
    if words.lower[end] == "for":
        return "spokesperson" in role.family.kinds
    if words.lower[end] == "with":
        return _works_with(words, end, known)
    if words.lower[end] == "to":
        return "aide" in role.family.kinds
    if words.lower[end] in telling("close"):
        return role.singular.endswith("source")
    return words.lower[end] in telling("tells_party") or (words.lower[end] in ("in", "at") and of_state)


def _until_clause(words: Words, first: int, edge: int, *, knowing: bool = False) -> int:
    for i in range(first + knowing, edge):
        if i > first + 1 and _name_begins(words, i, edge):
            return i  # "the head of the relief committee Ada Lund"
        reduced = words.tag[i] == "VBN" and words.dep[i] in ("acl", "relcl", "ROOT", "conj")
        if words.text[i] == "," and "and" not in words.lower[first:i] and _lists(words, i, edge):
            continue
        if words.text[i] in _SPLIT or words.tag[i] in _CLAUSE or reduced:
            return i
    return edge


def _name_begins(words: Words, i: int, edge: int) -> bool:
    """Whether a given name and one more begin at token i, behind a noun in lower case; not "the airline Air X"."""
    if words.pos[i - 1] != "NOUN" or not words.text[i - 1].islower() or i + 1 >= edge:
        return False
    return words.pos[i + 1] == "PROPN" and bool(gender_of(words.words(i, i + 2)))


def _lists(words: Words, comma: int, edge: int) -> bool:
    """Whether a comma stands in a list of names: "the ministers of Chad, Niger and Mali"."""
    near = range(comma + 1, min(comma + 4, edge))
    if "and" not in words.lower[comma:edge]:
        return False  # "the mayor of Limeport, Ada Berg"
    return any(words.dep[k] == "conj" and words.head[k] < comma and words.pos[k] == "PROPN" for k in near)
