"""Every mapper gives the same readings to the byte, also on a cluster that loses a node in the middle."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

import pytest
from ray.cluster_utils import Cluster

from verbale import scale
from verbale.errors import ClusterError
from verbale.model.brief import Brief
from verbale.model.evidence import Reading
from verbale.model.text import Article
from verbale.views.readings import as_json

pytestmark = [pytest.mark.slow, pytest.mark.alone, pytest.mark.filterwarnings("default")]  # Ray warns of much

TEXT = "Foreign Minister Ana Lima told reporters on {day} May 2019 that Kenya would not sign before Uganda had paid."
ARTICLES = [
    Article(name=f"{day}.txt", text=text, paragraphs=((0, len(text)),), published=f"2019-05-{day}")
    for day in range(10, 26)
    for text in (TEXT.format(day=day),)
]


@pytest.fixture
def nodes() -> Iterator[Cluster]:
    """Two nodes of one core each on this machine."""
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    yield cluster
    cluster.shutdown()  # type: ignore[no-untyped-call]  # the library says nothing of it


def told(readings: Iterable[scale.Result]) -> list[str]:
    return [json.dumps(as_json(r)) if isinstance(r, Reading) else str(r) for r in readings]


def test_readings_are_the_same_on_every_mapper_though_a_node_is_lost(nodes: Cluster) -> None:
    expected = told(scale.serial(Brief())(ARTICLES))
    assert told(scale.pool(Brief(), workers=2)(ARTICLES)) == expected
    on_two = scale.cluster(Brief(), address=nodes.address)(ARTICLES)
    first = next(on_two)
    nodes.remove_node(next(iter(nodes.worker_nodes)), allow_graceful=False)
    assert told([first, *on_two]) == expected


def test_where_ray_is_not_installed_it_is_said_how_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ClusterError, match="pip install"):
        list(scale.cluster(Brief())(ARTICLES))
