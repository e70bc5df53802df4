"""Which actors of the article stand at the places that a frame names for its parties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import cache, cached_property
from itertools import pairwise

from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Actor
from verbale.model.text import Span
from verbale.understanding.events.lexicon import counted, words_of
from verbale.understanding.events.places import host_of
from verbale.understanding.events.roles import Places
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.tables import rows

_BOTH = frozenset({"both", "two", "the"})
_SPEAKERS = frozenset({"we", "i", "us"})
_LEAD = 2
"""How little it counts that a brief names a party first: the second needs half as many mentions more than the first."""
_GOVERNING = frozenset({"state", "government", "ministry"})


@cache
def _adjectives() -> dict[str, str]:
    """State codes by the adjectives of the states table."""
    return {adjective: row["code"] for row in rows("states") for adjective in row["adjectives"].split("|") if adjective}


def _nouns_of(actor: Actor) -> frozenset[str]:
    """What a pronoun stands for: "union" and "envoy" of the Dockers' Union and its envoy."""
    words = (actor.name.lower().split()[-1:], (actor.role or "").lower().split()[-1:])
    return frozenset(one for last in words for word in last for one in (word, word.removesuffix("s")))


def _rank(actor: Actor) -> tuple[bool, bool, int]:
    return actor.kind == "state", actor.kind == "government", len(actor.mentions)


