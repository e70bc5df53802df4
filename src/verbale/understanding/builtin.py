"""The annotators at hand: the eight that ship, named by entry points as a stranger's are, and a pipeline of them."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from verbale.model.brief import Brief
from verbale.understanding.language import load
from verbale.understanding.pipeline import ENTRY_POINTS, Pipeline, Specification, in_order, registered, with_needs

BUILT_IN = ("times", "actors", "statements", "events", "linkages", "positions", "phases", "contradictions")
"""The layers; each is a package of that name, whose `annotator.py` declares the annotator of that name."""


def registry() -> dict[str, Specification]:
    """Every annotator at hand by name: the built-in ones, then those of the entry-point group."""
    ours = [EntryPoint(name, f"{__package__}.{name}.annotator:{name}", ENTRY_POINTS) for name in BUILT_IN]
    return registered([*ours, *sorted(entry_points(group=ENTRY_POINTS), key=lambda e: e.name)])


def build(brief: Brief, *, names: Iterable[str] | None = None, model: str | None = None) -> Pipeline:
    """A pipeline of the annotators `names` (all at hand where None) and whatever these need.

    Raises PipelineError for an unknown name, an unmet need or a cycle, LanguageModelError where `model` is not there.
    """
    found = registry()
    chosen = with_needs(found if names is None else names, found)
    in_order(chosen)
    return Pipeline(brief, chosen.values(), load(model))
