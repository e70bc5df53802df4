"""Several together: "the two leaders", "both sides", and "A and B" who are then "they"."""

from __future__ import annotations

from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.names import personal_verbs
from verbale.understanding.actors.sieve import Sieve
from verbale.understanding.actors.tables import telling
from verbale.understanding.tables import words_in

_PAIRS = ("two", "both", "2")
_SUBJECTS = ("nsubj", "nsubjpass")
_AND = ("and", "as", "well", ",", "&")


def group_of(mention: Mention, sieve: Sieve) -> Who | None:
    """The group that a plural phrase means, with its members where two who fit are in focus; None if it is none."""
    role = mention.role
    if role is None or not role.plural or (mention.determiner not in ("the", "") and mention.number not in _PAIRS):
        return None
    pair = mention.number in _PAIRS
    behind = sieve.words.lower[mention.head + 1 : mention.end]
    if behind[:1] == ["of"] and not telling("of_both") & set(behind):
        return None
    if pair and role.singular in telling("grown"):
        return _pair(mention, sieve, ("person",))
    if role.family.name in ("side", "party_to_talks") or (pair and role.singular == "government"):
        if pair and (group := _sides(sieve, mention.start)):
            return group
        plain = not mention.modifiers - telling("facing")
        return _pair(mention, sieve, ("state",)) if pair or (mention.determiner == "the" and plain) else None
    if not ({"leader", "minister", "envoy", "diplomat"} & role.family.kinds) or role.family.one != "person":
        return None
    plain = not mention.modifiers - telling("plainly") - {*role.singular.split()}
    plainly = plain and mention.core - mention.start <= 2
    if not pair and (mention.determiner != "the" or mention.party or not plainly):
        return None
    return _pair(mention, sieve, ("person",))


def _sides(sieve: Sieve, token: int) -> Who | None:
    """The sides told of before, where nobody else has been a subject together since."""
    last = sieve.latest(token, lambda w: w.kind == "group" and w.label == "state", [("label", "state")])
    since = max((m.start for m in last.mentions if m.start < token), default=0) if last else 0
    newer = (
        sieve.joined and sieve.joined[0].start > since and sieve.joined[1].who and sieve.joined[1].who.kind == "state"
    )
    return None if newer else last


def _pair(mention: Mention, sieve: Sieve, kinds: tuple[str, ...]) -> Who | None:
    assert mention.role is not None  # noqa: S101 - see group_of
    met: list[Who] = []
    for told, who in sieve.before(mention.start):
        if who.kind not in kinds or _is_scene(told, who, sieve):
            continue
        if who not in met and _fits(who, mention) and who.party not in {m.party for m in met}:
            met.append(who)
        if len(met) == 2:
            break
    label = sieve.words.words(mention.start, mention.end).removeprefix("the ").removeprefix("The ")
    if len(met) < 2 and kinds == ("person",) and (both := joined(sieve, mention.start)) and both.label == "person":
        return both
    if len(met) < 2:
        some = Who(label, "group", "actors.group.plural", plural=True, confidence=0.6)
        some.families, some.label = set(mention.role.family.kinds), kinds[0]
        return sieve.under(("group", kinds[0], mention.role.family.name), some)
    return _together(met, kinds[0], label, sieve)


def _is_scene(told: Mention, who: Who, sieve: Sieve) -> bool:
    """Whether a state is where others meet, as none of the brief is: "after the talks in Peru the two sides ..."."""
    if who.kind != "state" or who.party in sieve.setting.parties or not sieve.setting.parties:
        return False
    words, above = sieve.words, sieve.words.governor(told.head)
    held = {words.lemma[i] for i in (above, *words.children[above]) if i == above or words.dep[i] == "dobj"}
    return words.preposition(told.head) in ("in", "at") and bool(held & words_in("names", "parts", "together"))


def _together(met: list[Who], kind: str, label: str, sieve: Sieve, *, ordered: bool = False) -> Who:
    """The group of these, one and the same however often it is meant."""
    for member in (m for m in met if m not in sieve.everyone):
        sieve.new(member)  # named farther on
    place = sieve.everyone.index
    members = met if ordered else sorted(met, key=lambda w: w.mentions[0].start if w.mentions else place(w))
    name = " and ".join(m.name for m in members) if kind == "person" else label
    key = ("group", *sorted(str(id(member)) for member in members))
    who = Who(name, "group", "actors.group.pair", plural=True, members=members, confidence=0.75, label=kind)
    return sieve.under(key, who)


def _fits(who: Who, mention: Mention) -> bool:
    role = mention.role
    if role is None or who.kind != "person" or role.singular in telling("grown"):
        return True
    return role.family.name in who.families


def join(mention: Mention, sieve: Sieve) -> None:
    """Remember two who are the subject together ("A and B agreed"): a plural behind them means both."""
    words, who = sieve.words, mention.who
    if who is None or who.kind not in ("person", "state") or words.dep[mention.head] != "conj":
        return
    first = words.head[mention.head]
    other = sieve.by_head.get(first)
    if other is None or other.kind != who.kind or other is who or words.dep[first] not in _SUBJECTS:
        return
    earlier = next((m for m in other.mentions if m.head == first), None)  # a title's head may lie in another's name
    between = range(earlier.end if earlier else 0, min([mention.start, *(t.start for t in mention.before)]))
    if earlier is None or len(between) > 3 or not all(words.lower[i] in _AND for i in between):
        return
    sieve.joined = (earlier, mention)
    if words.lemma[words.head[first]] in personal_verbs() and words.quote[first] == 0:
        joined(sieve, mention.end)  # "A and B said": they speak as one


def joined(sieve: Sieve, token: int) -> Who | None:
    """The pair that was a subject together in the sentence of `token` or the three before it, as a group."""
    if sieve.joined is None:
        return None
    first, second = sieve.joined
    if first.who is None or second.who is None or sieve.words.sentence[token] - sieve.words.sentence[second.head] > 3:
        return None
    if second.start >= token:
        return None
    group = _together(
        [first.who, second.who], first.who.kind, f"{first.who.name} and {second.who.name}", sieve, ordered=True
    )
    if not any(m.span == (first.span[0], second.span[1]) for m in group.mentions):
        both = Mention(first.start, second.end, second.head, "name", (first.span[0], second.span[1]), who=group)
        group.mentions.append(both)
    return group


def complete(sieve: Sieve) -> None:
    """Find who is meant by leaders told of before they are named: the article's one pair, else the only two who fit."""
    for group in [g for g in sieve.everyone if g.kind == "group" and not g.members and g.label == "person"]:
        narrow = ("foreign_minister", "defence_minister", "ambassador", "negotiator")
        wanted = next((f for f in narrow if f in group.families), "leader")
        pairs = [g for g in sieve.everyone if g.label == "person" and len(g.members) == 2]
        pairs = [g for g in pairs if all(wanted in m.families for m in g.members)]
        fitting = [w for w in sieve.everyone if w.kind == "person" and w.mentions and wanted in w.families]
        if len(pairs) == 1:
            pairs[0].mentions += group.mentions
            group.mentions = []
        elif len(fitting) == 2:
            group.members = fitting
