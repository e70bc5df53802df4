"""The clauses of an article out of its words: predicate, form, mood, and what each clause is to the one above it."""

from __future__ import annotations

from typing import Any, cast

from verbale.understanding.grammar.bearing import BORNE, Bearings, marker_of, relation_of
from verbale.understanding.grammar.clause import Argument, Clause, Form, Mood, Relation
from verbale.understanding.grammar.governing import complement_of, first_of, helpers_of, is_infinitive
from verbale.understanding.grammar.roles import Roles
from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.grammar.words import SUBJECTS, Words, is_finite, is_verb

_ADVERBIAL = frozenset({"condition", "time", "cause", "contrast", "comparison", "purpose"})
_NO_CLAUSE = frozenset({"amod", "prep", "compound", "case", "punct", "nmod", "cc", "mark"})
_OF_NOUNS = frozenset({"det", "amod", "compound", "poss", "prep", "punct", "cc", "conj"})
_CLOSING = frozenset({'"', "”", "’", "'", ")", "''"})
_RELATIONS: dict[str, Relation] = {
    "ccomp": "content", "xcomp": "complement", "relcl": "relative", "parataxis": "aside", "csubj": "subject",
    "csubjpass": "subject", "pcomp": "gerund", "oprd": "complement", "acomp": "complement", "attr": "complement",
}  # fmt: skip


