"""Where content begins and ends: what the parse of a clause leaves out or takes in by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.understanding.statements import tables
from verbale.understanding.statements.attributed import Cue
from verbale.understanding.statements.cues import speaking, takes
from verbale.understanding.statements.layout import Layout, Range
from verbale.understanding.statements.setting import occasions

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_BREAKS = frozenset({",", ";", ":", ".", "?", "!", "—", "–", "--", "-", "(", ")", "…", "―"})
_TURNS = frozenset({"while", "as", "after", "when", "before", "and", "but", "or", "since", "during"})
_DANGLING = frozenset(
    {"because", "if", "but", "and", "or", "unless", "although", "though", "that", "beyond", "despite"}
)
_WITHIN = {"speech": ("as",), "attitude": ("as", "before", "until", "by", "after")}
"""What opens, after an object, more of what is said of it or wished for it."""
_AGAINST = frozenset({"while", "whereas", "though", "although"})
_CONDITIONS = frozenset(
    {"if", "unless", "provided", "providing", "because", "since", "until", "lest", "so", "once", "given", "assuming"}
)
"""What opens, after a comma, a condition or ground of what is said, not of its saying."""
_PAIRS = frozenset(
    {
        ("but", "only"),
        ("and", "only"),
        ("but", "not"),
        ("even", "if"),
        ("even", "though"),
        ("as", "long"),
        ("so", "long"),
    }
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a frame found: its name, the tokens, who is told or asked beside them, the head of a finite clause."""

    frame: str
    ranges: tuple[Range, ...]
    object: Token | None = None
    clause: Token | None = None


def settled(content: Content, verb: Token, cue: Cue, layout: Layout) -> tuple[Range, ...]:
    """The tokens of what a frame found, drawn as far as the sentence lets them go and no further."""
    ranges = list(content.ranges)
    first, last = ranges[-1]
    if last <= verb.i and content.frame == "object":
        return tuple(ranges)  # the subject of a passive
    if content.clause is not None:
        first = _back_to_subject(first, verb, content.clause)
        last = _resumed(_on_to_break(last, verb, layout), verb, layout)
    elif content.frame == "object":
        last = _object_end(first, last, verb, cue, content, layout)
    elif content.frame in ("to", "other_to", "ing") or len(ranges) == 1:
        last = _with_conditions(_on_to_break(last, verb, layout, stop_at_times=True), verb, layout)
    spelt = _spelt_out(content.clause, verb, layout) if content.clause is not None else None
    last = _short_of_next(first, last if spelt is None else spelt[0], verb, content.clause, layout)
    last = spelt[1] if spelt is not None and last == spelt[0] else last
    last = _short_of_setting(first, last, layout) if verb.tag_ == "VBD" and content.clause is None else last
    ranges[-1] = (first, _through_quotation(first, last, verb, layout))
    if first < verb.i < last:
        own = [c.left_edge.i for c in verb.children if c.dep_ in _SUBJECTS | {"aux"} and first < c.left_edge.i < verb.i]
        ranges[-1:] = [(first, min([verb.i, *own])), (verb.i + 1, last)]
    return tuple(r for r in ranges if r[0] < r[1])


def _back_to_subject(first: int, verb: Token, clause: Token) -> int:
    """A clause without a subject has lost it to the cue as its object: he believes the talks | will fail."""
    if any(c.dep_ in _SUBJECTS for c in clause.children):
        return first
    if clause.tag_ not in _FINITE and not _has_finite_auxiliary(clause):
        return first
    for child in verb.children:
        if child.dep_ in ("dobj", "nmod", "npadvmod") and verb.i < child.i < first and child.right_edge.i < first:
            return min(first, child.left_edge.i)
    return first


def _has_finite_auxiliary(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in (*_FINITE, "MD") for c in verb.children)


def _through_quotation(first: int, last: int, verb: Token, layout: Layout) -> int:
    """On over a quotation that the content leads into without a comma: to talk | “in good faith”."""
    end = layout.sentence(verb.i)[1]
    open_ = last < end and last - 1 > verb.i and not layout.doc[last - 1].is_punct
    if not open_ or layout.quoted[last] < 0 or layout.quoted[last] == layout.quoted[verb.i]:
        return last
    part = layout.part_at(last)
    inside = layout.quoted[last - 1] >= 0
    if part is None or inside or any(c.i >= last and c.dep_ == "ccomp" for c in verb.children):
        return last
    return max(last, min(part[1], end))


