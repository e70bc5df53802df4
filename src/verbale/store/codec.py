"""Between the model's dataclasses and the values of a row."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import RowMapping

from verbale.model.evidence import Finding, Judgement, Observation, content_as_json, content_from_json
from verbale.model.text import Article, Dateline, Passage
from verbale.store.rows import StatementRow

_PLAIN = (
    "name", "text", "title", "published", "published_basis", "published_bounds", "given_date", "outlet", "page",
    "credit", "byline", "abridged", "kind", "url", "extracted",
)  # fmt: skip
_FILED = tuple(f.name for f in fields(StatementRow) if f.name != "issues")


def dumped(value: Any) -> str:  # Any: JSON
    """A value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def article_values(article: Article) -> dict[str, Any]:
    """The columns of `article` that tell the article itself."""
    dateline = article.dateline
    return {name: getattr(article, name) for name in _PLAIN} | {
        "key": article.key,
        "section": dumped(article.section),
        "synopsis": dumped(article.synopsis),
        "paragraphs": dumped(article.paragraphs),
        "dateline": dumped([dateline.place, dateline.date]) if dateline else None,
        "dateline_span": dumped(article.dateline_span) if article.dateline_span else None,
    }


def article_from(row: RowMapping) -> Article:
    """The article of a row; the inverse of `article_values`."""
    values = {name: row[name] for name in _PLAIN}
    span = json.loads(row["dateline_span"]) if row["dateline_span"] else None
    return Article(
        **values,
        section=tuple(json.loads(row["section"])),
        synopsis=tuple(json.loads(row["synopsis"])),
        paragraphs=tuple((start, end) for start, end in json.loads(row["paragraphs"])),
        dateline=Dateline(*json.loads(row["dateline"])) if row["dateline"] else None,
        dateline_span=(span[0], span[1]) if span else None,
    )


def finding_values(found: Finding[Any]) -> dict[str, Any]:
    """The columns of `finding` that tell the finding itself."""
    return {
        "key": found.key,
        "kind": found.kind,
        "content": dumped(content_as_json(found.content)),
        "passages": dumped([[p.start, p.end, p.words] for p in found.passages]),
    }


def finding_from(row: RowMapping, article_key: str) -> Finding[Any]:
    """The finding of a row that joins `finding` and `observation`."""
    return Finding(
        row["key"],
        article_key,
        content_from_json(row["kind"], json.loads(row["content"])),
        tuple(Passage(article_key, start, end, words) for start, end, words in json.loads(row["passages"])),
        observation_from(row),
    )


def observation_from(row: RowMapping) -> Observation:
    """The observation of a row."""
    return Observation(row["annotator"], row["rule"], row["confidence"], row["brief"])


def judgement_values(judgement: Judgement) -> dict[str, Any]:
    """The columns of `judgement`."""
    return {
        "key": judgement.key,
        "verdict": judgement.verdict,
        "kind": judgement.kind,
        "passage": _passage_text(judgement.passage),
        "other": _passage_text(judgement.other) if judgement.other else None,
        "field": judgement.field,
        "value": judgement.value,
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
        value=row["value"],
        by=row["made_by"],
        made_on=row["made_on"],
        why=row["why"],
        undoes=row["undoes"],
    )


def statement_values(row: StatementRow) -> dict[str, Any]:
    """The columns of `statement` that a statement is filtered by."""
    return {name: getattr(row, name) for name in _FILED}


def statement_row_from(row: RowMapping, issues: Iterable[str]) -> StatementRow:
    """The inverse of `statement_values`, with the issues that are kept apart."""
    return StatementRow(**{name: row[name] for name in _FILED}, issues=tuple(sorted(issues)))


def _passage_text(passage: Passage) -> str:
    return dumped([passage.article, passage.start, passage.end, passage.words])
