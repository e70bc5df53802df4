"""What was said, happened or is wanted, worded so that nothing reads as its opposite.

Words are the article's own. Whatever tells that they are denied, refused, asked for, planned or cancelled goes with
them: the verb where it stands before them in the text ("denied yesterday that she had …"), else a tag in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from verbale.model.negotiation import Event, Statement
from verbale.model.record import EventLine, Telling, Utterance, Who
from verbale.model.text import Span
from verbale.model.times import written
from verbale.views.cited import Json, Sources
from verbale.views.deadlines import deadline, set_for
from verbale.views.tables import BREAK, WORD, called, word_set, wording

REACH = 100
"""Most characters between a verb and what it tells for both to be shown in one piece."""
SHORT = 4
"""Words up to which content with a pronoun at its end is held to say nothing by itself ("to resume them")."""

_PARTING = '.,;:!?“”"()\n—–'
"""What parts a verb from the words before it."""


@dataclass(frozen=True, slots=True)
class Said:
    """One telling of a statement as people read it.

    `who` made it, `via` whose words we have it from, `tag` tells the act where `words` do not, `stands_for` is what a
    bare "it" or "this" in the words stands for.
    """

    who: str
    via: str
    tag: str
    words: str
    worded: bool
    """Whether the words begin with the verb, so that they read on from the name."""
    stands_for: str | None = None
    is_quoted: bool = False
    """Whether any of the words are the speaker's own."""

    @property
    def label(self) -> str:
        """Who, through whom, and the act where it must be told."""
        return f"{self.who}{self.via}{f' [{self.tag}]' if self.tag else ''}"

    @property
    def told(self) -> str:
        """The words and what they stand for."""
        return f"{self.words} [{self.stands_for}]" if self.stands_for else self.words

    @property
    def sentence(self) -> str:
        """The whole as one sentence."""
        return f"{self.label} {self.told}" if self.worded else f"{self.label}: {self.told}"


def said(told: Telling[Statement], sources: Sources, stands_for: str | None = None) -> Said:
    """A telling of a statement as people read it."""
    content = told.content
    act = wording()["act"][content.act]
    phrase = _phrase(told, sources)
    pieces = " … ".join(p.words for p in told.passages[: len(content.content)])
    cue = cue_of(told)
    tag = str(act["tag"]) or (cue.casefold() if content.kind == "attitude" and not phrase and cue else "")
    if phrase and tag and tells_act(phrase, content.act):
        tag = ""
    return Said(
        named(told.who(content.speaker)),
        "".join(f", {via}" for via in _relayed(told)),
        tag,
        one_line(phrase or pieces.removeprefix("that ")),
        bool(phrase),
        stands_for and one_line(stands_for),
        content.manner != "indirect",
    )


def label_of(told: Telling[Statement]) -> str:
    """Who made a statement, through whom we have it, and its act: `Ana Lima (envoy, NOR) [denial]`."""
    tag = str(wording()["act"][told.content.act]["tag"])
    via = "".join(f", {via}" for via in _relayed(told))
    return f"{named(told.who(told.content.speaker))}{via}{f' [{tag}]' if tag else ''}"


def _relayed(told: Telling[Statement]) -> Iterator[str]:
    """Through whom we have a statement, innermost first; who tells what they said themselves is not named again."""
    speaker = told.who(told.content.speaker)
    for relay in told.relays:
        if relay.act != "state" or speaker is None or relay.speaker is None or relay.speaker.name != speaker.name:
            yield wording()["act"][relay.act]["via"].format(who=name_of(relay.speaker))


def tells_act(phrase: str, act: str) -> bool:
    """Whether a phrase from the verb on tells the act by itself, as "denied that …" tells a denial."""
    words = [w.casefold() for w in WORD.findall(phrase)]
    at = next((n for n, w in enumerate(words) if w not in word_set("auxiliaries") and not is_adverb(w)), 0)
    return bool(words) and words[at] in str(wording()["act"][act]["cues"]).split()


def cue_of(told: Telling[Statement]) -> str:
    """The words that tell the act of a statement; "" where none do."""
    cue = told.content.cue
    return next((p.words for p in told.passages if cue == (p.start, p.end)), "") if cue else ""


def _phrase(told: Telling[Statement], sources: Sources) -> str:
    text = sources[told.article].article.text
    return " … ".join(text[a:b] for a, b in phrase_places(told, sources))