class Parties:
    """The actors of one article by the tokens that name them."""

    def __init__(self, grammar: Grammar, findings: Findings, known: tuple[str, ...]) -> None:
        self._grammar = grammar
        self._known = known
        self._actors = {f.key: f for f in findings.actors}
        self._heads: dict[int, Finding[Actor]] = {}
        self._named: dict[str, list[str]] = {}
        self._inside: dict[int, list[Finding[Actor]]] = {}
        self._states: dict[str, Finding[Actor]] = {}
        mentions = [(m, f) for f in findings.actors for m in f.content.mentions]
        for mention, found in sorted(mentions, key=lambda pair: (pair[0][0] - pair[0][1], pair[0])):
            tokens = grammar.tokens(mention)
            if tokens[0] >= tokens[1]:
                continue
            self._heads[grammar.head_of(tokens)] = found
            for token in range(*tokens):
                self._inside.setdefault(token, []).insert(0, found)
        told = ((s.speaker, span) for s in (f.content for f in findings.statements) if s.speaker for span in s.content)
        self._said = [(*grammar.tokens(span), speaker) for speaker, span in told]
        for found in findings.actors:
            if found.content.kind in ("state", "government") and found.content.party:
                before = self._states.get(found.content.party)
                if before is None or before.content.kind == "government":
                    self._states[found.content.party] = found
            if found.content.kind == "state":
                self._states.setdefault(found.content.name.lower(), found)

    @cached_property
    def heads(self) -> Mapping[int, frozenset[str]]:
        """The tokens that head mentions of actors; of a pronoun with the nouns of their name and office."""
        w = self._grammar.words
        said = {t: found for t, word in enumerate(w.lower) if word in _SPEAKERS and (found := self._speaker(t))}
        heads = said | self._heads
        return {t: _nouns_of(f.content) if w.pos[t] == "PRON" else frozenset() for t, f in heads.items()}

    def named(self, token: int) -> list[str]:
        """The keys of the actor that the token names, a group's members in its place; empty where it names none."""
        w = self._grammar.words
        inside = self._inside.get(token, [])
        several = self._of_list(token)
        if len(several) > 1:
            return several
        if "-" in w.text[token] and len(inside) > 1:
            return [key for found in reversed(inside) for key in self._expanded(found)]
        found = self._heads.get(token) or (inside[0] if inside else None) or self._states.get(w.lower[token])
        found = found or (self._speaker(token) if w.lower[token] in _SPEAKERS else None)
        if found is None:
            near = [c for c in w.children[token] if w.dep[c] in ("compound", "nmod", "appos") and c in self._heads]
            near += [c for c in counted(self._grammar, token) if c in self._heads]
            found = next((self._heads[c] for c in near), None)
        return self._expanded(found) if found is not None else []

    def _speaker(self, token: int) -> Finding[Actor] | None:
        """Who says "we": whoever makes the innermost statement in which the word stands."""
        around = [(last - first, who) for first, last, who in self._said if first <= token < last]
        return self._actors.get(min(around)[1]) if around else None

    def _of_list(self, token: int) -> list[str]:
        """Both of "his counterparts, Mora and Roth", all of "the leaders of Zenda, Ruritania and the rebels"."""
        w = self._grammar.words
        if w.tag[token] not in ("NNS", "NNPS") or token not in self._heads:
            return []
        beside = [c for c in w.children[token] if w.dep[c] == "appos"]
        members = [m for a in self._grammar.noun(token).all("of") for m in a.members] or [
            m for c in beside for m in (c, *self._conjoined(c))
        ]
        keys = [self._heads[m].key for m in members if m in self._heads and self._heads[m].content.party]
        return list(dict.fromkeys(keys)) if len(keys) == len(members) else []

    def _conjoined(self, token: int) -> list[int]:
        w = self._grammar.words
        return [t for c in w.children[token] if w.dep[c] == "conj" for t in (c, *self._conjoined(c))]

    def is_everybody(self, token: int) -> bool:
        """Whether a noun stands for both sides of the talks: "the two sides", "both delegations"."""
        w = self._grammar.words
        before = {w.lower[c] for c in w.children[token] if c < token}
        named = self._heads.get(token)
        if named is not None and (named.content.party is not None or self._expanded(named) != [named.key]):
            return False
        owners = {w.lower[c] for c in w.children[token] if w.dep[c] in ("poss", "amod", "compound")}
        owned = not owners <= words_of("everybody", "plain")
        return w.lower[token] in words_of("everybody", "nouns") and bool(before & _BOTH) and not owned

    def _expanded(self, found: Finding[Actor]) -> list[str]:
        members = [m for m in found.content.members if m in self._actors]
        return members or self._of_states(found) or self._of_names(found) or [found.key]

    def _of_names(self, found: Finding[Actor]) -> list[str]:
        """The actors named in "the delegations of Zenda and the rebels", a group without members of its own."""
        if found.content.kind != "group":
            return []
        if found.key not in self._named:
            self._named[found.key] = self._names_in(found)
        return self._named[found.key]

    def _names_in(self, found: Finding[Actor]) -> list[str]:
        tokens = (i for mention in found.content.mentions for i in range(*self._grammar.tokens(mention)))
        others = (f for i in tokens for f in self._inside.get(i, ()) if f is not found and f.content.kind != "group")
        inside = {f.key: f for f in others}
        return list(inside) if len({f.content.party or f.key for f in inside.values()}) > 1 else []

    def _of_states(self, found: Finding[Actor]) -> list[str]:
        """The states of "Zendan and Ruritanian diplomats", who are a group without members of their own."""
        if found.content.kind != "group" or found.content.party is not None:
            return []
        codes = (_adjectives().get(word, "") for word in found.content.name.split())
        keys = [self._states[code].key for code in codes if code in self._states]
        return keys if len(keys) > 1 else []

    def others(self, actors: Iterable[str], recipients: tuple[str, ...]) -> tuple[str, ...]:
        """The recipients that can be addressed: no body without a party, and not the actors' own side beside others."""
        found = [k for k in recipients if self.affiliated([k]) or self._actors[k].content.kind != "organisation"]
        own = self.sides(actors)
        beyond = [k for k in found if not self.sides([k]) & own]
        return tuple(beyond or found)

    def _told(self, keys: Iterable[str]) -> list[Actor]:
        return [self._actors[k].content for k in keys if k in self._actors]

    def governs(self, keys: Iterable[str]) -> bool:
        """True where states and those who speak for them act, and no crowd."""
        found = self._told(keys)
        return bool(found) and all(a.kind in _GOVERNING or (a.kind == "person" and a.party) for a in found)

    def rebel(self, keys: Iterable[str]) -> bool:
        """True where none of the actors, of whom there are some, stands for a state."""
        found = self._told(keys)
        codes = frozenset(_adjectives().values())
        return bool(found) and not any(a.kind in _GOVERNING or a.party in codes for a in found)

    def affiliated(self, keys: Iterable[str]) -> bool:
        """True where one of the actors stands for a party."""
        return any(actor.party for actor in self._told(keys))

    def of_talks(self, keys: Iterable[str]) -> bool:
        """True where one of the actors stands for a party of the brief."""
        return not self.sides(keys).isdisjoint(self._known)

    def at(self, places: Places) -> tuple[str, ...]:
        """The actors of the first group of tokens that names any, in order, each once."""
        for group in places:
            keys = self.of(group)
            if keys:
                return keys
        return ()

    def at_or_belonging(self, places: Places) -> tuple[str, ...]:
        """As `at`; else the state to which what is named belongs: Zenda for "tariffs on Zendan goods"."""
        own = self.at(places)
        if own:
            return own
        adjectives = _adjectives()
        for group in places:
            words = [self._grammar.words.text[c] for token in group for c in self._grammar.words.children[token]]
            keys = [self._states[adjectives[w]].key for w in words if adjectives.get(w, "") in self._states]
            if keys:
                return tuple(dict.fromkeys(keys))
        return ()

    def host(self, place: str | None) -> str | None:
        """The actor that is the state in which the place lies, or None."""
        code = host_of(place) if place else None
        found = self._states.get(code) if code else None
        return found.key if found is not None else None

    def spans(self, places: Places) -> tuple[Span, ...]:
        """The phrases of the first group of tokens that names any actor, else of the first group there is."""
        group = next((g for g in places if self.of(g)), None) or next((g for g in places if g), ())
        return tuple(sorted({self._phrase(token) for token in group}))

    def _phrase(self, token: int) -> Span:
        w = self._grammar.words
        last = token
        for child in w.children[token]:
            if w.dep[child] == "prep" and w.lower[child] in ("of", "from", "in", "for") and child == last + 1:
                last = self._grammar.whole(child)[1] - 1
        first = min((self._grammar.whole(c)[0] for c in w.children[token] if c < token), default=token)
        return w.span(min(first, token), last + 1)

    @cached_property
    def principal(self) -> tuple[str, ...]:
        """Whose the talks are: the two parties of which the article speaks most, as whoever speaks for them most."""
        return self._foremost[:2] if len(self._foremost) > 1 else ()

    @cached_property
    def at_table(self) -> tuple[str, ...]:
        """The principal parties, and a third where the text tells of three: "trilateral talks", "the three sides"."""
        w, nouns = self._grammar.words, words_of("everybody", "nouns")
        pairs = pairwise(w.lower)
        three = any(a == "three" and b in nouns for a, b in pairs) or bool(words_of("everybody", "three") & {*w.lower})
        three |= any(w.lower[i : i + 3] == ["three", "-", "way"] for i in range(len(w.lower)))
        three |= self._are_named_together(self._foremost[:3])
        others = [k for k in self._foremost[2:] if self._actors[k].content.kind != "organisation"]  # no mediators
        return (*self.principal, *others[:1]) if three and self.principal else self.principal

    def _are_named_together(self, keys: tuple[str, ...]) -> bool:
        """Whether a sentence names just these side by side: "Lima, Quito and La Paz are to meet"."""
        w, parties = self._grammar.words, self.sides(keys)
        for token in self._heads:
            if w.dep[token] in ("nsubj", "nsubjpass") or w.lower[w.head[token]] in ("between", "among"):
                beside = [t for t in (token, *self._conjoined(token)) if t in self._heads]
                if len(beside) == len(keys) and self.sides(self._heads[t].key for t in beside) == parties:
                    return True
        return False

    @cached_property
    def _foremost(self) -> tuple[str, ...]:
        """The parties by how much the article speaks of them, as whoever speaks for them most.

        Those that the brief names first count for more, for a brief begins with those who negotiate.
        """
        weight: dict[str, int] = {}
        voice: dict[str, Finding[Actor]] = {}
        for found in self._actors.values():
            party = found.content.party
            if self._known and party not in self._known:
                continue
            if party is None or found.content.kind in ("outlet", "anonymous", "public", "group"):
                continue
            weight[party] = weight.get(party, 0) + len(found.content.mentions)
            best = voice.get(party)
            if best is None or _rank(found.content) > _rank(best.content):
                voice[party] = found
        place = {code: self._known.index(code) for code in weight if code in self._known}
        lead = {p: weight[p] / (_LEAD + place.get(p, 0)) for p in weight if weight[p] > 1}
        return tuple(voice[p].key for p in sorted(lead, key=lambda p: (-lead[p], p)))

    @cached_property
    def mediated(self) -> tuple[int, ...]:
        """The sentences of words that tell of somebody who mediates, one for each such word."""
        w = self._grammar.words
        return tuple(w.sentence[i] for i, lemma in enumerate(w.lemma) if lemma in words_of("between", "words"))

    @cached_property
    def of_captives(self) -> bool:
        """Whether the text tells of hostages: who was seized by nobody named was not arrested."""
        w = self._grammar.words
        told = (i for i, lemma in enumerate(w.lemma) if lemma in words_of("captives", "words") and w.pos[i] == "NOUN")
        return any(all(w.lower[c] != "no" for c in w.children[i]) for i in told)

    def are_thirds(self, keys: Iterable[str]) -> bool:
        """True where those who act stand for neither of the two whose talks they are: mediators, neighbours."""
        found = self.sides(keys)
        known = self.affiliated(keys) or self.kinds(keys) == {"group"}
        return bool(self.principal) and known and found.isdisjoint(self.sides(self.principal))

    def counterpart(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The other principal state, where the actors stand for one of the two: with whom talks were suspended."""
        sides, pair = self.sides(keys), self.principal
        other = tuple(k for k in pair if not self.sides([k]) & sides)
        return other if len(other) < len(pair) == len(self.at_table) else ()  # of three, who knows which

    def stand_for_nobody(self, keys: Iterable[str], kinds: Set[str]) -> bool:
        """True where bodies of no party act alone: "the commission will meet" tells of those whose commission it is."""
        found = self._told(keys)
        return bool(found) and all(a.kind in kinds and a.party is None for a in found)

    def kinds(self, keys: Iterable[str]) -> frozenset[str]:
        """The kinds of the actors."""
        return frozenset(actor.kind for actor in self._told(keys))

    def persons(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of the actors that are persons."""
        return frozenset(k for k in keys if k in self._actors and self._actors[k].content.kind == "person")

    def of(self, tokens: Iterable[int]) -> tuple[str, ...]:
        """The actors that the tokens name, in order, each once."""
        return tuple(dict.fromkeys(key for token in tokens for key in self.named(token)))

    def sides(self, keys: Iterable[str]) -> frozenset[str]:
        """What the actors stand for: their parties, else themselves."""
        return frozenset(self._actors[k].content.party or k for k in keys if k in self._actors)
