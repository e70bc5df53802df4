"""Actors: who acts or speaks in an article, each with every place that means them.

Names come from the tables and the brief, from capitals and titles; descriptions from the nouns of roles.toml; what
names nobody by itself ("the minister", "he", "both sides") is resolved by the sieve. No statistical
recogniser is asked: it would cost as much time as the parse. Every actor that could speak or act is given, because
the annotators after this one can only refer to actors that exist; which of them take part is for the views to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Actor
from verbale.model.text import Article
from verbale.understanding.actors import tables
from verbale.understanding.actors.found import Who
from verbale.understanding.actors.parts import takes_part, takes_word
from verbale.understanding.actors.resolve import everyone
from verbale.understanding.actors.sieve import Setting
from verbale.understanding.analysis import Analysis
from verbale.understanding.gazetteer import Entry, Lexicon
from verbale.understanding.grammar.words import Words, words_of
from verbale.understanding.lexicon import lexicon
from verbale.understanding.pipeline import Annotator, annotator
from verbale.understanding.tables import rows, toml, words_in

MERELY_NAMED = 0.5
"""Confidence of a state, body, newsroom or nameless person that is told of but neither acts nor is acted upon."""

_BETWEEN, _ABROAD, _MENU = re.compile(r"\s*[|•·]\s*|\s{2,}"), "World", 4
"""What parts the items of a page's menu, the item for news from abroad, and how many make a menu."""
_TELLING = ("state", "adjective", "capital", "seat")
"""What in the name of a newsroom tells its country."""
_HOST, _SUMMED_UP = (
    re.compile(r"\b[Ee]mbassy\b[^.,\n]*\bin (?:the )?([A-Z][^.,)\n]*)"),
    re.compile(r"(?i)translat|abridge|press review|review of (?:\w+ ){0,3}(?:press|papers|newspapers|media)"),
)
"""Where an embassy sits, and what says that it tells of the papers there."""
_HEADING = re.compile(r"[A-Z][^a-z(]{2,60}\(([A-Z][\w ]{2,30})\)")
"""The line that opens what a review of the press tells of one newsroom."""
_CITED = re.compile(r"[^a-z\W_]?.{2,90}\(([A-Z][\w’' -]{2,40})(?:(, pp?\. ?\d[^()]{0,16})|, [^()]{1,20})?\)\s*$")
"""A headline with the newsroom that a piece of such a review is from: "Talks put off (Lima Post, p. 3)"."""
TOLD_BY_OFFICE = 0.8
"""Confidence, at least, of a person who acts, though only an office tells them."""


@annotator("actors", gives={"actor"}, version="17")
def actors(brief: Brief) -> Annotator:
    """Actors of an article, with party and office on its date."""
    names = lexicon(brief)
    countries = _countries(brief)

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Actor]]:
        article = analysis.article
        words = analysis.once(words_of)
        yield from _findings(analysis, words, everyone(words, names, _setting(article, brief, names, countries)))

    return annotate


def _countries(brief: Brief) -> dict[str, str]:
    """The country of each outlet by name, of those that write for one country."""
    known = {r["name"]: r["country"] for r in rows("outlets") if r["country"] and not r["world"]}
    return known | {o.name: o.country for o in brief.outlets if o.country}


def _setting(article: Article, brief: Brief, names: Lexicon, countries: dict[str, str]) -> Setting:
    named, head = article.outlet or "", article.text[: article.body[0]] if article.body else ""
    plainly = named.title() if named.isupper() else named
    outlet = next((f.entry for f in names.find(plainly)), None)
    publisher = outlet if outlet and outlet.sense == "body" and names.is_party(outlet) else None
    home = countries.get(named) or (outlet and countries.get(outlet.name)) or _of_language(named)
    home = home or _of_reader(head, names) or _of_name(outlet, plainly, names)
    home = home or _of_masthead(head, article.title, names)
    place = article.dateline.place if article.dateline else None
    filed = [f.entry for f in names.find(place.title())] if place else []
    at = next((e.party for e in filed if e.sense in ("capital", "state")), None)
    codes = tuple(p.code for p in brief.parties)
    titled = (f.entry for f in names.find(brief.title or "") if f.entry.sense in ("state", "adjective"))
    states = [code for code in codes if (e := names.parties.get(code)) and e.kind == "state"]
    states = states or [e.party for e in titled if e.party]
    told = (
        f.entry for f in names.find(article.title or "") if f.entry.sense in ("state", "capital", "adjective", "seat")
    )
    first = next((e.party for e in told), None)
    above = {f.entry.party for f in names.find(head) if f.entry.party}
    issuer = home if _is_house(outlet, named) else None
    return Setting(
        publisher.party if publisher else home, at, _day(article), countries, states[0] if len(states) == 1 else None,
        codes, first, publisher, above.pop() if len(above) == 1 else issuer, issuer,
        tuple(_sections(article.text, len(head), names)),
    )  # fmt: skip


