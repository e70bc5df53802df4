"""Whose words they are: the noun phrase that a cue's clause names as its source, and who is spoken to."""

from __future__ import annotations

from verbale.understanding.grammar.clause import Argument, Clause, Extent
from verbale.understanding.statements.asides import subject_beside
from verbale.understanding.statements.attributed import Attribution
from verbale.understanding.statements.clips import takes_up
from verbale.understanding.statements.cues import speaking
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.setting import live_nouns
from verbale.understanding.statements.tables import settings

_CUT = frozenset({"appos", "relcl", "punct", "parataxis", "advcl", "ccomp", "dep", "case", "intj"})
_WRITERS = frozenset({"i", "we", "us", "me"})


def is_source(attribution: Attribution, page: Page) -> bool:
    """Whether what a clause names as its source is one: not the writer, not a thing from which the writer infers."""
    speaker, at, w = attribution.speaker, attribution.at, page.words
    if at is not None and _asks_to_be_unnamed(attribution, page):
        return False
    if speaker is None or at is None:
        return True
    word = w.lower[speaker]
    if word in _WRITERS and not page.in_first_person(at):
        return False
    if attribution.cue.lemma in settings("inference", "verbs") and attribution.frame not in ("quote", "aside"):
        if w.pos[speaker] == "NOUN" and w.lemma[speaker] not in settings("source", "nouns"):
            return acts(w.lemma[speaker])
        return word not in ("it", "this", "that", "these", "which")
    impersonal = word == "it" and w.pos[at] == "ADJ" and attribution.frame in ("clause", "wh")
    points = word in ("that", "this") and w.tag[speaker] == "DT" and attribution.cue.kind == "speech"
    return word not in settings("source", "nobody") and not points and not impersonal


def _asks_to_be_unnamed(attribution: Attribution, page: Page) -> bool:
    """Whether all that is asked or wished is not to be named: a setting of other words, no words of their own."""
    lower = page.words.lower
    words = [w for a, b in attribution.content for w in lower[a:b] if w.isalpha() and w != "not"]
    named = words[:2] == ["to", "be"] and words[2:3] != [] and words[2] in settings("unnamed", "participles")
    asks = attribution.cue.lemma.split()[0] in settings("unnamed", "asks")  # not "proposed anonymity for voters"
    bare = words[1:2] == [] or words[1] not in settings("unnamed", "others")
    return named or (asks and words[:1] != [] and words[0] in settings("unnamed", "nouns") and bare)


def acts(noun: str) -> bool:
    """Whether a noun looks like people or a body: an endings' test, as no list of roles is complete."""
    return noun in settings("people", "nouns") or noun.endswith(tuple(settings("people", "endings")))


def source_of(verb: int, page: Page, beside: int | None = None) -> int | None:
    """The head of the noun phrase that says, holds or wants what `verb` does; `beside` is the subject of an aside."""
    w, clause = page.words, page.grammar.at(verb)
    if clause is None or (w.dep[verb] == "acl" and w.tag[verb] == "VBG"):
        return _of_participle(verb, page) if w.dep[verb] == "acl" else None
    beside = None if beside is not None and w.dep[beside] == "nsubjpass" else beside
    if beside is None and clause.voice == "passive" and _is_passive(verb, page):
        agent = clause.get("subject", "by", "from")
        return agent.head if agent is not None else None
    if beside is not None and beside > verb:
        return beside
    told = page.grammar.at(w.head[verb]) if w.dep[verb] == "conj" else None
    cue = w.head[told.head] if told is not None and w.dep[told.head] == "ccomp" else verb
    if told is not None and w.lemma[cue] in speaking() and cue != verb and takes_up(page, cue, told, clause):
        return source_of(cue, page, beside)
    subject = clause.subject or clause.surface  # "was asked and replied": no passive, whatever the verb before is
    near = subject_beside(clause, page)
    if near is not None and (subject is None or subject.how == "own" or w.pos[subject.head] == "VERB"):
        return near
    if (
        subject is not None
        and subject.how == "controlled"
        and w.tag[verb] == "VBG"
        and not _can_say(subject.head, page)
    ):
        above = [c for i in w.upward(verb) if i != verb and (c := page.grammar.at(i)) is not None]
        tells = (
            c
            for c in above
            if c.lemma in speaking() and any(a.extent[0] <= verb < a.extent[1] for a in c.all("clause"))
        )
        # Where nobody tells it: "cooled hopes for a pact that has blocked the talks, saying …".
        who = (c.subject.head for c in (*tells, *above) if c.subject is not None and _can_say(c.subject.head, page))
        return next(who, subject.head)
    return subject.head if subject is not None else beside


def _can_say(noun: int, page: Page) -> bool:
    """Whether it may be who adds: not the port in "said that the port will shut, adding that it is late"."""
    w = page.words
    return w.pos[noun] != "NOUN" or acts(w.lemma[noun]) or w.lemma[noun] in settings("source", "nouns")


