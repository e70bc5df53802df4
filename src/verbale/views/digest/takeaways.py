"""What to take away, as sentences: who, by which act, with which words.

A statement reads from its verb on where the text lets it ("Kenya refused to pay for the turbines"), else its words
stand in quotation marks behind the verb of its act. What is wanted or how the talks stand is told by the statement that
says so, else by the sentence of the article. Besides such words there are only names and the verbs of the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from verbale.model.edition import Place, Told
from verbale.model.negotiation import Phase, Position, Statement
from verbale.model.record import Telling, Who
from verbale.model.text import Span
from verbale.views.context import Context
from verbale.views.digest.sentences import Sentence, around
from verbale.views.digest.synopsis import is_background
from verbale.views.tables import word_set, wording
from verbale.views.wording import (
    acts_around,
    is_hanging,
    is_relation,
    leading,
    name_of,
    one_line,
    phrase_places,
    tells_act,
)

MOST = 4
"""Most takeaways of a story."""
LENGTH = 320
"""Characters of words beyond which a thing is no takeaway."""
FEWEST = 3
"""Words below which content tells nothing by itself."""
STEM = 4
"""Letters that the forms of a verb share."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement as a sentence: who made it, what follows the name, and where its words stand."""

    who: Who | None
    rest: str
    places: tuple[Place, ...]

    def told(self, against: Context, line: str | None = None, *, again: bool = False) -> Told:
        """The sentence; by the name alone where the speaker was named before."""
        who = leading(with_article(self.who)) if again and self.who else named(self.who, against)
        return Told(closed(f"{who}{self.rest}"), self.places, line)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that may be taken away: where it stands, what it weighs, and the sentence that tells it."""

    span: Span
    weight: float
    told: Callable[[], Spoken | Told | None]


def takeaways(
    told: Sequence[Telling[Any]], text: tuple[Sentence, ...], taken: Sequence[Span], against: Context
) -> Iterator[Told]:
    """What to take away from an article, in the order of its text; `taken` are the places that are told already."""
    chosen: list[tuple[Span, Spoken | Told]] = []
    for found in sorted(_found(told, text, against), key=lambda c: (-c.weight, c.span)):
        spans = [*taken, *(span for span, _ in chosen)]
        if found.weight <= 0 or any(a < found.span[1] and found.span[0] < b for a, b in spans):
            continue
        worded = found.told()
        chosen += [(found.span, worded)] if worded else []
        if len(chosen) == MOST:
            break
    names: set[str] = set()
    for _, worded in sorted(chosen, key=lambda c: c[0]):
        if isinstance(worded, Told):
            yield worded
        else:
            name = name_of(worded.who)
            yield worded.told(against, again=name in names)
            names.add(name)


def _found(told: Sequence[Telling[Any]], text: tuple[Sentence, ...], against: Context) -> Iterator[Candidate]:
    wanted = [t for t in told if isinstance(t.content, Position | Phase) and t.passages]
    for telling in told:
        said = telling.content
        if isinstance(said, Statement) and said.kind == "speech" and said.content and telling.who(said.speaker):
            span = (min(a for a, _ in said.content), max(b for _, b in said.content))
            yield Candidate(span, _weight(telling, wanted, span, against), partial(statement_told, telling, against))
    for telling in wanted:
        place = (telling.passages[0].start, telling.passages[0].end)
        if not any(True for _ in acts_around(place, against.statements.get(telling.article, ()))):
            found = around(place, text)
            if found and not (found.leans or found.goes_on) and len(found.words) <= LENGTH:
                weight = 0.3 if is_background(telling, against.sources[telling.article].article) else 1.5
                yield Candidate(found.span, weight, partial(sentence_told, found, telling.article))


def _weight(told: Telling[Statement], wanted: Sequence[Telling[Any]], span: Span, against: Context) -> float:
    """What a statement weighs: most where it says what is wanted or how the talks stand."""
    who, act = told.who(told.content.speaker), wording()["act"][told.content.act]
    weight = 0.2 + (1.0 if who and who.party else 0.0) + (0.8 if told.content.act != "state" else 0.0)
    weight += (2.0 if any(span[0] <= t.passages[0].start < span[1] for t in wanted) else 0.0) - 0.4 * len(told.relays)
    weight -= 0.6 if act["tag"] and not _cue_tells(told, act) else 0.0
    return weight - (2.5 if is_background(told, against.sources[told.article].article) else 0.0)


def sentence_told(sentence: Sentence, article: str, line: str | None = None) -> Told:
    """A sentence of an article as it stands there."""
    return Told(sentence.words, (Place(article, *sentence.span),), line)


def statement_told(told: Telling[Statement], against: Context) -> Spoken | None:
    """A statement as a sentence; None where its content tells nothing by itself or is too long."""
    text = against.sources[told.article].article.text
    if is_hanging(told) or not told.content.content or not text or _points(told.words):
        return None
    if any(r.speaker is None and r.act != "state" for r in told.relays):
        return None
    act = wording()["act"][told.content.act]
    phrase = phrase_places(told, against.sources)
    if phrase and not _is_subject(told, text):
        places = [_trimmed(text, _without_also(text, span)) for span in phrase]
        rest = " … ".join(one_line(text[a:b]) for a, b in places)
        tells = tells_act(rest, told.content.act)
    else:
        if told.words.split()[0].strip("“\"'‘").casefold() in word_set("of_persons") | {"they"}:
            return None
        places = [_trimmed(text, _unquoted(text, span)) for span in told.content.content]
        verb, tells = _verb(told, act)
        rest = f"{verb}{_as_content([one_line(text[a:b]) for a, b in places])}"
    said = [one_line(text[a:b]) for a, b in places]
    if sum(map(len, said)) > LENGTH or sum(len(s.split()) for s in said) < FEWEST or any(map(_breaks_off, said)):
        return None
    tag = f" ({act['tag']})" if act["tag"] and not tells else ""
    through = _through(told)
    who = told.who(told.content.speaker)
    return Spoken(who, f"{through} {rest}{tag}", tuple(Place(told.article, a, b) for a, b in places))


def _relayer(who: Who | None) -> str:
    named_by = who and any(w.casefold() not in word_set("function") for w in who.name.split())
    return with_article(who) if who and named_by else "someone"


def _is_subject(told: Telling[Statement], text: str) -> bool:
    """Whether a verb stands before the content that says what it is: "what Sudland proposed was that"."""
    cue, (start, _) = told.content.cue, told.content.content[0]
    between = text[cue[1] : start].split() if cue else []
    return bool(between) and between[-1].casefold() in word_set("copulas")


def _breaks_off(piece: str) -> bool:
    """Whether words end where nothing can: in "which" or "the"."""
    return piece.split()[-1] in ("which", "that", "who", "whom", "whose", "the", "a", "an", "of", "and", "or", "to")


def _verb(told: Telling[Statement], act: dict[str, str]) -> tuple[str, bool]:
    """The verb before words that stand without theirs, and whether it tells the act: "refusing to pay" refused."""
    return (act["verb"], True) if _cue_tells(told, act) else ("said", False)


def _cue_tells(told: Telling[Statement], act: dict[str, str]) -> bool:
    """Whether the verb of a statement tells its act in any form."""
    cue = told.content.cue
    word = next((p.words for p in told.passages if cue == (p.start, p.end)), "") if cue else ""
    stems = {w[:STEM] for w in act["cues"].split()}
    return bool(word.split()) and word.casefold().split()[0][:STEM] in stems


def _as_content(pieces: Sequence[str]) -> str:
    """Words behind a verb: a clause as it stands, else in quotation marks."""
    if len(pieces) == 1 and pieces[0].split()[0] in ("that", "to"):
        return f" {pieces[0]}"
    return f": {' … '.join(f'“{p}”' for p in pieces)}"


def _without_also(text: str, span: Span) -> Span:
    """A place without the "also" that goes on from the sentence before."""
    began = re.compile(r"(?:also|then|again)\s+").match(text, span[0])
    return (began.end(), span[1]) if began else span


def named(who: Who | None, against: Context) -> str:
    """An actor with office and party, parties by name: `Ana Lima (foreign minister, Norland)`."""
    if who is None:
        return "Someone"
    name = with_article(who)
    party = against.party(who.party) if who.party else None
    role = None if who.role and is_relation(who.role) else who.role
    about = [role] if role and role.casefold() not in who.name.casefold() else []
    if party and who.kind == "person" and party.casefold() not in f"{who.name} {role}".casefold():
        about.append(party)
    return f"{leading(name)} ({', '.join(about)})" if about else leading(name)


def with_article(who: Who) -> str:
    """A name as it stands in a sentence: `the Foreign Ministry`, `the foreign minister`, `an official`, `Ana Lima`."""
    first, last = who.name.split()[0], who.name.split()[-1]
    if first.casefold() in word_set("function") or re.search("[’']s$", first):
        return who.name
    if who.kind == "anonymous":
        return who.name if last.endswith("s") else f"a{'n' * (first[0].casefold() in 'aeiou')} {who.name}"
    bare = who.kind == "ministry" or (who.kind != "person" and last.casefold() in word_set("articled"))
    bare = bare or (last[0].islower() and not (last.endswith("s") and who.kind != "person"))
    return f"the {who.name}" if bare else who.name


def closed(words: str) -> str:
    """Words with a full stop at their end, unless they have one there, be it within quotation marks."""
    return words if re.search(r"[.!?…][”\"’')]*$", words) else f"{words}."


def _through(told: Telling[Statement]) -> str:
    """Through whom we have a statement: `, as told by Ben Lusk,`."""
    speaker = told.who(told.content.speaker)
    via = [
        wording()["act"][r.act]["via"].format(who=_relayer(r.speaker))
        for r in told.relays
        if r.act != "state"
        or (r.speaker and r.speaker.kind != "outlet" and not (speaker and speaker.name == r.speaker.name))
    ]
    return f", {', '.join(via)}," if via else ""


def _points(words: str) -> bool:
    """Whether words begin or end with an "it" or "this" for what they do not name.

    "It was wrong to wait" and "it was Norland that" name it behind.
    """
    said = [w.strip(".,;:“”\"'") for w in words.casefold().removeprefix("that ").split()]
    behind = said[1:2] and said[1] in word_set("pleonastic") and not {"that", "to", "for"}.isdisjoint(said[2:7])
    opens = said[0] in word_set("pointers") and not (said[0] == "it" and behind)
    return opens or said[-1] in word_set("pointers")


def _unquoted(text: str, span: Span) -> Span:
    """A place without the quotation marks around all of it."""
    start, end = _trimmed(text, span)
    closing = {"“": "”", '"': '"', "«": "»", "‘": "’"}.get(text[start])
    if closing is None or (closing in text[start + 1 : end - 1] and closing != "’"):
        return (start, end)
    return (start + 1, end - 1) if text[end - 1] == closing and end - start > 2 else (start + 1, end)


def _trimmed(text: str, span: Span) -> Span:
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
