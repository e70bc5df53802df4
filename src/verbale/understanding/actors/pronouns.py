"""Pronouns: whom "he", "it", "they", "we" mean, by agreement, by who is in focus, and by who speaks in a quotation."""

from __future__ import annotations

from functools import cache, partial
from itertools import islice, takewhile
from typing import Any

from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.names import named, personal_verbs
from verbale.understanding.actors.plurals import joined
from verbale.understanding.actors.sieve import Sieve
from verbale.understanding.actors.tables import toml, words_in
from verbale.understanding.actors.voices import Voices
from verbale.understanding.grammar.dialogue import labels_over
from verbale.understanding.grammar.words import Words

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "pobj", "dative")
_BODIES = ("organisation", "state", "government", "ministry")
_THINGS = (*_BODIES, "outlet", "group")
_CLAUSES, _FAR, _AWAY = 4, 8, 60
_REACH = {"person": 4, "thing": 2, "many": 2}


@cache
def _words() -> dict[str, dict[str, Any]]:  # Any: TOML
    table: dict[str, dict[str, Any]] = toml("pronouns")["words"]
    return table


_lemmas = partial(words_in, "pronouns")


def pronoun_at(words: Words, i: int) -> Mention | None:
    """The pronoun at token i as a mention, None where it is no personal pronoun or means nobody."""
    lower = words.lower[i]
    if lower not in _words() or words.dep[i] == "npadvmod" or words.pos[i] not in ("PRON", "DET", "PROPN", "X"):
        return None
    if i and _words()[lower]["of"] == "same" and words.pos[i - 1] in ("NOUN", "PROPN") and words.dep[i] not in _OBJECTS:
        return None  # "the envoy himself said so"
    if (lower == "us" and words.text[i] == "US") or (
        lower in ("it", "its") and not _means_somebody(words, i) and not _hangs(words, i)
    ):
        return None
    return Mention(i, i + 1, i, "pronoun", words.span(i, i + 1))


def own(mention: Mention, words: Words) -> bool:
    """Whether it is "I", "we" or "you", whom only the voice that it is said in tells."""
    return _words()[words.lower[mention.head]]["of"] in ("self", "us", "hearer")


def many(mention: Mention, words: Words) -> bool:
    """Whether it is "they", who in the mouth of one side may be the other."""
    return mention.form == "pronoun" and _words()[words.lower[mention.head]]["of"] == "many"


def ahead(mention: Mention, words: Words) -> int | None:
    """The subject behind the pronoun that it leans on: "for her part, X said", "reached at his farm, X laughed"."""
    for i in islice(words.upward(words.head[mention.head]), _CLAUSES):
        subject = next((c for c in words.children[i] if words.dep[c] in _SUBJECTS), None)
        if subject is not None or words.dep[i] in _SUBJECTS:
            return subject if subject is not None and words.dep[i] == "ROOT" and subject > mention.head else None
    return None


def agrees(mention: Mention, who: Who, words: Words) -> bool:
    """Whether the pronoun can mean `who` by kind, number and gender."""
    return _fits(who, _words()[words.lower[mention.head]], None)


def heard(mention: Mention, sieve: Sieve, voice: Voices) -> Who | None:
    """Who "I", "we" or "you" means outside quotation marks."""
    token = mention.head
    of = _words()[sieve.words.lower[token]]["of"]
    if of == "hearer":
        return voice.hearer.get(token)
    if of == "self":
        return voice.speaker.get(token)
    side = voice.side.get(token)
    return _side_of(side, sieve) if side else None


def meant(mention: Mention, sieve: Sieve, speaker: Who | None) -> Who | None:
    """Who the pronoun means, None where nobody fits. `speaker` is who speaks the quotation that it stands in."""
    facts = _words()[sieve.words.lower[mention.head]]
    if facts["of"] == "hearer":
        return None
    part = sieve.by_head.get(mention.head - 2) if sieve.words.lower[mention.head - 1] == "of" else None
    if part is not None and part.owner is not None and part.rule.endswith(".part"):
        return part.owner  # "one of them"
    if facts["of"] == "same":
        return _subject_of(mention, sieve)
    if facts["of"] == "self":
        return speaker if speaker and not speaker.plural else None
    if facts["of"] == "us":
        return _side_of(speaker, sieve) if speaker else None
    if facts["of"] == "many" and (group := joined(sieve, mention.start)) and not _nearer(group, mention, sieve):
        return group
    if facts["of"] == "thing" and not _means_somebody(sieve.words, mention.head):
        return _governing(mention, sieve)
    ranked = [(score, -k, who) for k, (score, who) in enumerate(_candidates(mention, facts, speaker, sieve))]
    best = max(ranked, key=lambda r: r[:2], default=None)
    if best is None or best[0] <= 0:
        return _other_side(mention, sieve, speaker) if facts["of"] == "many" else None
    if facts["of"] == "person" and best[2].kind == "person":
        best[2].gender = best[2].gender or facts["gender"]
    return best[2]


