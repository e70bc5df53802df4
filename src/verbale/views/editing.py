"""The next edition: the machine's digest with what an editor changed, and the changes that an editor makes.

All of it is pure. A change that fits nothing in the digest any more is left alone, and fits again when what it changed
is back. The machine's words stay beside an editor's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from verbale.errors import InputError, NotThere
from verbale.model.draft import Draft, Placed, Renamed, Reworded, mark
from verbale.model.edition import Digest, Entry, Note, Section, Told

T = TypeVar("T")
Path = tuple[str, ...]
Step = Literal["up", "down"]
LONGEST = 1_000
"""Characters of a sentence or a name at most."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """What is left out of the next edition: what brings it back, and how it reads."""

    what: str
    words: str


def edited(digest: Digest, draft: Draft) -> Digest:
    """The digest with what an editor changed; its sections and entries in the editor's order."""
    made = arranged(digest, draft)
    names = {one.path: (one.name,) for one in draft.renamed}
    return replace(made, sections=tuple(replace(s, path=names.get(s.path, s.path)) for s in made.sections))


def arranged(digest: Digest, draft: Draft) -> Digest:
    """The digest as an editor has it, but for the names of its sections."""
    words = {one.mark: one.words for one in draft.reworded}
    return _worded(_without(_in_order(digest, draft), frozenset(draft.dropped)), words)


def with_entry(digest: Digest, path: Path, entry: Entry) -> Digest:
    """The digest with another story at the end of the section of that path."""
    if entry.article in {one.article for section in digest.sections for one in section.entries}:
        return digest
    there = any(section.path == path for section in digest.sections)
    sections = tuple(
        replace(section, entries=(*section.entries, entry)) if section.path == path else section
        for section in digest.sections
    )
    return replace(digest, sections=sections if there else (*sections, Section(path, (entry,))))


def dropped(digest: Digest, draft: Draft) -> list[Dropped]:
    """What an editor left out of a digest of the machine, in its order."""
    out = frozenset(draft.dropped)
    found = [Dropped(entry.article, entry.headline) for entry in _entries(digest) if entry.article in out]
    return found + [Dropped(name, told.words) for name, told in _marked(digest) if name in out]


def mark_of(about: str, told: Told) -> str:
    """The mark of a sentence, be its words the machine's or an editor's."""
    return mark(about, told.words if told.machine is None else told.machine)


def moved(digest: Digest, draft: Draft, article: str, step: Step) -> Draft:
    """The draft with a story one place up or down, of those that are shown; at the end of its section into the next."""
    shown = _shown(digest, draft)
    for at, section in enumerate(shown):
        keys = [entry.article for entry in section.entries]
        if article not in keys:
            continue
        if article != keys[0 if step == "up" else -1]:
            return _ordered(draft, _stepped(keys, article, step))
        to = at - 1 if step == "up" else at + 1
        if not 0 <= to < len(shown):
            return draft
        others = [entry.article for entry in shown[to].entries]
        into = _ordered(draft, [*others, article] if step == "up" else [article, *others])
        placed = (one for one in draft.placed if one.article != article)
        return replace(into, placed=(*placed, Placed(article, shown[to].path)))
    raise NotThere(f"there is no story {article!r} in this digest")


def section_moved(digest: Digest, draft: Draft, path: Path, step: Step) -> Draft:
    """The draft with a section one place up or down."""
    paths = [section.path for section in _shown(digest, draft)]
    if path not in paths:
        raise NotThere(f"there is no section {' › '.join(path)!r} in this digest")
    return replace(draft, sections=tuple(_stepped(paths, path, step)))


def without(draft: Draft, what: str) -> Draft:
    """The draft with a story (its article's key) or a sentence (its mark) left out."""
    return replace(draft, dropped=(*(d for d in draft.dropped if d != what), what))


def with_again(draft: Draft, what: str) -> Draft:
    """The draft with a story or sentence that was left out back in its place."""
    return replace(draft, dropped=tuple(d for d in draft.dropped if d != what))


def reworded(digest: Digest, draft: Draft, name: str, words: str) -> Draft:
    """The draft with an editor's words for the sentence of that mark; the machine's own, or none, take them back."""
    machine = next((told.words for one, told in _marked(digest) if one == name), None)
    if machine is None:
        raise NotThere(f"there is no sentence {name!r} in this digest")
    said = _of_length(words)
    others = tuple(one for one in draft.reworded if one.mark != name)
    return replace(draft, reworded=others if said in ("", machine) else (*others, Reworded(name, said)))