def _is_house(outlet: Entry | None, named: str) -> bool:
    """Whether a state or a house of one publishes the page: "Republic of Peru", "Embassy of Chad in Peru"."""
    houses = tables.words_in("offices", "affiliation", "houses_of_state")
    return (outlet is not None and outlet.sense == "state") or not houses.isdisjoint(named.lower().split())


def _of_name(outlet: Entry | None, named: str, names: Lexicon) -> str | None:
    """The country in the name of a newsroom that no table knows, the first in that of a house: "The Lima Gazette"."""
    if outlet and outlet.sense == "outlet":
        return None
    told = [f.entry.party for f in names.find(named) if f.entry.sense in _TELLING]
    return told[0] if told and (_is_house(outlet, named) or len(set(told)) == 1) else None


def _of_reader(head: str, names: Lexicon) -> str | None:
    """The country whose papers an embassy sums up: "Translation by the Embassy of Chad in Lima"."""
    seat = _HOST.search(head) if _SUMMED_UP.search(head) else None
    found = (f.entry for f in names.find(seat[1]) if f.start == 0) if seat else ()
    return next((e.party for e in found if e.sense in ("capital", "seat", "state")), None)


def _sections(text: str, first: int, names: Lexicon) -> Iterator[tuple[int, str]]:
    """Where a review of the press, from `first` on, goes on to a newsroom of one country, "" for one of none known.

    It is told in brackets, "THE LIMA GAZETTE (Peru), page 3", or in the name: "Talks put off (Lima Gazette, p. 3)".
    """
    start, cited, pages = 0, [], 0
    for line in text.splitlines(keepends=True):
        heading = _HEADING.match(line)
        entry = names.named(heading[1]) if heading else None
        if entry and entry.sense == "state" and entry.party and start >= first:
            yield start, entry.party
        elif newsroom := _CITED.match(line):
            told = {f.entry.party for f in names.find(newsroom[1]) if f.entry.sense in _TELLING}
            pages += newsroom[2] is not None
            cited.append((start, told.pop() or "" if len(told) == 1 else ""))
        start += len(line)
    if pages > 1 and sum(bool(party) for _, party in cited) > 1:  # not photographs with their sources
        yield from cited


def _of_masthead(head: str, title: str | None, names: Lexicon) -> str | None:
    """The country that the head of the page names: "Peruvian News Agency", a menu with "Peru" beside "World"."""
    above, _, _ = head.partition(title) if title and title in head else ("", "", "")
    for line in above.splitlines():
        items = [item.strip() for item in _BETWEEN.split(line.strip())]
        if len(items) >= _MENU and _ABROAD in items:  # what stands behind it is a part of the world
            told = {e.party for i in items[: items.index(_ABROAD)] if (e := names.named(i)) and e.sense == "state"}
        elif len(items) == 1 and items[0].split()[-1:] and items[0].split()[-1] in _newsrooms():
            told = {f.entry.party for f in names.find(items[0]) if f.entry.sense in ("state", "adjective")}
        else:
            continue
        if len(told) == 1:
            return told.pop()
    return None


def _newsrooms() -> frozenset[str]:
    return words_in("names", "newsrooms") | {"Agency"}


def _of_language(outlet: str) -> str | None:
    """The country whose language a newsroom's name is in: "Kita Shimbun" is Japanese."""
    languages = toml("names")["newsrooms_of"]
    return next((party for word in outlet.split() if (party := languages.get(word.capitalize()))), None)


def _day(article: Article) -> str | None:
    day = article.published or article.published_bounds
    return day.split("/")[-1] if day and day[:4].isdigit() else None


def _confidence(who: Who, words: Words) -> float:
    """How sure it is that somebody acts here: little where a state, body or newsroom is only a place or a modifier.

    More where a person who is told by an office alone acts.
    """
    named = who.kind in ("state", "organisation", "outlet") or (who.kind == "anonymous" and len(who.mentions) == 1)
    mere = named and not takes_part(who, words)
    mere = mere and not (who.kind == "outlet" and takes_word(who, words))
    told = len(who.mentions) > 1 or who.label  # not capitals met once, which may be a firm's
    if who.kind == "person" and told and takes_part(who, words):
        return max(who.confidence, TOLD_BY_OFFICE)
    return min(who.confidence, MERELY_NAMED) if mere else who.confidence


def _findings(analysis: Analysis, words: Words, found: list[Who]) -> Iterator[Finding[Actor]]:
    keys: dict[int, str] = {}
    for who in sorted(found, key=lambda w: bool(w.members)):
        mentions = tuple(sorted({m.span for m in who.mentions}))
        members = tuple(keys[id(m)] for m in who.members if id(m) in keys)
        content = Actor(
            name=who.name, kind=who.kind, party=who.party, role=who.role, mentions=mentions, members=members
        )
        finding = analysis.finding(content, rule=who.rule, confidence=_confidence(who, words))
        keys[id(who)] = finding.key
        yield finding