def phrase_places(told: Telling[Statement], sources: Sources) -> tuple[Span, ...]:
    """Where the text runs from the verb to the end of the content, with "not" and auxiliaries before it.

    So stand adverbs there that say how it was told, or that it was not: "wrongly claimed", "almost agreed".
    Nowhere where the verb stands after or far before the content, or is no finite one ("demanding", "to refuse").
    """
    content, text = told.content, sources[told.article].article.text
    if not content.cue or not content.content or not text:
        return ()
    start, end = content.cue
    first = content.content[0]
    if not end <= first[0] <= end + REACH or BREAK.search(text[end : first[0]].rstrip(" “\"'‘«")):
        return ()
    since = max(0, start - 80)
    parted = since + max(map(text[since:start].rfind, _PARTING))
    before = [m for m in WORD.finditer(text, since, start) if m.end() > parted]
    by = content.speaker_span[1] if content.speaker_span else 0
    opened, aided = False, False
    for word in reversed(before):
        low = word.group().casefold()
        helps = low in word_set("auxiliaries") or low.endswith(("n't", "n’t"))
        if not helps and not (is_adverb(word.group()) and not word.start() < by <= start):
            opened = low in word_set("openers")
            break
        start, aided = word.start(), aided or helps
    if opened or text[start].isupper() or not (aided or _is_finite(text[content.cue[0] : content.cue[1]], told)):
        return ()
    return ((start, first[1]), *content.content[1:])


def is_adverb(word: str) -> bool:
    """Whether a word beside a verb says how something was told: "wrongly", "almost"; not "family", "reply"."""
    return word in word_set("beside") or (word.endswith("ly") and word.islower() and word not in word_set("no_adverbs"))


def _is_finite(cue: str, told: Telling[Statement]) -> bool:
    if ":nouns." in told.observation.rule or ":adjectives." in told.observation.rule:
        return False
    verb = cue.split()[0].casefold() if cue.split() else ""
    if verb in word_set("finite") or verb.endswith("ed") or (verb.endswith("s") and not verb.endswith("ss")):
        return True
    speaker = told.who(told.content.speaker)
    name = speaker.name.casefold() if speaker else ""
    of_many = speaker is not None and speaker.kind not in ("person", "state") and name.endswith(("s", "people"))
    plural = of_many or " and " in name or name in ("some", "many", "most", "several")
    return plural and not verb.endswith("ing")


def is_hanging(told: Telling[Statement]) -> bool:
    """Whether the content says nothing by itself: a bare "it", "all of this", "to resume them"."""
    if told.content.manner != "indirect":
        return False
    words = [w.casefold() for p in told.passages[: len(told.content.content)] for w in WORD.findall(p.words)]
    if not words:
        return True
    telling = [w for w in words if w not in word_set("anaphors") and w not in word_set("hollow")]
    return not telling or (len(words) <= SHORT and words[-1] in word_set("anaphors"))


def best(line: Utterance, sources: Sources) -> Telling[Statement]:
    """The telling that shows an utterance best: with content of its own, first hand, with its verb, first."""
    if len(line.tellings) == 1:
        return line.tellings[0]
    return min(
        line.tellings, key=lambda t: (is_hanging(t), len(t.relays), not _phrase(t, sources), t.known_from, t.key)
    )


def what_it_answers(
    told: Telling[Statement], others: Iterable[Telling[Statement]], opposed: Sequence[Telling[Statement]] = ()
) -> str | None:
    """What a hanging content stands for: what it is set against, else the statement it stands in or that stands in it.

    `others` are statements of the same article, `opposed` those that contradict it. None where nobody can say.
    """
    for other in opposed:
        if other.key != told.key and not is_hanging(other):
            return _content(other)
    outer = {r.key for r in told.relays}
    for other in others:
        if (told.key in {r.key for r in other.relays[:1]} or other.key in outer) and not is_hanging(other):
            inside = other.passages[0].start <= told.passages[0].start < other.passages[0].end
            if not inside:
                return _content(other)
    return None


def _content(told: Telling[Statement]) -> str:
    return " … ".join(p.words for p in told.passages[: len(told.content.content)])


def name_of(who: Who | None) -> str:
    """An actor's name; "someone" where nobody is named."""
    return who.name if who else "someone"


def named(who: Who | None) -> str:
    """An actor with office and party: `Ana Lima (foreign minister, NOR)`; "Someone" where nobody is named."""
    if who is None:
        return "Someone"
    role = None if who.role and is_relation(who.role) else who.role
    about = ", ".join(x for x in (role, who.party) if x and x != who.name)
    return f"{leading(who.name)} ({about})" if about else leading(who.name)


def leading(name: str) -> str:
    """A name as it begins a line."""
    return f"{name[:1].upper()}{name[1:]}"


def is_relation(role: str) -> bool:
    """Whether a role says what somebody is to another ("his counterpart"), which is no office."""
    return role.split()[-1].casefold() in word_set("relations")


def sides_named(sides: Iterable[Who]) -> str:
    """The names of those who act together."""
    return " and ".join(w.name for w in sides_of(sides))


def sides_of(sides: Iterable[Who]) -> list[Who]:
    """Who acts together; "the two" and the like add nothing where others are named."""
    every = list(sides)
    return [w for w in every if not word_set("sides").issuperset(w.name.casefold().split())] or every


def who_as_json(who: Who | None) -> Json | None:
    """Name, kind, party and role of an actor."""
    return None if who is None else {"name": who.name, "kind": who.kind, "party": who.party, "role": who.role}


def plain(event: Event | EventLine) -> str:
    """An event's type and mode in plain words."""
    code = f"{event.type}-{event.mode}"
    return called("event", code if code in wording()["event"] else event.type)


