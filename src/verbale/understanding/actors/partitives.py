"""Sources told by a number or a pronoun: "one of them", "another", "the other", "a third", "both", "some in Lima".

They speak for some of those just told of: each is somebody new with the party of the many, save "both", who are the
two themselves.
"""

from __future__ import annotations

from functools import partial

from verbale.model.negotiation import ActorKind
from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.names import personal_verbs
from verbale.understanding.actors.sieve import Sieve
from verbale.understanding.actors.tables import words_in
from verbale.understanding.gazetteer import Entry, Family, Role
from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.grammar.words import Words

_FAMILY = Family("partitive", frozenset({"partitive"}), "anonymous", "group", False)
_SUBJECTS = ("nsubj", "nsubjpass")
_REACH = 4
"""How many sentences back those are looked for of whom one speaks."""
_MANY = ("anonymous", "group", "public")


_words = partial(words_in, "pronouns", "partitives")


def partitives(words: Words, known: dict[int, Entry], taken: set[int]) -> list[Mention]:
    """Every such phrase that speaks, thinks or acts as a person does."""
    out = []
    for i, lower in enumerate(words.lower):
        sort = next((s for s in ("one", "some", "both") if lower in _words(s)), None)
        if sort is None or i in taken or not _alone(words, i):
            continue
        end = _end(words, i)
        if _speaks(words, i, end):
            start = i - 1 if i and words.lower[i - 1] in ("the", "a") and words.head[i - 1] == i else i
            sort = "both" if (words.lower[start], lower) == ("the", "two") else sort
            out.append(_mention(words, start, i, end, sort, known))
    return out


def _alone(words: Words, i: int) -> bool:
    """Whether the word stands for somebody: no noun behind it, and neither "each other" nor "one another"."""
    if words.lower[max(0, i - 1)] in ("each", "one", "no", "any", "another") or words.dep[i] in (
        "amod", "nummod", "det", "predet", "preconj", "cc", "advmod", "compound", "poss", "quantmod", "appos",
    ):  # fmt: skip
        return False
    return words.lower[i] not in _words("ordinals") or words.lower[max(0, i - 1)] in ("the", "a")


def _end(words: Words, i: int) -> int:
    """The end of "one of the two people", "some in Lima", "those around him"."""
    if words.lower[i + 2 : i + 3] in (["which"], ["whom"]):
        return i + 1
    if words.lower[i + 1 : i + 2] and words.lower[i + 1] in _words("joints") and words.head[i + 1] == i:
        edge = min(words.right_edge(i + 1), i + 9)
        return next((k for k in range(i + 2, edge) if words.text[k] in (",", "who", "“", "which")), edge)
    return i + 1


def _speaks(words: Words, i: int, end: int) -> bool:
    if words.lower[max(0, i - 2) : i] == ["according", "to"]:
        return True
    verb = words.head[i]
    if words.dep[i] in _SUBJECTS:
        alone = words.lower[i] not in ("one", "some") and end > i + 1
        return alone or words.lemma[verb] in personal_verbs() | _words("verbs")
    return words.lemma[max(0, i - 1)] in of_class("saying") and words.pos[i - 1] == "VERB"


def _mention(words: Words, start: int, i: int, end: int, sort: str, known: dict[int, Entry]) -> Mention:
    party = next((e.party for k in range(i, end) if (e := known.get(k)) and e.party), None)
    role = Role(_FAMILY, sort != "one", sort)
    mention = Mention(start, end, i, "nominal", words.span(start, end), role=role, party=party, determiner="a")
    mention.core, mention.title = i, words.words(start, end)
    return mention


def part_of(mention: Mention, sieve: Sieve) -> Who | None:
    """Who speaks: one or some of the many told of last, or both."""
    assert mention.role is not None  # noqa: S101 - see _mention
    here = sieve.words.sentence[mention.head]
    many = sieve.latest(
        mention.start,
        lambda w: w.plural and w.kind in _MANY and here - sieve.words.sentence[w.mentions[-1].head] <= _REACH,
        [("kind", kind) for kind in _MANY],
    )
    if mention.role.singular == "both":
        return many
    party = mention.party or (many.party if many else None)
    kind: ActorKind = "group" if mention.role.singular == "some" and mention.end == mention.head + 1 else "anonymous"
    who = Who(mention.title, kind, f"actors.{kind}.part", party, plural=mention.role.plural, confidence=0.7)
    who.label, who.role, who.owner = "source", many.role if many else None, many
    return sieve.new(who)
