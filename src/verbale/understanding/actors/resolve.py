"""From mentions to actors: in the order of the text, then once more for the pronouns inside quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from verbale.understanding.actors.affiliations import affiliate, party_of
from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.homes import party_at, survey
from verbale.understanding.actors.met import told_by
from verbale.understanding.actors.names import listed, named
from verbale.understanding.actors.partitives import part_of
from verbale.understanding.actors.people import People
from verbale.understanding.actors.plurals import complete, group_of, join
from verbale.understanding.actors.pronouns import agrees, ahead, heard, many, meant, own
from verbale.understanding.actors.quotations import speakers
from verbale.understanding.actors.roles import described
from verbale.understanding.actors.scene import mentions
from verbale.understanding.actors.sieve import Setting, Sieve
from verbale.understanding.actors.tables import telling
from verbale.understanding.actors.voices import voices
from verbale.understanding.gazetteer import Entry, Lexicon
from verbale.understanding.grammar.dialogue import turns_of
from verbale.understanding.grammar.words import Words

_NAMING = ("state", "body", "ministry", "outlet")
"""What names of the tables name themselves; a capital or a palace stands for somebody else."""


def everyone(words: Words, lexicon: Lexicon, setting: Setting) -> list[Who]:
    """All actors of one article with their mentions in the body."""
    people = People(lexicon, setting.day)
    sieve = Sieve(words, lexicon, people, setting)
    names = listed(words, lexicon)
    sieve.name_bodies((i, f.entry) for i, _, f in names if f.entry.sense == "body")
    sieve.capitals = {i: f.entry for i, _, f in names if f.entry.sense == "capital"}
    houses = {i for i, end, _ in names if words.words(i, end) in named("common")}
    telling_states = [(i, f.entry.party) for i, _, f in names if f.entry.party and i not in houses]
    told = {*(party for _, party in telling_states), *setting.parties, setting.home, setting.dateline}
    alien = {i for i, _, f in names if i in houses and f.entry.party not in told}
    found_mentions = mentions(words, lexicon, people, names, alien)
    sieve.likely_home = _likely_home(found_mentions)
    survey(sieve, found_mentions, telling_states)
    sieve.person_at = {m.head: m.who for m in found_mentions if m.who and m.who.kind == "person" and m.form == "name"}
    sieve.named = list({id(m.who): m.who for m in found_mentions if m.who and m.who.kind == "person"}.values())
    quoted = _in_order(found_mentions, sieve)
    affiliate(sieve)
    speaking, voice = speakers(sieve), voices(sieve, words.analysis.article)
    for mention in quoted:
        quote = words.quote[mention.head]
        if mention.form == "nominal":
            found = _by_role(mention, sieve)
        elif not quote and not own(mention, words):
            found = meant(mention, sieve, voice.speaker.get(mention.head))
        else:
            found = meant(mention, sieve, speaking.get(quote)) if quote else heard(mention, sieve, voice)
        if found:
            sieve.meet(mention, found)
    affiliate(sieve)
    complete(sieve)
    for who in sieve.everyone:
        who.name = _as_written(who, sieve)
    return [who for who in sieve.everyone if who.mentions]


def _in_order(found: list[Mention], sieve: Sieve) -> list[Mention]:
    """Settle mentions in the order of the text; those whose meaning hangs on who speaks are returned.

    A pronoun that leans on the subject behind it waits for that.
    """
    words = sieve.words
    answers = {i for t in words.analysis.once(turns_of) if not t.asks for i in range(*t.words)}
    quoted: list[Mention] = []
    waiting: dict[int, list[Mention]] = {}
    for mention in found:
        spoken = _of_own(mention, words) or (mention.head in answers and _of_many(mention, words))
        if spoken or (mention.form == "pronoun" and (words.quote[mention.head] or own(mention, words))):
            quoted.append(mention)
        elif mention.form == "pronoun" and (subject := ahead(mention, words)) is not None:
            waiting.setdefault(subject, []).append(mention)
        elif mention.who is not None:
            _named(mention, mention.who, sieve)
        elif who := _RESOLVED[mention.form](mention, sieve):
            sieve.meet(mention, who)
        join(mention, sieve)
        for pronoun in waiting.pop(mention.head, ()):
            behind = mention.who if mention.who and agrees(pronoun, mention.who, words) else None
            if who := behind or meant(pronoun, sieve, None):
                sieve.meet(pronoun, who)
    for pronoun in (p for pronouns in waiting.values() for p in pronouns):
        if who := meant(pronoun, sieve, None):
            sieve.meet(pronoun, who)
    return quoted


def _of_own(mention: Mention, words: Words) -> bool:
    """ "Our ministry", "your minister": whose these are hangs on who speaks."""
    whose = mention.owner if mention.form == "nominal" and mention.who is None else None
    return whose is not None and words.lower[whose] in telling("own_voice")


def _of_many(mention: Mention, words: Words) -> bool:
    """ "They", "their minister": who these are hangs on who speaks."""
    owner = mention.owner if mention.form == "nominal" and mention.who is None else None
    return many(mention, words) or (owner is not None and words.lower[owner] == "their")


def _likely_home(found: list[Mention]) -> str | None:
    told = (m for m in found if m.role and "government" in (m.title.lower(), *m.modifiers, m.role.singular))
    counts = Counter(m.party for m in told if m.party)
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _named(mention: Mention, who: Who, sieve: Sieve) -> None:
    """Settle a person or body by proper name, with the titles before it."""
    if mention.form == "nominal":
        kin = mention.role is not None and mention.role.family.name == "kin"
        sieve.meet(mention, who, apart=kin or who.kind != "person")  # "X, the envoy,": the office is told of too
        return
    for title in (*mention.before, *mention.beside):
        owner = sieve.owner_of(title)
        if owner and title.role and title.role.singular in telling("same_office"):
            who.families |= owner.families  # a foreign minister's counterpart is a foreign minister
    for title in mention.before:
        if title.determiner == "one's" and title.owner is not None and sieve.words.tag[title.owner] == "PRP$":
            title.span = sieve.words.span(title.start, title.head + 1)
            sieve.meet(title, who)
    if who.kind == "person":
        who.party = who.party or party_of(mention, who, sieve)
        if who not in sieve.everyone:
            sieve.new(who)
    else:
        who = sieve.under(("outlet", who.name) if who.kind == "outlet" else ("body", who.name.lower()), who)
    sieve.meet(mention, who)


def _as_written(who: Who, sieve: Sieve) -> str:
    """A state or body of the tables by the name that the article has for it; a person of the brief by the brief's."""
    if who.kind == "person":
        known = sieve.people.known(who) if who in sieve.named else None
        return known.name if known and known.name in sieve.lexicon.own else who.name
    if who.rule == "actors.outlet.label":
        return who.name  # "Review:" is told by the name on its page
    written: dict[str, None] = {}
    for mention in who.mentions:
        if mention.entry is None or mention.entry.sense not in _NAMING or mention.role:
            continue  # "the Kita agency" is Kita
        start, end = mention.span
        name = sieve.words.analysis.article.text[start:end]
        name = name[4:] if mention.determiner == "the" else name
        acronym = " " not in name and mention.entry.sense == "body"  # "the EU" is told by its full name
        if name == who.name or (name[:1].isupper() and not acronym):
            written[name] = None
    return who.name if not written or who.name in written else max(written, key=lambda n: (len(n), n))


