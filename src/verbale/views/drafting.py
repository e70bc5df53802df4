"""A brief proposed from clippings, for a person to correct: parties, people, issues, outlets and names of the talks.

Nothing here is known of the negotiation but what its articles say, so everything proposed carries how often it stands
there, and nothing is proposed that stands in one article alone (where there are more than a few).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from verbale.model.record import ActorLine, Record
from verbale.model.times import written
from verbale.views.articles import outlets_of
from verbale.views.cited import articles_of
from verbale.views.tables import word_set
from verbale.views.visible import escaped_json

MOST = 8
"""How many parties, bodies and outlets are proposed at most; twice as many people."""
TERMS = 12
"""How many terms an issue is given at most."""

_TALKS = re.compile(r"\b((?:[A-Za-z][\w’']{0,40}[ -]){1,4}(?:talks|negotiations|dialogue|consultations))\b")
_WORD = re.compile(r"[a-z][a-z’'-]+")


@dataclass(frozen=True, slots=True)
class KnownIssue:
    """An issue of the tables that ship: its id, name and terms."""

    id: str
    name: str
    terms: tuple[str, ...]


def draft(record: Record, issues: Iterable[KnownIssue] = (), states: Mapping[str, str] | None = None) -> str:
    """The text of a brief (TOML) proposed from a record that was made without one.

    `states` are the codes of states by their names and adjectives in small letters.
    """
    least = 2 if len(record.sources) > 3 else 1
    parties = _parties(record, least)
    codes = [code for code, *_ in parties]
    bodies = _bodies(record, least, codes)
    texts = [s.article.text[slice(*s.article.body)] for s in record.sources.values() if s.article.body]
    names = " and ".join(name for _, name, _ in parties[:2])
    return "\n".join(
        [
            f"# Proposed from {_articles(len(record.sources))}. Correct it: strike what does not bear on the",
            "# talks, and add what nobody wrote out. The page “Write a brief” of the documentation says what each",
            "# table may hold.",
            "",
            f"title = {_text(f'Talks of {names}' if names else 'Talks')}",
            f"talks = {_list(_talks(texts, least))}",
            "",
            *_tables("parties", _as_parties(parties, bodies)),
            *_tables("issues", _as_issues(issues, texts, least)),
            *_tables("people", _as_people(record, least, states or {}, [*codes, *(code for code, *_ in bodies)])),
            *_tables("outlets", ((f"name = {_text(o)}",) for o in _outlets(record))),
            *_tables("sections", _sections(record)),
        ]
    )


def _parties(record: Record, least: int) -> list[tuple[str, str, int]]:
    """Code, name and number of articles of the states and bodies with a code that speak or act, most told first."""
    told: dict[str, set[str]] = {}
    for line in record.utterances:
        if line.speaker and line.speaker.party:
            told.setdefault(line.speaker.party, set()).update(articles_of(line))
    for event in record.events:
        for who in (*event.actors, *event.recipients):
            if who.party:
                told.setdefault(who.party, set()).update(articles_of(event))
    names = {a.party: a.name for a in reversed(record.actors) if a.party and a.kind == "state"}
    found = [(code, names.get(code, code), len(articles)) for code, articles in told.items() if len(articles) >= least]
    return sorted(found, key=lambda p: (-p[2], p[0]))[:MOST]


def _bodies(record: Record, least: int, taken: Sequence[str]) -> list[tuple[str, str, int]]:
    """Movements, councils and companies without a party that speak or act, under codes of their own."""
    acting = {w.name for e in record.events for w in (*e.actors, *e.recipients)}
    acting |= {u.speaker.name for u in record.utterances if u.speaker}
    found: list[tuple[str, str, int]] = []
    for line in record.actors:
        count = len(articles_of(line))
        if line.kind == "organisation" and not line.party and count >= least and acting & set(line.names):
            code = _code(line.names)
            if code and code not in taken and code not in {c for c, *_ in found}:
                found.append((code, line.name, count))
    return sorted(found, key=lambda b: (-b[2], b[0]))[:MOST]


def _code(names: Iterable[str]) -> str | None:
    """An abbreviation that the press uses, else the capitals of the name; None where they make no code."""
    for name in names:
        if re.fullmatch(r"[A-Z][A-Z0-9]{1,7}", name):
            return name
    for name in names:
        capitals = "".join(w[0] for w in re.split(r"[\s-]+", name) if w[:1].isupper())
        if re.fullmatch(r"[A-Z]{2,8}", capitals):
            return capitals
    return None


def _as_parties(
    parties: Sequence[tuple[str, str, int]], bodies: Sequence[tuple[str, str, int]]
) -> Iterator[tuple[str, ...]]:
    for code, name, count in parties:
        yield (f"code = {_text(code)}  # in {_articles(count)}", f"name = {_text(name)}")
    for code, name, count in bodies:
        yield (f"code = {_text(code)}  # a party? in {_articles(count)}", f"name = {_text(name)}")


def _as_people(
    record: Record, least: int, states: Mapping[str, str], codes: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    people = [
        a
        for a in record.actors
        if a.kind == "person" and a.roles and " " in a.name and len(articles_of(a)) >= least and not _is_office(a)
        and (a.party is None or a.party in codes)
    ]  # fmt: skip
    for line in sorted(people, key=lambda a: (-len(articles_of(a)), a.name))[: 2 * MOST]:
        yield (
            f"name = {_text(line.name)}  # in {_articles(len(articles_of(line)))}",
            *((f"party = {_text(line.party)}",) if line.party else ()),
            f"offices = [{_offices(line, states)}]",
        )


def _is_office(line: ActorLine) -> bool:
    """Whether somebody is known by an office alone: `Sudan’s foreign minister`."""
    return any(line.name.casefold().endswith(role.casefold()) for role, *_ in line.roles)


def _offices(line: ActorLine, states: Mapping[str, str]) -> str:
    """Offices as told; their days are left out, for an article tells that somebody holds one, not since when.

    The state of the party goes before an office or not, and "minister" is said of whoever is minister of something.
    """
    titles: dict[str, str] = {}
    for role, *_ in reversed(line.roles):
        adjective, _, office = role.partition(" ")
        title = office if office and states.get(adjective.casefold()) == line.party else role
        titles.setdefault(title.casefold(), title)
    alone = [t for t in titles if not any(other.endswith(f" {t}") for other in titles if " " not in t)]
    shown = [f"{{ title = {_text(titles[t])} }}" for t in sorted(alone)]
    days = "; ".join(f"{role}: told {written(first)} to {written(last)}" for role, first, last in line.roles if first)
    return f"\n    {', '.join(shown)},{f'  # {days}' if days else ''}\n"


def _as_issues(issues: Iterable[KnownIssue], texts: Sequence[str], least: int) -> Iterator[tuple[str, ...]]:
    found = []
    plain = [t.casefold() for t in texts]
    for issue in issues:
        counts = Counter({term: sum(_holds(t, term) for t in plain) for term in issue.terms})
        terms = [term for term, count in counts.most_common() if count]
        if terms and max(counts.values()) >= least:
            longer = _longer(terms[:3], plain, least)
            found.append((max(counts.values()), issue, list(dict.fromkeys([*longer, *terms]))[:TERMS]))
    for count, issue, terms in sorted(found, key=lambda f: (-f[0], f[1].id)):
        yield (
            f"id = {_text(issue.id)}  # in {_articles(count)}",
            f"name = {_text(issue.name)}",
            f"terms = {_list(terms)}",
        )


def _holds(text: str, term: str) -> bool:
    """Whether a word of a text begins with a term."""
    return re.search(rf"\b{re.escape(term.casefold())}", text) is not None


def _longer(terms: Sequence[str], texts: Sequence[str], least: int) -> list[str]:
    """Terms with the word before them, where several articles write both together: `fishing rights` for `rights`."""
    counts: Counter[str] = Counter()
    for text in texts:
        words = _WORD.findall(text)
        pairs = {f"{a} {b}" for a, b in pairwise(words) if b in terms and _tells(a)}
        counts.update(pairs)
    return [pair for pair, count in counts.most_common(4) if count >= max(2, least)]


def _tells(word: str) -> bool:
    return len(word) > 3 and word not in word_set("common") and not word.endswith(("’s", "'s"))


def _talks(texts: Sequence[str], least: int) -> list[str]:
    """What the press calls the talks, several articles or the commonest."""
    counts: Counter[str] = Counter()
    for text in texts:
        names: set[str] = set()
        for found in _TALKS.finditer(text):
            words = found.group(1).split()
            while len(words) > 1 and not _tells(words[0].casefold()):
                words = words[1:]
            if len(words) > 1 and all(_tells(w.casefold()) for w in words[:-1]):
                names.add(" ".join(words))
        counts.update(names)
    return [name for name, count in counts.most_common(6) if count >= least]


def _outlets(record: Record) -> list[str]:
    counts = Counter(s.article.outlet for s in record.sources.values())
    return sorted(outlets_of(record.sources.values()), key=lambda o: (-counts[o], o))[:MOST]


def _sections(record: Record) -> Iterator[tuple[str, ...]]:
    """The sections of the printed pages, in the order of how many articles stand there: so the digest is ordered."""
    counts = Counter(s.article.section[:2] for s in record.sources.values() if s.article.section)
    whole: Counter[str] = Counter()
    for section, count in counts.items():
        whole[section[0]] += count
    for name, count in sorted(whole.items(), key=lambda c: (-c[1], c[0]))[:MOST]:
        yield (f"name = {_text(name.capitalize())}  # in {_articles(count)}", f"pages = {_list([name])}")
        under = sorted((-n, section[1]) for section, n in counts.items() if section[0] == name and section[1:])
        for negative, part in under[:MOST]:
            head = f"name = {_text(part)}  # in {-negative} articles"
            yield (head, f"under = {_text(name.capitalize())}", f"pages = {_list([f'{name} > {part}'])}")


def _tables(name: str, tables: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for lines in tables:
        yield from (f"[[{name}]]", *lines, "")


def _text(text: str) -> str:
    """A TOML string: JSON's form is one."""
    return escaped_json(json.dumps(" ".join(text.split()), ensure_ascii=False))


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def issues_of_table(table: Mapping[str, Mapping[str, object]]) -> list[KnownIssue]:
    """The issues of a table as it ships: `[id] name, terms`."""
    found = []
    for key, row in table.items():
        terms = row.get("terms", ())
        if isinstance(terms, list):
            found.append(KnownIssue(key, str(row.get("name", key)), tuple(map(str, terms))))
    return found


def _articles(count: int) -> str:
    return f"{count} article{'' if count == 1 else 's'}"
