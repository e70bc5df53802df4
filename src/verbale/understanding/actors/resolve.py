"""From mentions to actors: in the order of the text, then once more for the pronouns inside quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.names import listed
from verbale.understanding.actors.people import People
from verbale.understanding.actors.persons import roles_of
from verbale.understanding.actors.plurals import complete, group_of, join
from verbale.understanding.actors.pronouns import meant
from verbale.understanding.actors.quotations import speakers
from verbale.understanding.actors.roles import described
from verbale.understanding.actors.scene import mentions
from verbale.understanding.actors.sieve import Setting, Sieve
from verbale.understanding.gazetteer import Lexicon
from verbale.understanding.grammar.words import Words

_OFFICIAL = {
    "minister",
    "leader",
    "official",
    "diplomat",
    "spokesperson",
    "envoy",
    "secretary",
    "politician",
    "soldier",
}
_OUTSIDE = ("opposition", "rebel", "guerrilla", "faction", "party")


def everyone(words: Words, lexicon: Lexicon, setting: Setting) -> list[Who]:
    """All actors of one article with their mentions in the body."""
    people = People(lexicon, setting.day)
    sieve = Sieve(words, lexicon, people, setting.home, setting.day, setting.outlets, dateline=setting.dateline)
    names = listed(words, lexicon)
    sieve.bodies = [(i, f.entry) for i, _, f in names if f.entry.sense == "body"]
    sieve.capitals = {i: f.entry for i, _, f in names if f.entry.sense == "capital"}
    quoted = []
    found_mentions = mentions(words, lexicon, people, names)
    sieve.likely_home = _likely_home(found_mentions)
    sieve.named = list({id(m.who): m.who for m in found_mentions if m.who and m.who.kind == "person"}.values())
    for mention in found_mentions:
        if mention.form == "pronoun" and words.quote[mention.head]:
            quoted.append(mention)
        elif mention.who is not None:
            _named(mention, mention.who, sieve)
        elif found := _RESOLVED[mention.form](mention, sieve, None):
            sieve.meet(mention, found)
        join(mention, sieve)
    speaking = speakers(sieve)
    for mention in quoted:
        if found := meant(mention, sieve, speaking.get(words.quote[mention.head])):
            sieve.meet(mention, found)
    complete(sieve)
    for who in sieve.everyone:
        who.name = _as_written(who, sieve)
    return [who for who in sieve.everyone if who.mentions]


def _likely_home(found: list[Mention]) -> str | None:
    counts = Counter(
        m.party
        for m in found
        if m.party and m.role and "government" in (m.title.lower(), *m.modifiers, m.role.singular)
    )
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _named(mention: Mention, who: Who, sieve: Sieve) -> None:
    """Settle a person or body by proper name, with the titles before it."""
    if mention.form == "nominal":
        sieve.meet(mention, who)  # an apposition
        return
    for title in (*mention.before, *mention.beside):
        owner = sieve.owner_of(title)
        if owner and title.role and title.role.singular in ("counterpart", "opposite number"):
            who.families |= owner.families  # a foreign minister's counterpart is a foreign minister
    for title in mention.before:
        if title.determiner == "one's" and title.owner is not None and sieve.words.tag[title.owner] == "PRP$":
            title.span = sieve.words.span(title.start, title.head + 1)
            sieve.meet(title, who)
    if who.kind == "person":
        who.party = who.party or _party(mention, sieve)
        if who not in sieve.everyone:
            sieve.new(who)
    else:
        who = sieve.under(("body", who.name.lower()), who)
    sieve.meet(mention, who)


def _party(mention: Mention, sieve: Sieve) -> str | None:
    """The party that a title without a country gives: its possessor's, else that of the context."""
    roles = roles_of(mention)
    for title in (*mention.before, *mention.beside):
        owner = sieve.owner_of(title)
        if owner and title.role and title.role.family.name != "counterpart":
            return owner.party
        if title.party:
            return title.party
    body = sieve.latest(mention.start, lambda w: w.kind == "organisation" and w.label in _titled(mention))
    if body and body.label and body.party:
        return body.party  # "army spokesman X", where the army is already met
    official = {kind for role in roles for kind in role.family.kinds} & _OFFICIAL
    outside = any(word in title.title.lower() for title in (*mention.before, *mention.beside) for word in _OUTSIDE)
    if not official or (outside and "politician" not in official):
        return None
    office = next((role.singular for role in roles if role.family.name != "honorific"), "")
    return _host(mention, sieve) or sieve.party_at(mention.start, office)


def _titled(mention: Mention) -> list[str]:
    return [word for title in mention.before for word in title.title.lower().split()]


def _host(mention: Mention, sieve: Sieve) -> str | None:
    """Where one who receives another in a capital is at home: "the minister received the envoy in Lima"."""
    words = sieve.words
    verb = words.head[mention.head]
    if words.dep[mention.head] != "nsubj" or words.lemma[verb] not in ("receive", "host", "welcome", "summon"):
        return None
    for i in range(verb, len(words)):
        if words.sentence[i] != words.sentence[verb]:
            break
        entry = sieve.capitals.get(i)
        if entry and words.lower[i - 1] == "in":
            return entry.party
    return None


def _as_written(who: Who, sieve: Sieve) -> str:
    """A state or body of the tables by the name that the article has for it; a person of the brief by the brief's."""
    if who.kind == "person":
        known = sieve.people.known(who) if who in sieve.named else None
        return known.name if known and known.name in sieve.lexicon.own else who.name
    written = set()
    for mention in who.mentions:
        if (
            mention.entry is None
            or mention.entry.sense not in ("state", "body")
            or mention.entry.name in sieve.lexicon.own
        ):
            continue
        start, end = mention.span
        name = sieve.words.analysis.article.text[start:end]
        if mention.determiner == "the":
            name = name[4:]
        short = " " not in name and who.kind != "state"  # "the EU" is told by its full name
        spoken = mention.determiner == "the" and who.kind == "state" and not name.replace(".", "").isupper()
        if name == who.name or not (short or spoken):
            written.add(name)
    return who.name if not written or who.name in written else max(written, key=lambda n: (len(n), n))


def _by_name(mention: Mention, sieve: Sieve, speaker: Who | None) -> Who | None:
    entry = mention.entry
    if entry is None:
        return None
    of_state = entry.sense in ("state", "capital", "adjective") or (entry.sense == "seat" and entry.kind == "state")
    if entry.party and (of_state or sieve.lexicon.parties.get(entry.party) == entry):
        return sieve.state(entry.party)
    if entry.kind == "ministry":
        party = entry.party or sieve.party_at(mention.start)
        who = Who(entry.name, "ministry", f"actors.ministry.{entry.sense}", party)
        return sieve.under(("ministry", party or "", entry.portfolio), who)
    who = Who(entry.name, entry.kind, f"actors.{entry.kind}.name", entry.party, plural=entry.sense == "people")
    found = sieve.under((entry.sense, entry.name), who)
    if entry.sense == "outlet" and mention.party:
        found.party = found.party or mention.party
    return found


def _by_role(mention: Mention, sieve: Sieve, speaker: Who | None) -> Who | None:
    return group_of(mention, sieve) or described(mention, sieve)


_RESOLVED: dict[str, Callable[[Mention, Sieve, Who | None], Who | None]] = {
    "name": _by_name,
    "nominal": _by_role,
    "pronoun": meant,
}