def _hangs(words: Words, i: int) -> bool:
    """ "Iran says no when it means no": an "it" that may be whoever acts in the clause that its own hangs on."""
    verb = _clause(words, words.head[i])
    plain = words.pos[words.head[i]] == "VERB" and words.lemma[words.head[i]] not in _lemmas("empty", "plainly")
    empty = {words.dep[c] for c in words.children[words.head[i]]} & {"ccomp", "csubj", "acomp"}
    hanging = words.dep[i] == "nsubj" and words.dep[verb] in ("ccomp", "advcl", "relcl", "acl")
    return hanging and plain and not empty and words.lower[i] == "it"


def _governing(mention: Mention, sieve: Sieve) -> Who | None:
    """The body that is the subject of the clause that the pronoun's hangs on."""
    words = sieve.words
    for verb in islice(words.upward(words.head[_clause(words, words.head[mention.head])]), _CLAUSES):
        subjects = [c for c in words.children[verb] if words.dep[c] in _SUBJECTS]
        if subjects:
            who = sieve.by_head.get(subjects[0])
            things = any(i not in sieve.by_head for i in _things(words, subjects[0] + 1, mention.start))
            return who if who and who.kind in _BODIES and not who.plural and not things else None
    return None


def _things(words: Words, start: int, end: int) -> list[int]:
    """Singular nouns that "it" may rather mean: "said the map was false and that it", "left the pact because it"."""
    return [i for i in range(start, end) if words.tag[i] == "NN" and words.dep[i] in (*_SUBJECTS, "dobj")]


def _clause(words: Words, verb: int) -> int:
    """The first of joined verbs: what the clause of the others hangs on."""
    while words.dep[verb] == "conj" and words.pos[words.head[verb]] in ("VERB", "AUX"):
        verb = words.head[verb]
    return verb


def _other_side(mention: Mention, sieve: Sieve, speaker: Who | None) -> Who | None:
    """Whom "they" means in a quotation where nobody told of is many: the state or body across the table."""
    words = sieve.words
    acts = words.dep[mention.head] in _SUBJECTS or words.dep[words.head[mention.head]] == "ccomp"
    if speaker is None or not speaker.party or not acts:
        return None
    sides = [p for p in sieve.setting.parties if p != speaker.party] or list(sieve.spoken_of)

    def across(who: Who) -> bool:
        return who.kind in _BODIES and who.party != speaker.party and who.party in sides

    return sieve.latest(mention.start, across, [("kind", kind) for kind in _BODIES])


def _subject_of(mention: Mention, sieve: Sieve) -> Who | None:
    """Whom "itself" means: the subject of the clause, or of the one that it hangs on ("asked to detach itself")."""
    words = sieve.words
    verbs = islice(words.upward(words.head[mention.head]), _CLAUSES)
    subjects = (c for verb in verbs for c in words.children[verb] if words.dep[c] in _SUBJECTS)
    return next((sieve.by_head[c] for c in subjects if c in sieve.by_head), None)


def _nearer(group: Who, mention: Mention, sieve: Sieve) -> bool:
    """Whether another plural subject stands between the group and the pronoun."""
    last, end = max(((m.start, m.end) for m in group.mentions if m.start < mention.start), default=(0, 0))
    return _thing_between(end, mention, sieve) or any(
        w.plural and w is not group and sieve.words.dep[m.head] in _SUBJECTS
        for m, w in takewhile(lambda met: met[0].start > last, sieve.before(mention.start))
    )


