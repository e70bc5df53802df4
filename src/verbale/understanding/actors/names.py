"""Proper names: those of the tables, told apart from places and adjectives, and runs of capitals that nobody listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from verbale.model.text import Article, Span
from verbale.understanding.actors.found import Mention
from verbale.understanding.actors.people import gender_of
from verbale.understanding.gazetteer import Entry, Found, Lexicon
from verbale.understanding.grammar.words import Words
from verbale.understanding.tables import words_in

_SHORTEST = 4
"""The shortest name of a newsroom that is looked for in the text of its own article."""


named = partial(words_in, "names")
"""What words tell of a run of capitals that they stand in, by the rows of names.toml."""
_place = partial(words_in, "names", "place")
personal_verbs = partial(words_in, "names", "verbs", "personal")
"""Lemmas of verbs whose subject is somebody."""


def listed(words: Words, lexicon: Lexicon) -> list[tuple[int, int, Found]]:
    """Names of the tables and the brief in the body, as tokens `[start, end)`; offsets of `Found` are the article's."""
    body = words.analysis.body
    shift = words.analysis.shift
    out, surnames = list[tuple[int, int, Found]](), set[str]()
    for found in sorted(
        (*lexicon.find(body), *_own_outlet(words.analysis.article, body)), key=lambda f: (f.start, -f.end)
    ):
        if out and found.start + shift < out[-1][2].end:
            continue
        start, end = words.token_at(found.start + shift), words.token_at(found.end + shift - 1) + 1
        if found.entry.sense == "capital" and not placed(words, start):
            if start and words.head[start - 1] == start and gender_of(words.words(start - 1, end)):
                surnames.add(words.text[start])  # "Henry Rome said … Rome added"
            if words.text[start] in surnames:
                continue
        if found.entry.sense == "body" and words.text[end : end + 1] and words.text[end] in named("incorporated"):
            found, end = Found(found.start, words.ends[end] - shift, found.entry), end + 1
        out.append((start, end, Found(found.start + shift, found.end + shift, found.entry)))
    return out


def _own_outlet(article: Article, body: str) -> Iterator[Found]:
    """The newsroom that published the article, where the text names it as the page does, in full or for short.

    For short it is called without its last word ("Harbour" of "Harbour News") or by it alone ("the Times").
    """
    for outlet in (article.outlet or "").split(", "):
        name = outlet.removeprefix("The ").removeprefix("THE ")
        if len(name) < _SHORTEST:
            continue
        *first, last = name.split()
        forms = [re.escape(name)]
        if len(first) == 1 and last.capitalize() in named("left_out"):
            forms.append(re.escape(first[0]))
        if first and is_newsroom(name):
            forms.append(rf"(?<=\b[Tt]he ){re.escape(last)}")
        for found in re.finditer(rf"\b(?:{'|'.join(forms)})\b", body, re.IGNORECASE):
            if found.group()[0].isupper():
                yield Found(found.start(), found.end(), Entry("outlet", outlet, None, "outlet"))


def is_newsroom(name: str) -> bool:
    """Whether a name ends like that of a newsroom."""
    return name.split()[-1:] != [] and name.split()[-1].capitalize() in named("newsrooms")


