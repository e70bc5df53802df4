"""One article with the lines that it tells, each as it stands in the record."""

from __future__ import annotations

from tests.views.press import Sheet, read, record_of, ties

from verbale.model.brief import Brief, Party
from verbale.views.article import article
from verbale.views.context import context


def test_a_demand_is_shown_with_who_makes_it_and_what_became_of_it() -> None:
    """Caught: it stood there as "on condition" alone, of nobody, whether it was met, dropped or open."""
    sheet = Sheet()
    ties(sheet, "Norland would not talk until the gates were open.", ("the gates were open", "talk", "until"))
    reading = read(sheet)
    record = record_of(reading)
    of = context(record, Brief(parties=(Party(code="NOR", name="Norland"),)))
    (place,) = article(record, reading.article.key, of).places
    assert place.told == "Norland [open]: Norland would not talk until the gates were open."