def _is_passive(verb: int, page: Page) -> bool:
    """Whether a passive is one by its own words: "was asked and replied" is none."""
    w = page.words
    return any(w.dep[c] in ("auxpass", "nsubjpass") for c in w.children[verb]) or w.dep[verb] in ("acl", "advcl")


def _of_participle(participle: int, page: Page) -> int | None:
    """Who speaks in a reduced relative: a source saying …; a letter from the king stating … is the king's."""
    w, noun = page.words, page.words.head[participle]
    held = page.grammar.noun(noun).get("owner", "from", "subject")
    if held is not None and w.lemma[noun] in settings("source", "nouns"):
        return held.head
    above = w.head[w.head[noun]]
    if w.preposition(noun) == "in" and w.pos[above] == "VERB":
        return source_of(above, page)
    return noun


def issuer_of(document: int, page: Page) -> int | None:
    """Who issued the document that speaks, as was told with it before: "said in a statement … | the statement said".

    "It reads" is said of a document alone, of the one told of in the sentence or the two before, and of none where some
    other thing is told of since: "Peru sent a letter. A crowd held a banner. 'We are late,' it read".
    """
    w, speaks = page.words, settings("source", "speaks")
    if w.lower[document] == "it" and w.lemma[w.head[document]] in settings("source", "reads"):
        told = (i for i in range(document - 1, -1, -1) if w.lemma[i] in speaks or _is_told_of(i, page))
        last = next((i for i in told if w.sentence[i] >= w.sentence[document] - 2), None)
        before = (i for i in (last,) if i is not None and w.lemma[i] in speaks - live_nouns())
    else:
        names = [w.lower[c] for c in w.children[document] if w.dep[c] != "amod"]
        if w.lemma[document] not in speaks or names not in (["the"], ["this"]):
            return None
        before = (i for i in range(document - 1, -1, -1) if w.lemma[i] == w.lemma[document])
    before = (i for i in before if w.pos[i] == "NOUN")
    who = (holder_of(page.grammar.noun(i), None, page) for i in before)
    return next((one for one in who if one is not None), None)


def _is_told_of(noun: int, page: Page) -> bool:
    """Whether it is one thing that a clause outside quotation tells of: its subject or object."""
    w = page.words
    told = w.dep[noun] in ("nsubj", "nsubjpass", "dobj", "attr") and w.tag[noun] == "NN"
    return told and page.quoted[noun] < 0


def holder_of(noun: Clause, said: Argument | None, page: Page) -> int | None:
    """Who holds what a noun names: Oslo's view; concern within the cabinet; the envoy voiced concern.

    `said` is what it is that is held, where the noun takes that.
    """
    w, at = page.words, noun.head
    taken = said.role if said is not None else None
    roles = [r for r in ("owner", "by", "subject", "from", "among", "within", "inside", "of", "in") if r != taken]
    own = [a for a in noun.arguments if a.how != "noun"]
    held = next((a for role in roles for a in own if a.role == role), None)
    if held is not None:
        return held.head
    at = next((i for i in w.upward(at) if w.dep[i] not in ("conj", "appos")), at)
    above, dep = w.head[at], w.dep[at]
    holds = settings("light", "utters") | settings("light", "holds")
    if dep in ("dobj", "attr") and w.pos[above] in ("VERB", "AUX") and w.lemma[above] in holds:
        return source_of(above, page)
    if dep == "pobj" and w.lower[above] == "in" and w.pos[w.head[above]] == "VERB":
        return source_of(w.head[above], page)  # "insisted in a statement that"
    over = page.grammar.at(above) if dep in ("nsubj", "nsubjpass") else None
    after = over.get(*(r for r in roles if r in ("by", "from", "among", "within", "in"))) if over is not None else None
    return after.head if after is not None else None


def addressee_of(listener: int | None, clause: Clause, said: Argument) -> int | None:
    """Who is spoken to: whom a slot names, else what stands after to."""
    to = next((a.head for a in clause.all("to") if a.head != said.head and a.how != "noun"), None)
    return listener if listener is not None else to


def noun_phrase(head: int, page: Page) -> Extent:
    """The noun phrase of `head` without apposition, relative clause or 's; joint ones whole: Oslo and Lima."""
    w, first, last = page.words, page.grammar.whole(head)[0], head + 1
    for c in (c for c in w.children[head] if c > head):
        if w.dep[c] in _CUT or (w.dep[c] == "acl" and w.tag[c] == "VBG"):
            break
        last = max(last, page.grammar.whole(c)[1])
    while first < head and w.pos[first] == "PUNCT":
        first += 1
    while last - 1 > head and w.pos[last - 1] == "PUNCT":
        last -= 1
    return first, last