def _candidates(mention: Mention, facts: dict[str, Any], speaker: Who | None, sieve: Sieve) -> list[tuple[float, Who]]:
    words = sieve.words
    here, quote = words.sentence[mention.head], words.quote[mention.head]
    turns = words.analysis.once(labels_over)
    barred = _barred(mention, facts, sieve)
    barred |= {who for i in (turns.get(mention.head, -1),) if (who := sieve.by_head.get(i))}  # who speaks is no "he"
    out = []
    for earlier, who in sieve.before(mention.start):
        away = here - words.sentence[earlier.head]
        if away > _REACH[facts["of"]]:
            break
        people = facts["of"] == "many" and earlier.entry is not None and earlier.entry.sense in ("people", "adjective")
        labels = turns.get(earlier.head) == earlier.head
        one = earlier.role is not None and not earlier.role.plural  # "the rebel group", of a front told in the plural
        people |= facts["of"] == "thing" and who.kind == "organisation" and one
        if labels or who is speaker or who in barred or not (people or _fits(who, facts, speaker)):
            continue
        if facts["of"] == "many" and away > 1 and not who.plural:
            continue
        beside = facts.get("possessive") and not away and words.dep[earlier.head] in _SUBJECTS
        if words.quote[earlier.head] and words.quote[earlier.head] != quote and not beside:
            continue
        out.append((_salience(earlier, who, away, mention, sieve, facts), who))
    return out


def _fits(who: Who, facts: dict[str, Any], speaker: Who | None) -> bool:
    of = facts["of"]
    if of == "person":
        if who.kind not in ("person", "anonymous") or who.plural:
            return False
        return not who.gender or who.gender == facts["gender"]
    if of == "thing":
        return (who.kind in _THINGS or who.label == "source") and not who.plural
    if who.plural:
        return True
    # "they" of a body: "the movement ... they"; of a state only in the mouth of somebody else's man
    if speaker is not None and who.party and who.party == speaker.party:
        return False
    return who.kind == "organisation" or (speaker is not None and who.kind in _BODIES)


def _salience(earlier: Mention, who: Who, away: int, mention: Mention, sieve: Sieve, facts: dict[str, Any]) -> float:
    words = sieve.words
    score = 10.0 - 3.0 * away
    told = _root(earlier, words)
    told = words.head[told] if words.dep[told] == "appos" else told
    dep, own = words.dep[told], words.dep[mention.head]
    subject = dep in _SUBJECTS and words.tag[earlier.end : earlier.end + 1] != ["POS"]  # whatever the parse makes of it
    if subject:
        score += 3.0
        if words.dep[words.head[earlier.head]] == "ROOT":
            score += 1.0
    elif dep in ("poss", "compound", "pobj", "nmod"):
        score -= 0.5
    if own in _SUBJECTS and subject:
        score += 1.0
    object_of = own in ("dobj", "pobj", "dative") and facts["of"] == "person"
    if object_of and subject and _one_clause(earlier, mention, words):
        score -= 4.5  # "A met B and thanked him": an object rather means who is not the subject
    if own == "poss" and subject and not away and _one_clause(earlier, mention, words):
        score += 2.0
    if own == "poss" and facts["of"] == "thing" and (kinds := _office_of(mention, sieve)):
        state = "minister" in kinds and who.kind in ("state", "government")
        score += 4.0 if state or ("minister" not in kinds and who.party in sieve.setting.parties) else 0.0
    told_by_its_own = own == "poss" and subject and not away and _told_by_its_own(told, mention, words)
    if told_by_its_own:
        score += 6.0
    if earlier.form == "pronoun":
        score += 0.5
    if who.kind == "anonymous":
        score -= (1.0 + 3.0 * who.rule.endswith(".part")) if facts["of"] == "person" else 8.0
    if facts["of"] == "thing" and away and not subject:
        score -= 3.0
    of_people = earlier.entry is not None and earlier.entry.sense in ("people", "adjective")
    told_as_many = who.plural or of_people or (earlier.role is not None and earlier.role.plural)
    if facts["of"] == "many" and not told_as_many:
        score -= 4.0 if own in _SUBJECTS or words.quote[mention.head] else 12.0
    if not away and words.dep[words.head[mention.head]] in ("ccomp", "advcl", "relcl") and facts["of"] == "thing":
        score += 3.0
    if _controls(earlier, mention, words) or _says_in_its_own(_root(earlier, words), mention, words):
        score += 8.0
    if facts["of"] != "person" and not told_by_its_own and _thing_between(earlier.end, mention, sieve):
        score -= 11.0
    return score + _asked(earlier, mention, words)


def _office_of(mention: Mention, sieve: Sieve) -> frozenset[str]:
    """What office the possessive tells whose it is: "its chairman" is that of a body with officers, not of a lobby."""
    found = sieve.lexicon.role_at(sieve.words.lower, sieve.words.head[mention.head])
    role = found[1] if found else None
    return role.family.kinds if role and role.family.one == "person" and not role.plural else frozenset()


