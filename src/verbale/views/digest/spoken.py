"""A statement as a sentence: who, by which act, with which words.

It reads from its verb on where the text lets it ("Kenya refused to pay for the turbines"), else its words stand behind
the verb of its act. Besides such words there are only names and the verbs of the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verbale.model.edition import Place, Told
from verbale.model.negotiation import Statement
from verbale.model.record import Telling, Who
from verbale.model.text import Span
from verbale.views.context import Context
from verbale.views.digest.naming import named, with_article
from verbale.views.digest.whole import (
    asks,
    breaks_off,
    dangles,
    ends_open,
    is_clause,
    is_cut,
    of_several,
    points,
    speaks,
    spoken_to,
    to_colon,
    trimmed,
    unquoted,
    without_also,
    without_that,
)
from verbale.views.tables import word_set, wording
from verbale.views.wording import is_hanging, leading, one_line, phrase_places, tells_act

LENGTH = 320
"""Characters of words beyond which a thing is no takeaway."""
FEWEST = 3
"""Words below which content tells nothing by itself."""
SPOKEN = 6
"""Words below which a piece of a quotation that begins no sentence tells nothing."""
CLAUSES = ("denied", "conceded", "warned", "agreed", "promised", "charged")
"""Verbs that a clause without its "that" can follow."""
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


def statement_told(told: Telling[Statement], against: Context) -> Spoken | None:
    """A statement as a sentence; None where its words tell nothing by themselves, are cut short or too long."""
    text = against.sources[told.article].article.text
    if is_hanging(told) or not told.content.content or not text or points(told.words):
        return None
    if any(r.act != "state" and (r.speaker is None or _is_same(r.speaker, told)) for r in told.relays):
        return None
    if _is_of_what_stands_before(told, text):
        return None
    phrase = phrase_places(told, against.sources)
    from_verb = bool(phrase) and not _is_subject(told, text)
    worded = _from_verb(told, text, phrase) if from_verb else _behind_verb(told, text)
    if worded is None:
        return None
    rest, places, tells = worded
    who, act = told.who(told.content.speaker), wording()["act"][told.content.act]
    said = [one_line(text[a:b]) for a, b in places]
    if sum(map(len, said)) > LENGTH or sum(len(s.split()) for s in said) < FEWEST or any(map(breaks_off, said)):
        return None
    if ends_open(said[-1]) or asks(said[-1]) or of_several(said[0]):
        return None
    tag = f" ({act['tag']})" if act["tag"] and not tells else ""
    return Spoken(who, f"{_through(told)} {rest}{tag}", tuple(Place(told.article, a, b) for a, b in places))


def _from_verb(told: Telling[Statement], text: str, phrase: Sequence[Span]) -> tuple[str, list[Span], bool] | None:
    """A statement from its verb on, its places, and whether these words tell its act."""
    places = [trimmed(text, to_colon(text, without_also(text, span))) for span in phrase]
    whom = spoken_to(told, text)
    words = " … ".join(one_line(text[a:b]) for a, b in places)
    if whom and places[0][0] < whom[0] < places[0][1] - 1:
        (start, end), (at, who) = places[0], whom
        places[:1] = [(start, at), trimmed(text, (at, end))]
        words = f"{one_line(text[start:at])} [{with_article(who)}] {words[len(one_line(text[start:at])) :].lstrip()}"
    elif dangles(words, told.who(told.content.speaker), told.content.act):
        return None
    if is_cut(text, places):
        return None
    words = _without_comma(words, places)
    return words, places, _tells(words, told)


def _behind_verb(told: Telling[Statement], text: str) -> tuple[str, list[Span], bool] | None:
    """A statement whose words stand without their verb, behind the one of its act."""
    said, who = told.content, told.who(told.content.speaker)
    if told.words.split()[0].strip("“\"'‘").casefold() in word_set("of_persons") | {"they"}:
        return None
    spoken = said.manner == "direct" or speaks(" ".join(text[a:b] for a, b in said.content))
    verb, tells = _verb(told, wording()["act"][said.act])
    if verb == "said" and told.words.startswith("to "):
        return None
    if spoken:
        places = [trimmed(text, unquoted(text, without_that(text, span))) for span in said.content]
        words = " … ".join(one_line(text[a:b]) for a, b in places)
        if words[0].islower() and (len(words.split()) < SPOKEN or words.split()[0].endswith("ing")):
            return None
        return f"{verb}: {in_quotes(words)}", places, tells or _tells(words, told)
    places = [trimmed(text, to_colon(text, span)) for span in said.content]
    words = " … ".join(one_line(text[a:b]) for a, b in places)
    if is_cut(text, places) or dangles(words, who, said.act) or not is_clause(words):
        return None
    words = _without_comma(words, places)
    if verb == "said" and words.split()[0] in ("whether", "how", "why"):
        return None
    clause = len(said.content) == 1 and words.split()[0] in ("that", "to", "whether", "how", "why")
    joint = " " if clause else " that " if verb in CLAUSES and words[0].islower() else ": "
    return f"{verb}{joint}{words}", places, tells or _tells(words, told)


def _without_comma(words: str, places: list[Span]) -> str:
    """Words without the comma within the quotation mark at their end, as their places are from now on."""
    if not words.endswith((",”", ',"')):
        return words
    start, end = places.pop()
    places += [(start, end - 2), (end - 1, end)]
    return f"{words[:-2]}{words[-1]}"


def _tells(words: str, told: Telling[Statement]) -> bool:
    """Whether words tell the act: by their first verb, or by the "not" within a refusal that somebody "said"."""
    act = told.content.act
    within = str(wording()["act"][act].get("within", "")).split()
    return tells_act(words, act) or not {w.casefold() for w in re.findall(r"[^\W_]+", words)}.isdisjoint(within)


def _relayer(who: Who | None) -> str:
    named_by = who and any(w.casefold() not in word_set("function") for w in who.name.split())
    return with_article(who) if who and named_by else "someone"


def _is_subject(told: Telling[Statement], text: str) -> bool:
    """Whether a verb stands before the content that says what it is: "what Sudland proposed was that"."""
    cue, (start, _) = told.content.cue, told.content.content[0]
    between = text[cue[1] : start].split() if cue else []
    return bool(between) and between[-1].casefold() in word_set("copulas")


def _verb(told: Telling[Statement], act: dict[str, str]) -> tuple[str, bool]:
    """The verb before words that stand without theirs, and whether it tells the act: "refusing to pay" refused."""
    return (act["verb"], True) if cue_tells(told, act) else ("said", False)


def cue_tells(told: Telling[Statement], act: dict[str, str]) -> bool:
    """Whether the verb of a statement tells its act in any form."""
    cue = told.content.cue
    word = next((p.words for p in told.passages if cue == (p.start, p.end)), "") if cue else ""
    stems = {w[:STEM] for w in act["cues"].split()}
    return bool(word.split()) and word.casefold().split()[0][:STEM] in stems


def in_quotes(words: str) -> str:
    """Words in quotation marks, those within them single: `“The ‘long’ way”`."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def closed(words: str) -> str:
    """Words with a full stop at their end, unless they have one there, be it within quotation marks."""
    return words if re.search(r"[.!?…][”\"’')]*$", words) else f"{words}."


def _is_of_what_stands_before(told: Telling[Statement], text: str) -> bool:
    """Whether a clause lacks what stands before it: "the islands, which Japan calls its own"."""
    place = told.content.speaker_span
    before = text[max(0, place[0] - 20) : place[0]].split()[-1:] if place else []
    return bool(before) and before[0].casefold() in word_set("standing_for")


def _through(told: Telling[Statement]) -> str:
    """Through whom we have a statement: `, as told by Ben Lusk,`."""
    speaker = told.who(told.content.speaker)
    via = [
        wording()["act"][r.act]["via"].format(who=_relayer(r.speaker))
        for r in told.relays
        if r.act != "state"
        or (r.speaker and r.speaker.kind != "outlet" and not (speaker and speaker.name == r.speaker.name))
    ]
    return f", {', '.join(dict.fromkeys(via))}," if via else ""


def _is_same(who: Who, told: Telling[Statement]) -> bool:
    speaker = told.who(told.content.speaker)
    return speaker is not None and speaker.name == who.name