class Building:
    """Builds the clauses of one article; `sentences` and `depth` give sentence and quotation depth of each token."""

    def __init__(self, words: Words, depth: list[int]) -> None:
        self.words = words
        self.roles = Roles(words)
        self.bearings = Bearings(words)
        self._depth = depth
        self._asked = _questions(words, depth)

    def heads(self) -> list[int]:
        """The tokens that head a clause with a verb, in order."""
        w = self.words
        return [i for i in range(len(w)) if self._heads(i)]

    def _heads(self, i: int) -> bool:
        return is_verb(self.words, i) and self.words.dep[i] not in _NO_CLAUSE and not self._names(i)

    def _names(self, i: int) -> bool:
        """A verbal noun that stands as any noun does: "without warning"."""
        w = self.words
        noun = w.tag[i] == "VBG" and w.dep[i] in ("pobj", "dobj", "nsubj")
        return noun and all(w.dep[c] in _OF_NOUNS for c in w.children[i])

    def of_verb(self, i: int) -> Clause:
        """The clause whose verb is token `i`."""
        w = self.words
        arguments = tuple(self.roles.of_verb(i))
        first = first_of(self.words, i)
        joined = w.dep[i] == "conj" and self._heads(w.head[i])
        marker = marker_of(w, i)
        if marker is None and joined and not self._has_subject(i):
            marker = marker_of(w, first)
        relation = self._relation(first, marker)
        return self._made(
            i, self._form(i), relation, arguments, self.parent_of(first),
            voice="passive" if self.roles.subjects.is_passive(i) else "active", meaning=self._meaning(i, arguments),
            mood=self._mood(i, first, relation), marker=marker, surface=self._surface(i, arguments),
            joined=self._member_before(i) if joined else None, conjunction=self._conjunction(i) if joined else "",
        )  # fmt: skip

    def of_noun(self, i: int) -> Clause:
        """What a noun tells as a clause does: "Lima's suspension of the talks"."""
        return self._made(i, "noun", "noun", tuple(self.roles.of_noun(i)), self.parent_of(i))

    def of_attribute(self, i: int) -> Clause:
        """What stands before a noun, read as said of it: "the suspended talks", "the ongoing talks"."""
        w = self.words
        passive = w.tag[i] in ("VBN", "VBD") or (w.tag[i] == "JJ" and w.lower[i].endswith("ed"))
        said = self.roles.argument("object" if passive else "subject", w.head[i])
        inner = self.roles.inner(i)  # "the round, due to open in May"
        voice = "passive" if passive else "active"
        return self._made(i, "attribute", "attribute", (said, *inner), self.parent_of(i), voice=voice)

    def of_absolute(self, i: int) -> Clause:
        """What a preposition says of the noun under "with": "with the talks at an impasse"."""
        w = self.words
        noun = w.head[i]
        said = [self.roles.argument(w.lower[i], c) for c in w.objects(i)]
        subject = Argument("subject", noun, (self.roles.firsts[noun], i), self.roles.members(noun))
        return self._made(i, "participle", "participle", (subject, *said), self.parent_of(i), lemma="be")

    def _made(
        self, i: int, form: Form, relation: Relation, arguments: tuple[Argument, ...], parent: int | None, **more: Any
    ) -> Clause:  # Any: further fields of a clause
        w, bearing = self.words, self.bearings.of(i)
        own = {
            "lemma": w.lemma[i], "particle": self._particle(i) if form != "noun" else "", "meaning": i,
            **{name: getattr(bearing, name) for name in BORNE}, **more,
        }  # fmt: skip
        return Clause(
            head=i, form=form, arguments=arguments, relation=relation, parent=parent, depth=self._depth[i],
            sentence=w.sentence[i], **own,
        )  # fmt: skip

    def _has_subject(self, i: int) -> bool:
        return any(self.words.dep[c] in SUBJECTS for c in self.words.children[i])

    def _form(self, i: int) -> Form:
        w = self.words
        if is_finite(w, i):
            return "finite"
        if is_infinitive(w, i) or w.tag[i] == "VB":
            return "infinitive" if not self._is_command(i) else "finite"
        if w.dep[i] == "conj" and is_verb(w, w.head[i]) and not helpers_of(w, i) and w.tag[i] == w.tag[w.head[i]]:
            return self._form(w.head[i])
        return "gerund" if w.tag[i] == "VBG" else "participle"

    def _is_command(self, i: int) -> bool:
        w = self.words
        return w.tag[i] == "VB" and w.dep[i] == "ROOT" and not self._has_subject(i) and not helpers_of(w, i)

    def _mood(self, i: int, first: int, relation: Relation) -> Mood:
        asked = self._asked.get(self.words.sentence[i])
        if relation == "question" or (relation in ("main", "aside") and asked is not None and asked <= self._depth[i]):
            return "question"
        return "command" if self._is_command(first) else "assertion"

    def _relation(self, i: int, marker: int | None) -> Relation:
        w = self.words
        dep = w.dep[i]
        kind = relation_of(w, marker) if marker is not None else None
        if dep == "ccomp":
            return "question" if kind in ("question", "condition") else "content" if is_finite(w, i) else "complement"
        if dep == "advcl" or (dep == "pcomp" and kind is not None):
            if kind in _ADVERBIAL:
                return cast(Relation, kind)
            if is_infinitive(w, i):
                return "purpose"
            return "condition" if is_finite(w, i) and "condition" in self.bearings.of(i).modality else "participle"
        if dep == "acl":
            if is_finite(w, i) and marker is not None:
                return "content"
            return "complement" if is_infinitive(w, i) else "participle"
        return _RELATIONS.get(dep, "main")

    def parent_of(self, i: int) -> int | None:
        """The head of the clause that a token belongs to or depends on, past the clauses that it is joined to."""
        w = self.words
        below = (at for at in w.upward(i) if not (w.dep[at] == "conj" and is_verb(w, at)))
        return next((w.head[at] for at in below if w.head[at] != at and is_verb(w, w.head[at])), None)

    def _member_before(self, i: int) -> int:
        """The member of the list of joined clauses right before this one."""
        w = self.words
        first = first_of(self.words, i)
        members = [first]
        for member in members:
            members += [c for c in w.children[member] if w.dep[c] == "conj" and is_verb(w, c)]
        return max((m for m in members if m < i and self._heads(m)), default=w.head[i])

    def _conjunction(self, i: int) -> str:
        """The conjunction of clauses nearest before the verb, wherever the parse hangs it; "" for a mere comma."""
        w = self.words
        for c in range(i - 1, self._member_before(i), -1):
            if w.dep[c] == "cc" and is_verb(w, w.head[c]):
                return w.lower[c]
        return ""

    def _particle(self, i: int) -> str:
        w = self.words
        bare = (c for c in w.children[i] if w.dep[c] == "prt" or all(w.dep[k] == "prep" for k in w.children[c]))
        known = of_class("particle")
        held = (c for c in bare if w.dep[c] == "prt" or (w.dep[c] in ("prep", "advmod") and w.lower[c] in known))
        return next((w.lower[c] for c in held), "")

    def _meaning(self, i: int, arguments: tuple[Argument, ...]) -> int:
        complement = complement_of(self.words, i)
        if complement is not None:
            return complement
        held = next((a.head for a in arguments if a.role == "object"), None)
        light = self.words.lemma[i] in of_class("light") and held is not None and self.words.pos[held] == "NOUN"
        return held if light and held is not None else i

    def _surface(self, i: int, arguments: tuple[Argument, ...]) -> Argument | None:
        found = self.roles.subjects.surface(i)
        return next((a for a in arguments if found is not None and a.head == found[0]), None)


def _questions(words: Words, depth: list[int]) -> dict[int, int]:
    """The sentences that end in a question mark, with its depth: “Is it over?” asks nothing above the quotation."""
    last = {words.sentence[i]: i for i, text in enumerate(words.text) if text.strip() and text not in _CLOSING}
    return {number: depth[i] for number, i in last.items() if words.text[i] == "?"}