def _thing_between(start: int, mention: Mention, sieve: Sieve) -> bool:
    """Whether something that is nobody is a subject nearer to the pronoun: "the islands" before "they are"."""
    words = sieve.words
    if words.dep[mention.head] in _SUBJECTS and words.lemma[words.head[mention.head]] in personal_verbs():
        return False  # "they met"
    tags = ("NNS", "NNPS") if words.lower[mention.head].startswith("the") else ("NN",)
    return any(
        words.dep[i] in _SUBJECTS and words.tag[i] in tags and words.pos[i] != "PRON" and i not in sieve.by_head
        for i in range(start, mention.start)
    )


def _asked(earlier: Mention, mention: Mention, words: Words) -> float:
    """ "A asked B that he wait" (B); "a third believe they should stop" (the third)."""
    verb = words.head[mention.head]
    above = words.head[verb]
    if words.dep[mention.head] not in _SUBJECTS or words.dep[verb] != "ccomp" or not above <= verb:
        return 0.0
    if words.lemma[above] in _lemmas("asking", "verbs"):
        if any(words.dep[c] == "nsubjpass" for c in words.children[above]):
            return 6.0 if words.dep[earlier.head] == "nsubjpass" else 0.0
        return 6.0 if above < earlier.head < verb else 0.0
    if words.head[earlier.head] != above or words.dep[earlier.head] not in _SUBJECTS:
        return 0.0
    of_others = earlier.determiner == "a" and words.lower[mention.head] != "it"
    return -4.0 if of_others else 2.0  # "a diplomat said he ...": of somebody else


def _one_clause(earlier: Mention, mention: Mention, words: Words) -> bool:
    """Whether no verb with a subject of its own stands between the pronoun and the verb of `earlier`."""
    for verb in islice(words.upward(words.head[mention.head]), _FAR):
        if verb == words.head[earlier.head]:
            return True
        if any(words.dep[c] in _SUBJECTS for c in words.children[verb]):
            return False
    return False


def _says_in_its_own(owner: int, mention: Mention, words: Words) -> bool:
    """ "Lima disliked the envoy's remarks, in which he said that it rained": whose they are; not "after which"."""
    verb = words.head[mention.head]
    if words.dep[mention.head] not in _SUBJECTS or words.dep[verb] != "relcl" or words.dep[owner] != "poss":
        return False
    own = [words.lower[o] for c in words.children[verb] if words.lower[c] == "in" for o in words.objects(c)]
    return "which" in own and words.lemma[verb] in personal_verbs() and words.head[owner] == words.head[verb]


def _root(mention: Mention, words: Words) -> int:
    """The token that a name hangs by: "the Front" of "the Front for Lake Reform"."""
    at = mention.head
    while mention.start <= words.head[at] < mention.end and words.head[at] != at:
        at = words.head[at]
    return at


def _told_by_its_own(subject: int, mention: Mention, words: Words) -> bool:
    """ "Chile hopes that Peru will pay, its spokesman said": whose spokesman tells it is who acts in it."""
    said = words.head[words.head[mention.head]]
    told = words.head[subject]
    reports = words.head[told] == said and words.dep[told] == "ccomp"
    joined_so = words.head[said] == told and words.dep[said] == "conj" and words.lemma[said] in personal_verbs()
    mistaken = joined_so and not any(words.dep[c] == "cc" for c in words.children[told])  # by the parse
    return said != told and (reports or mistaken) and told < mention.head < said


def _controls(earlier: Mention, mention: Mention, words: Words) -> bool:
    """ "pressed Chile to rethink its plan" (Chile); "Chile's view that it was right" (Chile)."""
    verb = words.head[mention.head]
    for _ in range(3):
        above = words.head[verb]
        beside = words.dep[earlier.head] in ("dobj", "nsubj") and words.head[earlier.head] in (verb, above)
        if words.dep[verb] == "xcomp" and beside:
            return words.dep[earlier.head] == "dobj" or words.head[earlier.head] == verb
        if words.dep[verb] in ("acl", "ccomp") and words.pos[above] == "NOUN" and words.head[earlier.head] == above:
            return words.dep[earlier.head] == "poss"
        if words.dep[verb] in ("ROOT", "ccomp", "relcl", "advcl") or above == verb:
            return False
        verb = above
    return False


