"""A digest put together: the lead, then the texts of some days by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from verbale.model.brief import Brief
from verbale.model.edition import Digest, Entry, Newsroom
from verbale.model.record import Line, Record, Source, Telling
from verbale.model.text import Article
from verbale.views.articles import Text, texts
from verbale.views.cited import Sources, is_dated
from verbale.views.context import Context, context
from verbale.views.contradictions import Accounts, contradictions
from verbale.views.contradictions import lines_of as contradicting
from verbale.views.digest import lead
from verbale.views.digest.allowance import characters, showable
from verbale.views.digest.changes import changes
from verbale.views.digest.due import due_notes
from verbale.views.digest.entries import entry
from verbale.views.digest.known_by import known_by
from verbale.views.digest.sections import in_sections, path_of
from verbale.views.digest.told_before import Standing, before, changed
from verbale.views.digest.trends import WEEKS, trends
from verbale.views.filters import Wanted
from verbale.views.rights import outlet_in, rights_of

SAMPLE = 1_000
"""As many texts of the weeks before are looked at, those whose keys come first: keys are hashes, so any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a digest is made of.

    `sources` are the articles of its days, with those of the same texts and addresses; `told` is what the first
    articles of its texts tell, read `against` their statements. `record` holds all lines that the articles of the days
    tell, every phase, and the events for which a day is set; `accounts` are the contradictions; `reading` gives what
    lines are read against. `earlier` are some of the `texts` that the weeks before brought.
    """

    sources: Sources
    told: Iterable[Telling[Any]]
    against: Context
    record: Record
    accounts: Sequence[Accounts]
    reading: Callable[[Iterable[Line[Any]]], Context]
    earlier: Sequence[Source]
    texts: int


def last_day(sources: Iterable[Source]) -> str | None:
    """The last ISO day from which a dated article is known (else any): what a digest covers unless told otherwise."""
    known = list(sources)
    dated = [s.known_from for s in known if is_dated(s.article)]
    return max(dated or [s.known_from for s in known], default=None)


def weeks_before(wanted: Wanted) -> tuple[date, date] | None:
    """The first and last day of the weeks before the days asked for; None where these have no first one."""
    if wanted.since is None:
        return None
    first = date.fromisoformat(wanted.since)
    if first.toordinal() <= 7 * WEEKS:
        return None
    return first - timedelta(weeks=WEEKS), first - timedelta(days=1)


def sampled(texts: Iterable[str]) -> list[str]:
    """The texts of the weeks before that are looked at, by key."""
    return sorted(set(texts))[:SAMPLE]


def digest(made_of: Material, title: str, wanted: Wanted, printed: Collection[str] = ()) -> Digest:
    """The digest of the articles known from a day between those of `wanted`, in the order of their sections.

    `printed` are keys of articles and lines that an earlier digest told: they are told again only where they changed.
    """
    record, against = made_of.record, made_of.against
    found = changes(record, wanted, printed)
    seen = made_of.reading(lead.lines_of(found, record, made_of.accounts))
    stand = lead.stand(record.phases, wanted.until or "9999")
    phase = lead.phase_note(stand, seen) if stand else None
    takeaways = lead.notes(found, seen, phase)
    opposed = lead.contradiction_notes(made_of.accounts, wanted, printed, seen)
    above = [*([phase] if phase else []), *takeaways, *opposed]
    due = due_notes(record, wanted, seen, [place for note in above for place in note.told.places])
    shown = showable([*above, *due], lambda key: rights_of(seen.sources[key].article.outlet, against.brief))
    stories, entries = _stories(made_of, wanted, printed, characters(shown))
    return Digest(
        title,
        wanted.since or "",
        wanted.until or "",
        phase=phase if phase in shown else None,
        takeaways=tuple(n for n in takeaways if n in shown),
        contradictions=tuple(n for n in opposed if n in shown),
        due=tuple(n for n in due if n in shown),
        trends=trends(stories, [s.article for s in made_of.earlier], made_of.texts, against.brief),
        sections=in_sections(entries, against.brief),
        newsrooms=_newsrooms([e for _, e in entries], stories, against.brief),
    )


def digest_of(
    record: Record, title: str, wanted: Wanted, brief: Brief | None = None, printed: Collection[str] = ()
) -> Digest:
    """The digest of a whole record, as it was known on the last day asked for."""
    record = known_by(record, wanted.until) if wanted.until else record
    against = context(record, brief)
    lines: Iterable[Line[Any]] = chain(record.phases, record.positions, record.utterances, record.events)
    weeks = weeks_before(wanted)
    known = {
        s.origin
        for s in record.sources.values()
        if weeks
        and weeks[0].isoformat() <= s.known_from <= weeks[1].isoformat()
        and wanted.outlet in (None, s.article.outlet)
    }
    made_of = Material(
        sources=record.sources,
        told=(t for line in lines for t in line.tellings),
        against=against,
        record=record,
        accounts=contradictions(record.contradictions, contradicting(record), against),
        reading=lambda _: against,
        earlier=[record.sources[key] for key in sampled(known) if key in record.sources],
        texts=len(known),
    )
    return digest(made_of, title, wanted, printed)


def _stories(
    made_of: Material, wanted: Wanted, printed: Collection[str], shown: Counter[str]
) -> tuple[list[Article], list[tuple[tuple[str, ...], Entry]]]:
    """The texts that are told, as articles and as entries with their sections."""
    told_by: dict[str, list[Telling[Any]]] = {}
    for telling in made_of.told:
        told_by.setdefault(telling.article, []).append(telling)
    already, standing = before(made_of.sources, wanted.since or "", printed), Standing(made_of.earlier)
    articles, entries = [], []
    for text in sorted(texts(made_of.sources.values(), wanted), key=_age):
        lead_of, told = text.lead, told_by.get(text.lead.article.key, ())
        stood = standing.of(lead_of)
        standing.put(lead_of)
        old = already.version_before(text)
        news = changed(old, lead_of) if old else ""
        if (already.is_told(text) or old) and not news:
            continue
        made = entry(text, told, made_of.against, stood, news, shown[lead_of.article.key])
        articles.append(lead_of.article)
        entries.append((path_of(lead_of.article, told, made_of.against.brief), made))
    return articles, entries


def _age(text: Text) -> tuple[str, str]:
    return (text.lead.known_from, text.lead.article.key)


def _newsrooms(entries: Sequence[Entry], stories: Sequence[Article], brief: Brief) -> tuple[Newsroom, ...]:
    """The table of sources: the outlets of the stories, those with most stories first."""
    counts: dict[str, int] = {}
    for told in entries:
        counts[told.outlet] = counts.get(told.outlet, 0) + 1
    names = {e.outlet: a.outlet for e, a in zip(entries, stories, strict=True)}
    rows = []
    for outlet, count in counts.items():
        known = outlet_in(names[outlet], brief)
        rows.append(
            Newsroom(
                outlet,
                known.country if known else None,
                known.reliability if known else None,
                rights_of(names[outlet], brief),
                count,
            )
        )
    return tuple(sorted(rows, key=lambda n: (-n.entries, n.outlet)))