def _by_name(mention: Mention, sieve: Sieve) -> Who | None:
    entry = mention.entry
    if entry is None:
        return mention.same.who if mention.same else None
    if entry.party and entry.sense == "people" and mention.determiner == "the":
        return sieve.state(entry.party)  # "the Norwegians refused": those who act for the state
    of_state = entry.sense in ("state", "capital", "adjective") or (entry.sense == "seat" and entry.kind == "state")
    if entry.party and (of_state or sieve.lexicon.is_party(entry)):
        return sieve.state(entry.party)
    words = sieve.words
    if words.words(mention.start + (mention.determiner == "the"), mention.end) in named("common"):
        entry = _of_scene(entry, mention, sieve)
    if entry.kind == "ministry":
        party = entry.party or party_at(sieve, mention.start, "ministry", frozenset({"ministry"}))
        who = Who(entry.name, "ministry", f"actors.ministry.{entry.sense}", party)
        return sieve.under(("ministry", party or "", entry.portfolio), who)
    who = Who(entry.name, entry.kind, f"actors.{entry.kind}.name", entry.party, plural=entry.sense == "people")
    governs = entry.kind == "government" and entry.party  # "the White House ... the U.S. government"
    found = sieve.under(("government", governs, "") if governs else (entry.sense, entry.name), who)
    if entry.sense == "outlet" and mention.party:
        found.party = found.party or mention.party
    return found


def _of_scene(entry: Entry, mention: Mention, sieve: Sieve) -> Entry:
    """ "Congress" is not that of the United States in an article that tells of Peru alone."""
    owner = sieve.by_head.get(mention.start - 2) if sieve.words.tag[mention.start - 1] == "POS" else None
    if owner and owner.party:
        return replace(entry, party=owner.party)  # "Chile's Treasury"
    beside = next((party for i, party in sieve.states_at if i == mention.start - 1), None)
    if beside:
        return replace(entry, party=beside)  # "the Bolivian Congress"
    told = {*sieve.spoken_of, *sieve.setting.parties, sieve.setting.home, sieve.setting.dateline}
    if entry.party in told or any(who.party == entry.party for who in sieve.named):
        return entry
    return replace(entry, party=told_by(mention, sieve) or party_at(sieve, mention.start))


def _by_role(mention: Mention, sieve: Sieve) -> Who | None:
    if mention.role and mention.role.family.name == "partitive":
        return part_of(mention, sieve)
    if mention.same and (body := mention.same.who or _by_name(mention.same, sieve)) and mention.role:
        body.again |= {mention.role.singular}
        return sieve.under(("body", body.name.lower()), body) if body not in sieve.everyone else body
    return group_of(mention, sieve) or described(mention, sieve)


_RESOLVED: dict[str, Callable[[Mention, Sieve], Who | None]] = {
    "name": _by_name,
    "nominal": _by_role,
    "pronoun": lambda mention, sieve: meant(mention, sieve, None),
}
