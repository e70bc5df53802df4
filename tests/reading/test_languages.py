"""A page in another language is told by its letters or its commonest words; English and what is too short are not."""

from __future__ import annotations

import pytest

from verbale.reading.languages import foreign_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The envoy said that the talks on the river would resume in the city on Monday, as he had hoped.", None),
        (
            "L’envoyé a dit que les pourparlers sur le fleuve reprendront dans la ville et que la date est fixée.",
            "French",
        ),
        ("Der Gesandte sagte, dass die Gespräche über den Fluss am Montag in der Stadt wieder beginnen.", "German"),
        ("El enviado dijo que las conversaciones sobre el río se reanudan en la ciudad y que no hay más.", "Spanish"),
        ("Посланник сказал, что переговоры по реке начнутся в городе на этой неделе и не раньше того.", "Russian"),
        ("川についての交渉は月曜日に再開される。", "Japanese"),
        ("河流谈判将于周一恢复。", "Chinese"),
        ("ستستأنف المحادثات بشأن النهر يوم الاثنين.", "Arabic"),
        ("Weir talks.", None),
        ("", None),
    ],
)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert foreign_language(text) == language
