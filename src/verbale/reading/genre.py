"""What kind of article a page is: news, editorial, opinion, interview or digest."""

from __future__ import annotations

from verbale.model.text import ArticleKind
from verbale.reading.tables import patterns, toml


def kind_of(title: str | None, sections: tuple[str, ...] = (), lines: tuple[str, ...] = ()) -> ArticleKind:
    """The kind that the title's marker, a line of its own (in `lines`) or the section says; `news` where none does."""
    for rule, pattern in zip(toml("furniture")["kind"], patterns("kind"), strict=True):
        if title and pattern.match(title.lstrip('[("“ ')):
            return _kind(rule["value"])
    for rule, pattern in zip(toml("furniture")["kind_line"], patterns("kind_line"), strict=True):
        if any(pattern.fullmatch(line.strip(" :")) for line in (*sections, *lines)):
            return _kind(rule["value"])
    return "news"


def _kind(value: str) -> ArticleKind:
    match value:
        case "editorial" | "opinion" | "interview" | "digest":
            return value
    raise ValueError(f"furniture.toml names the kind {value!r}, which there is not")
