from __future__ import annotations

import pytest

from verbale.errors import LanguageModelError
from verbale.understanding.language import load


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(LanguageModelError, match="no English model is installed under en_core_web_nowhere"):
        load("en_core_web_nowhere")


def test_a_package_that_is_no_model_is_refused() -> None:
    with pytest.raises(LanguageModelError, match="json is no spaCy model"):
        load("json")


def test_the_model_comes_without_entity_recognition() -> None:
    assert "ner" not in load().pipe_names