def event_told(line: EventLine) -> str:
    """What an event is, between whom and where, with its status: `Visit [planned]: Ana Lima → Norland in Arl`.

    Who acts is left out where nobody is named: `Rally in Arl`; where no place is either, its own words tell more:
    `Trial tour`, `Visit (toured)`.
    """
    actors, recipients = (" and ".join(map(_whose, side)) for side in (line.actors, line.recipients))
    where = f" in {line.where}" if line.where and line.where != recipients else ""
    status = called("status", line.status)
    what = f"{leading(own_name(line) or _by_its_words(line))}{f' [{status}]' if status else ''}"
    sides = f"{actors or 'someone'} → {recipients}" if recipients else actors
    return f"{what}{f': {sides}' if sides else ''}{where}"


def _whose(who: Who) -> str:
    """A side's name; of a bare body whose it is too: `ministry (NOR)`."""
    return f"{who.name} ({who.party})" if who.party and who.name.casefold() in word_set("articled") else who.name


def own_name(line: EventLine) -> str:
    """What an event is called by its own word, where its type says less: `signing`; "" where it is not."""
    told = event_telling(line)
    word = one_line(told.words.casefold())
    after = one_line(told.sentence.casefold()).partition(f"{word} ")[2].split(" ", 1)[0]
    rows = wording()["deed"].items() if after not in word_set("turns_verbs") else ()
    return next((n for n, row in rows if line.type in row["types"].split() and word in row["words"].split()), "")


def _by_its_words(line: EventLine) -> str:
    """What an event is by its type, and of one that names nothing by its words: `trial tour`, `visit (toured)`."""
    told, kind = event_telling(line), plain(line)
    word = one_line(told.words.casefold()) if names_nothing(line) else ""
    if not word or word in kind or word in word_set("anaphors"):
        return kind
    return _named(word, told.sentence) or f"{kind} ({word})"


def _named(word: str, sentence: str) -> str:
    """What a noun is named in its sentence: `trial tour`; "" of what may be a verb, as in "the team will tour"."""
    found = list(re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", one_line(sentence), re.IGNORECASE))
    if len(found) != 1:
        return ""  # which of them is meant is not known here
    before, after = (one_line(sentence)[a:b] for a, b in ((0, found[0].start()), (found[0].end(), None)))
    named = re.search(r"\b(?:an?|the|another) ((?:[^\W_][\w-]* ){0,2})$", before, re.IGNORECASE)
    if named is None:
        return ""
    beside = named[1].casefold().split()
    follows = after.split()[:1]
    is_noun = not beside or (bool(follows) and follows[0] in word_set("auxiliaries"))
    if not is_noun or not word_set("function").isdisjoint(beside) or (beside and word.endswith(("ed", "ing"))):
        return ""
    return f"{named[1]}{word}"


def names_nothing(line: EventLine) -> bool:
    """Whether of an event neither who takes part nor where it is, is told."""
    return not (line.actors or line.recipients or line.where)


def event_account(told: Telling[Event]) -> str:
    """What one telling says of an event: `Meeting [denied], 3 May 2020, in Arl`."""
    content = told.content
    status = called("status", content.status)
    where = f", in {content.where}" if content.where else ""
    day = f", {written(content.when)}" if content.when else ""
    return f"{plain(content).capitalize()}{f' [{status}]' if status else ''}{day}{where}"


def event_telling(line: EventLine) -> Telling[Event]:
    """The telling whose words show an event best: the last one with its status, a question only for want of others."""
    of_status = [t for t in line.tellings if t.content.status == line.status] or [line.last]
    return next((t for t in reversed(of_status) if not t.sentence.rstrip('”"’ ').endswith("?")), of_status[-1])


def event_words(told: Telling[Event], status: str) -> str:
    """The sentence that tells of an event, with its own status in brackets where that is not the line's `status`."""
    words = told.passages[-1 if told.content.sentence else 0].words
    own = called("status", told.content.status)
    if told.content.status == status or not own:
        return one_line(words)
    return f"{one_line(words)} [{own}]"


def history(line: EventLine) -> str:
    """The days set for an event and what came of them: `set for 2014, then 2015; kept`."""
    if line.announced is None:
        return ""
    by_key = {t.key: t for t in line.tellings}
    told = ((d.day, by_key.get(d.telling, line.first)) for d in line.announced.dates)
    days = [deadline(day, t) or written(day) for day, t in told]
    outcome = line.announced.then or line.announced.outcome
    return f"{set_for(days)}; {called('outcome', outcome)}"


def one_line(words: str) -> str:
    """Words with their line breaks as blanks."""
    return " ".join(words.split())


def acts_around(place: tuple[int, int], statements: Iterable[Telling[Statement]]) -> Iterator[Telling[Statement]]:
    """The statements of one article in whose content a place stands, the closest around it first."""
    around = [
        (hull[1] - hull[0], t.key, t)
        for t in statements
        if (hull := (min(a for a, _ in t.content.content), max(b for _, b in t.content.content)))
        and hull[0] < place[1]
        and place[0] < hull[1]
    ]
    for _, _, told in sorted(around, key=lambda x: x[:2]):
        yield told
