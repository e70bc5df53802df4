"""What a line is read against: the articles it stands in, the statements around it, the accounts that contradict it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import Any

from verbale.model.brief import Brief
from verbale.model.negotiation import Event, Position, Statement
from verbale.model.record import ContradictionLine, EventLine, Line, Record, Source, Telling, Utterance, Who
from verbale.model.text import Span
from verbale.views.cited import set_by
from verbale.views.pointing import hangs, means_another, named_before, points_back, sentence_before
from verbale.views.tables import WORD, word_set, wording
from verbale.views.wording import (
    Said,
    acts_around,
    best,
    cue_of,
    event_words,
    is_adverb,
    is_hanging,
    leading,
    name_of,
    names_nothing,
    one_line,
    said,
    tells_act,
    what_it_answers,
)

TAKEN_BACK = "taken back in a newer version"


@dataclass(frozen=True, slots=True)
class Context:
    """The articles by key, the statements told in each, and what each telling of a statement is contradicted by.

    `newest` is the key of the newest version of an article by the keys of those that are older, and of itself.
    `brief` names what codes mean. `claimed` are names of people whom articles take for those of several parties.
    """

    sources: Mapping[str, Source]
    statements: Mapping[str, tuple[Telling[Statement], ...]]
    opposed: Mapping[str, tuple[Telling[Statement], ...]]
    newest: Mapping[str, str]
    brief: Brief = field(default_factory=Brief)
    claimed: frozenset[str] = frozenset()

    def party(self, code: str) -> str:
        """What the brief calls a party, or the press a state that is no more; else its code."""
        return next((p.name for p in self.brief.parties if p.code == code), wording()["gone"].get(code, code))

    def issue(self, code: str) -> str:
        """What the brief calls an issue, else the tables that ship; its id where neither knows it."""
        return next((i.name for i in self.brief.issues if i.id == code), wording()["issue"].get(code, code))

    def notes(self, line: Line[Any]) -> str:
        """What people decided about a line, and whether newer versions of its articles no longer tell it."""
        return "; ".join(n for n in (set_by(line), TAKEN_BACK if self.taken_back(line.tellings) else "") if n)

    def taken_back(self, tellings: Collection[Telling[Any]]) -> bool:
        """Whether newer versions of all articles that tell something tell it no longer."""
        told_in = {t.article for t in tellings}
        return all(self.newest.get(article, article) not in told_in for article in told_in) if told_in else False

    def said(self, told: Telling[Statement]) -> Said | None:
        """A telling of a statement as people read it; None where a bare "it" stands for what nobody can say."""
        if not is_hanging(told):
            return said(told, self.sources, self._hung_on(told))
        others = self.statements.get(told.article, ())
        answered = what_it_answers(told, others, self.opposed.get(told.key, ()))
        return said(told, self.sources, answered) if answered else None

    def _hung_on(self, told: Telling[Statement]) -> str | None:
        """What stands before reported content that hangs on it; None where it says what it means."""
        content, speaker = told.content, told.who(told.content.speaker)
        words = " ".join(p.words for p in told.passages[: len(content.content)])
        another = means_another(words) and told.key not in self.opposed
        if content.manner != "indirect":
            return None
        if not another and not hangs(words, of_person=bool(speaker and speaker.kind == "person")):
            return None
        begun = min([place[0] for place in (*content.content, *([content.cue] if content.cue else ()))])
        return self._naming(named_before(self.sources[told.article].article, begun), told) or None

    def spoken(self, line: Utterance) -> Said | None:
        """An utterance by its best telling; None where no telling says anything by itself."""
        return self.said(best(line, self.sources))

    def act_around(self, told: Telling[Any], shown: str | None = None) -> str:
        """The act under which a position, phase or tie stands: `refusal by Ana Lima`; "" where its words tell it.

        What is merely stated needs none. `shown` are the words that will stand beside it, the passage's where None.
        """
        words = told.words if shown is None else shown
        if not told.passages:
            return ""
        place = (told.passages[0].start, told.passages[0].end)
        acts: list[str] = []
        every = list(acts_around(place, self.statements.get(told.article, ())))
        for around, outer in zip(every, [*every, None][1:], strict=True):
            act = wording()["act"][around.content.act]
            if act["tag"] and not (
                _told_in(words, around.content.act) or _named_in(words, around) or _as(around, outer)
            ):
                by = name_of(around.who(around.content.speaker))
                acts.append(act["tag"] if shown and _begins_as_said(shown, by, around) else f"{act['tag']} by {by}")
            acts += relaying(around, lambda act: not _told_in(words, act), {t.key for t in every})
        return ", ".join(dict.fromkeys(acts))

    def happening(self, line: EventLine, told: Telling[Event]) -> str:
        """The sentence that tells of an event, readable; one that names neither sides nor place follows another."""
        return self.readable(event_words(told, line.status), told, follows=names_nothing(line))

    def readable(self, words: str, told: Telling[Any], *, follows: bool = False) -> str:
        """Words without the dateline before them, and with what they stand for in brackets.

        Behind a "He" at their beginning stands the name of who it is, where he makes a statement; before words that
        point back or are said to follow others, the sentence before. `words` stand where the telling does, on one line.
        """
        words = self._after_dateline(words, told)
        another = means_another(words)
        began, back = _PRONOUN.match(words), follows or another or points_back(words)
        place = self._place_of(words, told) if began or back else None
        if place is None:
            return words
        before = sentence_before(self.sources[told.article].article, place, whole=another) if back else ""
        before = _OPENED.sub("", before)
        if began:
            words = self._named_in(words, began, place, told)
        return f"[{self._naming(self._after_dateline(before, told), told)}] {words}" if before else words

    def _naming(self, before: str, told: Telling[Any]) -> str:
        """A sentence, on one line, with the name of who speaks in it behind a pronoun that stands for them."""
        text = self.sources[told.article].article.text
        found = re.search(r"\s+".join(map(re.escape, before.split())), text) if before else None
        if found is None:
            return before
        parts, done = [], found.start()
        for (start, end), name in sorted(self._pronouns(told)):
            if done <= start and end <= found.end():
                parts.append(f"{text[done:end]} [{name}]")
                done = end
        return one_line("".join((*parts, text[done : found.end()])))

    def _pronouns(self, told: Telling[Any]) -> set[tuple[Span, str]]:
        """The pronouns of an article that stand for who speaks, each with whose name that is."""
        text, found = self.sources[told.article].article.text, set()
        for said_so in self.statements.get(told.article, ()):
            span, who = said_so.content.speaker_span, said_so.who(said_so.content.speaker)
            if (
                span
                and who
                and _PRONOUN.fullmatch(text, *span)
                and who.name.casefold() != text[slice(*span)].casefold()
            ):
                found.add((span, who.name))
        return found

    def _place_of(self, words: str, told: Telling[Any]) -> int | None:
        """Where in the text some words of a telling begin."""
        if not told.passages:
            return None
        text, main = self.sources[told.article].article.text, told.passages[0]
        beginning = r"\s+".join(map(re.escape, words.split()[:BEGINNING]))
        at = [m.start() for m in re.finditer(beginning, text)]
        return max((a for a in at if a <= main.start), default=min(at, default=None))

    def _named_in(self, words: str, began: re.Match[str], place: int, told: Telling[Any]) -> str:
        """Words with the name of whom the pronoun at their beginning means, where that is known."""
        name = dict(self._pronouns(told)).get((place + began.start(1), place + began.end(1)))
        return f"{words[: began.end(1)]} [{name}]{words[began.end(1) :]}" if name else words

    def _after_dateline(self, words: str, told: Telling[Any]) -> str:
        of = self.sources[told.article].article
        dateline = one_line(of.text[slice(*of.dateline_span)]) if of.dateline_span else ""
        return words[len(dateline) :].lstrip(" -–—/") if dateline and words.startswith(dateline) else words

    def words(self, told: Telling[Any]) -> str:
        """The words of a position, phase or tie; from the verb on where they begin what somebody said."""
        return self.readable(self._words(told), told)

    def unnamed_speaker(self, told: Telling[Position], shown: str) -> str:
        """Who says what is shown of a position, where that names neither them nor the party; "" else, or if unknown."""
        start = told.passages[0].start
        around = next(acts_around((start, start + 1), self.statements.get(told.article, ())), None)
        who = around.who(around.content.speaker) if around else None
        if around is None or who is None or who.party != told.content.party:
            return ""
        if (cue := cue_of(around)) and cue in shown:
            return ""
        party = next((p for p in self.brief.parties if p.code == who.party), None)
        names = (party.name, *party.aliases, *party.demonyms, *party.seats) if party else (who.party,)
        told_of = {word.casefold() for name in (who.name, *names) for word in WORD.findall(name)} - word_set("function")
        return "" if told_of & {word.casefold() for word in WORD.findall(shown)} else leading(self._whose(who))

    def _whose(self, who: Who | None) -> str:
        """Who speaks; of a bare body ("government") whose it is too."""
        name = name_of(who)
        if who and who.party and who.kind in ("government", "ministry") and name.casefold() in word_set("articled"):
            return f"{self.party(who.party)}’s {name[:1].lower()}{name[1:]}"
        return name

    def _words(self, told: Telling[Any]) -> str:
        if _is_led_in(told):
            return self._naming(one_line(told.sentence), told)
        if _hangs(told) or _answers(told):
            return one_line(told.sentence)
        start = told.passages[0].start if told.passages else -1
        for around in acts_around((start, start + 1), self.statements.get(told.article, ())):
            spoken = said(around, self.sources)
            lead = around.content.content[0][0]
            if spoken.worded and lead <= start <= lead + len("that ") and told.words in spoken.words:
                return leading(f"{self._whose(around.who(around.content.speaker))} {spoken.words}")
        for said_so in self.statements.get(told.article, ()):
            begins = said_so.content.cue is not None and said_so.content.cue[0] == start
            if begins and said_so.content.speaker and told.words[:1].islower():
                return leading(f"{self._whose(said_so.who(said_so.content.speaker))} {one_line(told.words)}")
        first, _, rest = one_line(told.words).partition(" ")
        if first in word_set("leads_on"):
            return leading(rest)
        if _is_thing(told):
            return one_line(told.sentence)
        if not _is_fragment(told):
            return one_line(told.words)
        before = [word.casefold() for word in _before(told) or []]
        is_second = len(before) > 1 and before[-2 if before[-1] == "that" else -1] in word_set("adds")
        if not is_second or any(word in word_set("says_no") or word.endswith(("n't", "n’t")) for word in before):
            return one_line(told.sentence)
        return f"[{self._naming(' '.join(_before(told) or []), told)}] {one_line(told.words)}"


BEGINNING = 5
"""As many words tell where in the text some words begin."""
LED_IN = 6
"""Words up to which what stands between an aim and a position is who wants it: "To resume the talks, Lima said, …"."""
_OPENED = re.compile(r"\s+[“\"‘'«(]+$")
"""Marks that open what stands behind them."""
_PRONOUN = re.compile(r"(?:[Aa]ccording to (?=him|her|them))?(he|she|they|it|him|her|them)\b", re.IGNORECASE)


def _hangs(told: Telling[Any]) -> bool:
    """Whether the words of a position end in what only their sentence names: "… promised to reopen them"."""
    last = told.words.split()[-1:] if isinstance(told.content, Position) and told.sentence else []
    return any(word.strip('.,”"').casefold() in word_set("ends_open") for word in last)


def _answers(told: Telling[Any]) -> bool:
    """Whether the words of a position answer what their sentence begins with: "Asked about the weir, she said …"."""
    opening = told.sentence.split(None, 1)[:1] if isinstance(told.content, Position) else []
    return any(word.casefold() in word_set("questions") for word in opening)


def _is_fragment(told: Telling[Any]) -> bool:
    """Whether the words of a position say too little without what stands before them in their sentence.

    They begin with a verb whose subject stands there ("… and withdraw from it"), hang on a condition ("on condition
    that the gates be shut"), or are the second of what was said ("… and that talks would go on").
    """
    before = _before(told)
    if before is None:
        return False
    hung = word_set("conditional") | word_set("joins")
    if before[-1:] == ["that"] and any(word.casefold() in hung for word in before[-2:-1]):
        return True
    after = before[-1].casefold() in word_set("joins") if before else False
    return told.words[:1].islower() and (told.words.startswith("to ") or (after and not _PRONOUN.match(told.words)))


def _is_thing(told: Telling[Any]) -> bool:
    """Whether the words of a position are what a verb before them wants ("wants | a map that all can read") or say of
    one who ("Lima, | who swore never to pay"): only their sentence tells what they mean."""
    before = _before(told)
    if not before or not told.words[:1].islower():
        return False
    if told.words.split()[0].casefold() in word_set("relative"):
        return True
    return before[-1][-1].isalnum() and before[-1].casefold() not in word_set("clause_openers") | word_set("says_so")


def _is_led_in(told: Telling[Any]) -> bool:
    """Whether the sentence of a position begins with its aim or its end: "Until now Arl insisted that they pay"."""
    before = _before(told) or []
    if not any(word.casefold() in word_set("leads_in") for word in before[:1]):
        return False
    until = next((n for n, word in enumerate(before) if word[-1] in ",;:"), -1)
    between = before[until + 1 :]
    joined = (
        word[-1] in ";:—–" or word.casefold() in word_set("joins") for word in (*before[until : until + 1], *between)
    )
    return len(between) <= LED_IN and not any(joined)


def _before(told: Telling[Any]) -> list[str] | None:
    """The words of its sentence before a position; None where there is no sentence, or no position."""
    if not isinstance(told.content, Position) or not told.passages or not told.sentence:
        return None
    return told.sentence.partition(told.passages[0].words)[0].split()


def relaying(
    told: Telling[Any], shown: Callable[[str], bool] = lambda _: True, but: Collection[str] = ()
) -> Iterator[str]:
    """The acts of those through whom we have a telling, what is merely stated apart: `denial by Ana Lima`.

    Statements with a key of `but` are told otherwise.
    """
    for relay in told.relays:
        tag = wording()["act"][relay.act]["tag"]
        if tag and shown(relay.act) and relay.key not in but:
            yield f"{tag} by {name_of(relay.speaker)}"


def _begins_as_said(shown: str, by: str, told: Telling[Statement]) -> bool:
    """Whether words begin with who speaks and the verb for it: "Ada Orum said …", not "Ada Orum would pay, he said"."""
    begun, cue = f"{leading(by)} ", one_line(cue_of(told))
    helps = word_set("auxiliaries")
    after = dropwhile(lambda word: word.casefold() in helps or is_adverb(word), shown[len(begun) :].split())
    return shown.startswith(begun) and bool(cue) and " ".join(after).startswith(cue)


def _told_in(words: str, act: str) -> bool:
    """Whether some words hold a verb that tells the act."""
    split = words.split()
    return any(tells_act(" ".join(split[n:]), act) for n in range(len(split)))


def _named_in(words: str, told: Telling[Statement]) -> bool:
    """Whether some words hold the noun that tells the act: "accepted the invitation"."""
    return ":nouns." in told.observation.rule and bool(cue := cue_of(told)) and cue in words


def _as(told: Telling[Statement], outer: Telling[Statement] | None) -> bool:
    """Whether one of the same party tells what one wants or will not: "he said that the army had no plans to leave"."""
    if outer is None or told.content.kind != "attitude" or told.content.act != outer.content.act:
        return False
    one, other = told.who(told.content.speaker), outer.who(outer.content.speaker)
    return bool(one and other and one.party and one.party == other.party)


def context_of(
    sources: Mapping[str, Source],
    statements: Iterable[Telling[Statement]],
    contradictions: Iterable[ContradictionLine] = (),
    newest: Mapping[str, str] | None = None,
    brief: Brief | None = None,
) -> Context:
    """The context that these statements make."""
    by_key = {told.key: told for told in statements}
    by_article: dict[str, list[Telling[Statement]]] = {}
    for told in by_key.values():
        by_article.setdefault(told.article, []).append(told)
    opposed: dict[str, list[Telling[Statement]]] = {}
    for line in contradictions:
        for a, b in line.tellings:
            if a in by_key and b in by_key:
                opposed.setdefault(a, []).append(by_key[b])
                opposed.setdefault(b, []).append(by_key[a])
    return Context(
        sources,
        {article: tuple(sorted(t, key=_place)) for article, t in by_article.items()},
        {key: tuple(others) for key, others in opposed.items()},
        newest or {},
        brief or Brief(),
        _claimed(by_key.values()),
    )


def _claimed(statements: Iterable[Telling[Statement]]) -> frozenset[str]:
    parties: dict[str, set[str]] = {}
    for told in statements:
        who = told.who(told.content.speaker)
        if who and who.party and who.kind == "person":
            parties.setdefault(who.name, set()).add(who.party)
    return frozenset(name for name, of in parties.items() if len(of) > 1)


def context(record: Record, brief: Brief | None = None) -> Context:
    """The context of a whole record."""
    spoken = (told for utterance in record.utterances for told in utterance.tellings)
    return context_of(record.sources, spoken, record.contradictions, record.newest, brief)


def _place(told: Telling[Statement]) -> tuple[int, str]:
    return (told.passages[0].start if told.passages else 0, told.key)
