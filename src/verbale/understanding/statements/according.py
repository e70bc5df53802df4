"""According to, in the view of: a phrase that credits the rest of its clause to a source."""

from __future__ import annotations

from verbale.understanding.grammar.clause import Clause, Extent
from verbale.understanding.grammar.words import FINITE
from verbale.understanding.statements.asides import interrupted
from verbale.understanding.statements.attributed import Attribution, Cue
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.tables import settings

_ACCORDING = Cue("according to", "speech", "state")
_VIEW = Cue("in the view", "attitude", "state", is_noun=True)
_WISH = Cue("request", "speech", "request", is_noun=True)
_DECIDED = frozenset({"intention", "plan", "decision"})
_CLAUSES = frozenset({"relcl", "conj", "ccomp", "advcl"})


def according(i: int, page: Page) -> Attribution | None:
    """The attribution that token `i`, the word according, makes with to; None where it makes none."""
    w = page.words
    to = next((c for c in w.children[i] if w.lower[c] == "to"), None)
    source = next(iter(w.objects(to)), None) if to is not None else None
    if to is None or source is None:
        return None
    own = any(w.dep[c] == "poss" and w.lower[c] in ("my", "our") for c in w.children[source])
    if own and page.quoted[i] >= 0:
        return None  # “According to my information,” he said, “it is late.”
    last, (left, right) = _end_of_source(source, page), page.sentence(i)
    set_off = i == left or w.pos[i - 1] == "PUNCT"
    if w.lemma[source] in settings("source", "measures") and not (w.children[source] and set_off):
        return None  # "the sluices run according to plan", but "According to the plan, …"
    if w.dep[w.head[i]] in _CLAUSES and w.pos[w.head[i]] in ("VERB", "AUX") and i > left:
        left, right = page.grammar.whole(w.head[i])
    if w.text[last : last + 1] == [";"]:
        left, right = page.sentence(i)[0], last
    before, behind = _piece(page, (left, i)), _piece(page, (last, right))
    if before is None and behind is not None and w.tag[behind[0]] in FINITE:
        before = _piece(page, (page.sentence(i)[0], i))  # "and the pilots, according to a clerk, have left"
    if before is not None and behind is not None:
        if w.lower[before[1] - 1] in ("and", "but"):  # "a map and, according to a clerk, a key"
            before = None
        elif _goes_on(before, behind, page):
            before = interrupted(page, before, behind)
        else:
            behind = None
    ranges = tuple(r for r in (before, behind) if r is not None)
    return Attribution(_ACCORDING, i, (i, to + 1), "according", 0.9, _maker(source, page), ranges) if ranges else None


def _end_of_source(source: int, page: Page) -> int:
    """Where the source after according to ends: at a comma, or past a name or participle that a second closes."""
    w, after = page.words, page.grammar.whole(source)[1]
    commas = [i for i in range(source + 1, page.sentence(source)[1]) if w.text[i] == ","]
    if not commas or commas[0] >= after:
        return after
    between = range(commas[0] + 1, commas[1]) if len(commas) > 1 else range(0)
    named = between and all(w.pos[i] in ("PROPN", "DET", "ADJ", "PUNCT") for i in between)
    describes = between and (w.tag[between[0]] == "VBG" or w.lower[between[0]] in ("which", "who"))
    return commas[1] if named or describes else commas[0]


def _goes_on(before: Extent, behind: Extent, page: Page) -> bool:
    """Whether what follows the source goes on with the clause before; else it is about the source: Ana, who …"""
    w, first = page.words, behind[0]
    whole = any(w.tag[i] in FINITE for i in range(*before))
    if w.pos[before[1] - 1] == "AUX" and w.text[first - 1] == ",":
        return True  # "The sides are, according to the envoy, close to a deal"
    adds = whole and w.pos[first] in ("DET", "NOUN", "PROPN", "PRON", "ADJ")
    contrasts = w.lower[first] in ("but", "while", "although", "though")
    return not adds and not contrasts and any(w.pos[i] in ("VERB", "AUX") for i in range(*behind))


def _maker(source: int, page: Page) -> int:
    """Whose a paper or figures are: according to figures compiled by the port, a report from the port; else itself."""
    w = page.words
    if w.lemma[source] not in settings("source", "nouns"):
        return source
    made = (page.grammar.at(c) for c in w.children[source] if w.tag[c] == "VBN" and w.dep[c] == "acl")
    held = next((a for c in made if c is not None and (a := c.subject)), None)
    held = held or page.grammar.noun(source).get("by", "from")
    return held.head if held is not None else source


def in_view(noun: int, page: Page) -> Attribution | None:
    """The attribution that in somebody's view, opinion or eyes makes; None where `noun` stands in no such phrase."""
    w, first = page.words, page.words.head[noun]
    source = page.grammar.noun(noun).get("owner", "of")
    if w.dep[noun] != "pobj" or w.lower[first] not in ("in", "to", "by") or source is None:
        return None
    start, end = page.sentence(noun)
    opens = (i + 1 for i in range(first - 2, start, -1) if w.lower[i] in settings("views", "opens"))
    left, right = _piece(page, (next(opens, start), first)), _piece(page, (page.grammar.whole(noun)[1], end))
    if (left is None and right is None) or (left is not None and w.text[first - 1] not in (",", "—", "–")):
        return None
    left = interrupted(page, left, right) if left is not None and right is not None else left
    ranges = tuple(r for r in (left, right) if r is not None)
    return Attribution(_VIEW, noun, (first, noun + 1), "according", 0.9, source.head, ranges)


def at_wish(noun: int, page: Page) -> Attribution | None:
    """What is done at somebody's request, which asks for it: "the round was moved to May at the guild's request"."""
    w, first = page.words, page.words.head[noun]
    source = page.grammar.noun(noun).get("owner", "of")
    clause = page.grammar.over(first)
    if w.dep[noun] != "pobj" or w.lower[first] != "at" or source is None or clause is None or not _is_so(clause, page):
        return None
    if any(w.lower[c] == "own" for c in w.children[noun]):
        return None  # "the envoy had called at his own request"
    own, (left, right) = clause.surface, page.grammar.whole(clause.head)
    begins = own.extent[0] if own is not None and own.how == "own" and left <= own.extent[0] < first else clause.head
    agreed = next((a.extent for a in clause.all("clause") if a.extent[0] > noun), None)
    last = page.grammar.whole(noun)[1]
    ends = next((i for i in range(last, right) if w.text[i] in (",", ";", ".")), right)
    done = (
        page.trimmed((begins, first)),
        page.trimmed((last, ends)) if last < ends and w.pos[last] != "CCONJ" else None,
    )
    ranges = (agreed,) if agreed is not None else tuple(r for r in done if r is not None)
    told = any(b - a > 1 for a, b in ranges)
    return Attribution(_WISH, noun, (noun, noun + 1), "according", 0.9, source.head, ranges) if told else None


def _is_so(clause: Clause, page: Page) -> bool:
    """Whether it is done or will be: not what might be, would have been, or is denied to have been."""
    over: Clause | None = clause
    while over is not None:
        if over.negated or over.relation == "condition" or over.mood != "assertion":
            return False
        over = page.grammar.parent(over)
    return clause.modality <= _DECIDED


def _piece(page: Page, tokens: Extent) -> Extent | None:
    trimmed = page.trimmed(tokens) if tokens[0] < tokens[1] else None
    told = trimmed is not None and any(page.words.text[i].isalpha() for i in range(*trimmed))
    return trimmed if trimmed and told and trimmed[1] - trimmed[0] > 1 else None
