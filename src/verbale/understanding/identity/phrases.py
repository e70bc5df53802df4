"""Noun phrases that name an actor by what it is: "a senior Greek official", "the leaders of the two countries".

The head is a noun of roles.toml; what stands before it is walked through word by word, so that a wrong parse does
little harm, and only prepositional phrases that say who is meant ("close to the talks") are taken in behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.understanding.identity.found import Article, Mention
from verbale.understanding.identity.lexicon import Entry, Lexicon, Role
from verbale.understanding.identity.words import Words

_DETERMINERS: dict[str, Article] = {
    "the": "the", "a": "a", "an": "a", "this": "this", "that": "this", "these": "this", "those": "this", "such": "this",
    "another": "a", "some": "a", "no": "a", "any": "a", "each": "", "every": "a", "both": "the",
    "either": "", "neither": "",
    "his": "one's", "her": "one's", "its": "one's", "their": "one's", "my": "one's", "our": "one's", "your": "one's",
    "one": "a", "several": "a", "many": "a", "most": "a", "few": "a",
}  # fmt: skip
_NUMBERS = {
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "both",
    "several",
    "some",
    "many",
    "few",
    "all",
    "dozens",
    "2",
    "3",
    "4",
}
_LINKED = {"of": None, "close": None, "familiar": None, "to": {"aide", "ambassador", "source"}, "from": None}
_INSIDE = ("in", "at", "with", "within", "inside", "for", "on", "near")


def phrases(words: Words, lexicon: Lexicon, known: dict[int, Entry]) -> Iterator[Mention]:
    """Every phrase with a role noun as its head. `known` gives the table entry of each token that a name covers."""
    at = 0
    while at < len(words):
        found = lexicon.role_at(words.lower, at)
        if found is None or (at in known and known[at].sense not in ("adjective", "state", "ministry")):
            at += 1
            continue
        end, role = found
        if _is_noun(words, end - 1, role):
            end, role = _longest(words, lexicon, end, role)
            yield _phrase(words, at, end, role, known)
            at = end
        else:
            at += 1


def _is_noun(words: Words, last: int, role: Role) -> bool:
    if words.pos[last] in ("NOUN", "PROPN"):
        return True
    return role.family.title and words.text[last][:1].isupper() and words.pos[last] in ("ADJ", "X", "INTJ")


def _longest(words: Words, lexicon: Lexicon, end: int, role: Role) -> tuple[int, Role]:
    """Go on while the phrase turns out to be the first part of a compound: "minister" in "foreign ministry source"."""
    while end < len(words) and (more := lexicon.role_at(words.lower, end)) and _is_noun(words, more[0] - 1, more[1]):
        end, role = more
    return end, role


def _phrase(words: Words, at: int, end: int, role: Role, known: dict[int, Entry]) -> Mention:
    start, determiner, owner, number = _left(words, at, known)
    parties = [known[i].party for i in range(start, end) if i in known and known[i].party]
    stop = _right(words, end, role, known)
    parties += [known[i].party for i in range(end, stop) if i in known and known[i].party]
    own = {words.lower[i] for i in range(start, at) if words.pos[i] in ("ADJ", "NOUN", "PROPN") and i not in known}
    return Mention(
        start, stop, end - 1, "nominal", words.span(start, stop), role=role,
        party=parties[0] if parties else None, determiner=determiner, number=number,
        modifiers=frozenset(own - _NUMBERS | {words.lower[i] for i in range(at, end - 1)}), owner=owner,
        title=words.words(at if determiner or owner is not None else start, end),
    )  # fmt: skip


def _left(words: Words, at: int, known: dict[int, Entry]) -> tuple[int, Article, int | None, str]:
    start, number = at, ""
    while start > 0 and words.sentence[start - 1] == words.sentence[at]:
        i = start - 1
        lower = words.lower[i]
        if lower in _NUMBERS:
            number = number or lower
            start = i
            if lower == "both":
                return start, "the", None, number
            continue
        if lower in _DETERMINERS and words.pos[i] in ("DET", "PRON", "NUM", "ADJ"):
            return i, _DETERMINERS[lower], None, number
        if words.tag[i] == "POS":
            return _possessor(words, i, known), "one's", i - 1, number
        modifies = i in known or (words.head[i] <= at + 6 and words.head[i] > i)
        if (words.pos[i] in ("ADJ", "NOUN", "PROPN") and modifies) or (
            words.tag[i] in ("VBN", "VBG") and words.dep[i] == "amod"
        ):
            start = i
        elif words.text[i] in ("-", "–") and i > 0 and words.ends[i - 1] == words.starts[i]:
            start = i - 1
        else:
            break
    return start, "", None, number


def _possessor(words: Words, apostrophe: int, known: dict[int, Entry]) -> int:
    i = apostrophe - 1
    while (
        i > 0
        and (words.pos[i - 1] == "PROPN" or i - 1 in known)
        and words.sentence[i - 1] == words.sentence[apostrophe]
    ):
        i -= 1
    if i > 0 and words.lower[i - 1] in ("the", "a", "an", "his", "her", "their", "its"):
        i -= 1
    return i


def _right(words: Words, end: int, role: Role, known: dict[int, Entry]) -> int:
    if end >= len(words) or words.sentence[end] != words.sentence[end - 1]:
        return end
    word = words.lower[end]
    if word not in _LINKED and not (word in _INSIDE and _says_whose(words, end, known)):
        return end
    if word == "to" and not ({"aide", "ambassador", "source"} & role.family.kinds):
        return end
    if word == "from" and end + 1 < len(words) and end + 1 not in known and end + 2 not in known:
        return end
    return _until_clause(words, end, max(words.right_edge(end), end + 1))


def _says_whose(words: Words, at: int, known: dict[int, Entry]) -> bool:
    reach = range(at + 1, min(at + 4, len(words)))
    if words.lower[at] == "with":
        return any(words.lower[i] in ("knowledge", "access", "ties") for i in reach)
    inside = any(i in known and known[i].sense in ("ministry", "seat", "body") for i in reach)
    return inside or any(words.lower[i] in ("ministry", "office", "government", "department", "embassy") for i in reach)


def _until_clause(words: Words, first: int, edge: int) -> int:
    for i in range(first, edge):
        if words.text[i] in (",", ";", ":", "(", "—", "“", '"') or words.tag[i] in (
            "WP",
            "WDT",
            "WRB",
            "VBD",
            "VBZ",
            "VBP",
            "MD",
        ):
            return i
    return edge
