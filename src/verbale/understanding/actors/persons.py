"""Runs of capitals outside the tables: which are persons, which bodies or newsrooms, and what titles say of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from verbale.model.negotiation import ActorKind
from verbale.understanding.actors.beside import Beside
from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.names import capitalised, mention_of, personal_verbs, placed, sort_of
from verbale.understanding.actors.names import named as names_of
from verbale.understanding.actors.people import People, gender_of, gender_of_title, learn
from verbale.understanding.actors.tables import telling, toml, words_in
from verbale.understanding.gazetteer import Found, Lexicon, Role
from verbale.understanding.grammar.dialogue import Turn, turns_of
from verbale.understanding.grammar.words import Words
from verbale.understanding.lexicon import head_of

_LONGEST_PORTFOLIO = 2
_TOLD_ABOVE = 80
"""How many characters behind a name above the text tell whose it is."""
_TITLES = ("counterpart", "press", "kin")


@dataclass(slots=True)
class Namer:
    """Decides run by run, surest first, so that a surname alone finds the full name told later."""

    words: Words
    lexicon: Lexicon
    people: People
    names: list[tuple[int, int, Found]]
    nominal: list[Mention]
    alone: list[Mention] = field(default_factory=list)
    """Persons told by one word of their names, to be settled when all full names are known."""
    surnames: set[str] = field(default_factory=set)
    """Those words."""
    companies: dict[str, str] = field(default_factory=dict)
    """The companies named in full, by the first words of their names."""
    bodies: dict[str, Mention] = field(default_factory=dict)
    """The unlisted bodies met so far, by the last words of their names."""
    asking: list[Who] = field(default_factory=list)
    """The newsrooms that have asked something so far."""
    beside: Beside = field(init=False)

    def __post_init__(self) -> None:
        self.beside = Beside(self.words, self.names, self.nominal)

    def named(self) -> list[Mention]:
        """Mentions by proper name of persons, bodies and newsrooms, each with its actor in `who`."""
        titles = [m for m in self.nominal if m.role and m.role.family.title and not m.role.plural]
        ending = {m.head + 1: m for m in self.nominal} | {m.end: m for m in titles}
        taken = {i for start, end, found in self.names if found.entry.sense != "person" for i in range(start, end)}
        taken |= {i for m in self.nominal for i in range(m.core, m.head + 1)}
        runs = [r for r in capitalised(self.words, taken) if not self._of_office(*r)]
        out: list[Mention] = []
        labelled = (turn for turn in self.words.analysis.once(turns_of) if turn.labelled)
        turns = {i: turn for turn in labelled if turn.label is not None for i in range(turn.start, turn.label + 1)}
        runs, labels = [r for r in runs if r[0] not in turns], {r[0] for r in runs if r[0] in turns}
        named = names_of("labels")
        known = taken | {i for r in labels for i in range(turns[r].start, r + 1)}
        labels |= {
            turn.start
            for turn in turns.values()
            if turn.start not in known and self.words.text[turn.start] not in named
        }  # "TEDER:", told for a noun
        later = []
        for first, end in runs:
            start, title = self._title_of(first, end, ending)
            if title and (body := self._no_title(title, end)):
                out += [body] if isinstance(body, Mention) else []
                self.nominal.remove(title)
            elif title and title.role and self._is_title(title.role, end - start):
                out.append(self._person(start, end, title))
            elif title and title.role and title.role.family.name == "media" and not title.role.plural:
                out.append(self._newsroom(start, end, title))
            elif newsroom := self._called_newsroom(start, end):
                out.append(newsroom)
            elif self._described(start, end):
                out.append(self._person(start, end, None))
            else:
                later.append((start, end))
        companies = [(start, end) for start, end in later if self.words.text[end - 1] in names_of("companies")]
        self.companies = {self.words.text[start]: self.words.words(start, end) for start, end in companies}
        out += [m for start, end in later if (m := self._undecided(start, end))]
        out += [m for start in sorted(labels) if (m := self._label(start, turns[start], ending.get(start)))]
        for mention in sorted(self.alone, key=lambda m: m.start):
            self._settle(mention)
        self.beside.appose(out)
        self.beside.respectively(out)
        return out

    def _title_of(self, start: int, end: int, ending: dict[int, Mention]) -> tuple[int, Mention | None]:
        """Where the name begins, and the title before it; in "Minister of Mines Ada Berg" the run begins too early."""
        if start in ending:
            return start, ending[start]
        if start and self.words.lower[start - 1] in ("of", "for") and end - start >= 3 and start - 1 in ending:
            hyphened = self.words.text[end - 2] == "-"  # "Minister of Mines Ada Abu-Berg"
            return end - 2 - 2 * hyphened, ending[start - 1]
        if end - start > 2 and end - 2 in ending:  # "spokesman of the Ministry of Foreign Affairs Ada Berg"
            return end - 2, ending[end - 2]
        return start, None

    @staticmethod
    def _is_title(role: Role, length: int) -> bool:
        """Whether a noun before a name of so many words is a title of it: "government official Ada Lund"."""
        family = role.family
        told = length > 1 and not role.plural and family.name in telling("named_so")
        return family.title or family.name in _TITLES or told

    def _undecided(self, start: int, end: int) -> Mention | None:
        words, name = self.words, self.words.words(start, end)
        sort = sort_of(words, start, end)
        if end - start == 1 and sort != "acronym" and not placed(words, start) and self.people.named(name):
            return self._person(start, end, None)  # "Mr Lake ... Lake"
        if sort == "body" and end - start == 1 and (met := self._going_on(start)):
            return met
        if sort in ("body", "newsroom", "acronym"):
            body = self._body(start, end, sort)
            self.bodies[words.text[end - 1]] = body
            return body
        if sort or self._within_phrase(start, end):
            return None
        heads = words.dep[end - 1] not in ("compound", "amod") and words.pos[end - 1] == "PROPN"
        if end - start == 1 and heads and name in self.companies:  # "Norland Oil ... Norland", not "National unity"
            return self._met(start, end, "organisation", name=self.companies[name])
        subject = words.dep[end - 1] in ("nsubj", "nsubjpass")
        opens = (
            not start
            or words.sentence[start - 1] != words.sentence[start]
            or words.quote[start - 1] != words.quote[start]
        )
        telling_verb = words.lemma[words.head[end - 1]] in personal_verbs() | names_of("verbs", "telling")
        plural = words.tag[start] == "NNPS" and words.lower[start].endswith("s") and (telling_verb or not opens)
        if end - start == 1 and subject and plural:
            return self._met(start, end, "group", plural=True)
        if end - start > 1 and words.tag[end - 1] == "NNPS" and not self.people.named(name):
            return self._met(start, end, "group", plural=True)
        told = end - start == 1 and (name in self.surnames or self.lexicon.people.get(words.lower[end - 1]))
        if told or self.people.named(name) is not None:
            return self._person(start, end, None)
        if placed(words, start) or (start and words.lower[start - 1] == "the"):
            return None
        speaks = words.dep[end - 1] == "nsubj" and words.lemma[words.head[end - 1]] in personal_verbs()
        if speaks and end - start == 1:
            return self._met(start, end, "organisation")
        if speaks:
            return self._person(start, end, None)
        several = 2 <= end - start <= 6 and words.pos[end - 1] == "PROPN"
        if several and words.dep[end - 1] not in ("compound", "amod", "nmod"):
            return self._person(start, end, None, confidence=0.5)
        return None

    def _met(self, start: int, end: int, kind: ActorKind, *, plural: bool = False, name: str = "") -> Mention:
        mention = mention_of(self.words, start, end, None)
        name = name or self.words.words(start, end)
        mention.who = Who(name, kind, f"actors.{kind}.capitals", plural=plural, confidence=0.6)
        return mention

    def _going_on(self, start: int) -> Mention | None:
        """ "The Fund", where a body that ends so was named in full before: "the International Monetary Fund"."""
        words = self.words
        if words.lower[start - 1] != "the":
            return None
        last = words.text[start]
        listed = [
            n
            for n in self.beside.known(0, start)
            if n[2].entry.sense == "body" and n[1] - n[0] > 1 and words.text[n[1] - 1] == last
        ]
        mention = mention_of(words, start, start + 1, listed[-1][2].entry if listed else None)
        if not listed and (before := self.bodies.get(last)):
            mention.who = before.who
        return mention if mention.entry or mention.who else None

    def _label(self, start: int, turn: Turn, title: Mention | None) -> Mention | None:
        """Who speaks a turn: a person named in the text or above it, an office, else a newsroom that asks."""
        words, colon = self.words, (turn.label or start) + 1
        name = words.words(start, colon)
        above = self._named_above(name)
        if self.people.named(words.text[colon - 1]) or (title and not above):
            return self._person(start, colon, title)
        mention = mention_of(words, start, colon, None)
        if above:
            mention.who = self.people.in_full(above[0]) or Who(
                above[0], "person", "actors.person.label", above[1], gender=gender_of(above[0])
            )
            mention.before = [title] if title else []
            self.people.add(mention.who, start)
        elif (found := self.lexicon.role_at(words.lower, start)) and found[0] == colon:
            mention.who = Who(name, "anonymous", "actors.anonymous.label", role=found[1].singular)
        elif words.text[colon] == "(" and colon - start > 1:  # "Ida Berg (Harbour Post):"
            mention.who = Who(name, "person", "actors.person.label", gender=gender_of(name))
            self.people.add(mention.who, start)
        elif (own := words.analysis.article.outlet or "").lower().endswith(name.lower()):
            mention.who = Who(own, "outlet", "actors.outlet.label", confidence=0.7)
        elif turn.asks or "?" in words.text[slice(*turn.words)] or any(w.name == name for w in self.asking):
            mention.who = Who(name, "outlet", "actors.outlet.label", confidence=0.7)
            self.asking.append(mention.who)
        return mention if mention.who else None

    def _named_above(self, name: str) -> tuple[str, str | None] | None:
        """Name in full and party of one whom the lines above the text name: "by Ida Berg, envoy of Chad"."""
        article = self.words.analysis.article
        if name.lower() in (article.outlet or "").lower():
            return None
        head = article.text[: article.body[0]] if article.body else ""
        full = re.search(rf"((?:[A-Z][\w’'-]+ )+)((?i:{re.escape(name)}))\b([^;:\n]{{0,{_TOLD_ABOVE}}})", head)
        if full is None:
            return None
        behind = full.group(3)
        party = next((f.entry.party for f in self.lexicon.find(behind) if f.entry.party), None)
        only = next((p for office, p in toml("offices")["only"].items() if office in behind.lower()), None)
        return full.group(1) + full.group(2), only or party

    def _of_office(self, start: int, end: int) -> bool:
        """ "Minister of Finance": capitals behind "of" that only say which office or ministry."""
        if end - start > _LONGEST_PORTFOLIO or self.words.lower[max(0, start - 1)] not in ("of", "for"):
            return False
        roles = [m.role.family.kinds for m in self.beside.near(start, start) if m.head == start - 2 and m.role]
        return any({"minister", "ministry", "secretary"} & kinds for kinds in roles)

    def _body(self, start: int, end: int, sort: str) -> Mention:
        """A body or newsroom, with the adjective or the state before it: "the Peruvian Chamber", "Chad Airlines"."""
        ending = self.beside.ending(start)
        before = next((n for n in ending if n[2].entry.sense in ("adjective", "state")), None)
        party = before[2].entry.party if before else None
        first = before[0] if before else start
        kind: ActorKind = "outlet" if sort == "newsroom" else "organisation"
        mention = mention_of(self.words, first, end, None)
        name = self.words.words(first, end)
        apart = kind == "outlet" or head_of(name).capitalize() in words_in("offices", "affiliation", "unlisted")
        mention.who = Who(name, kind, f"actors.{kind}.unlisted", None if apart else party, confidence=0.6)
        return mention

    def _no_title(self, title: Mention, end: int) -> Mention | bool:
        """ "Cardinal Petroleum" is a body, "General Licence 52" nobody: a capital that only looks like a title."""
        words = self.words
        if not words.text[title.core][0].isupper() or title.head - title.core or title.head + 2 != end:
            return False
        sort = sort_of(words, title.core, end)
        return self._body(title.core, end, sort) if sort == "body" else sort == "thing"

    def _newsroom(self, start: int, end: int, title: Mention) -> Mention:
        """ "The Norwegian daily Fjordposten": an unlisted newsroom, of the country that its title gives."""
        mention = mention_of(self.words, start, end, None)
        mention.before = [title]
        name = self.words.words(start, end)
        mention.who = Who(name, "outlet", "actors.outlet.title", title.party, confidence=0.85)
        return mention

    def _called_newsroom(self, start: int, end: int) -> Mention | None:
        """ "Fjordposten, a Norwegian daily": an unlisted newsroom with what it is behind its name."""
        comma = self.words.text[end : end + 1] == [","]
        phrase = next((m for m in self.beside.near(start, end + 2) if comma and m.start == end + 1), None)
        media = phrase and phrase.role and phrase.role.family.name == "media" and not phrase.role.plural
        if phrase is None or not media or phrase.determiner != "a":
            return None
        mention = self._newsroom(start, end, phrase)
        mention.before, mention.beside, phrase.who = [], [phrase], mention.who
        return mention

    def _within_phrase(self, start: int, end: int) -> bool:
        """ "the Selim administration": a name that only modifies, save a possessor."""
        if end < len(self.words) and self.words.tag[end] == "POS":
            return False
        return any(m.start <= start and end <= m.core for m in self.beside.near(start, start + 1))

    def _listed(self, start: int, end: int) -> bool:
        if end - start < 2:
            return False
        words, people = self.words, self.lexicon.people
        name = words.words(start, end)
        entries = people.get(words.lower[end - 1], ()) or people.get(words.lower[start], ())
        return any(e.name == name or e.name.split()[0] == words.text[start] for e in entries)

    def _described(self, start: int, end: int) -> bool:
        """Whether the tables or a phrase beside it make a person of the run."""
        if sort_of(self.words, start, end) not in ("", "acronym") or self._within_phrase(start, end):
            return False
        place = end - start == 1 and placed(self.words, start)  # "met in Sollen, envoy X said"
        return self._listed(start, end) or (not place and bool(self.beside.phrases(start, end)))

    def _person(self, start: int, end: int, title: Mention | None, confidence: float = 0.85) -> Mention:
        name = self.words.words(start, end)
        mention = mention_of(self.words, start, end, None)
        mention.start, mention.span = start, self.words.span(start, end)
        mention.determiner = ""
        mention.before = [title] if title else []
        if title and title.role and title.role.family.name in telling("without_party"):
            title.party = None  # "the Malian jurist X", who mediates for others
        mention.party = (title.party if title else None) or self._behind(end) or self._owned(start)
        if end - start == 1:
            self.alone.append(mention)
            self.surnames.add(name)
            mention.who = Who(name, "person", "actors.person.name", mention.party, confidence=confidence)
            return mention
        who = self.people.named(name, mention.party)
        if who is None:
            who = Who(
                name, "person", "actors.person.name", mention.party, gender=gender_of(name), confidence=confidence
            )
        elif len(name.split()) > len(who.name.split()):
            who.name, who.gender = name, who.gender or gender_of(name)
        self._learn(mention, who, start)
        return mention

    def _settle(self, mention: Mention) -> None:
        """Find who is told by one word of a name."""
        assert mention.who is not None  # noqa: S101 - see _person
        title = mention.before[0].role if mention.before else None
        gender = gender_of_title(title.singular) if title else ""
        known = self.people.called(mention.who.name, mention.start, mention.party, gender)
        self._learn(mention, known or mention.who, None)

    def _learn(self, mention: Mention, who: Who, at: int | None) -> None:
        title = mention.before[0] if mention.before else None
        self.people.add(who, at)
        if title and title.role:
            learn(who, title, [title.role], title.party)
            if title.role.family.name != "honorific":
                who.rule, who.confidence = "actors.person.office_name", 0.95
        if known := self.people.known(who):
            who.party = who.party or known.party
            for held in self.people.offices(known):
                if family := self.lexicon.family_of(held.title):
                    who.families |= family.kinds
        mention.who = who

    def _owned(self, start: int) -> str | None:
        """The party in "Chad's Idris Orum", "Chad's envoy left. Peru's, Ana Torres, stayed"."""
        at = start - 1 - (self.words.text[max(0, start - 1)] == ",")
        if at < 1 or self.words.tag[at] != "POS":
            return None
        return next((f.entry.party for _, _, f in self.beside.ending(at)), None)

    def _behind(self, end: int) -> str | None:
        """The party in "General X of the Greek army"."""
        if self.words.lower[end : end + 1] != ["of"]:
            return None
        entries = (f.entry for _, _, f in self.beside.known(end + 1, end + 3))
        return next((e.party for e in entries if e.party), None)


def roles_of(mention: Mention) -> list[Role]:
    """The roles that titles before a name and appositions beside it give."""
    return [t.role for t in (*mention.before, *mention.beside) if t.role]
