"""Words that point back: "could not accept this", "on that day", "such a toll", "to resume them"; and those before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, takewhile

from verbale.model.text import Article
from verbale.views.tables import WORD, word_set
from verbale.views.wording import one_line

_NAMES = r"[^\W\d_][\w-]*(?![\w-])"
_STANDING = re.compile(
    r"\b(?:such an?|(?:any|no|one|every) such|th(?:is|ese)) "
    rf"({_NAMES}(?: (?!as\b|that\b){_NAMES}|(?! (?!as\b|that\b)[^\W\d_])))(?! that\b| as\b)",
    re.IGNORECASE,
)
"""What stands for a thing: "such a toll", "no such toll", "this toll"; not "such a toll that all fled"."""
_END = re.compile(r"(?<!\S)(\S+)[.!?…][”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])")


def points_back(words: str) -> bool:
    """Whether a sentence has a bare "this", "on that day", or begins with an "it" that stands for something."""
    return _pointing().search(words) is not None


def means_another(words: str) -> bool:
    """Whether some words have a "such a toll" or "this toll" for one that they do not name before."""
    return any(_is_another(m[1], words[: m.start()]) for m in _STANDING.finditer(words))


def _is_another(thing: str, before: str) -> bool:
    """Whether no word of a thing stands before ("asked for a toll and would levy such a toll"), nor is it here and now.

    "This week" and "this country" are; "this must stop" is no thing, and words such as "on" behind one name nothing.
    """
    told = list(takewhile(lambda word: word not in word_set("after_pointers"), map(_singular, WORD.findall(thing))))
    near = word_set("spans_of_time") | word_set("calendar") | word_set("deictic") | word_set("exclaimed")
    if not near.isdisjoint(told):
        return False
    named = {_singular(word) for word in WORD.findall(before)}
    content = [word for word in told if word not in word_set("function")]
    return bool(content) and named.isdisjoint(content)


def _singular(word: str) -> str:
    return re.sub(r"(?<=[sxzh])es$|(?<![suia])s$", "", word.casefold())


@cache
def _pointing() -> re.Pattern[str]:
    names = ("bare_pointers", "after_pointers", "spans_of_time")
    bare, then, days = ("|".join(sorted(word_set(name))) for name in names)
    return re.compile(
        rf"\b(?:{bare})(?=[.,;:!?”’\"]|$|\s+(?:{then})\b)|\bthat (?:day|{days})\b"
        r"|^(?:according to [^,]+, )?it\b(?!(?:\s+\w+){1,3}\s+(?:that|to|who)\b)",
        re.IGNORECASE,
    )


def hangs(content: str, *, of_person: bool) -> bool:
    """Whether reported content has an "it" or "them" for what it does not name: "promised to keep asking for them".

    What is asked of a thing that the content names before ("that the weir leaks and would be rid of it") hangs on
    nothing outside. An "it" or "they" at its beginning is who speaks, unless that is one person; "it is vain to ask"
    stands for nothing.
    """
    words = [word.casefold() for word in WORD.findall(content)]
    for at, word in enumerate(words):
        if word in word_set("articled_by"):
            return False
        if word not in ("it", "they", "them"):
            continue
        follows = words[at + 1 :]
        opens = not at or words[at - 1] in word_set("clause_openers")
        if word in ("it", "they") and opens:
            if of_person and at <= 1 and not _is_empty(follows):
                return True
        elif word == "them" or (word == "it" and not _is_empty(follows)):
            return True
    return False


def _is_empty(follows: list[str]) -> bool:
    """Whether an "it" before some words names nothing, as in "it is vain to ask" and "made it clear that"."""
    near = list(takewhile(lambda word: word not in word_set("joins"), follows[:4]))
    return bool(near) and (near[0] in word_set("auxiliaries") or not word_set("after_empty").isdisjoint(near[1:]))


def named_before(article: Article, place: int) -> str:
    """What stands before a verb at some place and may name what it hangs on, on one line.

    Where a verb of the same subject stands before it in its sentence ("described the visits and promised to resume
    them"), the sentence up to there; else the sentence before its own, with one more where that points back too.
    """
    told = _sentences_before(article, place)
    lead = next(told, "")
    rest, _, last = lead.rpartition(" ")
    if last.rstrip("”\"’')]")[-1:] in tuple(".!?…") and not _is_abbreviation(last.rstrip(".")):
        return lead
    if last.casefold() in word_set("joins"):
        return rest.rstrip(" ,")
    before = next(told, "")
    return f"{next(told, '')} {before}".strip() if points_back(before) else before


def sentence_before(article: Article, place: int, *, whole: bool = False) -> str:
    """The sentence that ends before a place of the running text, on one line; "" at its beginning.

    In the midst of a sentence it is the first part of that; the sentence before stands with it where it is to be
    `whole`.
    """
    told = _sentences_before(article, place)
    before = next(told, "")
    ended = before.rstrip("”\"’')]")[-1:] in tuple(".!?…:")
    return f"{next(told, '')} {before}".strip() if whole and before and not ended else before


def _sentences_before(article: Article, place: int) -> Iterator[str]:
    """What stands before a place of the running text, sentence by sentence, the nearest first."""
    for start, end in reversed(article.paragraphs):
        words = one_line(article.text[start : min(end, place)]) if start < place else ""
        ends = [m.end() for m in _END.finditer(f"{words} ") if not _is_abbreviation(m[1])]
        for a, b in reversed(list(pairwise([0, *ends, len(words)]))):
            if words[a:b].strip():
                yield words[a:b].strip()


def _is_abbreviation(word: str) -> bool:
    plain = word.strip("(“\"'‘").casefold()
    return plain in word_set("abbreviations") or re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", plain) is not None
