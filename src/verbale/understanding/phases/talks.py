"""Which noun phrases of an article mean the talks that it is about.

Talks between parties that most of the article's named talks are not between are other talks; with a brief, talks that
go beyond its parties are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from verbale.model.brief import Brief
from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.phases.tables import toml

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@cache
def names(name: str) -> frozenset[str]:
    """A class of words of `tables/phases.toml`."""
    return frozenset(toml("phases")["names"][name])


class Talks:
    """Which noun phrases of an article mean its own talks."""

    def __init__(self, brief: Brief) -> None:
        self._parties = frozenset(p.code for p in brief.parties)
        self._called = tuple(name.lower() for name in brief.talks)

    def own(self, analysis: Analysis, mentions: Mentions) -> frozenset[int]:
        """Tokens that head a phrase for talks, without those between parties that this article is not about."""
        called = self._called_so(analysis.doc)
        named = {t.i: _parties_of(analysis, mentions, t) for t in analysis.doc if t.i in called or is_talks(t)}
        pairs = Counter(parties for parties in named.values() if len(parties) == 2)
        if self._parties:
            main = self._parties
        elif pairs:
            main = max(sorted(pairs, key=sorted), key=lambda p: pairs[p])
        else:
            return frozenset(named) | _taken_up(analysis.doc, frozenset(named))
        own = frozenset(i for i, parties in named.items() if len(parties) < 2 or parties <= main)
        return own | _taken_up(analysis.doc, own)

    def _called_so(self, doc: Doc) -> frozenset[int]:
        """The heads of the names by which the brief knows the talks, wherever they stand."""
        text = doc.text.lower()
        places = ((at, at + len(name)) for name in self._called for at in _places(text, name))
        spans = (doc.char_span(*place, alignment_mode="expand") for place in places)
        return frozenset(span.root.i for span in spans if span is not None)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _taken_up(doc: Doc, own: frozenset[int]) -> frozenset[int]:
    """ "The talks … They were suspended", "the process": later words for talks already named."""
    if not own:
        return own
    subjects = {s.root.i: c.i for s in doc.sents for c in s.root.children if c.dep_ in ("nsubj", "nsubjpass")}
    found = set()
    for token in doc[min(own) :]:
        plain = [c.lower_ for c in token.children if c.dep_ in ("det", "amod", "compound", "poss")]
        if token.lower_ == "process" and plain == ["the"]:
            found.add(token.i)
        if token.lower_ in ("they", "it") and token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "conj":
            joined = [c.i for c in token.head.head.children if c.dep_ in ("dobj", "nsubj", "nsubjpass")]
            found |= {token.i} if own & set(joined) else set()
        if token.lower_ == "them" and token.dep_ == "dobj" and token.sent.start:
            before = doc[token.sent.start - 1].sent.root.i
            found |= {token.i} if subjects.get(before) in own and doc[subjects[before]].tag_ == "NNS" else set()
        if token.lower_ in ("they", "it") and token.i == subjects.get(token.head.i) and token.sent.start:
            before = doc[token.sent.start - 1].sent.root.i
            found |= {token.i} if subjects.get(before) in own else set()
    return frozenset(found)


def is_talks(token: Token) -> bool:
    """Whether the token heads a name for negotiations."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    lemma = token.lemma_.lower()
    beside = {c.lemma_.lower() for c in token.children if c.dep_ in ("compound", "amod", "nmod")}
    if lemma in names("talks"):
        if lemma in names("plural") and token.tag_ != "NNS":
            return False
        return token.dep_ != "compound" and not beside & names("not_of")
    return lemma in names("process") and bool(beside & names("process_of"))


def _parties_of(analysis: Analysis, mentions: Mentions, token: Token) -> frozenset[str]:
    """The parties that the phrase names, whoever acts on the talks in it included ("the U.S. suspension of …")."""
    top = token
    while top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.pos_ == "NOUN":
        top = top.head.head
    first = top.left_edge.i
    after = max(
        (c.right_edge.i for c in token.children if c.dep_ == "prep" and c.lower_ in ("between", "with", "among")),
        default=token.i,
    )
    found = mentions.within(analysis.span(analysis.doc[first : after + 1]))
    return frozenset(a.content.party for _, a in found if a.content.party)
