"""Pronouns: whom "he", "it", "they", "we" mean, by agreement, by who is in focus, and by who speaks in a quotation."""

from __future__ import annotations

from functools import cache
from typing import Any

from verbale.understanding.identity.found import Mention, Who
from verbale.understanding.identity.names import personal_verbs
from verbale.understanding.identity.sieve import Sieve
from verbale.understanding.identity.words import Words
from verbale.understanding.tables import toml

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_THINGS = ("state", "government", "ministry", "organisation", "outlet", "group")


@cache
def _table(name: str) -> dict[str, Any]:  # Any: TOML
    table: dict[str, Any] = toml("pronouns")[name]
    return table


@cache
def _lemmas(name: str, key: str) -> frozenset[str]:
    return frozenset(toml("pronouns")[name][key])


def pronoun_at(words: Words, i: int) -> Mention | None:
    """The pronoun at token i as a mention, None where it is no personal pronoun or means nobody."""
    if words.lower[i] not in _table("words") or words.pos[i] not in ("PRON", "DET", "PROPN", "X"):
        return None
    if (words.lower[i] == "us" and words.text[i] == "US") or (words.lower[i] == "it" and _empty(words, i)):
        return None
    return Mention(i, i + 1, i, "pronoun", words.span(i, i + 1))


def meant(mention: Mention, sieve: Sieve) -> Who | None:
    """Who the pronoun means, None where nobody fits."""
    words = sieve.words
    facts = _table("words")[words.lower[mention.head]]
    quote = words.quote[mention.head]
    if facts["of"] in ("self", "us"):
        speaker = speaker_of(quote, sieve) if quote else None
        return speaker if facts["of"] == "self" or speaker is None else _side_of(speaker, sieve)
    speaker = speaker_of(quote, sieve) if quote else None
    ranked = [(score, -k, who) for k, (score, who) in enumerate(_candidates(mention, facts, speaker, sieve))]
    best = max(ranked, key=lambda r: r[:2], default=None)
    return best[2] if best and best[0] > 0 else None


def _candidates(mention: Mention, facts: dict[str, Any], speaker: Who | None, sieve: Sieve) -> list[tuple[float, Who]]:
    words = sieve.words
    here = words.sentence[mention.head]
    reach = 1 if facts["of"] == "thing" else 4
    out = []
    barred = _barred(mention, facts, sieve)
    for earlier, who in reversed(sieve.history):
        away = here - words.sentence[earlier.head]
        if away > reach:
            break
        if who is speaker or who in barred or not _fits(who, facts):
            continue
        if words.quote[earlier.head] and words.quote[earlier.head] != words.quote[mention.head]:
            continue
        out.append((_salience(earlier, who, away, mention, words), who))
    return out


def _fits(who: Who, facts: dict[str, Any]) -> bool:
    of = facts["of"]
    if of == "person":
        if who.kind not in ("person", "anonymous") or who.plural:
            return False
        return not who.gender or who.gender == facts["gender"]
    if of == "thing":
        return who.kind in _THINGS and not who.plural
    return who.plural or bool(who.members)


def _salience(earlier: Mention, who: Who, away: int, mention: Mention, words: Words) -> float:
    score = 10.0 - 3.0 * away
    dep = words.dep[earlier.head]
    if dep in _SUBJECTS:
        score += 3.0
    elif dep in ("poss", "compound", "pobj"):
        score -= 0.5
    if words.dep[mention.head] in _SUBJECTS and dep in _SUBJECTS:
        score += 1.0
    if earlier.form == "pronoun":
        score += 0.5
    if who.kind == "anonymous":
        score -= 1.0
    if who.kind == "state" and dep in ("pobj", "dobj", "compound") and away:
        score -= 2.0
    return score


def _barred(mention: Mention, facts: dict[str, Any], sieve: Sieve) -> set[Who]:
    """The subject of the pronoun's own verb cannot be meant by an object of it: "A contradicted him"."""
    words = sieve.words
    if (facts.get("possessive") and words.dep[mention.head] == "poss") or words.dep[mention.head] in _SUBJECTS:
        return set()
    verb = words.head[mention.head]
    if words.dep[mention.head] == "pobj":
        verb = words.head[verb]
    subjects = {c for c in words.children[verb] if words.dep[c] in _SUBJECTS}
    return {who for earlier, who in sieve.history if earlier.head in subjects}


def _empty(words: Words, i: int) -> bool:
    verb = words.head[i]
    if words.dep[i] not in _SUBJECTS or verb < i:
        return words.dep[i] not in ("dobj", "pobj", "poss", "iobj", "dative", "conj", *_SUBJECTS)
    doc = words.analysis.doc
    lemma, above = doc[verb].lemma_, doc[words.head[verb]].lemma_
    kinds = {words.dep[c] for c in words.children[verb]}
    if words.dep[i] == "nsubjpass" and lemma in _lemmas("empty", "passives"):
        clause = bool(kinds & {"ccomp", "xcomp", "advcl", "csubj", "csubjpass"})
        return clause or words.dep[verb] in ("ccomp", "ROOT", "advcl")
    if lemma in _lemmas("empty", "verbs"):
        return True
    if lemma in ("be", "become"):
        adjectives = {words.lower[c] for c in words.children[verb] if words.dep[c] == "acomp"}
        return bool(kinds & {"acomp", "attr", "prep", "advmod"}) and not adjectives & _lemmas("acting", "adjectives")
    reported = words.dep[verb] == "ccomp" and above in personal_verbs()
    return not reported and lemma not in _lemmas("acting", "verbs")


def speaker_of(quote: int, sieve: Sieve) -> Who | None:
    """Who speaks in quotation number `quote`; None where nobody is known to."""
    return sieve.speakers.get(quote)


def _side_of(speaker: Who, sieve: Sieve) -> Who | None:
    """Whom "we" means in the mouth of `speaker`: the government they head if it is met, else their state."""
    if speaker.kind in ("state", "government", "ministry", "organisation", "group") or speaker.plural:
        return speaker
    if not speaker.party:
        return None
    heads = bool({"head_of_government"} & speaker.families) or "government" in speaker.label
    government = sieve.keyed.get(("government", speaker.party))
    return government if heads and government else sieve.of_party(speaker.party)
