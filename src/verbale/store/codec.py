"""Between the model's dataclasses and the values of a row."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, TypeVar, cast

from sqlalchemy import RowMapping

from verbale.model.evidence import Finding, Findings, Judgement, Observation, days_of
from verbale.model.negotiation import CONTENT_TYPES, Content, Time
from verbale.model.text import LONG, Article, Dateline, Passage, Span
from verbale.store.held import Redating
from verbale.store.numbers import address_number
from verbale.store.packing import Found, Packed, Seen

_PLAIN = (
    "name", "text", "title", "published", "published_basis", "published_bounds", "given_date", "outlet", "page",
    "credit", "byline", "abridged", "kind", "url", "extracted", "terms",
)  # fmt: skip
_COLUMNS = ("dateline", "dateline_span", "section", "synopsis", "paragraphs", *_PLAIN)
_CONTENT = {t.KIND: t for t in CONTENT_TYPES}
_FIELDS = {t.KIND: tuple(f.name for f in fields(t)) for t in CONTENT_TYPES}
_FIELDS_LISTED = {kind: list(names) for kind, names in _FIELDS.items()}
# A dataclass with slots that cannot be changed takes half as long again to make itself.
_NEW, _KEPT_BY = object.__new__, {t.KIND: [getattr(t, name).__set__ for name in _FIELDS[t.KIND]] for t in CONTENT_TYPES}

_OF_A_DAY = [_FIELDS[Time.KIND].index(name) for name in ("span", "edtf", "calendar")]

C = TypeVar("C", bound=Content)


def dumped(value: Any) -> str:  # Any: JSON
    """A value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def article_values(article: Article) -> dict[str, Any]:
    """The columns of `article` that tell the article itself."""
    dateline = article.dateline
    return {name: getattr(article, name) for name in _PLAIN} | {
        "key": article.key,
        "address": address_number(article.url) if article.url else None,
        "section": dumped(article.section),
        "synopsis": dumped(article.synopsis),
        "paragraphs": dumped(article.paragraphs),
        "dateline": dumped([dateline.place, dateline.date]) if dateline else None,
        "dateline_span": dumped(article.dateline_span) if article.dateline_span else None,
    }


def article_from(row: RowMapping | Mapping[str, Any]) -> Article:
    """The article of a row; the inverse of `article_values`."""
    made = _article if len(row["text"]) > LONG else _short_article
    return made(*[row[name] for name in _COLUMNS])


def _article(dateline: str | None, span: str | None, *values: Any) -> Article:  # Any: the columns in their order
    section, synopsis, paragraphs, *plain = values
    place = json.loads(span) if span else None
    return Article(
        **dict(zip(_PLAIN, plain, strict=True)),
        section=tuple(json.loads(section)),
        synopsis=tuple(json.loads(synopsis)),
        paragraphs=tuple(map(tuple, json.loads(paragraphs))),
        dateline=Dateline(*json.loads(dateline)) if dateline else None,
        dateline_span=(place[0], place[1]) if place else None,
    )


_short_article = lru_cache(maxsize=2048)(_article)
"""Readers ask again and again for what is newest."""


def found_from(finding: Finding[Any]) -> Found:
    """A finding as it is packed."""
    content = finding.content
    return Found(finding.key, finding.kind, {name: getattr(content, name) for name in _FIELDS[finding.kind]})


def finding_at(held: Packed, place: int, article: Article, observation: Observation) -> Finding[Any]:
    """A packed finding of an article; raises LookupError, TypeError or ValueError where it does not fit the model."""
    key, content, passages = content_at(held, place, article)
    return Finding(key, article.key, content, passages, observation)


def content_at(held: Packed, place: int, article: Article) -> tuple[str, Any, tuple[Passage, ...]]:  # Any: of its kind
    """The key, content and passages of a packed finding; raises as `finding_at`."""
    kind, values = held.values(place)
    if len(values) != len(_FIELDS[kind]) or held.fields(kind) != _FIELDS_LISTED[kind]:  # as an older Verbale packed it
        content = _CONTENT[kind](**held.found(place).values)
    else:
        content = _NEW(_CONTENT[kind])
        for keep, value in zip(_KEPT_BY[kind], values, strict=True):
            keep(content, value)
    return held.keys[place], content, article.passages(content.spans())


