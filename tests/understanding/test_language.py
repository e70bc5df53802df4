from __future__ import annotations

from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from verbale.errors import LanguageModelError
from verbale.model.brief import Brief
from verbale.model.text import Article
from verbale.understanding import language
from verbale.understanding.builtin import build
from verbale.understanding.grammar.words import words_of
from verbale.understanding.language import analyse, load

TEXT = "Envoys met on Friday.\n\nPhoto: the hall\n\nThey agreed to meet again."
ARTICLE = Article(name="t", text=TEXT, paragraphs=((0, 21), (40, len(TEXT))))


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(LanguageModelError, match="no English model is installed under en_core_web_nowhere"):
        load("en_core_web_nowhere")


def test_a_package_that_is_no_model_is_refused() -> None:
    with pytest.raises(LanguageModelError, match="json is no spaCy model"):
        load("json")


def test_the_model_comes_without_entity_recognition() -> None:
    assert "ner" not in load().pipe_names


def test_furniture_is_blanked_out_and_offsets_stay() -> None:
    analysis = analyse(ARTICLE, load())
    assert analysis is not None
    assert "Photo" not in analysis.doc.text
    (agreed,) = [t for t in analysis.doc if t.lower_ == "agreed"]
    assert analysis.words(analysis.span(agreed)) == "agreed"
    assert analysis.paragraph_of(analysis.span(agreed)[0]) == 1


@pytest.mark.parametrize(
    ("printed", "meant"), [("It’s", "be"), ("They’ve", "have"), ("We’re", "be"), ("He’ll", "will")]
)
def test_a_contraction_is_read_whatever_apostrophe_is_printed_and_its_words_stay(printed: str, meant: str) -> None:
    text = f"{printed} agreed, the people’s ‘council’ said."
    analysis = analyse(Article(name="test", text=text, paragraphs=((0, len(text)),)), load())
    assert analysis is not None
    assert analysis.body == text
    words = words_of(analysis)
    assert words.lemma[1] == meant
    assert [words.words(i, i + 1) for i in range(len(words))] == words.text
    assert words.text[1][0] == "’"


def test_every_paragraph_begins_a_sentence_even_without_a_full_stop_before() -> None:
    text = "Ministers will meet in Geneva\n\nthe talks go on\n\nand so on"
    article = Article(name="t", text=text, paragraphs=((0, 29), (31, 46), (48, 57)))
    analysis = analyse(article, load())
    assert analysis is not None
    starts = {analysis.span(s)[0] for s in analysis.doc.sents}
    assert {0, 31, 48} <= starts


def test_the_end_of_a_line_in_a_narrow_column_parts_no_words_and_offsets_stay() -> None:
    text = "Norland's foreign minister\nIda Berg said on\nMonday that talks\nwould go on."
    analysis = analyse(Article(name="a", text=text, paragraphs=((0, len(text)),)), load())
    assert analysis is not None
    assert not [t.text for t in analysis.doc if t.is_space]
    assert [analysis.words(analysis.span(t)) for t in analysis.doc] == [t.text for t in analysis.doc]


def test_a_full_stop_of_a_title_or_month_ends_no_sentence_and_that_of_a_numeral_does() -> None:
    text = "Gen. Holt spoke of World War II. The talks began on Sept. 3 in the U.S. He left."
    analysis = analyse(Article(name="a", text=text, paragraphs=((0, len(text)),)), load())
    assert analysis is not None
    assert [s.text for s in analysis.doc.sents] == [
        "Gen. Holt spoke of World War II.",
        "The talks began on Sept. 3 in the U.S.",
        "He left.",
    ]


def installed(folder: Path, content: bytes) -> None:
    """A package with one file that pip is said to have installed as `weights`."""
    (folder / "en_kept").mkdir()
    (folder / "en_kept" / "__init__.py").write_bytes(content)
    (folder / "en_kept-1.dist-info").mkdir()
    (folder / "en_kept-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: en_kept\nVersion: 1\n")
    hashed = urlsafe_b64encode(sha256(b"weights = 1\n").digest()).decode().rstrip("=")
    (folder / "en_kept-1.dist-info" / "RECORD").write_text(f"en_kept/__init__.py,sha256={hashed},12\n")


@pytest.mark.parametrize(
    ("content", "line"), [(b"weights = 2\n", "is not what was published"), (b"weights = 1\n", "no spaCy model")]
)
def test_a_model_with_a_changed_file_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, line: str
) -> None:
    installed(tmp_path, content)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(LanguageModelError, match=line):
        load.__wrapped__("en_kept")


def test_the_model_is_the_one_that_verbale_was_made_with(monkeypatch: pytest.MonkeyPatch) -> None:
    (name,) = language.PINNED
    monkeypatch.setitem(language.PINNED, name, "0")
    with pytest.raises(LanguageModelError, match="not the model that Verbale was made with"):
        load.__wrapped__(name)


TABLED = (
    "Let's go, they said. There is\tno text, and they've gotta sign.  It ain't over: there were talks. Y'all come on."
)


def test_forms_and_lemmas_are_those_of_the_models_own_steps_the_first_time_and_later() -> None:
    article = Article(name="a", text=TABLED, paragraphs=((0, len(TABLED)),))
    own = load()(TABLED)
    wanted = [(t.text, t.pos_, str(t.morph), t.lemma_) for t in own]
    for _ in range(2):
        analysis = analyse(article, load())
        assert analysis is not None
        assert [(t.text, t.pos_, str(t.morph), t.lemma_) for t in analysis.doc] == wanted


def test_words_met_late_are_let_go_and_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = build(Brief())
    first = pipeline.read(ARTICLE)
    monkeypatch.setattr(language, "_MANY", 0)
    unheard = "Envoys of Gromblevar met Foreign Minister Tazelku Bindarro on Friday."
    pipeline.read(Article(name="a", text=unheard, paragraphs=((0, len(unheard)),)))
    assert "Gromblevar" not in load().vocab.strings
    assert pipeline.read(ARTICLE).findings.all == first.findings.all


def test_threads_that_read_at_once_do_not_let_go_of_each_other_s_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(number: int) -> list[str | None]:
        names = [f"{first}{second}{number}ar" for first in ("Gro", "Tal", "Vem") for second in ("mb", "rz", "lk")]
        text = " ".join(f"Envoy {name} said on Friday that the {name.lower()} would open." for name in names)
        found = pipeline.read(Article(name="a", text=text, paragraphs=((0, len(text)),)))
        return [f.content.name for f in found.findings.actors]

    pipeline = build(Brief())
    monkeypatch.setattr(language, "_MANY", 0)
    alone = [read(number) for number in range(20)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(read, range(20))) == alone
