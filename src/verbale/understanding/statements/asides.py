"""Asides and leads: cues beside their content rather than above it.

An aside is a short clause set off by commas or after a quotation: “A,” the envoy said; the talks, said the envoy, will
go on. A lead announces a quotation: the envoy said: “A.” Where they begin and end is read off the marks.
"""

from __future__ import annotations

import re

from verbale.understanding.grammar.clause import Clause, Extent
from verbale.understanding.grammar.words import FINITE, SUBJECTS
from verbale.understanding.statements.cues import known, takes
from verbale.understanding.statements.page import QUOTE_MARKS, Page
from verbale.understanding.statements.tables import settings

_STOPS = frozenset({",", ".", ";", ":", "?", "!", "—", "–", "-", "--", "…", "―"}) | QUOTE_MARKS
_DASHES = frozenset({",", "—", "–", "--"})
_INTRODUCES = frozenset({"but", "and", "however", "yet", "so", "still", "nevertheless", "meanwhile"})
_ADDS = frozenset({"who", "which", "after", "although", "though", "while", "whereas", "when", "as"})
"""What opens, after an aside, what the writer adds to it: …, the envoy said, after a round of talks had failed."""
_GOES_ON = frozenset({"and", "then", "or", "but", "if", "unless", "provided", "only", "by", "with", "without", "to"})
"""What goes on, after an aside, with what is said: …, the envoy said, but only if the port opened."""
_BELOW = frozenset({"xcomp", "acl", "relcl", "pcomp"})
_POINT = re.compile(r"\s*([-–—•*·▪●◦]|\(?(\d\d?|[a-z]|[ivx]+)[.)])\s*$")
"""What a point of a list opens with."""
_NUMBER = 3
"""How many tokens the number of a point is, with its brackets."""
_NEAR = 6
"""How many tokens before an aside a relative may open that the aside interrupts."""
_OPENING = frozenset({"prep", "advmod", "npadvmod", "advcl", "mark", "aux", "neg", "punct"})
"""What of a clause may stand before its subject."""
_CIRCUMSTANCES = frozenset({"advcl", "prep", "npadvmod", "advmod", "mark"})
_OBJECTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "npadvmod", "dep", "appos"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def subject_beside(clause: Clause, page: Page) -> int | None:
    """The subject in the verb's own clause, before it or, inverted, right after it."""
    w, own = page.words, clause.surface
    after = _inverted(clause.head, page)
    if after is not None or own is None or own.how != "own" or w.lower[own.head] in ("there", "this", "that"):
        return after
    torn = [c for c in w.children[clause.head] if own.head < c < clause.head and w.dep[c] == w.dep[own.head]]
    between = range(own.head + 1, page.grammar.whole(torn[-1])[0]) if torn else ()
    name = torn and w.pos[torn[-1]] == "PROPN" and all(w.pos[i] == "PUNCT" for i in between)
    return torn[-1] if name else own.head  # "the army chief | Ana Petrova said"


def _inverted(verb: int, page: Page) -> int | None:
    """A noun phrase right after the verb where a comma or a quotation stands right before it: …, said the envoy."""
    w = page.words
    if verb == 0 or w.tag[verb] not in FINITE or w.text[verb - 1] not in _STOPS:
        return None
    left = next((c for c in w.children[verb] if w.dep[c] in SUBJECTS and c < verb), None)
    if left is not None and (w.lemma[verb] in takes("quote", hearer="object") or w.lemma[verb] not in takes("quote")):
        return None
    if left is not None and any(left < c < verb and w.dep[c] in ("appos", "relcl") for c in w.children[left]):
        return None  # "Ana Ruiz, the envoy, reiterated her offer"
    for c in w.children[verb]:
        first, after = page.grammar.whole(c)
        if first == verb + 1 and w.dep[c] in _OBJECTS and w.pos[c] in _NOUNS:
            return c if left is None or (after < len(w) and w.text[after] in _STOPS) else None
    return None