def _object_end(first: int, last: int, verb: Token, cue: Cue, content: Content, layout: Layout) -> int:
    """An object with what hangs on it, short of who is told and of a relative clause that only adds."""
    if cue.lemma in tables.toml("settings")["verbs"]["passes_on"] and content.object is not None:
        for i in range(content.object.i + 1, last):
            if layout.doc[i].lower_ == "to" and layout.doc[i].dep_ in ("prep", "dative"):
                return i
        return last
    if last - first == 1 and layout.doc[first].lower_ in ("this", "it", "that", "so"):
        return last
    for i in range(first + 1, last):
        if layout.doc[i].lower_ in ("which", "who") and layout.doc[i - 1].text == ",":
            return i - 1
    if (
        last < len(layout.doc)
        and layout.doc[last].lower_ in _WITHIN[cue.kind]
        and layout.doc[last].dep_ in ("prep", "mark")
    ):
        last += 1  # "proposed Riga | as the place"; "wants a deal | before the winter"
    return _on_to_break(last, verb, layout, stop_at_times=cue.kind == "speech")


def _on_to_break(last: int, verb: Token, layout: Layout, *, stop_at_times: bool = False) -> int:
    """What follows without a comma belongs to the content, whatever the parser hangs it on."""
    end = layout.sentence(verb.i)[1]
    at = last
    if at < end and layout.doc[at].lower_ in ("and", "but", "or") and _own_clause_follows(at, verb):
        at += 1
    elif at < end and layout.doc[at].lower_ in _TURNS:
        return last
    while at < end and not _breaks(layout, at) and layout.quoted[at] == layout.quoted[last - 1]:
        token = layout.doc[at]
        if (token.lower_ in ("and", "but") and token.head == verb) or token.is_ancestor(verb):
            break
        if stop_at_times and (
            layout.dated[at]
            or (token.lower_ in _TURNS and layout.doc[at - 1].pos_ != "ADP")
            or (layout.dated[min(at + 1, end - 1)] and token.pos_ == "ADP")
        ):
            break
        at += 1
    return at


def _with_conditions(last: int, verb: Token, layout: Layout) -> int:
    """An infinitive or phrase with the condition that follows it: to leave, provided that they pay."""
    end = layout.sentence(verb.i)[1]
    while last < end - 1 and layout.doc[last].text == "," and _depends(layout.doc[last + 1], verb):
        last = _on_to_break(last + 1, verb, layout)
    return last


def _breaks(layout: Layout, at: int) -> bool:
    """Whether a token is a break of the sentence; a hyphen inside a word is none."""
    text = layout.doc[at].text
    return text in _BREAKS and not (text in ("-", "–") and at > 0 and not layout.doc[at - 1].whitespace_)


def _resumed(last: int, verb: Token, layout: Layout) -> int:
    """Past a break where the content cannot end, or goes on at once: because, as he put it, …; …, but that …"""
    end = layout.sentence(verb.i)[1]
    while last < end - 1 and layout.doc[last].text in _BREAKS - {".", "?", "!", ";", ":"}:
        before, after = layout.doc[last - 1], layout.doc[last + 1]
        dangling = before.lower_ in _DANGLING and before.i > verb.i
        joins = after.lower_ in ("and", "but", "or") and last + 2 < end and layout.doc[last + 2].lower_ == "that"
        depends = _depends(after, verb)
        predicate = after.tag_ in (*_FINITE, "MD") and after.i > verb.i + 2 and not is_report(after)
        if not (dangling or joins or predicate or depends) or layout.quoted[last + 1] != layout.quoted[verb.i]:
            return last
        last = _on_to_break(last + (2 if joins else 1), verb, layout)
    return last


def _spelt_out(clause: Token, verb: Token, layout: Layout) -> Range | None:
    """The colon after which a sentence spells out what is said, and the sentence's end; None without one."""
    end = layout.sentence(verb.i)[1]
    for i in range(clause.i + 1, end - 1):
        if layout.doc[i].text == ":" and layout.quoted[i] == layout.quoted[verb.i]:
            rest = layout.doc[i + 1 : end]
            says = any(is_report(t) and layout.quoted[t.i] == layout.quoted[verb.i] for t in rest)
            says = says or any(is_report(t) and not clause.is_ancestor(t) for t in layout.doc[clause.i + 1 : i])
            kept = layout.trimmed((i + 1, end))
            return (i, kept[1]) if kept and not says and any(t.tag_ in (*_FINITE, "MD") for t in rest) else None
    return None


def _depends(after: Token, verb: Token) -> bool:
    """Whether what begins at a token, after a comma, is a condition or ground of what is said: …, but only after …"""
    following = after.nbor().lower_ if after.i + 2 < len(after.doc) else ""
    if after.lower_ in ("but", "and", "even", "as", "so", "regardless", "whether", "failing"):
        return (after.lower_, following) in _PAIRS or after.lower_ in ("regardless", "whether", "failing", "so")
    inverted = after.lower_ == "should" and not any(c.dep_ in _SUBJECTS and c.i < after.i for c in after.head.children)
    return inverted or (after.lower_ in _CONDITIONS and not _only_says_when(after, verb))


def _only_says_when(marker: Token, verb: Token) -> bool:
    """Whether a clause of ground or time is the cue's own: since, so and given before a noun are no conjunctions."""
    return marker.lower_ in ("since", "given", "so") and marker.dep_ in ("prep", "advmod") and marker.head == verb


