"""Every mapper gives the same readings to the byte, also on a cluster that loses a node in the middle."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from ray.cluster_utils import Cluster

from verbale import desk, scale
from verbale.cli import run
from verbale.errors import ClusterError
from verbale.model.brief import Brief
from verbale.model.evidence import Reading
from verbale.model.text import Article
from verbale.store.sql import create
from verbale.views.readings import as_json

pytestmark = [pytest.mark.slow, pytest.mark.alone, pytest.mark.filterwarnings("default")]  # Ray warns of much

TEXT = "Foreign Minister Ana Lima told reporters on {day} May 2019 that Kenya would not sign before Uganda had paid."
ARTICLES = [
    Article(name=f"{day}.txt", text=text, paragraphs=((0, len(text)),), published=f"2019-05-{day}")
    for day in range(10, 26)
    for text in (TEXT.format(day=day),)
]


DAY = date(2019, 6, 1)


@dataclass(frozen=True)
class Nodes:
    """A cluster, and the port of its client server."""

    cluster: Cluster
    client_port: int


@pytest.fixture
def nodes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Nodes]:
    """Two nodes of one core each on this machine."""
    monkeypatch.setenv("GRPC_ENABLE_FORK_SUPPORT", "false")  # as the how-to says
    monkeypatch.setenv("RAY_raylet_start_wait_time_s", "300")  # beside other tests a node takes its time
    try:
        begun = begin()
    except Exception as error:
        if "timed out during startup" not in str(error):
            raise
        begun = begin()  # half a minute is what the library gives a node, whatever is set
    begun.cluster.add_node(num_cpus=1)
    begun.cluster.wait_for_nodes()
    yield begun
    begun.cluster.shutdown()  # type: ignore[no-untyped-call]  # the library says nothing of it


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def begin() -> Nodes:
    """One node, with a client server at a port that is free."""
    port = free_port()
    head = {"num_cpus": 1, "include_dashboard": False, "ray_client_server_port": port}
    return Nodes(Cluster(initialize_head=True, head_node_args=head), port)


def told(readings: Iterable[scale.Result]) -> list[str]:
    return [json.dumps(as_json(r)) if isinstance(r, Reading) else str(r) for r in readings]


def test_readings_are_the_same_on_every_mapper_though_a_node_is_lost(nodes: Nodes) -> None:
    expected = told(scale.serial(Brief())(ARTICLES))
    assert told(scale.pool(Brief(), workers=2)(ARTICLES)) == expected
    cluster = nodes.cluster
    on_two = scale.cluster(Brief(), address=cluster.address)(ARTICLES)
    first = next(on_two)
    cluster.remove_node(next(iter(cluster.worker_nodes)), allow_graceful=False)
    assert told([first, *on_two]) == expected


def test_a_dossier_filled_through_a_client_server_lacks_what_ends_processes_and_nothing_else(
    nodes: Nodes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spared = tmp_path / "spared"

    def ending(of: str, brief: Brief, model: str | None, article: Article) -> scale.Answer:
        if article.name == "20.txt" or (article.name == "22.txt" and not spared.exists()):
            spared.touch()
            os._exit(9)
        return real(of, brief, model, article)

    def lose_a_node(_name: str) -> None:
        for node in list(nodes.cluster.worker_nodes):
            nodes.cluster.remove_node(node, allow_graceful=False)

    real = scale.answer
    brief = 'title = "Talks"\nparties = [{code = "KEN", name = "Kenya"}, {code = "UGA", name = "Uganda"}]\n'
    inputs = [("archive.jsonl", ARTICLES)]
    with create(tmp_path / "one.db", brief, on=DAY) as one, create(tmp_path / "two.db", brief, on=DAY) as two:
        monkeypatch.setattr(scale, "answer", ending)
        on_two = scale.cluster(desk.brief_in(one), address=f"ray://127.0.0.1:{nodes.client_port}")
        added = desk.take(one, inputs, on_two, DAY, seen=lose_a_node)
        assert [line.partition(" ended")[0] for line in added.rejected] == ["20.txt"]
        assert (len(added.new), added.known) == (15, 0)
        monkeypatch.setattr(scale, "answer", real)
        again = desk.take(one, inputs, scale.serial(desk.brief_in(one)), DAY)
        assert (len(again.new), again.known) == (1, 15)
        desk.take(two, inputs, scale.serial(desk.brief_in(two)), DAY)
        assert list(desk.record_of(one).lines()) == list(desk.record_of(two).lines()) != []


def test_a_cluster_that_is_not_there_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "brief.toml").write_text('title = "Talks"\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text("Talks went on.\n", encoding="utf-8")
    address = f"ray://127.0.0.1:{free_port()}"
    asked = ("--brief", tmp_path / "brief.toml", "--out", tmp_path / "shards", "--on", address)
    assert run([str(a) for a in ("shard", tmp_path / "a.txt", *asked)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert f"no Ray cluster at {address}" in line


def test_where_ray_is_not_installed_it_is_said_how_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ClusterError, match="pip install"):
        list(scale.cluster(Brief())(ARTICLES))
