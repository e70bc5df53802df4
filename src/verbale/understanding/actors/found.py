"""A mention while it is being resolved, and the actor it is taken to mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from verbale.model.negotiation import ActorKind
from verbale.model.text import Span
from verbale.understanding.gazetteer import Entry, Role

Form = Literal["name", "nominal", "pronoun"]
Article = Literal["the", "a", "this", "one's", "none", ""]


@dataclass(slots=True, eq=False)
class Who:
    """An actor as far as the article has told of it. `keys` are what it can be met under again."""

    name: str
    kind: ActorKind
    rule: str
    party: str | None = None
    role: str | None = None
    families: set[str] = field(default_factory=set)
    gender: str = ""
    plural: bool = False
    confidence: float = 0.9
    guessed: bool = False
    """Whether only the context speaks for the party."""
    mentions: list[Mention] = field(default_factory=list)
    members: list[Who] = field(default_factory=list)
    label: str = ""
    """The head noun of one without a proper name."""
    modifiers: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()
    """The common nouns by which the article itself calls one with a proper name: "MetallSuisse, an industry group"."""
    owner: Who | None = None


@dataclass(slots=True, eq=False)
class Mention:
    """A place that names or means an actor: tokens `[start, end)`, `head` the word that carries it."""

    start: int
    end: int
    head: int
    form: Form
    span: Span
    entry: Entry | None = None
    role: Role | None = None
    party: str | None = None
    mixed: bool = False
    """Whether it speaks of several parties: "Saudi and American mediators"."""
    determiner: Article = ""
    number: str = ""
    """A numeral or quantifier before a plural: "two", "both", "several"."""
    modifiers: frozenset[str] = frozenset()
    owner: int | None = None
    """The token of a possessor: "Russia" in "Russia's envoy"."""
    core: int = 0
    """Where the role noun itself begins, behind its adjectives."""
    title: str = ""
    before: list[Mention] = field(default_factory=list)
    """The titles that stand before a name."""
    beside: list[Mention] = field(default_factory=list)
    """The phrases that stand beside a name between commas."""
    same: Mention | None = None
    """The name of a body that the phrase stands beside: "their federation, the Plain Union"."""
    who: Who | None = None
