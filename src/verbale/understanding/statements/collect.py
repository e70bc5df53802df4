"""Every attribution in an article: each cue tried in each frame it takes, the best kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.understanding.grammar.clause import Clause
from verbale.understanding.grammar.vocabulary import modals
from verbale.understanding.statements import tables
from verbale.understanding.statements.according import according, in_view
from verbale.understanding.statements.apart import cited, clear_of_asides, own_subject, taken_up
from verbale.understanding.statements.asides import aside, lead
from verbale.understanding.statements.attributed import Attribution
from verbale.understanding.statements.cues import Cue, cues
from verbale.understanding.statements.edges import settled, settled_after
from verbale.understanding.statements.frames import Content, complement_contents, verb_contents
from verbale.understanding.statements.layout import Range
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.speakers import addressee_of, holder_of, is_passive, source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_MISTAKEN = {"hop": "hope"}
"""Lemmas that the model's rules get wrong, as they undo a doubling that is none: hoping."""
_WRITERS = frozenset({"i", "we", "us", "me"})
_WISHES = frozenset({"like", "love", "prefer", "hope", "hate", "wish"})
NO_HOLDER = 0.6
"""How much less sure a noun credits content when nobody is named who holds it: rumours that …"""


def attributions(layout: Page) -> list[Attribution]:
    """All attributions of an article in the order of their cues."""
    verbs, nouns, adjectives = cues("verb"), cues("noun"), cues("adjective")
    found: list[Attribution] = []
    for token in layout.doc:
        tag = token.tag_
        lemma = _MISTAKEN.get(token.lemma_, token.lemma_.lower())
        best: Attribution | None = None
        if tag == "VBN" and token.lower_ in adjectives and any(c.dep_ == "auxpass" for c in token.children):
            best = _of_word(token, adjectives[token.lower_][0], layout)
        if best is None and tag[:2] == "VB" and lemma in verbs:
            best = _of_verb(token, verbs[lemma], layout)
        if best is None and (tag[:2] == "JJ" or tag == "VBN") and token.lower_ in adjectives:
            best = _of_word(token, adjectives[token.lower_][0], layout)
        if best is None and tag in ("NN", "NNS") and lemma in nouns:
            best = _of_word(token, nouns[lemma][0], layout)
        if token.lower_ == "according":
            best = according(token, layout)
        elif token.lower_ in tables.toml("settings")["views"]["nouns"] and (held := in_view(token, layout)):
            best = held
        if best is not None and (factor := source_factor(best, layout)) > 0:
            found.append(replace(best, confidence=best.confidence * factor))
    return cited(taken_up(clear_of_asides(found, layout), layout))


def source_factor(attribution: Attribution, layout: Page) -> float:
    """How likely what a clause names as its source is one: not the writer, not a thing from which the writer infers."""
    speaker, at = attribution.speaker, attribution.at
    if at is not None and attribution.frame == "to" and _asks_to_be_unnamed(attribution, layout):
        return 0.0
    if speaker is None or at is None:
        return 1.0
    if speaker.lower_ in _WRITERS and not layout.in_first_person(at.i):
        return 0.0
    settings = tables.toml("settings")
    if attribution.cue.lemma in settings["inference"]["verbs"] and attribution.frame not in ("quote", "aside"):
        if speaker.pos_ == "NOUN" and speaker.lemma_.lower() not in settings["source"]["nouns"] and not _acts(speaker):
            return 0.5
        return 1.0 if speaker.lower_ not in ("it", "this", "that", "these", "which") else 0.5
    return (
        0.0
        if speaker.lower_ == "there"
        or (speaker.lower_ in ("that", "this") and speaker.tag_ == "DT" and attribution.cue.kind == "speech")
        or (
            speaker.lower_ == "it"
            and attribution.cue.word_class == "adjective"
            and attribution.frame in ("clause", "wh")
        )
        else 1.0
    )


def _asks_to_be_unnamed(attribution: Attribution, layout: Page) -> bool:
    """Whether all that is asked or wished is not to be named: a setting of other words, no words of their own."""
    words = [layout.doc[i].lower_ for a, b in attribution.content for i in range(a, b) if layout.doc[i].is_alpha]
    row = tables.toml("settings")["unnamed"]
    return " ".join(words[:3]) in row["infinitives"] and words[3:4] != [] and words[3] in row["participles"]


