"""Nothing leaves the machine: the whole work is done where the kernel ends whoever tries to reach anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from signal import SIGSYS

import pytest

from verbale.views.exports.forms import FORMS

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "japan-russia"
_JAIL = [sys.executable, "-m", "tests.jail"]
_ASK = "import urllib.request as u, sys; print(u.urlopen(sys.argv[1]).status)"
_CURIOUS = """
from tests import jail
jail.close()
import socket
try:
    socket.create_connection(("127.0.0.1", 9))
except OSError:
    pass
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shuts a process in (seccomp)")


def shut_in(*commands: str) -> str:
    done = subprocess.run(
        _JAIL, input="\n".join(commands), cwd=ROOT, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, (done.returncode, done.stderr)
    return done.stdout


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Made and filled by two processes, all of them shut in."""
    path = str(tmp_path_factory.mktemp("offline") / "talks.db")
    articles = " ".join(map(str, sorted(EXAMPLES.glob("2018-1*.txt"))))
    shut_in(f"new {path} --brief {EXAMPLES / 'brief.toml'}", f"add {path} {articles} --workers 2")
    return path


def test_whoever_tries_to_reach_anything_is_ended() -> None:
    assert subprocess.run([sys.executable, "-c", _CURIOUS], cwd=ROOT, check=False, timeout=600).returncode == -SIGSYS


@pytest.mark.slow
def test_reading_and_deciding_and_settling_reach_nobody(dossier: str) -> None:
    page = next(EXAMPLES.glob("2018-1*.txt"))
    told = shut_in(f"read {page}", f"statements {dossier} --keys", f"search {dossier} treaty")
    key = next(word for word in told.split() if word.startswith("utterance:"))
    views = (f"{verb} {dossier}" for verb in ("state", "timeline", "positions", "contradictions", "check"))
    shut_in(f"accept {dossier} {key} --by Ana", f"rebuild {dossier}", *views)


@pytest.mark.slow
def test_a_digest_an_edition_and_every_export_reach_nobody(dossier: str, tmp_path: Path) -> None:
    shut_in(
        f"digest {dossier} --since 2018 --until 2018 --form pdf --out {tmp_path / 'digest.pdf'}",
        f"publish {dossier} --since 2018 --until 2018",
        f"edition {dossier} 1 --form pdf --out {tmp_path / 'edition.pdf'}",
        *(f"export {dossier} --form {form} --out {tmp_path / form}" for form in ("jsonl", *FORMS)),
    )
    assert len(list(tmp_path.iterdir())) == 3 + len(FORMS)


@pytest.mark.slow
def test_a_served_desk_answers_and_asks_nobody(dossier: str) -> None:
    with subprocess.Popen(_JAIL, cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stdin
            assert serving.stderr
            serving.stdin.write(f"serve {dossier} --port 0\n")
            serving.stdin.close()
            address = serving.stderr.readline().partition("the desk is at ")[2].partition(";")[0].rstrip("/")
            for page in ("/", "/today.json", "/timeline", "/positions", "/search?q=treaty", "/digest"):
                asked = [sys.executable, "-c", _ASK, address + page]
                assert (
                    subprocess.run(asked, capture_output=True, text=True, check=False, timeout=600).stdout.strip()
                    == "200"
                ), page
            assert serving.poll() is None, "it was ended"
        finally:
            serving.kill()