def aside(clause: Clause, page: Page) -> tuple[int, tuple[Extent, ...]] | None:
    """Speaker and content where a clause is an aside to the rest of its sentence; None where it is none."""
    subject, verb, quoted = subject_beside(clause, page), clause.head, page.quoted
    if (
        subject is None or clause.form != "finite" or page.words.dep[verb] in _BELOW
        or _has_object(clause, subject, page) or _is_bound(clause, subject, page)
    ):  # fmt: skip
        return None
    first, (start, end) = _beginning(verb, subject, page), page.sentence(verb)
    if first <= start + 1 or page.words.text[first - 1] not in _STOPS - {":", ";"}:
        return None
    last = _end(clause, subject, page, end)
    if last is None:
        return None
    left = _left(page, start, first, ends=last == end or page.words.text[last] == ".")
    right = _right(clause, page, left, last, end)
    if left and right and _announces(page, left, right, last):
        return None
    left = interrupted(page, left, right) if left and right else left
    before = subject < verb and quoted[left[0]] < 0 if left else False
    w = page.words
    torn = not right or w.tag[right[0]] in FINITE  # "Reached on Monday, she laughed, said she was tired"
    torn = torn or any(
        w.lower[i] == "that" and w.tag[i] == "IN" for i in range(verb, last)
    )  # "informed us by letter that"
    if left and before and torn and _is_circumstance(page, left, verb):
        return None
    ranges = tuple(r for r in (left, right) if r and quoted[verb] in (-1, quoted[r[0]]))
    if not ranges or not (ranges[0][0] < first or quoted[ranges[0][0]] >= 0):
        return None
    told = subject > verb or _has_finite_verb(page, *ranges) or any(quoted[r[0]] >= 0 for r in ranges)
    return (subject, ranges) if told else None


def _has_object(clause: Clause, subject: int, page: Page) -> bool:
    """Whether the verb says what follows it, not what stands around: Ana, the envoy, reiterated her offer."""
    w, verb = page.words, clause.head
    heard = w.lemma[verb] in takes("quote", hearer="object") | settings("verbs", "quotes") or subject > verb
    own = (a for a in clause.all("object") if a.how == "own" and a.head > verb and a.head != subject)
    return not heard and any(w.pos[a.head] in ("NOUN", "PROPN") and not page.dated[a.head] for a in own)


def _is_bound(clause: Clause, subject: int, page: Page) -> bool:
    """Whether a clause tells only when, or what of: "next week, when the feast begins"; "a third of which began"."""
    w, first = page.words, page.grammar.whole(subject)[0]
    opens = w.tag[first - 1] == "WRB" if 0 < first < clause.head else False
    return opens or any(w.tag[i] in ("WDT", "WP$") for i in range(first + 1, clause.head) if subject < clause.head)


def _beginning(verb: int, subject: int, page: Page) -> int:
    w = page.words
    group = [c for c in w.children[verb] if w.dep[c] in ("aux", "neg", "auxpass") and c < verb]
    first = min([verb, *group, *([page.grammar.whole(subject)[0]] if subject < verb else [])])
    while first > 0 and w.dep[first - 1] == "advmod" and w.head[first - 1] == verb:
        first -= 1
    return first


def _is_circumstance(page: Page, left: Extent, verb: int) -> bool:
    """Whether what stands before the aside only tells when or why it was said: When asked, he said no."""
    w = page.words
    tops = [i for i in range(*left) if not left[0] <= w.head[i] < left[1] and w.pos[i] != "PUNCT"]
    tops += [i for i in range(*left) if w.dep[i] == "ROOT"]
    return bool(tops) and all(w.dep[i] in _CIRCUMSTANCES and w.head[i] == verb for i in tops)


def _announces(page: Page, left: Extent, right: Extent, last: int) -> bool:
    """Whether the clause leads to the quotation after it, what stands before being a setting: In May, he said, “A.”"""
    text, quoted = page.words.text, page.quoted
    if quoted[right[0]] < 0 or any(q >= 0 for q in quoted[slice(*left)]):
        return False
    opening = text[right[0] + 1] if right[0] + 1 < right[1] else text[right[0]]
    return opening[:1].isupper() or text[last] == ":" or quoted[last] >= 0


def _end(clause: Clause, subject: int, page: Page, end: int) -> int | None:
    """Where the aside ends: at the next comma, mark or full stop; None where the verb's content begins before."""
    w, verb = page.words, clause.head
    at = max(verb + 1, page.grammar.whole(subject)[1] if subject > verb else 0)
    told = [a for a in clause.all("clause") if a.how == "own" and w.lower[a.head] not in settings("verbs", "citing")]
    known = settings("verbs", "made_known") if clause.lemma == "let" else frozenset()  # "she let slip"
    contents = {a.extent[0] for a in told if a.head > verb and w.lemma[a.head] not in known}
    for i in range(verb + 1, end):
        if i in contents and w.text[i - 1] not in _STOPS:
            return None
        if i >= at and w.text[i] in _STOPS:
            return i
    return end