def settled_after(content: Content, word: Token, layout: Layout) -> tuple[Range, ...]:
    """The tokens of what a noun or adjective takes, with a condition that follows, short of a relative that adds."""
    first, last = content.ranges[-1]
    if content.frame in ("clause", "to", "wh"):
        last = _resumed(last, word, layout)
    last = _short_of_next(first, last, word, content.clause, layout)
    return (*content.ranges[:-1], (first, last))


def _own_clause_follows(at: int, verb: Token) -> bool:
    """Whether and or but joins to the cue's clause one that can only go on from its content."""
    joined = next((c for c in verb.children if c.dep_ == "conj" and c.i > at), None)
    if joined is None or is_report(joined):
        return False
    if joined.tag_ == "VB" and verb.tag_ != "VB":
        return True
    return any(c.dep_ in _SUBJECTS and at < c.i < joined.i for c in joined.children)


def is_report(verb: Token) -> bool:
    """Whether a verb is a cue that takes clauses: said, warned, believes."""
    return verb.lemma_ in takes("clause")


def _short_of_next(first: int, last: int, verb: Token, clause: Token | None, layout: Layout) -> int:
    """Clip where the cue's own subject goes on: he said he would stay | and warned of …, | adding that …, | while …"""
    doc = verb.doc
    for i in range(first + 1, last):
        token = doc[i]
        if token.text == ";" and layout.quoted[i] < 0:
            return i
        if token.lower_ in ("which", "who", "whose") and doc[i - 1].text == "," and not _comma_in(doc, i, last):
            return i - 1
        after_comma = doc[i - 1].text == ","
        if token.tag_ == "VBG" and after_comma and token.lemma_ in speaking():
            return i - 1
        if after_comma and token.lower_ in ("a", "an") and _comments(token.head) and not _comma_in(doc, i, last):
            return i - 1
        if after_comma and token.lower_ in _AGAINST and token.dep_ in ("mark", "advmod") and _has_subject(token.head):
            return i - 1
        if token.dep_ == "conj" and _goes_back(verb, clause, token, layout):
            return _before_joint(first, i, doc)
    return last


def _comments(noun: Token) -> bool:
    """Whether a noun at the end comments on all that was said: …, a step that Oslo fears."""
    return noun.pos_ == "NOUN" and noun.dep_ != "conj" and any(c.dep_ == "relcl" for c in noun.children)


def _comma_in(doc: Doc, first: int, last: int) -> bool:
    return any(t.text == "," for t in doc[first:last])


def _before_joint(first: int, i: int, doc: Doc) -> int:
    start = min(i, min((c.left_edge.i for c in doc[i].children if c.dep_ in _SUBJECTS), default=i))
    while start > first and doc[start - 1].dep_ in ("cc", "advmod", "punct", "aux"):
        start -= 1
    return start


def _goes_back(verb: Token, clause: Token | None, joined: Token, layout: Layout) -> bool:
    """Whether a joined verb goes on from the cue: worries about A | and fears B; said that it will wait | and left."""
    cue = layout.grammar.at(verb.i)
    if cue is not None and joined.i in {c.head for c in layout.grammar.joined(cue)}:
        return joined.tag_ in _FINITE and verb.tag_ in _FINITE
    if clause is None or joined.tag_ != verb.tag_ or joined.tag_ not in _FINITE:
        return False
    subject = next((c for c in joined.children if c.dep_ in _SUBJECTS), None)
    if joined.lemma_ in speaking():
        content = layout.grammar.at(clause.i)
        inner = content is not None and joined.i in {c.head for c in layout.grammar.joined(content)}
        tells = inner or clause.lemma_ in speaking()
        return subject.pos_ != "PRON" and joined.head == clause if subject is not None else not tells
    bare = not any(c.dep_ in _SUBJECTS | {"aux", "auxpass", "mark"} for c in joined.children)
    return bare and joined.head == clause and clause.tag_ != joined.tag_


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def _short_of_setting(first: int, last: int, layout: Layout) -> int:
    """Clip the occasion of speaking that the parser hangs on the content: agreed to wait | at their meeting in May."""
    for i in range(last - 1, first, -1):
        token = layout.doc[i]
        if layout.quoted[i] >= 0 or token.text in _BREAKS:
            return last
        if token.pos_ in ("VERB", "AUX", "CCONJ"):
            return last
        if token.lower_ in ("at", "in", "during", "on", "by", "over") and token.dep_ == "prep":
            inner = next((c for c in token.children if c.dep_ == "pobj"), None)
            bare = token.lower_ in ("on", "by", "over")
            if inner is not None and inner.lemma_.lower() in occasions() and (bare or _is_definite(inner)):
                return i
    return last


def _is_definite(noun: Token) -> bool:
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in ("a", "an", "the")) for c in noun.children)
