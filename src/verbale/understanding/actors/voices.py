"""Whose voice is heard outside quotation marks: in a dialogue, a communiqué, the writer's own "I" and "our".

A dialogue is told by the labels before its paragraphs ("Q:", "MS BERG:"); a paragraph without a label goes on in the
same voice. Where nobody is labelled, "we" is whoever issues the text, in an opinion piece the writer's country, and in
a report the newsroom.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial

from verbale.model.text import Article
from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.names import is_newsroom, named
from verbale.understanding.actors.people import gender_of
from verbale.understanding.actors.sieve import Sieve
from verbale.understanding.actors.tables import words_in
from verbale.understanding.grammar.dialogue import Turn, labels, turns_of

_ONE_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*(?:\s[^\W\d_a-z][\w.’'-]*){1,3}")
"""A byline that names one person alone: the "I" of the text."""
_FEWEST_OF_A_TEXT = 3
"""How often a text without quotation marks says "we" before it is taken for somebody's own text."""
_ISSUERS = ("organisation", "group", "state", "government", "ministry")
_labels = partial(words_in, "pronouns", "labels")


@dataclass(slots=True)
class Voices:
    """Who is "I", "we" and "you" at each token outside quotation marks; nobody where a token is not in the lists."""

    speaker: dict[int, Who] = field(default_factory=dict)
    side: dict[int, Who] = field(default_factory=dict)
    hearer: dict[int, Who] = field(default_factory=dict)


def voices(sieve: Sieve, article: Article) -> Voices:
    """The voices of an article all of whose names and phrases are settled."""
    out = Voices()
    turns = sieve.words.analysis.once(turns_of)
    if not turns:
        _undivided(out, sieve, article)
        return out
    speakers: list[Who | None] = []
    for turn in turns:
        goes_on = not turn.labelled and turn.label is not None
        who = speakers[-1] if goes_on else _speaks(turn, turns[0].start, sieve)
        if who and who.kind == "person" and (who.guessed or not who.party):
            who.party, who.guessed = (None if turn.asks else sieve.setting.header or who.party), False
        speakers.append(who)
    for turn in turns:
        _asks(turn, sieve, article)
    _opening(out, turns[0].start, sieve, article)
    for k, turn in enumerate(turns):
        own, colon = speakers[k], turn.words[0] - 1
        if own and turn.labelled and turn.label is not None and turn.label not in sieve.by_head:  # "A:"
            span = sieve.words.span(turn.start, turn.label + 1)
            sieve.meet(Mention(turn.start, turn.label + 1, turn.label, "name", span), own)
        others = [s for s in (*speakers[k + 1 : k + 2], *speakers[max(0, k - 1) : k]) if s and s is not own]
        for i in range(colon, turn.words[1]):
            if own:
                out.speaker[i] = out.side[i] = own
            if others:
                out.hearer[i] = others[0]
    return out


def _asks(turn: Turn, sieve: Sieve, article: Article) -> None:
    """Let "Q" mean the newsroom that interviews, and each "QUESTION" of a briefing somebody in the hall."""
    words, label = sieve.words, turn.label
    if not turn.labelled or label is None or label in sieve.by_head or words.lower[label] not in _labels("asking"):
        return
    if words.lower[label] in _labels("one_asks"):
        who = sieve.newsroom(article.outlet) if article.outlet else None
    else:
        who = sieve.new(Who(words.text[label], "anonymous", "actors.anonymous.label", confidence=0.7))
    if who:
        span = words.span(turn.start, label + 1)
        sieve.meet(Mention(turn.start, label + 1, label, "name", span), who)


def _opening(out: Voices, end: int, sieve: Sieve, article: Article) -> None:
    """Before an interview, "us" is the newsroom that it was given to."""
    plural = any(sieve.words.lower[i] in _labels("plural") and not sieve.words.quote[i] for i in range(end))
    if article.outlet and article.kind == "interview" and plural:
        out.side |= dict.fromkeys(range(end), sieve.newsroom(article.outlet))


def _speaks(turn: Turn, first: int, sieve: Sieve) -> Who | None:
    """Who speaks a turn: whom its label names; behind "A" or no label the person whom the lines before are about."""
    label = sieve.words.lower[turn.label] if turn.label is not None else ""
    if label in labels("asks") or (turn.label is None and turn.asks):
        return None
    if turn.label is not None and label not in labels("answers"):
        return next((sieve.by_head[i] for i in range(turn.label, turn.start - 1, -1) if i in sieve.by_head), None)
    people = [w for _, w in reversed([*sieve.before(first)]) if w.kind == "person"]
    return max(people, key=lambda w: (people.count(w), -people.index(w)), default=None)


def _undivided(out: Voices, sieve: Sieve, article: Article) -> None:
    """One voice for the whole text, save what stands in quotation marks."""
    words = sieve.words
    own = [i for i in range(len(words)) if words.lower[i] in _labels("plural") and not words.quote[i]]
    signs = article.byline and _ONE_NAME.fullmatch(article.byline) and article.byline.split()[-1] not in named("desks")
    if article.byline and signs and article.kind != "interview":
        writer = Who(article.byline, "person", "actors.person.byline", gender=gender_of(article.byline))
        out.speaker = dict.fromkeys(range(len(words)), sieve.under(("writer",), writer))
    issuer = None
    signed = article.outlet and (article.byline or is_newsroom(article.outlet))
    if article.kind in ("editorial", "opinion") and article.byline:
        home = sieve.setting.home
        issuer = sieve.state(home) if home else None
    elif own and sieve.setting.publisher:
        issuer = sieve.body(sieve.setting.publisher)
    elif not signed and len(own) >= _FEWEST_OF_A_TEXT and (found := _issuer(own[0], sieve)):
        issuer = found
    elif article.outlet and own:
        issuer = sieve.newsroom(article.outlet)
    if issuer:
        out.side = dict.fromkeys(range(len(words)), issuer)


def _issuer(first: int, sieve: Sieve) -> Who | None:
    """Who issues a text that says "we" from token `first` on.

    It is whom "we" itself names ("we, the delegations"), else whom the words before it name as the text's own ("the
    following statement of the Plain Front"), else all who issue it together, else the first body told of.
    """
    words = sieve.words
    beside = [w for m, w in sieve.history if first < m.start <= first + 3 and words.text[first + 1] == ","]
    if beside:
        return beside[0]
    told = [(m, w) for m, w in sieve.history if m.start < first and w.kind in _ISSUERS]
    for mention, who in told:
        if words.lemma[words.governor(mention.head)] in _labels("texts"):
            return who
    groups = [w for _, w in told if w.kind == "group" and w.label == "state"]
    return groups[0] if groups else (told[0][1] if told else None)