def _left(page: Page, start: int, first: int, *, ends: bool) -> Extent | None:
    w, at = page.words, start
    while at < first and (w.lower[at] in _INTRODUCES or w.text[at] in _DASHES):
        at += 1
    for i in range(first - 2, max(at, first - _NEAR), -1):  # "a strike | of which, he says, …"
        if w.tag[i] in ("WDT", "WP", "WRB", "WP$") and w.dep[i] != "det" and not _has_finite_verb(page, (i, first)):
            return page.trimmed((i - (w.pos[i - 1] == "ADP"), first))
    for i in range(at + 1, first - 1):
        if page.quoted[i] < 0 and w.text[i] == ";":
            listed = ends and page.quoted[first - 2] < 0 and not _has_own_clause(page, (i, first))
            at = at if listed else i + 1
        elif page.quoted[i] < 0 and w.text[i] == ":" and _has_finite_verb(page, (at, i)):
            at = i + 1 if _reports(page, at, i) or _has_finite_verb(page, (i, first)) else at
    return page.trimmed((at, first)) if at < first else None


def interrupted(page: Page, left: Extent, right: Extent) -> Extent:
    """What stands before an aside of the clause that goes on behind it: They left: | the port, he said, would close."""
    w, starts, last = page.words, right[0], left[1] - 1
    while starts + 1 < right[1] and w.dep[starts] in ("advmod", "neg"):
        starts += 1
    colons = (i for i in range(last, left[0], -1) if w.text[i] == ":" and page.quoted[i] < 0)
    colon = next(colons, left[0])
    if w.tag[starts] in FINITE and _has_finite_verb(page, (left[0], colon)):
        return colon + 1, left[1]
    broken = w.tag[last] in FINITE and w.pos[starts] not in ("CCONJ", "PUNCT")
    clause = page.grammar.over(last if broken else starts) if broken or w.tag[starts] in FINITE else None
    own = clause.surface if clause is not None else None
    if clause is None or own is None or not left[0] <= own.head < left[1]:
        return left
    opening = (c for c in w.children[clause.head] if w.tag[c] in ("WDT", "WP") and left[0] <= c < left[1])
    relative = next(opening, own.extent[0]) if own.how == "relative" else own.extent[0]
    first = min(clause.head, last) if own.how == "shared" else relative
    joined = (own.how == "shared" or w.pos[w.head[last]] in ("VERB", "AUX")) and not broken
    if joined and w.dep[last] == "conj" and w.pos[last] in _NOUNS:
        first = page.grammar.whole(last)[0]  # "They came, and the pilots | , he said, have left"
    elif own.how == "shared" and not broken:
        return left
    for c in sorted((c for c in w.children[clause.head] if c < first), reverse=True):
        begins, ends = page.grammar.whole(c)
        if w.dep[c] in _OPENING and all(w.pos[i] == "PUNCT" for i in range(ends, first)):
            first = begins
    others = (i for i in range(left[0], max(left[0], first)) if w.tag[i] in FINITE)
    return (first, left[1]) if any(clause.head not in w.upward(i) for i in others) else left


def _reports(page: Page, first: int, last: int) -> bool:
    w = page.words
    return any(w.lemma[i] in takes("clause", "speech") and w.tag[i] in FINITE for i in range(first, last))


def _right(clause: Clause, page: Page, left: Extent | None, last: int, end: int) -> Extent | None:
    """What goes on after the aside: a quotation, or more of the clause that the aside interrupts."""
    w, verb, at = page.words, clause.head, last
    while at < end and w.text[at] in _DASHES | {":"}:
        at += 1
    if at >= end or at == last or _is_next_report(page, at, end):
        return None
    rest = page.trimmed((at, end))
    whole = left is not None and _has_finite_verb(page, left)
    broken = left is not None and left[1] - left[0] < 12 and w.pos[left[1] - 1] in ("VERB", "AUX")
    if broken or (page.quoted[at] >= 0 and w.text[at] in QUOTE_MARKS):
        return rest  # "He carried, she recalls, a bag of salt": the predicate goes on
    if w.text[last] not in _DASHES or w.tag[at] == "VBG" or w.lower[at] in _ADDS:
        return None
    if left is not None and (w.lower[at] in _GOES_ON or (w.tag[at] in FINITE and not whole)):
        return rest
    if whole and left is not None and page.quoted[left[1] - 1] >= 0:
        return None
    above = at
    while w.head[above] not in (above, verb):
        above = w.head[above]
    own = w.head[above] == verb != above
    return None if (own and w.dep[above] != "ccomp") or (not own and w.dep[verb] == "ROOT") else rest


