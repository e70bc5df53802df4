"""The drawing of ties: each is drawn, what is told in the same words stands once, nothing covers anything else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from verbale.web.graph import WIDTH, Tie, graph


def tie(number: int, holder: str = "Norland", granted: str = "") -> Tie:
    return Tie(
        holder,
        f"gate {number} opens",
        granted or f"treaty {number}",
        "once",
        "open",
        f"tie {number}",
        f"/lines/{number}",
    )


HIGH = 22
"""Units that a node of one line is high, by the style sheet."""


@pytest.mark.parametrize("many", [1, 2, 20])
def test_every_tie_is_drawn_and_no_node_covers_another(many: int) -> None:
    drawn = graph([tie(number) for number in range(many)])
    assert (len(drawn.edges), len(drawn.nodes)) == (many, 2 * many + 1)
    for x in {node.x for node in drawn.nodes}:
        column = [node.y for node in drawn.nodes if node.x == x]
        assert all(below - above >= HIGH for above, below in pairwise(column))
        assert all(HIGH / 2 <= y <= drawn.height - HIGH / 2 for y in column)
    assert max(node.x + node.width for node in drawn.nodes) == WIDTH


def test_what_is_told_in_the_same_words_stands_once() -> None:
    drawn = graph([tie(1, granted="Norland signs"), tie(2, "Sudland", "Norland signs")])
    assert [node.words for node in drawn.nodes].count("Norland signs") == 1
    assert drawn.edges[0].arrow == drawn.edges[1].arrow


def test_long_words_are_cut_to_their_room_and_kept_in_full() -> None:
    for words in ("x" * 500, "湖" * 500):
        (_, _, node) = graph([tie(1, granted=words)]).nodes
        assert node.words == words
        assert node.short.endswith("…")
    assert len(node.short) < 30


def test_the_page_draws_what_its_list_says(client: TestClient) -> None:
    page = client.get("/preconditions").text
    (key,) = [entry["key"] for entry in client.get("/preconditions.json").json()["entries"]]
    drawing = page[page.index("<svg") : page.index("</svg>")]
    assert f'href="/lines/{key}"' in drawing
    assert 'class="open"' in drawing
    assert "the gates are rebuilt" in drawing
    assert ">once</text>" in drawing
    assert "1 open, 0 met" in drawing


def test_nothing_is_drawn_of_nothing(client: TestClient) -> None:
    assert "<svg" not in client.get("/preconditions?status=met").text