def _acts(noun: Token) -> bool:
    """Whether a noun looks like people or a body: an endings' test, as no list of roles is complete."""
    people = tables.toml("settings")["people"]
    return noun.lemma_.lower() in people["nouns"] or noun.lemma_.lower().endswith(tuple(people["endings"]))


def _of_verb(verb: Token, candidates: tuple[Cue, ...], layout: Page) -> Attribution | None:
    cue = next((c for c in candidates if c.particle is None or _stands_beside(c, verb)), None)
    if cue is None or (verb.lemma_ == "know" and _made_known(verb.head)):
        return None
    return max(_readings(verb, cue, layout), key=lambda a: a.confidence, default=None)


def _stands_beside(cue: Cue, verb: Token) -> bool:
    """Whether the words of a phrasal cue stand with its verb: pointed out; looked forward to; let it be known."""
    assert cue.particle is not None  # noqa: S101 - asked of phrasal cues only
    first, *rest = cue.particle.split()
    for child in verb.children:
        near = child.i - verb.i in (1, 2, 3) and child.dep_ in ("prt", "prep", "advmod", "acomp", "ccomp", "advcl")
        if (near and child.lower_ == first) or (child.lemma_ == first == "know" and child.dep_ == "ccomp"):
            return all(verb.doc[child.i + k].lower_ == word for k, word in enumerate(rest, 1))
    return False


def _made_known(verb: Token) -> bool:
    return any(c.particle == "know" and _stands_beside(c, verb) for c in cues("verb").get(verb.lemma_, ()))


def _readings(verb: Token, cue: Cue, layout: Page) -> Iterator[Attribution]:
    form = _form_factor(verb, cue, layout)
    negated = any(c.dep_ == "neg" for c in verb.children)
    cue_range = _cue_range(verb, cue)
    base = Attribution(cue, verb, cue_range, "", 0.0, None, (), negated=negated)
    if cue.prior("aside") or cue.prior("quote"):
        beside = aside(verb, layout)
        if beside is not None:
            subject, ranges = beside
            frame = "quote" if any(layout.quoted[r[0]] >= 0 and layout.quoted[verb.i] < 0 for r in ranges) else "aside"
            if cue.prior(frame):
                speaker = source_of(verb, layout) if subject.i < verb.i else subject
                if speaker is None and subject.dep_ not in ("nsubjpass", "expl"):
                    speaker = subject
                yield replace(
                    base, frame=frame, confidence=cue.prior(frame) * form, speaker=speaker, content=ranges,
                    addressee=addressee_of(verb, cue, None),
                )  # fmt: skip
                return
    announced = lead(verb, layout) if cue.prior("quote") else None
    for content in verb_contents(verb, cue, layout):
        if verb.tag_ == "VBN" and content.frame == "to" and not is_active(verb):
            if not (cue.hears or cue.act == "request"):
                continue
            content = replace(content, frame="other_to")  # "is pressed by Oslo to leave"
        prior = 0.8 * cue.prior("clause") if content.frame == "so" else cue.prior(content.frame)
        if not prior or (announced and content.frame in ("object", "to", "ing")):
            continue
        ranges = settled(content, verb, cue, layout)
        if (
            not prior
            or not ranges
            or (content.frame == "object" and content.object is not None and content.object.pos_ in ("PRON", "DET"))
        ):
            continue
        if content.frame == "other_to" and cue.kind == "attitude" and content.object is not None:
            ranges = ((min(content.object.left_edge.i, ranges[0][0]), ranges[0][1]),)
        elif content.frame == "other_to" and content.object is not None and ranges[0][0] == content.object.left_edge.i:
            ranges = ((min(content.object.right_edge.i + 1, ranges[0][1] - 1), ranges[0][1]),)
        if (
            announced
            and content.frame in ("clause", "wh")
            and announced[0] <= ranges[0][0]
            and announced[1] >= ranges[0][1] - 1
        ):
            break
        yield replace(
            base, frame=content.frame, confidence=prior * form * _speaker_factor(verb, content, layout),
            speaker=source_of(verb, layout), content=ranges, addressee=addressee_of(verb, cue, content.object),
        )  # fmt: skip
    if announced:
        yield replace(
            base, frame="quote", confidence=cue.prior("quote") * form, speaker=source_of(verb, layout),
            content=(announced,), addressee=addressee_of(verb, cue, None),
        )  # fmt: skip


