"""What a screen is: a resource, how it is headed, which template shows it, and what the template needs beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from verbale.api.asking import Asked
from verbale.api.resources import RESOURCES, Resource

Shown = Mapping[str, Any]  # what a template is given by name


def _found(of: Asked, found: Any) -> Shown:
    return {"found": found}


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of the desk. `title` heads it, `shown` gives what its template takes.

    `nothing` is what an empty listing says of which nothing was asked for.
    """

    of: str
    title: str
    template: str
    shown: Callable[[Asked, Any], Shown] = _found  # Any: what the resource found
    nothing: str = ""

    @property
    def resource(self) -> Resource:
        """What it shows."""
        return RESOURCES[self.of]
