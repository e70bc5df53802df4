"""What a clause is: a predicate with its arguments by role, and how it is told.

Roles are logical, in one sense for every layer: `subject` is who does it and `object` what it is done to, whether the
clause is active ("Lima signed the text"), passive ("the text was signed by Lima"), reduced ("the text signed in May")
or relative ("the text, which Lima signed"). Everything here counts in tokens of the article; `Grammar.span` turns
tokens into code points of the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.understanding.grammar.bearing import Bearing

Extent = tuple[int, int]
"""Tokens `[first, after)` of one article."""

Form = Literal["finite", "infinitive", "gerund", "participle", "noun", "attribute"]
"""`noun`: "the suspension of the talks"; `attribute`: "the suspended talks", "the ongoing talks"."""
Voice = Literal["active", "passive"]
Mood = Literal["assertion", "question", "command"]
How = Literal["own", "shared", "controlled", "relative", "noun"]
Relation = Literal[
    "main", "content", "question", "complement", "purpose", "condition", "time", "cause", "contrast", "comparison",
    "relative", "participle", "gerund", "subject", "aside", "noun", "attribute",
]  # fmt: skip
"""What a clause is to its parent. A `complement` has no tense of its own ("agreed to sign"), a `content` has one."""


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a role: its head token, all its tokens, and the heads of a list ("Lima and Quito": both).

    `role` is `subject`, `object`, `indirect`, `complement` (after a copula), `clause`, `owner` (of a noun), `beside` (a
    name before a noun), or the preposition: `in`, `with`, `because of`. `how` says whence the clause has it: its own,
    shared with a clause joined to it, by control ("agreed to sign"), as antecedent, or over a light verb's noun.
    """

    role: str
    head: int
    extent: Extent
    members: tuple[int, ...]
    how: How = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Bearing):
    """One predicate and what the text says with it. `head` numbers its token and is the clause's identity.

    `meaning` is the token that carries the meaning: a copula's complement, a light verb's noun, else the head.
    `negated` and `modality` include what governing words lay on the clause: in "refused to sign" and "wants to sign"
    the clause of "sign" is negated, or a wish. `told` says of which time it tells, whatever its form. `parent` is the
    head of the clause that this one belongs to; joined clauses have one parent and `joined` leads from each to the one
    before it. `depth` counts the quotations that it stands in. `surface` is the subject by grammar: of a passive, what
    is the object here.
    """

    head: int
    form: Form
    lemma: str
    particle: str
    meaning: int
    voice: Voice = "active"
    arguments: tuple[Argument, ...]
    mood: Mood = "assertion"
    relation: Relation
    marker: int | None = None
    parent: int | None
    joined: int | None = None
    conjunction: str = ""
    depth: int
    sentence: int
    surface: Argument | None = None

    def all(self, role: str) -> tuple[Argument, ...]:
        """The arguments in a role, in order of place."""
        return tuple([a for a in self.arguments if a.role == role])

    def get(self, *roles: str) -> Argument | None:
        """The first argument in the first of `roles` that is filled, or None."""
        return next((a for role in roles for a in self.arguments if a.role == role), None)

    @property
    def subject(self) -> Argument | None:
        """Who does it: the subject, or the agent of a passive."""
        return self.get("subject")

    @property
    def object(self) -> Argument | None:
        """What it is done to: the object, or the subject of a passive."""
        return self.get("object")

    @property
    def is_fact(self) -> bool:
        """Whether the text (or whoever it quotes) tells it as so: asserted, not negated, and nothing leaves it open.

        What is ahead is no fact; "agreed to sign" leaves "sign" open, "managed to sign" does not.
        """
        return self.mood == "assertion" and not self.negated and not self.modality and self.told != "ahead"