def renamed(draft: Draft, path: Path, name: str) -> Draft:
    """The draft with another name for a section; its own, or none, takes it back."""
    said = _of_length(name)
    others = tuple(one for one in draft.renamed if one.path != path)
    return replace(draft, renamed=others if said in ("", " › ".join(path)) else (*others, Renamed(path, said)))


def called(draft: Draft, name: str) -> Draft:
    """The draft with a name for the edition."""
    return replace(draft, name=_of_length(name))


def with_article(draft: Draft, article: str) -> Draft:
    """The draft with a story of another day, or one that was dropped."""
    return replace(with_again(draft, article), added=(*(a for a in draft.added if a != article), article))


def _of_length(words: str) -> str:
    said = " ".join(words.split())
    if len(said) > LONGEST:
        raise InputError(f"{LONGEST:,} characters are enough for a sentence or a name; this has {len(said):,}")
    return said


def _stepped(every: Sequence[T], one: T, step: Step) -> list[T]:
    """The same with one of them a place up or down; as it was at the end."""
    found, at = list(every), every.index(one)
    to = at - 1 if step == "up" else at + 1
    if 0 <= to < len(found):
        found[at], found[to] = found[to], found[at]
    return found


def _ordered(draft: Draft, keys: Sequence[str]) -> Draft:
    """The draft with some stories in that order, behind the others that it orders."""
    return replace(draft, order=(*(key for key in draft.order if key not in keys), *keys))


def _shown(digest: Digest, draft: Draft) -> tuple[Section, ...]:
    return _without(_in_order(digest, draft), frozenset(draft.dropped)).sections


def _in_order(digest: Digest, draft: Draft) -> Digest:
    order = {key: at for at, key in enumerate(draft.order)}
    paths = {path: at for at, path in enumerate(draft.sections)}
    sections = (
        replace(section, entries=tuple(sorted(section.entries, key=lambda e: order.get(e.article, len(order)))))
        for section in _in_place(digest, draft).sections
    )
    return replace(digest, sections=tuple(sorted(sections, key=lambda s: paths.get(s.path, len(paths)))))


def _in_place(digest: Digest, draft: Draft) -> Digest:
    """The digest with stories in the sections that an editor put them in, as far as these are there."""
    there = {section.path for section in digest.sections}
    to = {one.article: one.path for one in draft.placed if one.path in there}
    stories: dict[Path, list[Entry]] = {section.path: [] for section in digest.sections}
    for section in digest.sections:
        for entry in section.entries:
            stories[to.get(entry.article, section.path)].append(entry)
    return replace(digest, sections=tuple(Section(path, tuple(stories[path])) for path in stories))


def _without(digest: Digest, out: frozenset[str]) -> Digest:
    """The digest without some stories and sentences, and without sections of which nothing is left."""
    kept = _each(digest, lambda about, told: None if mark_of(about, told) in out else told)
    sections = (
        replace(section, entries=tuple(e for e in section.entries if e.article not in out)) for section in kept.sections
    )
    return replace(kept, sections=tuple(s for s in sections if s.entries))


def _worded(digest: Digest, words: dict[str, str]) -> Digest:
    def put(about: str, told: Told) -> Told:
        said = words.get(mark_of(about, told))
        return told if said is None else replace(told, words=said, machine=told.words)

    return _each(digest, put)


def _each(digest: Digest, change: Callable[[str, Told], Told | None]) -> Digest:
    """The digest with every sentence changed, or left out where None comes out."""

    def noted(notes: tuple[Note, ...]) -> tuple[Note, ...]:
        found = ((note, change(note.kind, note.told)) for note in notes)
        return tuple(replace(note, told=told) for note, told in found if told)

    def entered(entry: Entry) -> Entry:
        synopsis, takeaways = (
            tuple(filter(None, (change(entry.article, told) for told in part)))
            for part in (entry.synopsis, entry.takeaways)
        )
        return replace(entry, synopsis=synopsis, takeaways=takeaways)

    return replace(
        digest,
        phase=next(iter(noted((digest.phase,) if digest.phase else ())), None),
        takeaways=noted(digest.takeaways),
        contradictions=noted(digest.contradictions),
        due=noted(digest.due),
        sections=tuple(replace(s, entries=tuple(map(entered, s.entries))) for s in digest.sections),
    )


def _entries(digest: Digest) -> Iterator[Entry]:
    return (entry for section in digest.sections for entry in section.entries)


def _marked(digest: Digest) -> Iterator[tuple[str, Told]]:
    """Every sentence with its mark."""
    for note in (*filter(None, [digest.phase]), *digest.takeaways, *digest.contradictions, *digest.due):
        yield mark_of(note.kind, note.told), note.told
    for entry in _entries(digest):
        for told in (*entry.synopsis, *entry.takeaways):
            yield mark_of(entry.article, told), told
