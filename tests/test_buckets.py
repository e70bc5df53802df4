"""An archive and its readings in a bucket: s3fs asks a server of the S3 protocol on this machine over HTTP."""

from __future__ import annotations

import gzip
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from moto.moto_server.werkzeug_app import create_backend_app
from moto.server import ThreadedMotoServer
from tests.reading.formats.made import answer

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]  # the server's libraries warn of themselves

TEXT = "Foreign Minister Ana Lima told reporters on {day} May 2019 that Kenya would not sign before Uganda had paid."
LINES = "".join(
    json.dumps({"id": f"{day}", "text": TEXT.format(day=day), "published": f"2019-05-{day}"}) + "\n" for day in (10, 11)
)
CRAWL = answer("https://example.org/20190512/talks", TEXT.format(day=12).encode(), "text/plain")
ARCHIVE = {"wires.jsonl": LINES.encode(), "crawl.warc.gz": gzip.compress(CRAWL)}

Verbale = Callable[..., str]


@pytest.fixture
def verbale(tmp_path: Path) -> Iterator[Verbale]:
    """The command, as a process that reaches buckets at a server with the archive in one; gives what it says."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    kept = create_backend_app("s3").test_client()
    kept.put("/press")
    for name, content in ARCHIVE.items():
        kept.put(f"/press/archive/{name}", data=content)
        (tmp_path / name).write_bytes(content)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    given = {"AWS_ENDPOINT_URL": "http://127.0.0.1:{1}".format(*server.get_host_and_port())}
    given |= {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}

    def run(*arguments: object) -> str:
        command = [sys.executable, "-m", "verbale", *map(str, arguments)]
        done = subprocess.run(
            command, capture_output=True, text=True, env=os.environ | given, cwd=tmp_path, timeout=600, check=False
        )
        return done.stdout + done.stderr

    yield run
    server.stop()
    create_backend_app("moto_api").test_client().post("/moto-api/reset")


def test_an_archive_in_a_bucket_is_read_into_the_bucket_and_makes_the_dossier_that_its_files_make(
    verbale: Verbale, tmp_path: Path
) -> None:
    brief = tmp_path / "brief.toml"
    brief.write_text(
        'title = "Talks"\nparties = [{code = "KEN", name = "Kenya"}, {code = "UGA", name = "Uganda"}]\n',
        encoding="utf-8",
    )
    into = ("--brief", brief, "--out", "s3://press/readings")
    assert "3 read, 0 there already, 0 rejected" in verbale("shard", "s3://press/archive/*", *into)
    assert "0 read, 1 there already, 0 rejected" in verbale("shard", "s3://press/archive/*.warc.gz", *into)
    verbale("import", "one.db", "s3://press/readings")
    verbale("new", "two.db", "--brief", brief)
    verbale("add", "two.db", *ARCHIVE)
    one, two = (json.loads(verbale("record", name, "--json")) for name in ("one.db", "two.db"))
    assert one == two
    assert "Ana Lima" in json.dumps(one)


def test_a_bucket_that_is_not_there_is_told_in_a_line(verbale: Verbale, tmp_path: Path) -> None:
    (line,) = verbale("import", "one.db", "s3://nowhere/readings").splitlines()
    assert line.startswith("verbale: s3://nowhere/readings cannot be reached")
    assert not (tmp_path / "one.db").exists()
