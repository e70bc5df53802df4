"""Articles, findings and judgements as JSON that gives back what they were, whole and to the letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from verbale.errors import InputError
from verbale.model.evidence import Finding, Findings, Judgement, Observation, Reading
from verbale.model.negotiation import CONTENT_TYPES
from verbale.model.text import Article, Dateline, Passage

Json = dict[str, Any]  # Any: JSON
_CONTENT = {t.KIND: t for t in CONTENT_TYPES}
_ARTICLE = {f.name for f in fields(Article)}


def article_as_json(article: Article) -> Json:
    """An article with all its fields, and its key."""
    return {"key": article.key, **asdict(article)}


def article_from_json(values: Mapping[str, Any]) -> Article:
    """The inverse; raises InputError where it is no article, or not the one that its key says."""
    try:
        given = {name: folded(value) for name, value in values.items() if name in _ARTICLE}
        if given.get("dateline"):
            given["dateline"] = Dateline(**given["dateline"])
        made = Article(**given)
        key = made.key
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError(f"this is no article: {error}") from error
    if values.get("key") != key:
        raise InputError(f"{made.name}: its text is not the one that its key was made of")
    return made


def finding_as_json(finding: Finding[Any]) -> Json:
    """A finding: what it is, and who found it; its key and passages follow from it and the article."""
    return {"kind": finding.kind, "key": finding.key, **asdict(finding.observation), "content": asdict(finding.content)}


def reading_from_json(article: Article, found: list[Any]) -> Reading:
    """A reading of an article; raises InputError for findings that are none."""
    try:
        return Reading(article, Findings(_finding(article, values) for values in found))
    except (TypeError, ValueError, LookupError) as error:
        raise InputError(f"{article.name}: it has a finding that cannot be read: {error}") from error


def _finding(article: Article, values: Mapping[str, Any]) -> Finding[Any]:
    content = _CONTENT[values["kind"]](**{name: folded(value) for name, value in values["content"].items()})
    seen = Observation(values["annotator"], values["rule"], values["confidence"], values["brief"])
    return Finding(values["key"], article.key, content, tuple(map(article.passage, content.spans())), seen)


def judgement_as_json(judgement: Judgement) -> Json:
    """A judgement."""
    return asdict(judgement)


def judgement_from_json(values: Mapping[str, Any]) -> Judgement:
    """The inverse; raises InputError for what is none."""
    try:
        places = {name: Passage(**values[name]) for name in ("passage", "other") if values.get(name)}
        return Judgement(**{**values, **places})
    except (TypeError, LookupError) as error:
        raise InputError(f"this is no judgement: {error}") from error


def folded(value: Any) -> Any:  # Any: JSON
    """JSON with every list a tuple, as dataclasses hold them."""
    return tuple(map(folded, value)) if isinstance(value, list) else value
