"""The four verbs together, on the examples: order, copies, processes and days change nothing that they should not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from verbale import desk, scale
from verbale.errors import InputError
from verbale.model.brief import Brief
from verbale.model.evidence import Findings, Reading
from verbale.model.text import Article
from verbale.store.base import Store
from verbale.store.queries import SearchQuery
from verbale.testing import MemoryStore
from verbale.views import state
from verbale.views.filters import Wanted

EXAMPLES = Path(__file__).parents[1] / "examples" / "japan-russia"
FILES = sorted(EXAMPLES.glob("*.txt"))[:6]
DAY = date(2030, 1, 1)


@pytest.fixture(scope="module")
def brief() -> Brief:
    return desk.brief_of(EXAMPLES / "brief.toml")[1]


def filled(brief: Brief, files: Sequence[Path]) -> Store:
    store = MemoryStore((EXAMPLES / "brief.toml").read_text(encoding="utf-8"), on=DAY)
    for path in files:
        desk.take(store, [(str(path), desk.articles_of(path))], scale.serial(brief), DAY)
    return store


@pytest.mark.slow
def test_articles_in_any_order_give_the_same_record(brief: Brief) -> None:
    one, other = filled(brief, FILES), filled(brief, [*reversed(FILES), FILES[0]])
    shown = [state.as_json(state.state(r, "2030-01-01")) for r in map(desk.record_of, (one, other))]
    assert shown[0] == shown[1]


@pytest.mark.slow
def test_a_statement_that_is_searched_for_comes_with_who_made_it(brief: Brief) -> None:
    found = desk.search(filled(brief, FILES), SearchQuery(words="islands", kinds=("statement",)))
    assert found
    assert all(told is not None and told.key == hit.statement.key for hit, told in found if hit.statement)


def test_a_party_goes_by_code_name_and_people_and_an_unknown_one_is_refused(brief: Brief) -> None:
    store = MemoryStore((EXAMPLES / "brief.toml").read_text(encoding="utf-8"), on=DAY)
    for asked in ("JPN", "jpn", "Japan", "Japanese"):
        assert desk.wanted(store, Wanted(party=asked)).party == "JPN"
    assert desk.wanted(store, Wanted(issue="Sanctions")).issue == "sanctions"
    with pytest.raises(InputError, match="no party 'Chad' here; there are: JPN"):
        desk.wanted(store, Wanted(party="Chad"))
    with pytest.raises(InputError, match="no issue 'nonsense' here; there are: sovereignty"):
        desk.wanted(store, Wanted(issue="nonsense"))
    with pytest.raises(InputError, match="no outlet 'The Quay' here; there are: none"):
        desk.wanted(store, Wanted(outlet="The Quay"))


def test_a_folder_and_a_file_in_it_name_the_file_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "b[1].txt").write_text("Two.", encoding="utf-8")
    found, rejected = desk.sources_of([str(tmp_path), str(tmp_path / "a.txt"), str(tmp_path / "b[1].txt")])
    assert [p.name for p in found] == ["a.txt", "b[1].txt"]
    assert rejected == []


def test_a_pattern_that_names_nothing_is_rejected(tmp_path: Path) -> None:
    found, rejected = desk.sources_of([str(tmp_path / "*.txt")])
    assert found == []
    assert rejected == [f"{tmp_path}/*.txt is not there; check the path or the pattern"]


def test_what_was_added_is_settled_in_batches_while_more_is_read(tmp_path: Path) -> None:
    store, waiting = MemoryStore(), list[int]()
    for number in range(2 * desk.BATCH + 5):
        (tmp_path / f"{number}.txt").write_text(f"The talks went on for {number} days.", encoding="utf-8")
    added = desk.take(
        store,
        ((path.name, desk.articles_of(path)) for path in sorted(tmp_path.glob("*.txt"))),
        lambda articles: (Reading(a, Findings()) for a in articles),
        DAY,
        seen=lambda _: waiting.append(store.waiting()),
    )
    assert len(added.new) == len(waiting) == 2 * desk.BATCH + 5
    assert max(waiting) == desk.BATCH - 1
    assert store.waiting() == 0


def test_what_was_read_already_as_it_is_is_not_read_again(brief: Brief) -> None:
    store = MemoryStore((EXAMPLES / "brief.toml").read_text(encoding="utf-8"), on=DAY)
    asked_for: list[str] = []

    def reads(articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            asked_for.append(article.name)
            yield Reading(article, Findings())

    def take(*paths: Path) -> desk.Added:
        return desk.take(store, [(str(path), desk.articles_of(path)) for path in paths], reads, DAY)

    assert (len(take(*FILES[:2]).new), len(asked_for)) == (2, 2)
    again = take(*FILES[:3])
    assert (len(again.new), again.known, len(asked_for)) == (1, 2, 3)
    store.set_brief(
        (EXAMPLES / "brief.toml").read_text(encoding="utf-8") + '\n[[issues]]\nid = "fees"\nname = "Fees"\n', DAY
    )
    take(*FILES[:1])
    assert len(asked_for) == 4


def test_what_was_wrong_is_told_of_the_input_that_it_was_wrong_with() -> None:
    one, two, three = (Article(name=name, text=f"{name}.") for name in ("one", "two", "three"))

    def reading(articles: Iterable[Article]) -> Iterator[Reading | InputError]:
        first, *others = articles  # as a pool does, which reads ahead
        yield Reading(first, Findings())
        yield from (InputError(f"{other.name} cannot be understood") for other in others)

    inputs = [("a", [one]), ("b", [InputError("empty"), two]), ("c", [three])]
    added = desk.take(MemoryStore(), inputs, reading, DAY)  # type: ignore[arg-type] # as any mapper
    assert dict(added.brought) == {"a": [one.key]}
    assert dict(added.wrong) == {
        "b": ["empty", "two cannot be understood"], "c": ["three cannot be understood"],
    }  # fmt: skip
