"""What kind of article a page is: news, editorial, opinion, interview or digest."""

from __future__ import annotations

import re
from collections.abc import Iterable

from verbale.model.text import ArticleKind
from verbale.reading.tables import patterns, toml

_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_INNER_STOP = re.compile(r"[.!?]+(?=\s)")
_LONG_QUOTE = re.compile(r"[“\"](?:[^\s”\"]+\s+){3,}[^\s”\"]+(?:[”\"]|$)")
_INITIALS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Gov|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|U\.S|U\.N)\.")
_SENTENCES = re.compile(r"(?<=[.!?])['\"”’)]*\s+(?=[A-Z“\"])")
_QUESTION = re.compile(r"(?:Q|Question)\s*[.:]\s")
_TURN = re.compile(r"([A-Z][\w.'’ -]{1,40}):\s")
_FEWEST_TURNS = 4
_SHORTEST_ARGUMENT = 6
"""Sentences; of a shorter text one cannot tell."""
_ARGUED = 0.28
_REPORTED = 0.35


def kind_of(title: str | None, sections: tuple[str, ...] = (), lines: tuple[str, ...] = ()) -> ArticleKind | None:
    """The kind that the title's marker, a line of its own (in `lines`) or the section says, else None."""
    for rule, pattern in zip(toml("furniture")["kind"], patterns("kind"), strict=True):
        if title and pattern.match(title.lstrip('[("“ ')):
            return _kind(rule["value"])
    for rule, pattern in zip(toml("furniture")["kind_line"], patterns("kind_line"), strict=True):
        if any(pattern.fullmatch(line.strip(" :")) for line in (*sections, *lines)):
            return _kind(rule["value"])
    return None


def kind_of_text(paragraphs: Iterable[str]) -> ArticleKind:
    """The kind that running text shows where nothing says it: questions and answers, the writer's argument, or news."""
    paragraphs = list(paragraphs)
    if sum(bool(_QUESTION.match(p)) for p in paragraphs) > 1 or _is_conversation(paragraphs):
        return "interview"
    sentences = [s for p in paragraphs for s in _sentences(p) if len(s.split()) > 3]
    if len(sentences) < _SHORTEST_ARGUMENT:
        return "news"
    own = [s for s in sentences if not _reports(s)]
    argued = sum(any(p.search(_QUOTED.sub("", s)) for p in patterns("argument", "voice")) for s in own)
    reported = len(sentences) - len(own)
    few_reports, much_argued = reported <= _REPORTED * len(sentences), argued >= _ARGUED * len(sentences)
    return "opinion" if few_reports and much_argued else "news"


def _is_conversation(paragraphs: list[str]) -> bool:
    """Whether two or three names take turns: "Lake Review: Will you come?" - "Mia Holt: I will." """
    names = [m[1] for p in paragraphs if (m := _TURN.match(p))]
    return len(names) >= _FEWEST_TURNS and len(set(names)) <= len(names) // 2 and len(names) * 2 > len(paragraphs)


def _sentences(paragraph: str) -> list[str]:
    """The sentences, a quotation of several being part of one; it may go on in the next paragraph, unclosed."""
    whole = _QUOTED.sub(lambda m: _INNER_STOP.sub(",", m[0]), _INITIALS.sub("", paragraph))
    return _SENTENCES.split(whole)


def _reports(sentence: str) -> bool:
    """Whether the sentence gives another's words: a word of reporting, or a quotation that is more than a term."""
    bare = _QUOTED.sub("", sentence)
    return any(p.search(bare) for p in patterns("report", "voice")) or bool(_LONG_QUOTE.search(sentence))


def _kind(value: str) -> ArticleKind:
    match value:
        case "news" | "editorial" | "opinion" | "interview" | "digest":
            return value
    raise ValueError(f"furniture.toml names the kind {value!r}, which there is not")
