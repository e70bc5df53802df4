"""What an article tells, packed as what its tellings add to its reading.

A telling is a finding with what it refers to resolved. Nearly all of that stands in the reading: so what is kept are
places there, the sentence around the main passage as two distances, and what people decided otherwise. The first byte
is the version of the form; version 1 is zlib over JSON: `known_from`, `published`, and `told`, a row a telling by its
place: distances, days, cast, relays, decisions, content changed, who observed it where the reading does not tell that.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from verbale.model.evidence import Observation
from verbale.model.record import Decision, Relay, Telling, Who
from verbale.model.text import Article
from verbale.store import codec
from verbale.store.packing import Packed, Seen, unpacked

_VERSION = b"\x01"
_Row = Sequence[Any]  # Any: JSON


@dataclass(slots=True)
class Story:
    """An article with its packed reading and what it tells. Tellings are made when they are asked for.

    The reading is unpacked with the first that is: unpacked it takes the room of all that it tells, twice.
    """

    article: Article
    findings: bytes
    known_from: str
    published: tuple[str | None, str | None]
    rows: Mapping[int, _Row]
    tellings: dict[int, Telling[Any]] = field(default_factory=dict)  # Any: tellings of whatever kind
    """Those made so far, by place."""
    _whos: dict[int, Who] = field(default_factory=dict)
    _seen: dict[int, Seen] = field(default_factory=dict)
    _held: Packed | None = None

    @property
    def held(self) -> Packed:
        """The reading; raises LookupError or ValueError where it is damaged."""
        if self._held is None:
            self._held = unpacked(self.findings)
        return self._held

    def fold(self) -> None:
        """Let go of the unpacked reading; what was made of it stays, and it is unpacked again where that is not all."""
        self._held = None
        self._seen.clear()

    def telling(self, place: int) -> Telling[Any]:  # Any: a telling of whatever kind
        """The telling at a place; raises LookupError, TypeError or ValueError where it is damaged."""
        if place not in self.tellings:
            self.tellings[place] = self._telling(place)
        return self.tellings[place]

    def _telling(self, place: int) -> Telling[Any]:  # Any: a telling of whatever kind
        around, days, cast, relays, decided, changed, by = self.rows[place]
        key, content, passages = codec.content_at(self.held, place, self.article)
        if changed:
            values = {f.name: getattr(content, f.name) for f in fields(content)}
            content = type(content)(**values | {name: _tuples(value) for name, value in changed.items()})
        return Telling(
            key=key,
            article=self.article.key,
            known_from=self.known_from,
            content=content,
            passages=passages,
            observation=_observation(by) if by else self.observed(place),
            sentence=self._sentence(around, passages[0].start, passages[0].end) if around else "",
            days=tuple(days),
            published=self.published,
            cast=tuple([self._who(one) for one in cast]),
            relays=tuple([self._relay(one) for one in relays]),
            decided=tuple([Decision(*one) for one in decided]),
        )

    def _sentence(self, around: str | Sequence[int], start: int, end: int) -> str:
        if isinstance(around, str):
            return around
        before, after = around
        return self.article.text[start - before : end + after]

    def observed(self, place: int) -> Observation:
        """Who made the finding in the last reading, else who made it before."""
        if not self._seen:
            for seen in (*self.held.last, *self.held.earlier):
                self._seen.setdefault(seen.place, seen)
        return codec.observation_of(self._seen[place])

    def _who(self, told: int | Sequence[Any]) -> Who:  # Any: the fields of Who
        return self.who_at(told) if isinstance(told, int) else Who(*told)

    def who_at(self, place: int) -> Who:
        """The actor at a place of the reading."""
        if place not in self._whos:
            key, _, values = self.held.found(place)
            self._whos[place] = Who(key, *(values[name] for name in ("name", "kind", "party", "role")))
        return self._whos[place]

    def _relay(self, told: int | Sequence[Any]) -> Relay:  # Any: as above
        if isinstance(told, int):
            return self.relay_at(told)
        key, speaker, act = told
        return Relay(key, None if speaker is None else self._who(speaker), act)

    def relay_at(self, place: int) -> Relay:
        """The statement at a place of the reading as a relay."""
        key, _, values = self.held.found(place)
        keys, speaker = self.held.keys, values["speaker"]
        return Relay(key, self.who_at(keys.index(speaker)) if speaker in keys else None, values["act"])


def packed_story(
    tellings: Iterable[Telling[Any]], article: Article, findings: bytes, held: Packed | None = None
) -> tuple[bytes, Story]:
    """What an article tells, as a blob and as it would be unpacked; `held` are its findings where they are at hand.

    Raises LookupError where a telling is of no finding of the reading.
    """
    told = list(tellings)
    first = told[0]
    story = Story(article, findings, first.known_from, first.published, {}, _held=held)
    places = {key: place for place, key in enumerate(story.held.keys)}
    rows = {places[t.key]: _row(t, story, places) for t in told}
    whole = {"known_from": first.known_from, "published": first.published, "told": rows}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    story = Story(article, findings, first.known_from, first.published, rows, {places[t.key]: t for t in told})
    return _VERSION + zlib.compress(text.encode("utf-8", "surrogatepass"), 9), story


def unpacked_story(blob: bytes, article: Article, findings: bytes) -> Story:
    """What an article tells; raises ValueError or LookupError where the blob is damaged."""
    known_from, published, rows = _read(blob)
    return Story(article, findings, known_from, published, rows)


# A view comes back to the articles of some days for one kind of lines after another: a blob never changes.
@lru_cache(maxsize=400)
def _read(blob: bytes) -> tuple[str, tuple[str | None, str | None], Mapping[int, _Row]]:
    if blob[:1] != _VERSION:
        raise ValueError(f"tellings packed in the form {blob[:1].hex()} of a newer Verbale")
    try:
        whole = json.loads(zlib.decompress(blob[1:]).decode("utf-8", "surrogatepass"))
    except zlib.error as error:
        raise ValueError(f"tellings that cannot be unpacked: {error}") from error
    first, last = whole["published"]
    rows = {int(place): row for place, row in whole["told"].items()}
    return whole["known_from"], (first, last), rows


def _row(told: Telling[Any], story: Story, places: Mapping[str, int]) -> _Row:
    place = places[told.key]
    changed: dict[str, Any] = {}  # Any: values of fields
    if told.decided:  # nothing else changes what the reading holds
        found = codec.finding_at(story.held, place, story.article, story.observed(place)).content
        pairs = ((f.name, getattr(told.content, f.name), getattr(found, f.name)) for f in fields(found))
        changed = {name: value for name, value, before in pairs if value != before}
    by = told.observation
    return [
        _around(told, story.article.text),
        told.days,
        [_who(who, places, story) for who in told.cast],
        [_relay(relay, places, story) for relay in told.relays],
        [[d.field, d.judgement, d.by, d.made_on, d.value] for d in told.decided],
        changed,
        None if by == story.observed(place) else [by.annotator, by.rule, by.confidence, by.brief],
    ]


def _around(told: Telling[Any], text: str) -> str | tuple[int, int] | None:
    """How far the sentence reaches before and after the main passage; itself where it does not stand there."""
    if not told.sentence or not told.passages:
        return told.sentence or None
    main = told.passages[0]
    start = text.find(told.sentence, max(0, main.start - len(told.sentence)), main.end + len(told.sentence))
    return told.sentence if start < 0 else (main.start - start, start + len(told.sentence) - main.end)


def _who(who: Who, places: Mapping[str, int], story: Story) -> int | list[Any]:  # Any: the fields of Who
    """The place of an actor that is as the reading has it, else its fields."""
    place = places.get(who.key)
    if place is not None and story.who_at(place) == who:
        return place
    return [who.key, who.name, who.kind, who.party, who.role]


def _relay(relay: Relay, places: Mapping[str, int], story: Story) -> int | list[Any]:  # Any: the fields of Relay
    place = places.get(relay.key)
    if place is not None and story.relay_at(place) == relay:
        return place
    return [relay.key, None if relay.speaker is None else _who(relay.speaker, places, story), relay.act]


def _observation(by: Sequence[Any]) -> Observation:  # Any: the fields of Observation
    annotator, rule, confidence, brief = by
    return Observation(annotator, rule, confidence, brief)


def _tuples(value: Any) -> Any:  # Any: JSON
    return tuple([_tuples(v) for v in value]) if isinstance(value, list) else value
