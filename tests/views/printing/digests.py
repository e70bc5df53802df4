"""Digests made by hand, of any length, with what is hard to print: long lines, other scripts, markup."""

from __future__ import annotations

from dataclasses import replace

from verbale.model.edition import Digest, Edition, Entry, Erratum, Newsroom, Note, Place, Section, Told, Trend

HOSTILE = (
    "<b>bold</b> & </p><script>alert(1)</script> #strong[x] $y$ *star* _line_ `code` [link](http://evil.example) @label"
    " \\ \x1b[31mred\x1b[0m \u202etxt\u202c \ud800 // comment /* open"
)
"""What means something in HTML, typst, Markdown, XML and to a terminal."""
SENTENCES = (
    "The joint commission met again at the lock keeper's house and agreed which gauges both sides are to read daily.",
    "Its chairman told reporters that nothing had been signed.",
    "A second reading of the draft is expected before the flood season, when the lower gates are opened anyway.",
)
HEADLINES = (
    "Gates stay shut until the gauges are read by both sides",
    "Ferry company offers to carry inspectors free of charge",
    "Переговоры о плотине отложены до осени, сообщает ведомство",
    "湖の水位をめぐる協議、来月再開で合意",
    " ".join(["A headline that goes on for so long that no column would have held it,"] * 3),
)
SECTIONS = (("Foreign affairs", "The lake"), ("Foreign affairs", "Neighbours"), ("Economy",), ("Opinion",), ())
RIGHTS = ("full", "excerpt", "link")
OUTLETS = ("The Quay", "Lake Post", "Озёрный вестник", "湖日新聞", "The Bank")


def told(words: str, article: str = "a0", line: str | None = None, machine: str | None = None) -> Told:
    return Told(words, (Place(article, 0, len(words)),), line, machine)


def entry(number: int, headline: str | None = None) -> Entry:
    at = number % len(HEADLINES)
    return Entry(
        article=f"a{number}",
        headline=headline or HEADLINES[at],
        outlet=OUTLETS[at],
        published="2020-05-04",
        date="4 May 2020",
        page=("2", "7:37 p.m.", "pp. 1, 4-7", None, "14")[at],
        credit="Lake Desk Translation" if at in (2, 3) else None,
        byline="Ida Berg" if at == 1 else None,
        kind="editorial" if at == 4 else "article",
        abridged=at == 2,
        url=f"https://www.example.org/lake/2020/05/04/gates-stay-shut?edition=morning&number={number}" if at else None,
        synopsis=tuple(told(s, f"a{number}") for s in SENTENCES[: number % 3 + 1]),
        takeaways=(
            told("Norland refused to open the lower gates before June.", f"a{number}", f"utterance:{number}"),
            told("Ada Orum (Norland) denied that the dam leaks.", f"a{number}", f"utterance:x{number}"),
        )[: number % 3],
        also="also in Lake Post, 5 May 2020, p. 3; The Bank, 5 May 2020 (3 outlets, 1 origin)" if at == 0 else "",
        changed="New since it was last printed: the date of the second reading." if at == 1 else "",
        terms="© 2020 The Bank. Not for resale." if at == 4 else "",
    )


def note(kind: str, words: str, cited: str = "The Quay, Lake Post; 2 origins", line: str = "event:1") -> Note:
    return Note(kind, "2020-05-04", told(words, "a0", line), cited, 2)


def digest(entries: int, *, leads: bool = True) -> Digest:
    """A digest of so many entries in up to five sections."""
    share = -(-entries // len(SECTIONS)) or 1
    groups = [range(entries)[at : at + share] for at in range(0, entries, share)]
    sections = tuple(
        Section(path, tuple(entry(n) for n in group)) for path, group in zip(SECTIONS, groups, strict=False)
    )
    plain = Digest("Press digest: talks on the lake", "2020-05-04", "2020-05-05", sections=sections)
    if not leads:
        return plain
    return replace(
        plain,
        phase=note("phase", "The talks have been suspended since 2 May 2020, said the office of the commission."),
        takeaways=(
            note("position", "Norland moved from wanting the whole lake to wanting half of it.", line="position:NOR:w"),
            replace(note("event", ""), told=told("Sudland offered a ferry.", "a0", "event:2", "Sudland offered it.")),
        ),
        contradictions=(
            note("contradiction", "The Quay writes that the gates are shut; Lake Post that they stood open all night."),
        ),
        due=(note("date", "18 June 2020, moved to 25 June: Ada Orum visits Arl.", line="announced:1"),),
        trends=(Trend("gauge", 9, 1.5), Trend("lower gates", 5, 0.0), Trend("ferry", 4, 3.25)),
        newsrooms=tuple(
            Newsroom(outlet, "NOR" if at else None, "BAF-D"[at].strip("-") or None, RIGHTS[at % 3], 12 - at)
            for at, outlet in enumerate(OUTLETS)
        ),
    )  # fmt: skip


ERRATUM = Erratum((3, 4), "utterance:x1", "Ada Orum denied that the dam leaks.", "Corrected: the speaker is Ben Lusk",
                  "2020-05-06", "her office was misquoted")  # fmt: skip


def edition(entries: int, number: int = 5) -> Edition:
    return Edition(number, "Morning", "2020-05-05T06:30:00Z", "Cem Arn", digest(entries), (ERRATUM,))
