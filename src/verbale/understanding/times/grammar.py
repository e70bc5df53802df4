"""The span grammar: a cascade of rules over tokens that finds time expressions and says what each means by itself.

The rules stand in `tables/rules.toml`, in stages; a phrase that one stage finds is one symbol to the next. A
pattern is a row of words, classes in braces and groups, with `?`, `*`, `+` and `|` as in regular expressions;
`name:` before an element hands it to the builder of the rule's meaning. Within a stage the leftmost and then longest
match wins, the earlier rule on a tie.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from verbale.model.text import Span
from verbale.understanding.times.building import BUILDERS
from verbale.understanding.times.captures import Captures
from verbale.understanding.times.lexicon import SEPARATOR, Lexicon, Token, lexicon
from verbale.understanding.times.phrases import Node, Phrase
from verbale.understanding.times.tables import toml

_ELEMENT = re.compile(
    r"""\s*(?:
        (?P<open>(?:(?P<group>\w+):)?\((?:\?(?:[:=!]|<[!=]))?)
        | (?P<close>\)[?*+]?)
        | (?P<or>\|)
        | (?:(?P<name>\w+):)?(?:\{(?P<classes>[^}]+)\}|(?P<word>[^\s(){}|?*+]+))(?P<repeat>[?*+]?)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Rule:
    """One line of the grammar: `build` makes the meaning of a match, in a phrase of the classes `gives`."""

    id: str
    order: int
    pattern: re.Pattern[str]
    build: str
    constants: dict[str, Any]  # Any: what the table hands to the builder
    gives: frozenset[str]
    confidence: float


@dataclass(frozen=True)
class Grammar:
    """The lexicon and the rules of each stage, compiled."""

    lexicon: Lexicon
    stages: tuple[tuple[Rule, ...], ...]

    def phrases(self, text: str, regions: Iterable[Span]) -> list[Phrase]:
        """The outermost time expressions in the `regions` of `text`, in order; none crosses a region's edge."""
        nodes: list[Node] = []
        for start, end in regions:
            nodes += self.lexicon.tokens(text, start, end)
            nodes.append(Token(end, end, SEPARATOR, SEPARATOR))
        for stage in self.stages:
            nodes = self._reduced(stage, nodes)
        return [n for n in nodes if isinstance(n, Phrase) and "Time" in n.classes]

    def _reduced(self, stage: tuple[Rule, ...], nodes: list[Node]) -> list[Node]:
        signs = "".join([n.sign for n in nodes])
        matches = [(m.start(), -m.end(), rule.order, m, rule) for rule in stage for m in rule.pattern.finditer(signs)]
        matches.sort(key=lambda found: found[:3])
        out: list[Node] = []
        at = 0
        for first, last, _, match, rule in matches:
            if first < at:
                continue
            phrase = self._phrase(rule, match, nodes)
            if phrase is not None:
                out += nodes[at:first]
                out.append(phrase)
                at = -last
        return out + nodes[at:]

    def _phrase(self, rule: Rule, match: re.Match[str], nodes: list[Node]) -> Phrase | None:
        held = (name for name in match.re.groupindex if match.end(name) > match.start(name) >= 0)
        captured = {name: tuple(nodes[match.start(name) : match.end(name)]) for name in held}
        captures = Captures(captured, rule.constants, self.lexicon, nodes, match.start(), match.end())
        meaning = BUILDERS[rule.build](captures)
        if meaning is None:
            return None
        first, last = nodes[match.start()], nodes[match.end() - 1]
        made = [n for n in nodes[match.start() : match.end()] if isinstance(n, Phrase)]
        return Phrase(
            start=first.start, end=last.end, sign=self.lexicon.alphabet[rule.gives], classes=rule.gives,
            meaning=meaning, rule=rule.id, confidence=rule.confidence, parts=captures.parts(meaning, rule.id),
            core=captures.core(), inner=tuple(p for n in made for p in (n, *n.inner)),
        )  # fmt: skip


@cache
def grammar() -> Grammar:
    """The grammar of the shipped tables, compiled once."""
    table = toml("rules")
    aliases: dict[str, str] = table["aliases"]
    rows = [(stage["name"], row) for stage in table["stages"] for row in table[stage["name"]]]
    patterns = [p for _, row in rows for p in _listed(row["pattern"])]
    elements = [m for p in patterns for m in _ELEMENT.finditer(p)]
    told = (part for m in elements if m["word"] or m["classes"] for part in _classes(m, aliases))
    literals = {c[1:] for part in told for c in part if c[0] == "="}
    gives = {frozenset(row["gives"]) for _, row in rows}
    words = lexicon(literals, gives)
    stages: dict[str, list[Rule]] = {stage["name"]: [] for stage in table["stages"]}
    for order, (stage_name, row) in enumerate(rows):
        for pattern in _listed(row["pattern"]):
            compiled, given = re.compile(_regular(pattern, words, aliases)), row.get("with", {})
            rule = Rule(
                row["id"], order, compiled, row["build"], given, frozenset(row["gives"]), row.get("confidence", 0.9)
            )
            stages[stage_name].append(rule)
    return Grammar(words, tuple(tuple(rules) for rules in stages.values()))


def _classes(element: re.Match[str], aliases: dict[str, str]) -> tuple[list[str], list[str]]:
    """The classes that an element wants and those it does not want; a plain word is the class `=word`."""
    if element["word"]:
        return [f"={element['word']}"], []
    keep, _, drop = element["classes"].partition("-")
    return _split(keep, aliases), _split(drop, aliases)


def _split(classes: str, aliases: dict[str, str]) -> list[str]:
    return [c for name in classes.split("|") if name for c in aliases.get(name, name).split("|")]


def _listed(pattern: str | list[str]) -> list[str]:
    return [pattern] if isinstance(pattern, str) else pattern


def _regular(pattern: str, words: Lexicon, aliases: dict[str, str]) -> str:
    """The regular expression over the lexicon's characters that a rule's pattern means."""
    out: list[str] = []
    at = 0
    while at < len(pattern.rstrip()):
        match = _ELEMENT.match(pattern, at)
        if match is None:
            raise ValueError(f"the time rule {pattern!r} cannot be read from {pattern[at:]!r}")
        at = match.end()
        if match["open"]:
            plain = match["open"][len(match["group"]) + 1 :] if match["group"] else match["open"]
            out.append(f"(?P<{match['group']}>" if match["group"] else plain if "?" in plain else "(?:")
        elif match["close"] or match["or"]:
            out.append(match["close"] or match["or"])
        else:
            keep, drop = _classes(match, aliases)
            characters = words.characters(keep, drop)
            if not characters:
                raise ValueError(f"the time rule {pattern!r} wants {keep!r}, which no word is")
            one = f"[{characters}]"
            out.append((f"(?P<{match['name']}>{one})" if match["name"] else one) + match["repeat"])
    return "".join(out)