def _barred(mention: Mention, facts: dict[str, Any], sieve: Sieve) -> set[Who]:
    """Whom grammar rules out: "A contradicted him" (not A); "A asked that he wait" (not A)."""
    words = sieve.words
    verb = words.head[mention.head]
    if words.dep[mention.head] in _SUBJECTS:
        told = [c for c in words.children[verb] if words.dep[c] == "ccomp" and c < mention.head]
        if told and not {":", ";"} & set(words.text[told[0] : mention.head]):  # "Orum waits, he said": not Orum
            named = {c for t in told for c in words.children[t] if words.dep[c] in _SUBJECTS}
            first = min(named, default=mention.start) - _AWAY
            near = takewhile(lambda met: met[0].start > first, sieve.before(mention.start))
            return {w for m, w in near if m.head in named and m.form == "name"}
        if words.dep[verb] != "ccomp" or words.lemma[words.head[verb]] not in _lemmas("asking", "verbs"):
            return set()
        verb = words.head[verb]
    elif facts.get("possessive") and words.dep[mention.head] == "poss":
        beside = [c for c in words.children[verb] if words.dep[c] == "appos"]
        beside += [words.head[verb]] if words.dep[verb] == "appos" else []
        return {w for i in beside if (w := sieve.by_head.get(i) or sieve.person_at.get(i))}  # "X, her chief aide"
    elif words.dep[mention.head] == "pobj":
        verb = words.head[verb]
    subjects = [c for c in words.children[verb] if words.dep[c] in _SUBJECTS]
    return {sieve.by_head[c] for c in subjects if c in sieve.by_head}


def _means_somebody(words: Words, i: int) -> bool:
    dep, verb = words.dep[i], words.head[i]
    if dep == "poss":
        return words.lower[verb] not in _lemmas("empty", "owned")
    if dep not in _SUBJECTS:
        if dep in ("dobj", "dative", "iobj"):
            return words.lemma[verb] in _lemmas("acting", "upon")
        return words.preposition(i) in ("on", "against", "with", "toward", "towards", "by")
    clause = _clause(words, verb)
    lemma, above = words.lemma[verb], words.lemma[words.head[clause]]
    kinds = {words.dep[c] for c in words.children[verb]}
    if dep == "nsubjpass" and lemma in _lemmas("empty", "passives"):
        clause = bool(kinds & {"ccomp", "xcomp", "advcl", "csubj", "csubjpass"})
        return not clause and words.dep[verb] not in ("ccomp", "ROOT", "advcl")
    if dep == "nsubjpass" and words.dep[verb] == "ROOT":
        return lemma in _lemmas("acting", "upon")
    told = personal_verbs() | named("verbs", "telling") | _lemmas("acting", "attitudes")
    apart = clause != verb and any(words.head[k] != verb for k in _things(words, words.head[clause], i))
    reported = words.dep[clause] == "ccomp" and above in told and not kinds & {"ccomp", "csubj"} and not apart
    if lemma in _lemmas("empty", "verbs"):
        willing = any(words.lower[c] in _lemmas("acting", "adjectives") for c in words.children[verb])
        return lemma == "remain" and reported and (willing or not kinds & {"xcomp", "acomp", "oprd", "attr"})
    if words.dep[verb] == "relcl" and dep == "nsubj" and lemma != "be":
        return True  # "a list that it would publish"
    if lemma in ("be", "become"):
        adjectives = {words.lower[c] for c in words.children[verb] if words.dep[c] == "acomp"}
        return bool(adjectives & _lemmas("acting", "adjectives"))
    return reported or lemma in _lemmas("acting", "verbs")


def _side_of(speaker: Who, sieve: Sieve) -> Who | None:
    """Whom "we" means in the mouth of `speaker`: the government they head if it is met, else their state."""
    if speaker.kind in (*_BODIES, "group", "outlet") or speaker.plural:
        return speaker
    if not speaker.party:
        return None
    heads = "head_of_government" in speaker.families or "government" in speaker.modifiers
    key = ("government", speaker.party, "")
    if "government" in speaker.modifiers and key not in sieve.keyed:
        name = f"{sieve.lexicon.adjectives.get(speaker.party, speaker.party)} government"
        return sieve.under(key, Who(name, "government", "actors.government.spoken_for", speaker.party, confidence=0.6))
    return sieve.keyed[key] if heads and key in sieve.keyed else sieve.state(speaker.party)
