"""Whether words that are taken out of a text tell something by themselves: whole, and of nobody who is not named."""

from __future__ import annotations

import re
from functools import cache

from verbale.model.negotiation import Statement
from verbale.model.record import Telling, Who
from verbale.model.text import Span
from verbale.views.tables import word_set

OBJECTS = ("him", "her", "them", "us", "me", "you")
"""Pronouns for whoever is spoken to."""
_QUOTED = re.compile(r"“[^”]*(?:”|$)|^[^“]*”|\"[^\"]*(?:\"|$)|‘[^‘’]*’(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_GOES_ON = re.compile(r",?\s+[“\"‘«]")
_BROKEN_IN = re.compile(r"[\w,]\s+[“\"‘«][a-z]")
_BACK = re.compile(r"\b(?:this|that|these|those)(?: ([a-z]+))?[.]*(?: \([a-z]+\))?$")
_PART = re.compile(
    r"(?:\S+ ){0,6}(?:one|two|three|four|some|most|many|several|both|none) of (?:them|the (?:two|three|four))\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w.’'-]*:\s")


def speaks(words: str) -> bool:
    """Whether somebody says "I", "we" or "you" outside quotation marks, or words begin as a turn of a dialogue."""
    first = _first_persons()
    if first.search(words) and first.search(_QUOTED.sub(" ", words)):
        return True
    return ":" in words and _LABEL.match(words) is not None


@cache
def _first_persons() -> re.Pattern[str]:
    """The words of whoever speaks, as a sentence writes them: "us" and "Us", but not "US" or "I.M.F."."""
    forms = [form for word in sorted(word_set("first_persons") - {"i"}) for form in (word, word.capitalize())]
    return re.compile(rf"(?<![A-Z]\.)\b(?:I(?!\.\w)|{'|'.join(forms)})\b")


def is_cut(text: str, spans: list[Span]) -> bool:
    """Whether words break off before a quotation that belongs to them, or begin with one that belongs to others."""
    start, end = spans[0][0], spans[-1][1]
    begun = start > 2 and _BROKEN_IN.match(text, max(0, start - 2)) is not None
    words = "".join(text[a:b] for a, b in spans)
    goes_on = text[end - 1] not in '.!?…”"' and _GOES_ON.match(text, end) is not None
    return begun or goes_on or words.count("“") > words.count("”")


def asks(words: str) -> bool:
    """Whether words are a question, which tells nothing."""
    return words.rstrip("”\"'’ ").endswith("?")


def of_several(words: str) -> bool:
    """Whether words soon tell of some of several who are named before: "one of the three said"."""
    return " of the" in words and _PART.match(words) is not None


def is_paired(words: str) -> bool:
    """Whether every quotation that begins in words ends there, and none that began before."""
    return words.count("“") == words.count("”") and words.count('"') % 2 == 0


def is_clause(words: str) -> bool:
    """Whether words without a "that" have a verb of their own: "there would be none", not "the end of it"."""
    low = [w.casefold() for w in _WORD.findall(words)]
    return (
        words[0].isupper()
        or low[:1] == ["that"]
        or any(w in word_set("verbs_of_others") or w.endswith("ed") for w in low)
    )


def ends_open(words: str) -> bool:
    """Whether words end in a verb that another one is missing behind: "hint that they will"."""
    return words.split()[-1].strip('.,;”"') in word_set("verbs_of_others")


def to_colon(text: str, span: Span) -> Span:
    """A place up to its colon where what follows breaks off: "the charge: all of it" before ", he said, is new"."""
    start, end = span
    colon = text.rfind(": ", start, end)
    return (start, colon) if colon > start and text[end : end + 1] == "," else span


def spoken_to(told: Telling[Statement], text: str) -> tuple[int, Who] | None:
    """Where a pronoun for whoever is spoken to ends, between the verb and what it tells, and who that is."""
    said = told.content
    if not said.cue or not said.content:
        return None
    between = list(_WORD.finditer(text, said.cue[1], max(said.cue[1], said.content[0][0])))
    whom = told.who(said.addressee)
    if not between or between[0].group().casefold() not in OBJECTS or whom is None:
        return None
    return (between[0].end(), whom) if whom.name.casefold() not in OBJECTS else None


def dangles(words: str, who: Who | None, act: str) -> bool:
    """Whether a pronoun stands for somebody who is named neither in the words nor as the speaker."""
    named = several = clause = False
    every = _WORD.findall(_QUOTED.sub(" ", words))
    for at, word in enumerate(every):
        low = word.casefold()
        after = every[at + 1].casefold() if at + 1 < len(every) else ""
        behind = every[at - 1].casefold() not in word_set("function") if at else False
        is_object = behind and (low == "him" or (low == "her" and _ends(after)))
        if _first_persons().match(word) or (is_object and not (named or clause)):
            return True
        if low in ("they", "them", "their") and not (several or _are_several(who, low, act)):
            return True
        named = named or (word[0].isupper() and low not in word_set("function") and low not in word_set("calendar"))
        several = several or (len(low) > 3 and low.endswith("s") and low not in word_set("function")) or low == "and"
        clause = clause or low == "that"
    return False


def _ends(after: str) -> bool:
    """Whether nothing follows that "her" could belong to."""
    return not after or after == "last" or after in word_set("function")


def _are_several(who: Who | None, pronoun: str, act: str) -> bool:
    """Whether "they" may be the speaker, who asks of others what he asks."""
    if who is None or pronoun == "them" or act == "request":
        return False
    return who.kind != "person" or " and " in who.name or who.name.endswith("s")


def breaks_off(piece: str) -> bool:
    """Whether words end where nothing can: in "which", "the" or "whether"."""
    return piece.split()[-1] in word_set("goes_before")


def without_that(text: str, span: Span) -> Span:
    """A place without the "that" before what is spoken."""
    return (span[0] + len("that "), span[1]) if text.startswith("that ", span[0]) else span


def without_also(text: str, span: Span) -> Span:
    """A place without the "also" that goes on from the sentence before."""
    began = re.compile(r"(?:also|then|again)\s+").match(text, span[0])
    return (began.end(), span[1]) if began else span


def points(words: str) -> bool:
    """Whether words begin or end with an "it" or "this" for what they do not name, or end in "that account".

    "It was wrong to wait" and "it was Norland that" name it behind; "this autumn" stands for no other.
    """
    said = [w.strip(".,;:“”\"'") for w in words.casefold().removeprefix("that ").split()] or [""]
    behind = said[1:2] and said[1] in word_set("pleonastic") and not {"that", "to", "for"}.isdisjoint(said[2:7])
    opens = said[0] in word_set("pointers") and not (said[0] == "it" and behind)
    back = _BACK.search(words)
    return opens or said[-1] in word_set("pointers") or (back is not None and back[1] not in word_set("spans_of_time"))


def unquoted(text: str, span: Span) -> Span:
    """A place without the quotation marks around all of it."""
    start, end = trimmed(text, span)
    closing = {"“": "”", '"': '"', "«": "»", "‘": "’"}.get(text[start])
    if closing is None or (closing != "’" and _closes(text[start : end - 1], text[start], closing)):
        return (start, end)
    return (start + 1, end - 1) if text[end - 1] == closing and end - start > 2 else (start + 1, end)


def _closes(words: str, opening: str, closing: str) -> bool:
    """Whether the mark that opens words is closed within them, where no other of its kind is open."""
    if opening == closing:
        return closing in words[1:]
    return any(words[:n].count(opening) == words[:n].count(closing) for n in range(1, len(words) + 1))


def trimmed(text: str, span: Span) -> Span:
    """A place without blanks, commas and lone quotation marks at its ends."""
    start, end = span
    while end > start + 1 and (text[end - 1] in " \t\n,;:—–-" or _is_lone(text, start, end)):
        end -= 1
    while start < end - 1 and text[start] in " \t\n,;:":
        start += 1
    return (start, end)


def _is_lone(text: str, start: int, end: int) -> bool:
    """Whether a closing quotation mark at the end has no opening one."""
    return (text[end - 1] == "”" and "“" not in text[start:end]) or (
        text[end - 1] == '"' and text[start:end].count('"') % 2 == 1
    )
