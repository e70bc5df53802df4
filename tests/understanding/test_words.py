"""Words of the language stand in tables with an example; code may list none but those of closed classes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from spacy.lang.en.stop_words import STOP_WORDS

import verbale.understanding

ROOT = Path(verbale.understanding.__file__).parent
OF_TEXT = re.compile(r"\b(lower|lemma|lemmas|text|singular|modifiers|word|said|behind|before|after)\b")
"""How code calls a word of the text that it looks at."""
OF_PARSE = re.compile(r"\b(dep|dep_|pos|tag|kinds|form|relation|modality)\b")
"""How it calls a part of speech, a relation and other labels."""
CLOSED = {
    *("ought", "shall", "wo", "having", "'d", "'s", "according", "following", "including", "despite", "provided"),
    *("providing", "given", "citing", "till", "upon", "versus", "nor", "yet", "merely", "instead", "rather", "there"),
    *("near", "outside", "inside", "between", "since", "from", "second", "third", "self", "selves"),
}
"""Function words that spaCy does not list: auxiliaries, prepositions, conjunctions, ordinals, pronouns."""
LABELS = {
    "actors/pronouns.py": {"hearer"},  # what a pronoun of the table is of
    "statements/acts.py": {"object"},  # a frame
    "statements/reporting.py": {"aside", "quote"},  # roles of what is said
}


def constants(tree: ast.Module) -> dict[str, list[str]]:
    """The lists of strings that a module names at its top."""
    named: dict[str, list[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            listed = [n for n in ast.walk(node.value) if isinstance(n, ast.Set | ast.Tuple | ast.List | ast.Dict)]
            named[node.targets[0].id] = [word for n in listed for word in strings(n)]
    return named


def strings(node: ast.expr) -> list[str]:
    members = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
    return [m.value for m in members if isinstance(m, ast.Constant) and isinstance(m.value, str)]


def is_phrase(node: ast.Compare) -> bool:
    """Whether words are compared in their order: "on condition"."""
    return isinstance(node.ops[0], ast.Eq | ast.NotEq)


def compared(tree: ast.Module) -> Iterator[tuple[int, list[str]]]:
    """Every list of two strings or more with which a word of the text is compared."""
    named = constants(tree)
    for node in ast.walk(tree):
        sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) and not is_phrase(node) else []
        sides += [node.left, node.right] if isinstance(node, ast.BinOp) else []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            sides += [node.func.value, *node.args] if node.func.attr in ("startswith", "endswith", "get") else []
        told = " ".join(map(ast.unparse, sides))
        if not OF_TEXT.search(told) or OF_PARSE.search(told):
            continue
        for side in sides:
            words = named.get(side.id, []) if isinstance(side, ast.Name) else strings(side)
            if len(words) > 1:
                yield side.lineno, words


def test_code_lists_no_words_of_the_language_but_function_words() -> None:
    found: dict[str, list[str]] = {}
    for path in sorted(ROOT.rglob("*.py")):
        for line, words in compared(ast.parse(path.read_text(encoding="utf-8"))):
            content = {w.strip() for w in words if re.search("[a-z]{2}", w)} - STOP_WORDS - CLOSED
            module = str(path.relative_to(ROOT))
            if content - LABELS.get(module, set()):
                found[f"{module}:{line}"] = sorted(content)
    assert found == {}