def findings_from(held: Packed, article: Article, kinds: Collection[str] = (), but: str = "") -> Findings:
    """The findings of the last reading of an article in the order found: all, those of some kinds, all `but` a kind."""
    made: dict[int, Finding[Any]] = {}
    found = []
    for seen in held.last:
        if (kinds and held.kind(seen.place) not in kinds) or (but and held.kind(seen.place) == but):
            continue
        one = made.get(seen.place)
        if one is None:
            one = made[seen.place] = finding_at(held, seen.place, article, observation_of(seen))
            found.append(one)
        else:
            found.append(replace(one, observation=observation_of(seen)))
    return Findings(found)


class PackedFindings(Findings):
    """The findings of the last reading of an article, of which times are made when they are asked for.

    They are half of what is found, and what an article tells asks for their days alone.
    """

    def __init__(self, held: Packed, article: Article) -> None:
        self._held = held
        self._article = article

    def __getattr__(self, name: str) -> Any:  # Any: as that of an object has it
        if name == "all":
            self.all = findings_from(self._held, self._article).all
            return self.all
        raise AttributeError(name)

    def of(self, content: type[C]) -> tuple[Finding[C], ...]:
        """All findings whose content is of that class."""
        if content is Time:
            return super().of(content)
        return cast(tuple[Finding[C], ...], tuple([f for f in self.but_times if isinstance(f.content, content)]))

    def get(self, key: str | None) -> Finding[Any] | None:
        """The finding with that key, or None."""
        found = self._but_times_by_key.get(key) if key else None
        return found or super().get(key)

    @cached_property
    def but_times(self) -> tuple[Finding[Any], ...]:
        """All but time expressions."""
        return findings_from(self._held, self._article, but=Time.KIND).all

    @cached_property
    def _but_times_by_key(self) -> dict[str, Finding[Any]]:
        return {f.key: f for f in self.but_times}

    @cached_property
    def days(self) -> tuple[tuple[Span, str], ...]:
        """As of all findings, without making any of what was packed as this Verbale packs it."""
        held = self._held
        places = [seen.place for seen in held.last if held.kind(seen.place) == Time.KIND]
        if places and held.fields(Time.KIND) != _FIELDS_LISTED[Time.KIND]:
            return days_of(self.times)
        value, (span, edtf, calendar) = held.value, _OF_A_DAY
        dated = (at for at in places if value(at, edtf) and value(at, calendar))
        return tuple(sorted((value(at, span), value(at, edtf)) for at in dated))


def observation_of(seen: Seen) -> Observation:
    """An observation as it was packed."""
    return _observation(seen.annotator, seen.rule, seen.confidence, seen.brief)


@lru_cache(maxsize=1 << 14, typed=True)
def _observation(annotator: str, rule: str, confidence: float, brief: str) -> Observation:
    """One for all findings of which the same is observed: there are millions of them in a large dossier."""
    return Observation(annotator, rule, confidence, brief)


def same_fields(held: Found) -> bool:
    """Whether a packed finding has the fields that its kind has now; where not, its key cannot be made again."""
    return tuple(held.values) == _FIELDS[held.kind]


def judgement_values(judgement: Judgement) -> dict[str, Any]:
    """The columns of `judgement`."""
    return {
        "key": judgement.key,
        "verdict": judgement.verdict,
        "kind": judgement.kind,
        "passage": _passage_text(judgement.passage),
        "other": _passage_text(judgement.other) if judgement.other else None,
        "field": judgement.field,
        "value": None if judgement.value is None else dumped(judgement.value),
        "made_by": judgement.by,
        "made_on": judgement.made_on,
        "why": judgement.why,
        "undoes": judgement.undoes,
    }


def judgement_from(row: RowMapping) -> Judgement:
    """The judgement of a row."""
    return Judgement(
        key=row["key"],
        verdict=row["verdict"],
        kind=row["kind"],
        passage=Passage(*json.loads(row["passage"])),
        other=Passage(*json.loads(row["other"])) if row["other"] else None,
        field=row["field"],
        value=None if row["value"] is None else json.loads(row["value"]),
        by=row["made_by"],
        made_on=row["made_on"],
        why=row["why"],
        undoes=row["undoes"],
    )


def day(iso: str | None) -> date | None:
    """A day from its ISO form."""
    return date.fromisoformat(iso) if iso else None


def spans_from(dumped_spans: str) -> tuple[Span, ...]:
    """Spans from JSON."""
    return tuple((start, end) for start, end in json.loads(dumped_spans))


def redating_from(row: RowMapping) -> Redating:
    """The publication date that a person gave, from its row."""
    return Redating(row["article"], row["published"], row["made_on"], row["made_by"], row["why"])


def _passage_text(passage: Passage) -> str:
    return dumped([passage.article, passage.start, passage.end, passage.words])
