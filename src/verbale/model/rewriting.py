"""A brief's text with the fields of one outlet set; whatever else somebody wrote in it stays to the letter."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from verbale.errors import BriefError
from verbale.model.brief import Brief, Outlet, brief_from_toml

SET = ("wire", "country", "language", "reliability", "rights")
"""The fields that are set by themselves."""
_OUTLET = re.compile(r"\s*\[\[\s*outlets\s*\]\]\s*(#.*)?")
_TABLE = re.compile(r"\s*\[")


def with_outlet(text: str, name: str, fields: Mapping[str, str | None]) -> str:
    """The text of a brief with some of `SET` as given, None for none, of the outlet that goes by `name`.

    An outlet that the brief does not name is put at its end. Raises BriefError for a value that does not fit, and where
    the outlets are not written as tables of their own.
    """
    brief = brief_from_toml(text)
    lines = text.splitlines(keepends=True)
    starts = [at for at, line in enumerate(lines) if _OUTLET.fullmatch(line.rstrip("\r\n"))]
    at = _place_of(name, brief)
    if len(starts) != len(brief.outlets):
        raise BriefError("the brief does not write its outlets as [[outlets]], each by itself; change it as a text")
    if at is None:
        gap = "" if text.endswith("\n") or not text else "\n"
        made = "".join(_line(key, value) for key, value in (("name", name), *fields.items()) if value)
        changed, outlet = f"{text}{gap}\n[[outlets]]\n{made}", Outlet(name=name)
    else:
        first = starts[at] + 1
        last = next((n for n in range(first, len(lines)) if _TABLE.match(lines[n])), len(lines))
        changed = "".join([*lines[:first], *_block(lines[first:last], fields), *lines[last:]])
        outlet = brief.outlets[at]
    set_so: dict[str, Any] = dict(fields)  # Any: what the fields of an outlet are, here texts
    wanted = replace(outlet, **set_so)
    others = brief.outlets[:at] + brief.outlets[at + 1 :] if at is not None else brief.outlets
    found = brief_from_toml(changed)
    place = len(others) if at is None else at
    if found != replace(brief, outlets=(*others[:place], wanted, *others[place:])):
        raise BriefError(f"{name} cannot be changed here as the brief is written; change it as a text")
    return changed


def _place_of(name: str, brief: Brief) -> int | None:
    """The number of the outlet of that name; of those that bear it, the last."""
    bear = [n for n, o in enumerate(brief.outlets) if name.casefold() in (a.casefold() for a in (o.name, *o.aliases))]
    return bear[-1] if bear else None


def _block(lines: list[str], fields: Mapping[str, str | None]) -> list[str]:
    """The lines of one outlet with its fields set where they stand, new ones behind the last line that says a thing."""
    left = dict(fields)
    shown: list[str] = []
    for line in lines:
        key = line.partition("=")[0].strip()
        if key in left:
            value = left.pop(key)
            shown += [_line(key, value)] if value else []
        else:
            shown.append(line)
    end = next((n for n in range(len(shown), 0, -1) if shown[n - 1].split("#")[0].strip()), 0)
    new = [_line(key, value) for key, value in left.items() if value]
    if new and end and not shown[end - 1].endswith("\n"):
        shown[end - 1] += "\n"
    return [*shown[:end], *new, *shown[end:]]


def _line(key: str, value: str | None) -> str:
    return f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
