"""What somebody in the article denies: the events of a denial itself, and of the account that it is set against."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.model.evidence import Findings
from verbale.model.negotiation import Statement
from verbale.understanding.events.sightings import Sighting
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.words import akin

_DENYING = ("deny", "reject")
_MERE = 6
"""Up to how many words a denial only says that it is not so."""


class Denials:
    """The denials of one article."""

    def __init__(self, grammar: Grammar, findings: Findings) -> None:
        self._grammar = grammar
        self._own = [self._opening(f.content) for f in findings.statements if f.content.act == "deny"]
        self._met = list(self._accounts(findings))

    def _accounts(self, findings: Findings) -> Iterator[tuple[range, set[str]]]:
        """The accounts that a denial is set against, with the words of the denial."""
        told = {f.key: f.content for f in findings.statements}
        for pair in (f.content for f in findings.contradictions):
            for account, denial in ((told[pair.a], told[pair.b]), (told[pair.b], told[pair.a])):
                if denial.act in _DENYING and account.act not in _DENYING:
                    yield self._opening(account), {self._grammar.words.lemma[i] for i in self._opening(denial)}

    def _opening(self, statement: Statement) -> range:
        """The tokens of the first stretch of what is told, up to the end of its sentence."""
        first, after = self._grammar.tokens(statement.content[0])
        return range(first, min(after, self._grammar.sentence(self._grammar.words.sentence[first])[1]))

    def of(self, seen: Sighting) -> bool:
        """Whether somebody says that it was not: in his denial, or in one that is set against what tells it."""
        w, clause = self._grammar.words, seen.carrier if seen.carrier is not None else seen.told
        if clause.form == "noun" or clause.told != "past" or clause.relation in ("relative", "time"):
            return False
        negated = clause.negated or (seen.noun is not None and seen.noun.negated)
        reported = w.pos[w.head[clause.head]] == "NOUN" and clause.relation == "content"
        if (negated or reported) and any(seen.token in tokens for tokens in self._own):
            return True
        met = (words for told, words in self._met if seen.token in told)
        return not negated and any(
            len(words) <= _MERE or any(akin(w.lemma[seen.token], x) for x in words) for words in met
        )
