"""Lines round the running text: what one line of page furniture tells.

A line is cut into segments ("Sankei", "p. 2", "March 23, 2022", "By Mia Holt"); it is a header line where every
segment is understood and one of them tells something. The rules are in `tables/furniture.toml`, `words.toml`
and `outlets.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import reduce

from verbale.reading.datelines import dateline_of
from verbale.reading.dates import PageDate, has_clock, issue_months, page_dates, without_dates
from verbale.reading.genre import kind_of
from verbale.reading.outlets import looks_like_outlet, outlet_called, outlet_name
from verbale.reading.tables import patterns, words

_BULLET = re.compile(r"^\s*(?:[•·▪●◦*]\s*|-\s+)")
_LABELLED = r"\s+(?=(?:Editor|Source|Author|Writer|Edited by|Published|Updated)\s*:)"
_CUTS = (
    rf"\s*[|•·()\[\];›»>]\s*|\s{{2,}}|\t|{_LABELLED}",
    r"\s+[-–—]+\s*|\s*[-–—]+\s+|^[-–—]+|:\s+|:$",
    r"\s*,\s*",
    r"\s*/\s*",
)
_WORD = (
    r"(?:[A-ZÀ-ÞŠŽČĆĐŞİĞ][\w'’.\-]*|(?:de|da|di|van|von|der|den|bin|ben|ibn|al|el|el-|al-|la|le|ter|dos|del)(?=[ -]))"
)
_NAME = rf"{_WORD}(?:[ -]{_WORD}){{1,4}}"
_NAMES = re.compile(rf"{_NAME}(?:(?:, and | and |, | & |; ){_NAME})*")
_PLACE_AFTER = re.compile(r"\s+(?:in|from|at|reporting from)\s+[A-Z][\w.'-]*(?:,? [A-Z][\w.'-]*){0,3}$")
_PLACE_BETWEEN = re.compile(r" in [A-Z][\w.'-]*(?: [A-Z][\w.'-]*)?(?=,? and [A-Z]|, [A-Z])")
_WRITER_OF = re.compile(
    r"^(?:[A-Z][\w/]+ )?(?:staff |special |senior )?(?:writer|correspondent|reporter)s?:? (?=[A-Z])"
)
_WITH_AGENCIES = re.compile(r",? (?:with|and) (?:news )?(?:agencies|wires|wire services)$", re.IGNORECASE)
_CAPITAL = r"[A-ZÀ-ÞŠŽČĆĐŞİĞ0-9][\w'’.&,-]*"
_MASTHEAD = re.compile(rf"{_CAPITAL}(?: (?:(?:of|the|and|for|de|on|to|in|&) )*{_CAPITAL})*")
_LONGEST_MASTHEAD = 90
_LONGEST_DATED = 110
_SOME, _FEW, _FEWEST = 10, 7, 4
"""How many words that are not understood may stand behind a date that opens the line where marks part them, how many
beside any date where marks or a clock do, and how many where nothing does."""
_SECTION_PATH = re.compile(r"[^<>|»›]{2,40}(?:\s*[>»›]\s*[^<>|»›]{2,40})+")


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """What one line tells; a field is empty where it tells nothing of it. `names` are names that may be a writer's."""

    dates: tuple[PageDate, ...] = ()
    sections: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    byline: str | None = None
    page: str | None = None
    credit: str | None = None
    source: str | None = None
    names: tuple[str, ...] = ()
    clock: bool = False
    abridged: bool = False
    bullet: bool = False
    understood: bool = False
    role: bool = False
    navigation: tuple[str, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether the line tells something by itself."""
        return bool(
            self.dates or self.sections or self.outlets or self.byline or self.page or self.credit or self.source
            or self.clock or self.understood
        )  # fmt: skip


def header_line(line: str) -> HeaderLine | None:
    """What `line` tells if it is a header line, else None. A bulleted line takes an unknown name for an outlet."""
    if len(line) > 300:
        return None
    bullet = bool(_BULLET.match(line))
    text = _BULLET.sub("", line).strip()
    if monitored := _monitored(text):
        return monitored
    text, page = _without_page(text)
    path = text.rstrip(" |")
    if sections := _SECTION_PATH.fullmatch(path) and _section_path(path):
        return HeaderLine(sections=sections, page=page)
    parts = tuple(path.split(" / "))
    if len(parts) > 1 and parts[0].casefold() in words("sections") and all(len(p.split()) <= 3 for p in parts):
        return HeaderLine(sections=parts, page=page)
    credited = any(p.fullmatch(text.split(";")[0]) for p in patterns("credit"))
    named = credited or outlet_called(text)
    if text.casefold() in words("places") or (not named and any(p.fullmatch(text) for p in patterns("dropped"))):
        return HeaderLine(bullet=bullet, understood=True)
    if items := _navigation(text):
        return HeaderLine(understood=True, navigation=items)
    order = next(
        (o.day_first for s in re.split(r"[,|:(]", text) if (o := outlet_called(s)) and o.day_first is not None), None
    )
    dates = tuple(page_dates(text, order)) or tuple(issue_months(text))
    if dates and kind_of(text) == "news":
        return None  # "Press Briefing – March 3, 2021" is a headline
    told = HeaderLine(dates=dates, clock=has_clock(text), bullet=bullet, page=page)
    bare = without_dates(text) if dates or told.clock else text
    found = _all_understood(bare.split(" | "), told) or _dated(text, bare, told)
    return _settled(found, text) if found else None


def _monitored(text: str) -> HeaderLine | None:
    """The paper, day and page of a line in which a monitoring service says whose text it hands on."""
    match = next((m for p in patterns("monitored") if (m := p.fullmatch(text))), None)
    if match is None:
        return None
    dates, outlet = tuple(page_dates(match["day"])), match["outlet"]
    return HeaderLine(dates=dates, outlets=(outlet_name(outlet) or outlet,), page=match["page"], bullet=True)


def _settled(told: HeaderLine, text: str) -> HeaderLine | None:
    """What a line tells of which all that counts is understood; None where it tells nothing, or names alone."""
    bullet = told.bullet
    if told.names and _are_outlets(told, text):
        return replace(told, outlets=told.names, names=())
    if bullet:
        told = replace(told, names=tuple(n for n in told.names if n not in told.outlets))
    if not told.tells and not told.names and not told.abridged and re.search(r"[|•·\d]", text):
        return replace(told, understood=True)  # "9 min read | Share | 214 comments"
    if not told.tells or (told.names and not (told.dates or told.outlets or told.role)):
        return None
    return told


def _all_understood(pieces: list[str], told: HeaderLine) -> HeaderLine | None:
    for piece in pieces:
        found = _segment(piece, told, 0)
        if found is None:
            return None
        told = found
    return told


def _dated(text: str, bare: str, told: HeaderLine) -> HeaderLine | None:
    """`told` by a line with a whole date and little else: "Issue 22 · 29 May 2022"; None for a headline.

    What is not understood of it tells nothing.
    """
    marked = told.clock or re.search(r"[|•·\[\]/]", text)
    if not any(d.year and d.day for d in told.dates) or len(text) > _LONGEST_DATED or dateline_of(text):
        return None
    if text[-1] in ".!?" and not marked:
        return None
    parts = [p for p in re.split(rf"{_CUTS[0]}|\s+[-–—/]+\s+|;\s|\.\s", bare) if any(c.isalnum() for c in p)]
    unknown = 0
    for part in parts:
        found = _segment(part, told, 0)
        unknown += 0 if found else len(part.split())
        told = found or told
    opens = marked and not re.split(r"[•·\[\]/]", bare)[0].strip(" |,")
    return told if unknown <= (_SOME if opens else _FEW if marked else _FEWEST) else None


def _are_outlets(told: HeaderLine, text: str) -> bool:
    """Whether the names of a line are newspapers': in an issue's bullet, beside its day and page, "The X | Live"."""
    issue = told.page or (told.bullet and text.startswith(","))
    return bool(issue and (told.bullet or told.dates)) or (
        "|" in text and all(n.startswith("The ") for n in told.names)
    )


def _navigation(text: str) -> tuple[str, ...]:
    """The items of a line of navigation: "News | Markets | Jobs | Log in"; two of them are a section and its part."""
    items = tuple(item.strip() for item in re.split(r"[|•·]|\s{2,}", text) if item.strip())
    short = all(len(item.split()) <= 3 and item[0].isupper() and not any(c.isdigit() for c in item) for item in items)
    known = sum(i.casefold() in words("sections") | words("noise") for i in items)
    return items if short and (len(items) > 3 or (len(items) > 2 and known > 1)) else ()


def _without_page(text: str) -> tuple[str, str | None]:
    """The line with the page's number cut out, and the number: it may hold commas ("pp. 1, 4-7")."""
    for pattern in patterns("page"):
        match = pattern.search(text)
        if match:
            return f"{text[: match.start()]} | {text[match.end() :]}", re.sub(r"\s+", " ", match[1])
    return text, None


def signature(line: str) -> str | None:
    """The name in a line that is nothing but a name ("Mia Holt", "Mia Holt in Haven"), else None."""
    name = _PLACE_BETWEEN.sub("", _PLACE_AFTER.sub("", line.strip()))
    parts = [p for p in name.split(", ") if p.casefold() not in words("roles") | words("places")]
    name = ", ".join(parts)
    named = len(name) < 60 and _NAMES.fullmatch(name) and name.casefold() not in words("places")
    return name if named and not is_office(name) else None


def is_office(name: str) -> bool:
    """Whether a word of `name` says that it is an office, a body or a kind of document, and no person."""
    return bool(words("no_persons") & {w.strip(".,").casefold() for w in name.split()})


def names_issuer(line: str) -> bool:
    """Whether `line` names who issues the page and nothing else: "Ministry of Lakes of Norland", "THE LAKE HERALD"."""
    if len(line) > _LONGEST_MASTHEAD or line[-1] in ".?!:,;" or not _MASTHEAD.fullmatch(line):
        return False
    heads = {part.split()[-1].casefold() for part in (re.split(r"(?i) (?:of|for|on|to) ", line)[0], line)}
    return bool(heads & (words("issuers") | words("outlet_words")))


def _section_path(text: str) -> tuple[str, ...] | None:
    parts = tuple(p.strip() for p in re.split(r"[>»›]", text))
    if any(len(p.split()) > 6 or p[-1:] in ".?!" for p in parts):
        return None
    return parts[1:] if parts[0].casefold() == "home" and len(parts) > 1 else parts


def _segment(piece: str, told: HeaderLine, level: int) -> HeaderLine | None:
    """`told` with what `piece` adds, cutting it further where it is not understood whole; None where it is not."""
    piece = piece.strip(" ,\t\u00a0")
    if not any(c.isalnum() for c in piece):
        return told
    found = _understood(piece, told)
    if found is not None:
        return found
    for deeper in range(level, len(_CUTS)):
        parts = [p for p in re.split(_CUTS[deeper], piece) if p and p.strip()]
        if len(parts) > 1 or (parts and parts[0] != piece):
            for part in parts:
                after = _segment(part, told, deeper)
                if after is None:
                    return None
                told = after
            return told
    return None


def _understood(piece: str, told: HeaderLine) -> HeaderLine | None:
    folded = piece.casefold().rstrip(":.")
    if folded in words("noise") or any(p.fullmatch(piece) for p in patterns("noise")):
        return told
    if folded in words("roles"):
        return replace(told, role=True)
    if any(p.fullmatch(f"({piece})") for p in patterns("abridged")):
        return replace(told, abridged=True)
    for kind in ("source", "byline"):
        for pattern in patterns(kind):
            match = pattern.fullmatch(piece)
            if match and (found := _labelled(kind, match[1], told)):
                return found
    if any(p.fullmatch(piece) for p in patterns("credit")):
        bare = reduce(lambda text, pattern: pattern.sub("", text), patterns("abridged"), piece).strip()
        return replace(told, credit=bare, abridged=told.abridged or bare != piece)
    if folded in words("sections") and not outlet_called(piece):
        return replace(told, sections=(*told.sections, piece))
    if outlet := outlet_name(piece):
        listed = (*told.names, outlet) if told.bullet else told.names
        return replace(told, outlets=(*told.outlets, outlet), names=listed)
    return _name(piece, told)


def _labelled(kind: str, rest: str, told: HeaderLine) -> HeaderLine | None:
    if kind == "source":
        outlet = outlet_name(rest) or (rest if looks_like_outlet(rest) else None)
        return replace(told, source=outlet) if outlet else None
    return _byline(rest, told)


def _byline(rest: str, told: HeaderLine) -> HeaderLine | None:
    """`told` with the writers named in `rest`, the outlet and the work they do taken off; None where it names none."""
    rest = _PLACE_AFTER.sub("", rest.strip(" .,|"))
    rest = _WITH_AGENCIES.sub("", _WRITER_OF.sub("", rest))
    if known := outlet_called(rest):
        return replace(told, outlets=(*told.outlets, known.name), role=True)
    pieces = [p for p in re.split(r"\s*(?:,|/|\||\s[-–—]\s|\(|\)|;|@\w+)\s*", _PLACE_BETWEEN.sub("", rest)) if p]
    names: list[str] = []
    for piece in pieces:
        if names and (piece.startswith("with ") or piece.casefold().split()[-1] in words("roles")):
            continue  # "with Tom Reed in Haven", "Local democracy reporter"
        plain, employer = _without_outlet(_without_role(piece))
        outlet = employer or (outlet_name(plain) if plain else None)
        if employer and plain:
            names.append(plain)
        if outlet:
            told = replace(told, outlets=(*told.outlets, outlet))
        elif plain and (_NAMES.fullmatch(plain.removeprefix("and ")) or (not names and _single_name(plain))):
            names.append(plain)
        elif plain and not (names and re.fullmatch(_WORD, plain)):  # one word behind a name is where it was written
            return None
    if not names:
        return replace(told, role=True, understood=True)
    return replace(told, byline=", ".join(names).replace(", and ", " and "), role=told.role)


def _single_name(word: str) -> bool:
    return bool(re.fullmatch(_WORD, word)) and word.casefold() not in words("sections")


def _without_outlet(name: str) -> tuple[str, str | None]:
    """A writer's name and the outlet behind it: "MIA HOLT Associated Press"."""
    parts = name.split()
    for cut in range(len(parts) - 1, 1, -1):
        known = outlet_called(" ".join(parts[cut:]))
        if known and not (cut > 2 and outlet_called(" ".join(parts[cut - 1 :]))):
            return " ".join(parts[:cut]), known.name
    return name, None


def _without_role(piece: str) -> str:
    """`piece` without the work at its end, and empty where it is nothing but that and an outlet's staff."""
    lower = piece.casefold().strip()
    for role in sorted(words("roles"), key=len, reverse=True):
        if lower == role:
            return ""
        if lower.endswith(" " + role):
            return piece.strip()[: -len(role) - 1].rstrip(" ,")
    return piece.strip()


def _name(piece: str, told: HeaderLine) -> HeaderLine | None:
    if piece.casefold() in words("places"):
        return told
    if told.byline and _NAMES.fullmatch(piece.removeprefix("and ")):
        return replace(told, byline=f"{told.byline}, {piece}")
    if told.bullet and looks_like_outlet(piece):
        return replace(told, names=(*told.names, piece))
    if told.outlets and not told.bullet and re.fullmatch(rf"{_WORD}(?: {_WORD})?", piece):
        return told  # the place behind an outlet: "BBC News, Haven"
    if is_office(piece):
        return None
    if not told.outlets and "," not in piece and len(piece.split()) <= 4 and _NAMES.fullmatch(piece):
        return replace(told, names=(*told.names, piece))
    return None