def is_active(verb: Token) -> bool:
    """Whether a verb is not passive."""
    return not any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def _speaker_factor(verb: Token, content: Content, layout: Page) -> float:
    if source_of(verb, layout) is not None:
        return 1.0
    told = verb.tag_ == "VBN" and is_passive(verb) and content.frame in ("clause", "wh", "other_to")
    return 1.0 if told or (content.frame == "clause" and not is_active(verb)) else 0.5


def _form_factor(verb: Token, cue: Cue, layout: Page) -> float:
    """How much less a verb credits content where the clause plans, supposes, asks or denies the saying."""
    clause = layout.grammar.at(verb.i)
    if clause is None:
        return 1.0
    if clause.mood == "question":
        return 0.0
    factor = 0.3 if any(c.lower_ == "longer" and c.dep_ == "advmod" for c in verb.children) else 1.0
    if cue.kind == "speech":
        outside = clause.negator is None or layout.quoted[clause.negator] == layout.quoted[verb.i]
        if clause.negated and outside and cue.act not in ("reject", "deny"):
            factor *= 0.3
        if _is_open(clause, verb):
            factor *= 0.4
    elif _is_open(clause, verb) and (
        clause.form == "infinitive" or (cue.act == "state" and verb.lemma_ not in _WISHES)
    ):
        factor *= 0.5
    return factor


def _is_open(clause: Clause, verb: Token) -> bool:
    """Whether the saying itself is planned, supposed or wished for; what governs a whole content clause counts not."""
    if clause.relation in ("content", "question"):
        return any(c.dep_ == "aux" and c.lower_ in modals() for c in verb.children)
    return bool(clause.modality - {"denial"}) or clause.told == "ahead"


def _cue_range(verb: Token, cue: Cue) -> Range:
    if cue.particle:
        for child in verb.children:
            if child.lower_ == cue.particle and 0 < child.i - verb.i <= 1:
                return verb.i, child.i + 1
    return verb.i, verb.i + 1


def _uttered(noun: Token, cue: Cue) -> Cue:
    """A noun's cue as speech where its verb utters what it names: voiced concern."""
    verb = noun.head
    utters = (
        verb.pos_ == "VERB"
        and noun.dep_ in ("dobj", "nsubjpass")
        and verb.lemma_ in tables.toml("settings")["light"]["utters"]
    )
    return replace(cue, kind="speech") if utters and cue.kind == "attitude" else cue


def _of_word(word: Token, cue: Cue, layout: Page) -> Attribution | None:
    if cue.word_class == "noun":
        cue = _uttered(word, cue)
    for content in complement_contents(word, cue):
        prior = cue.prior(content.frame)
        if not prior or (cue.word_class == "adjective" and content.frame == "to" and _only_announces(content, layout)):
            continue
        speaker = holder_of(word, cue, layout) if cue.word_class == "noun" else _subject_of_adjective(word, layout)
        factor = 1.0 if speaker is not None else NO_HOLDER
        negated = any(c.dep_ == "neg" for c in word.head.children)
        return Attribution(
            cue, word, (word.i, word.i + 1), content.frame, prior * factor, speaker,
            settled_after(content, word, layout), negated=negated,
        )  # fmt: skip
    return None


def _only_announces(content: Content, layout: Page) -> bool:
    """Whether an infinitive only leads on to what is said: pleased to announce that …"""
    verb = next((t for t in layout.doc[slice(*content.ranges[0])] if t.tag_ == "VB"), None)
    found = cues("verb").get(verb.lemma_, ()) if verb is not None else ()
    return any(c.kind == "speech" and c.prior("clause") >= 0.7 for c in found)


def _subject_of_adjective(word: Token, layout: Page) -> Token | None:
    if word.dep_ in ("acomp", "attr", "oprd", "conj", "ROOT", "ccomp", "advcl", "xcomp", "relcl", "acl"):
        beside = [word, *(c for c in word.children if c.dep_ in ("aux", "auxpass"))]
        own = next((s for w in beside if (s := own_subject(w)) is not None), None)
        return own if own is not None else source_of(word.head, layout) if word.dep_ != "ROOT" else None
    return word.head if word.dep_ == "amod" else None