def capitalised(words: Words, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of capitalised tokens `[start, end)` outside `taken`, particles inside names included."""
    calendar, particles = named("calendar"), named("particles")
    i, n = 0, len(words)
    proper = {words.text[k] for k in range(n) if words.pos[k] == "PROPN" and not _first(words, k)}
    while i < n:
        if not _opens(words, i, taken, calendar, proper):
            i += 1
            continue
        end = i + 1
        while end < n and words.sentence[end] == words.sentence[i]:
            if _continues(words, end, taken, calendar):
                end += 1
            elif words.text[end - 1] in named("bodies") and (more := _goes_on_with(words, end, taken)):
                end = more
            elif _joined(words, end, taken):
                end += 2
            elif words.lower[end] in particles and _goes_on(words, behind := _behind_particles(words, end), taken):
                end = behind + 1
            elif (
                words.lower[end] in particles and end + 2 < n and words.text[end + 1] == "-"
                and words.text[end + 2][:1].isupper()
            ):  # fmt: skip
                end += 3
            else:
                break
        yield i, end
        i = end


def _opens(words: Words, i: int, taken: set[int], calendar: frozenset[str], proper: set[str]) -> bool:
    text = words.text[i]
    if words.text[i + 1 : i + 2] == [":"] and text in named("labels"):
        return False
    if text in named("tied") and words.text[i + 1 : i + 2] == ["-"] and words.text[i + 2 : i + 3]:
        return i not in taken and words.text[i + 2][0].isupper()  # "al-Rawi said"
    if i in taken or not text[0].isupper() or text in calendar or not any(c.isalpha() for c in text):
        return False
    if words.pos[i] == "PROPN" or (words.pos[i] != "DET" and text in proper):
        return True
    if words.pos[i] in ("NOUN", "ADJ", "X") and words.dep[i] == "compound" and words.pos[i + 1 : i + 2] == ["PROPN"]:
        return True
    return not _first(words, i) and words.pos[i] in ("NOUN", "ADJ", "X", "VERB")


def _continues(words: Words, i: int, taken: set[int], calendar: frozenset[str]) -> bool:
    text = words.text[i]
    return i not in taken and text[0].isupper() and text not in calendar and words.pos[i] not in ("PRON", "DET", "ADP")


def _behind_particles(words: Words, i: int) -> int:
    """Behind the lower-case words of a name: "de la" of "Ana de la Torre"."""
    while i < len(words) and words.lower[i] in named("particles"):
        i += 1
    return i


def _goes_on(words: Words, i: int, taken: set[int]) -> bool:
    return i < len(words) and _continues(words, i, taken, named("calendar"))


def _goes_on_with(words: Words, i: int, taken: set[int]) -> int | None:
    """ "Observatory for Human Rights", "Council on the Aged": where the name of a body goes on behind a preposition."""
    if words.lower[i] not in ("for", "of", "on"):
        return None
    i += 2 if (the := words.lower[i + 1 : i + 2] == ["the"]) else 1
    if not _goes_on(words, i, taken):
        return None
    whose = the and words.lower[i + 1 : i + 2] == ["of"] and words.text[i + 2 : i + 3] != []
    return i + 3 if whose and words.pos[i + 2] == "PROPN" else i + 1  # "Front for the Renewal of Norland"


def _joined(words: Words, i: int, taken: set[int]) -> bool:
    hyphen = words.text[i] == "-" and words.ends[i - 1] == words.starts[i]
    return hyphen and i + 1 < len(words) and i + 1 not in taken


def _first(words: Words, i: int) -> bool:
    return i == 0 or words.sentence[i - 1] != words.sentence[i] or words.text[i - 1] in ("“", '"', "«", ":", "-", "—")


def sort_of(words: Words, start: int, end: int) -> str:
    """What a run of capitals is by its words alone: "body", "newsroom", "thing", "acronym", or "" for undecided."""
    last = words.text[end - 1]
    goes_on = any(words.lower[i] in ("for", "on") and words.text[i - 1] in named("bodies") for i in range(start, end))
    if last in named("bodies") or goes_on or " of " in words.words(start, end):
        return "body"
    if last in named("companies") and end - start > 1:
        return "body"
    if end - start > 1 and words.text[start] in named("newsrooms_first"):
        return "newsroom"
    if last in named("newsrooms") and (end - start > 1 or (start and words.lower[start - 1] == "the")):
        return "newsroom"
    if any(words.text[i] in named("things") for i in range(start, end)):
        return "thing"
    modifies = words.dep[end - 1] in ("compound", "amod", "nmod")
    if end - start == 1 and not modifies and last.isupper() and 2 <= len(last) <= 7 and last.isalpha():
        return "acronym"
    return ""


def things_after(words: Words, end: int) -> bool:
    """Whether the name goes on, at token `end`, with a word for a place or thing: "Strait", "Treaty"."""
    return end < len(words) and words.text[end] in named("things") and words.text[end][0].isupper()


def placed(words: Words, start: int) -> bool:
    """Whether a preposition of place stands before token `start`: "in Harbourtown"."""
    i = start - 1
    if i >= 0 and words.lower[i] == "the":
        i -= 1
    if i > 0 and words.lower[i] == "of":
        return words.lower[i - 1] in _place("part")
    return i >= 0 and words.lower[i] in _place("before")


def acts(words: Words, start: int, end: int) -> bool:
    """Whether a capital or seat at tokens `[start, end)` stands for those who act there, rather than for the place."""
    last = end - 1
    if words.dep[last] == "conj" and words.pos[words.head[last]] == "PROPN" and words.head[last] < start:
        return acts(words, words.head[last], words.head[last] + 1)
    before = words.lower[start - 1] if start else ""
    after = words.lower[end] if end < len(words) else ""
    if words.tag[end : end + 1] == ["POS"] and words.pos[end + 1 : end + 2] == ["NOUN"]:
        return True  # "at Lima's request"
    behind = words.lower[end + (after == "-") : end + 2][:1]
    if before in _place("before") or _place("after") & set(behind):
        return False
    governor = words.head[last]
    if before in _place("toward"):
        above = words.head[start - 1]
        if before == "from" and words.pos[above] != "NOUN" and words.lemma[above] not in _place("giving"):
            return False
        lemma = words.lemma[above]
        return _place("motion").isdisjoint({lemma, words.lower[above], words.lower[max(0, start - 2)]})
    if words.dep[last] in ("dobj", "obj"):
        return words.lemma[governor] not in _place("transitive")
    if words.dep[last] in ("compound", "nmod", "amod") and after not in ("-", "–") and governor >= end:
        return words.lower[governor] not in _place("after")
    return True


def mention_of(
    words: Words, start: int, end: int, entry: Entry | None, exact: Span | None = None, party: str | None = None
) -> Mention:
    """The mention at tokens `[start, end)`, or at the offsets `exact`, with "the" before it."""
    first = start
    modifies = words.dep[end - 1] == "compound" and words.head[end - 1] >= end
    the = first > 0 and words.lower[first - 1] == "the" and words.sentence[first - 1] == words.sentence[first]
    first -= the and not modifies
    begin, stop = exact or words.span(start, end)
    begin = words.starts[first] if first < start else begin
    head = end - 1
    while words.dep[head] == "conj" and start <= words.head[head] < head:
        head = words.head[head]  # "the Oil and Gas Council said": the parse takes the first for the subject
    mention = Mention(first, end, head, "name", (begin, stop), entry=entry, determiner="the" if first < start else "")
    mention.party = party or (entry.party if entry else None)
    return mention
