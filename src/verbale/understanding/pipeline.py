"""What an annotator is, and the pipeline that runs annotators over one article. None is known here by name.

An annotator is built once for a brief and then called with each article's analysed text and the findings so far; it
yields findings and changes nothing. Which annotators it needs and which kinds it gives is declared with `annotator`
and checked: an unknown name, an unmet need or a cycle fails when the pipeline is built, undeclared output at once.
They come in through entry points: the built-in ones by `builtin.py`, a third party's by the group `verbale.annotators`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from verbale.errors import PipelineError
from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings, Observation, Reading
from verbale.model.text import Article
from verbale.understanding.analysis import Analysis
from verbale.understanding.language import analyse, one_at_a_time, words_kept
from verbale.understanding.publication import published_bounds

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from spacy.language import Language

ENTRY_POINTS = "verbale.annotators"
"""The group of entry points that name annotators."""


class Annotator(Protocol):
    """One call an article: analysed text and the findings so far in, findings out."""

    def __call__(self, analysis: Analysis, findings: Findings, /) -> Iterable[Finding[Any]]:
        """Yield findings about the article; never change the arguments."""


class Factory(Protocol):
    """Builds an annotator for a brief."""

    def __call__(self, brief: Brief, /) -> Annotator:
        """The annotator, with the tables it needs loaded."""


F = TypeVar("F", bound=Factory)


@dataclass(frozen=True)
class Specification:
    """What an annotator declares: `needs` are names of annotators, `gives` kinds of findings."""

    name: str
    needs: frozenset[str]
    gives: frozenset[str]
    version: str
    factory: Factory

    @property
    def signature(self) -> str:
        """`name@version`, as observations carry it."""
        return f"{self.name}@{self.version}"


def annotator(name: str, *, needs: Set[str] = frozenset(), gives: Set[str], version: str) -> Callable[[F], F]:
    """Declare a factory as the annotator `name`. A new `version` says that its findings may differ from before."""

    def declare(factory: F) -> F:
        factory.specification = Specification(name, frozenset(needs), frozenset(gives), version, factory)  # type: ignore[attr-defined] # a function may carry attributes
        return factory

    return declare


def registered(entries: Iterable[EntryPoint]) -> dict[str, Specification]:
    """The annotators that `entries` name, by their own names; raises PipelineError where one is none, or is twice."""
    found: dict[str, Specification] = {}
    for entry in entries:
        factory = entry.load()
        specification = getattr(factory, "specification", None)
        if not isinstance(specification, Specification):
            raise PipelineError(f"{factory!r} is no annotator; declare it with @annotator(...)")
        if specification.name in found:
            raise PipelineError(f"two annotators are called {specification.name!r}; rename one of them")
        found[specification.name] = specification
    return found


def with_needs(names: Iterable[str], found: Mapping[str, Specification]) -> dict[str, Specification]:
    """The annotators `names` and whatever these need, out of `found`; raises PipelineError for an unknown name."""
    wanted = list(names)
    chosen: dict[str, Specification] = {}
    while wanted:
        name = wanted.pop()
        if name not in found:
            raise PipelineError(f"there is no annotator {name!r}; there are: {', '.join(sorted(found))}")
        if name not in chosen:
            chosen[name] = found[name]
            wanted.extend(n for n in found[name].needs if n in found)
    return chosen


def in_order(specifications: Mapping[str, Specification]) -> list[Specification]:
    """The annotators so that each comes after those it needs, by name where that leaves a choice."""
    for specification in specifications.values():
        for need in sorted(specification.needs - set(specifications)):
            raise PipelineError(f"the annotator {specification.name!r} needs {need!r}, which is not there")
    done: list[Specification] = []
    waiting = dict(sorted(specifications.items()))
    while waiting:
        names = {s.name for s in done}
        ready = next((s for s in waiting.values() if s.needs <= names), None)
        if ready is None:
            raise PipelineError(f"these annotators need each other in a circle: {', '.join(waiting)}")
        done.append(waiting.pop(ready.name))
    return done


class Pipeline:
    """The annotators in order, built for one brief. Calling `read` leaves no trace in it."""

    def __init__(self, brief: Brief, specifications: Iterable[Specification], language: Language) -> None:
        self.brief = brief
        self._language = language
        self._steps = [(s, s.factory(brief)) for s in in_order({s.name: s for s in specifications})]

    @property
    def signatures(self) -> tuple[str, ...]:
        """`name@version` of each annotator, in the order of work."""
        return tuple(s.signature for s, _ in self._steps)

    def read(self, article: Article) -> Reading:
        """All findings on one article; the same article and brief give the same findings to the byte."""
        findings = Findings()
        with one_at_a_time, words_kept(self._language):
            analysis = analyse(article, self._language)
            for specification, annotate in self._steps:
                if analysis is None:
                    break
                findings = Findings((*findings.all, *self._observed(specification, annotate(analysis, findings))))
        return Reading(self._bounded(article, findings), findings)

    def _bounded(self, article: Article, findings: Findings) -> Article:
        """An undated article with what its own times tell of its publication."""
        if article.published is not None or article.published_bounds is not None:
            return article
        return replace(article, published_bounds=published_bounds(article, [f.content for f in findings.times]))

    def _observed(self, specification: Specification, yielded: Iterable[Finding[Any]]) -> Iterator[Finding[Any]]:
        seen: set[str] = set()
        signature, read_with = specification.signature, self.brief.hash
        for found in yielded:
            if found.kind not in specification.gives:
                raise PipelineError(
                    f"the annotator {specification.name!r} gave a {found.kind}, which it did not declare"
                )
            if found.key not in seen:
                seen.add(found.key)
                told = found.observation
                observation = Observation(signature, told.rule, told.confidence, read_with)
                yield Finding(found.key, found.article, found.content, found.passages, observation)
