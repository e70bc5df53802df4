"""Speakers whom no table names: "a bystander said", "the ad's narrator warned".

The subject of a verb of saying, wanting or fearing is somebody, whatever the noun, unless it is a document.
"""

from __future__ import annotations

from functools import partial

from verbale.understanding.actors.found import Article, Mention
from verbale.understanding.gazetteer import Entry, Family, Role
from verbale.understanding.grammar.words import Words
from verbale.understanding.tables import words_in

_FAMILY = Family("unlisted", frozenset({"unlisted"}), "anonymous", "group", False)
_NAMED = Family("unlisted", frozenset({"unlisted"}), "organisation", "group", False)
_BEFORE = ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "case")
_ARTICLES: dict[str, Article] = {"the": "the", "this": "this", "that": "this", "these": "this", "those": "this"}
_verbs = partial(words_in, "names", "verbs")


def subjects(words: Words, taken: set[int], known: dict[int, Entry]) -> list[Mention]:
    """Every such subject whose head is not among the tokens `taken`; `known` gives the table entry of each token."""
    out = []
    for i, dep in enumerate(words.dep):
        noun, word = dep == "nsubj" and i not in taken and words.pos[i] in ("NOUN", "PROPN"), words.text[i]
        if not noun or len(word) < 3 or not word[0].isalpha() or word in words_in("names", "calendar"):
            continue
        if words.lemma[words.head[i]] in _verbs("telling") and words.lemma[i] not in _verbs("documents"):
            found = _subject(words, i)
            inside = (known[k].party for k in range(found.start, found.end) if k in known)
            found.party = next((party for party in inside if party), None)
            out += [] if words.lower[found.start] in ("no", "any", "none") else [found]
    return out


def _subject(words: Words, i: int) -> Mention:
    start = i
    while start and words.head[start - 1] in range(start, i + 1) and words.dep[start - 1] in _BEFORE:
        start -= 1
    end = i + 1
    if words.lower[end : end + 1] == ["of"]:
        end = min(words.right_edge(end), end + 6)
        end = next((k for k in range(i + 1, end) if words.text[k] in (",", "who", "which", "that", "“")), end)
    family, plural = _NAMED if words.pos[i] == "PROPN" else _FAMILY, words.tag[i] in ("NNS", "NNPS")
    role = Role(family, plural, words.lemma[i])
    mention = Mention(start, end, i, "nominal", words.span(start, end), role=role)
    mention.core, mention.title = i, words.words(start, i + 1)
    mention.determiner = _ARTICLES.get(words.lower[start], "a")
    own = [k for k in range(start, i) if words.dep[k] == "poss" and words.head[k] == i]
    if own:
        mention.owner, mention.determiner = own[0], "one's"
    mention.modifiers = frozenset(words.lower[k] for k in range(start, i) if words.pos[k] in ("ADJ", "NOUN"))
    return mention