def _is_next_report(page: Page, at: int, end: int) -> bool:
    """Whether what is joined is what somebody else says: …, the envoy said, and the union insists that …"""
    w = page.words
    clause = next((c for c in page.grammar.headed((at + 1, end)) if c.form == "finite"), None)
    if clause is None or clause.surface is None or w.lower[at] not in ("and", "but") or clause.lemma not in known():
        return False
    if w.lower[at + 1] in {"then", *settings("occasions", "thence")}:
        return False  # "They agreed, a clerk said, and then changed their minds"
    if clause.surface.how != "own":
        return clause.voice == "active" and clause.lemma in takes("clause", "speech")  # "…, they said, but stressed …"
    told = w.pos[clause.surface.head] != "PRON" or clause.lemma in takes("clause", "speech")  # "…, but he said that"
    holds = any(a.role in ("clause", "object") for a in clause.arguments)  # not "the board has never found otherwise"
    return at < clause.surface.head < clause.head and told and holds


def _has_finite_verb(page: Page, *ranges: Extent) -> bool:
    return any(page.words.tag[i] in FINITE for r in ranges for i in range(*r))


def _has_own_clause(page: Page, tokens: Extent) -> bool:
    """Whether a run of tokens holds a clause that may stand alone, and not only "when it rains"."""
    return any(c.form == "finite" and c.relation in ("main", "content") for c in page.grammar.headed(tokens))


def lead(verb: int, page: Page) -> Extent | None:
    """The quotation that `verb` announces: it stands after the verb, its addressee, time and place."""
    w, quoted, end = page.words, page.quoted, page.sentence(verb)[1]
    for i in range(verb + 1, end):
        if quoted[i] >= 0 and quoted[verb] < 0:
            return _announced(verb, page, i)
        if (w.tag[i] in FINITE and (w.head[i] != verb or w.dep[i] == "conj")) or w.text[i] in {".", ";", "?", "!"}:
            return None
    after, last = page.paragraph_of[verb] + 1, end - 1
    if quoted[verb] >= 0 or w.text[last] not in {":", ","} or not 0 < after < len(page.paragraphs):
        return None
    start = page.paragraphs[after][0]
    return page.part_at(start) if start < len(w) and end == page.paragraphs[after - 1][1] else None


def listed(verb: int, page: Page) -> tuple[Extent, ...]:
    """The points that `verb` announces with a colon: the paragraphs after it that open with a mark or a number."""
    w, after = page.words, page.paragraph_of[verb] + 1
    if not 0 < after < len(page.paragraphs) or page.quoted[verb] >= 0:
        return ()
    last = page.paragraphs[after - 1][1] - 1
    if w.text[last] != ":" or page.sentence(last) != page.sentence(verb):
        return ()
    found: list[Extent] = []
    for first, end in page.paragraphs[after:]:
        mark = first
        while mark < end and mark < first + _NUMBER and _POINT.match(page.line_before(mark)) is None:
            mark += 1
        item = page.trimmed((mark, end)) if _POINT.match(page.line_before(mark)) else None
        if item is None:
            break
        found.append((item[0], item[1] - (w.text[item[1] - 1] == ";")))
    return tuple(found)


def _announced(verb: int, page: Page, start: int) -> Extent | None:
    """The quotation at `start` where the verb announces it as a whole: after a comma, a colon, that, or at once."""
    w, part, before = page.words, page.part_at(start), start - 1
    marked = w.text[before] in {",", ":"}
    first, after = page.grammar.whole(verb)
    adjunct = first <= before < after and w.pos[before] in _NOUNS | {"ADV"}
    if part is None or not (marked or adjunct or w.lower[before] == "that" or before == verb):
        return None
    goes_on = part[1] < page.sentence(start)[1] and w.text[part[1]] not in {".", ",", ";"}
    return None if goes_on and w.text[part[1]].strip() and not marked else part
