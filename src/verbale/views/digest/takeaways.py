"""What to take away, as sentences: who, by which act, with which words.

A statement reads from its verb on where the text lets it ("Kenya refused to pay for the turbines"), else its words
stand in quotation marks behind the verb of its act. What is wanted or how the talks stand is told by the statement that
says so, else by the sentence of the article. Besides such words there are only names and the verbs of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.model.edition import Place, Told
from verbale.model.negotiation import Phase, Position, Statement
from verbale.model.record import Telling, Who
from verbale.model.text import Span
from verbale.views.context import Context
from verbale.views.digest.sentences import Sentence, around
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


@dataclass(frozen=True, slots=True)
class Takeaway:
    """One thing to take away, where it stands, and what it weighs."""

    told: Told
    span: Span
    weight: float
    speaker: str = ""


def takeaways(
    told: Sequence[Telling[Any]], text: tuple[Sentence, ...], taken: Sequence[Span], against: Context
) -> tuple[Told, ...]:
    """What to take away from an article, in the order of its text; `taken` are the places that are told already."""
    chosen: list[Takeaway] = []
    for found in sorted(_found(told, text, against), key=lambda t: (-t.weight, t.span)):
        spans = [*taken, *(c.span for c in chosen)]
        words = found.told.words.casefold()
        if any(a < found.span[1] and found.span[0] < b for a, b in spans) or any(
            words in c.told.words.casefold() or c.told.words.casefold() in words for c in chosen
        ):
            continue
        chosen.append(found)
        if len(chosen) == MOST:
            break
    return tuple(t.told for t in sorted(chosen, key=lambda t: t.span))


def _found(told: Sequence[Telling[Any]], text: tuple[Sentence, ...], against: Context) -> Iterator[Takeaway]:
    wanted = [t for t in told if isinstance(t.content, Position | Phase) and t.passages]
    for telling in told:
        if isinstance(telling.content, Statement) and telling.content.kind == "speech":
            who = telling.who(telling.content.speaker)
            sentence = statement_told(telling, against) if who else None
            if sentence and who:
                spans = [(p.start, p.end) for p in sentence.places]
                hull = (min(a for a, _ in spans), max(b for _, b in spans))
                carries = any(hull[0] <= t.passages[0].start < hull[1] for t in wanted)
                weight = (2.0 if carries else 0.0) + (1.0 if who.party else 0.0) - 0.4 * len(telling.relays)
                weight += (0.8 if telling.content.act != "state" else 0.0) + (0.3 if telling.content.issues else 0.0)
                yield Takeaway(sentence, hull, weight)
    for telling in wanted:
        place = (telling.passages[0].start, telling.passages[0].end)
        if not any(True for _ in acts_around(place, against.statements.get(telling.article, ()))):
            found = around(place, text)
            if found and not found.leans and not found.goes_on and len(found.words) <= LENGTH:
                yield Takeaway(sentence_told(found, telling.article), found.span, 1.5)


def sentence_told(sentence: Sentence, article: str, line: str | None = None) -> Told:
    """A sentence of an article as it stands there."""
    return Told(sentence.words, (Place(article, *sentence.span),), line)


def statement_told(told: Telling[Statement], against: Context, line: str | None = None) -> Told | None:
    """A statement as a sentence; None where its content tells nothing by itself or is too long."""
    text = against.sources[told.article].article.text
    if is_hanging(told) or not told.content.content or not text:
        return None
    who = f"{named(told.who(told.content.speaker), against)}{_through(told)}"
    act = wording()["act"][told.content.act]
    phrase = phrase_places(told, against.sources)
    if phrase and (not act["tag"] or tells_act(text[phrase[0][0] : phrase[-1][1]], told.content.act)):
        places = [_trimmed(text, span) for span in phrase]
        words = f"{who} {' … '.join(one_line(text[a:b]) for a, b in places)}"
    else:
        places = [_trimmed(text, _unquoted(text, span)) for span in told.content.content]
        quoted = " … ".join(f"“{one_line(text[a:b])}”" for a, b in places)
        words = f"{who} {_verb(act, one_line(text[slice(*places[0])]))} {quoted}"
    said = [one_line(text[a:b]) for a, b in places]
    if sum(map(len, said)) > LENGTH or sum(len(s.split()) for s in said) < FEWEST or _points(told.words):
        return None
    return Told(closed(words), tuple(Place(told.article, a, b) for a, b in places), line)


def named(who: Who | None, against: Context) -> str:
    """An actor with office and party, parties by name: `Ana Lima (foreign minister, Norland)`."""
    if who is None:
        return "Someone"
    party = against.party(who.party) if who.party else None
    role = None if who.role and is_relation(who.role) else who.role
    about = [role] if role and role.casefold() not in who.name.casefold() else []
    if party and who.kind == "person" and party.casefold() not in f"{who.name} {role}".casefold():
        about.append(party)
    return f"{leading(who.name)} ({', '.join(about)})" if about else leading(who.name)


def closed(words: str) -> str:
    """Words with a full stop at their end, unless they have one there, be it within quotation marks."""
    return words if re.search(r"[.!?…][”\"’')]*$", words) else f"{words}."


def _through(told: Telling[Statement]) -> str:
    """Through whom we have a statement: `, as told by Ben Lusk,`."""
    speaker = told.who(told.content.speaker)
    via = [
        wording()["act"][r.act]["via"].format(who=name_of(r.speaker))
        for r in told.relays
        if r.act != "state" or speaker is None or r.speaker is None or r.speaker.name != speaker.name
    ]
    return f", {', '.join(via)}," if via else ""


def _verb(act: dict[str, str], words: str) -> str:
    """The verb of an act before some words, which may be an infinitive, a clause or neither."""
    first = words.split()[0].casefold() if words.split() else ""
    if first == "to":
        return act["verb_to"]
    if first == "that":
        return act["verb"]
    return act["verb_of"] if words[:1].islower() else f"{act['verb']}:"


def _points(words: str) -> bool:
    """Whether words begin with an "it" or "this" for what they do not name."""
    first, *rest = [*words.removeprefix("that ").split(), ""]
    return first.casefold() in word_set("anaphors") and rest[0].casefold() not in word_set("pleonastic")


def _unquoted(text: str, span: Span) -> Span:
    """A place without the quotation marks around it."""
    start, end = _trimmed(text, span)
    opens = text[start] in '“"‘«'
    return (start + 1, end) if opens and not re.search('[”"’»]', text[start + 1 : end - 1]) else (start, end)


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
