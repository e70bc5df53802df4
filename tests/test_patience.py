"""Nothing that is run here waits for ever: what does not end is told where it stands, and is a failure."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROGRAMS = {"run", "call", "check_call", "check_output"}
WAITS = {"wait", "join", "get", "result", "communicate"}


def for_ever(tree: ast.AST) -> Iterator[int]:
    """The lines of a program that wait for another program, a thread or an answer and set no limit."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        of, named = ast.unparse(call.func.value), {keyword.arg for keyword in call.keywords}
        starts = of == "subprocess" and call.func.attr in PROGRAMS
        waits = call.func.attr in WAITS and not call.args
        if (starts or waits) and "timeout" not in named:
            yield call.lineno


def test_a_wait_without_a_limit_is_found() -> None:
    limited = "subprocess.run(c, timeout=9); t.join(9); p.communicate(timeout=9); ','.join(names); d.get('x')"
    assert list(for_ever(ast.parse(limited))) == []
    endless = ("subprocess.run(c, check=True)", "thread.join()", "queue.get()", "program.communicate(input='x')")
    assert list(for_ever(ast.parse("\n".join(endless)))) == [1, 2, 3, 4]


@pytest.mark.parametrize("folder", ["tests", "evaluation", "examples"])
def test_every_wait_of_a_test_or_a_bench_has_a_limit(folder: str) -> None:
    programs = {path: path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob("*.py")}
    assert programs
    found = {
        path.relative_to(ROOT): lines for path, text in programs.items() if (lines := [*for_ever(ast.parse(text))])
    }
    assert found == {}


_HANGS = """
import threading

def test_others_are_run():
    pass

def test_it_waits_for_ever():
    threading.Event().wait(600)

def test_these_too():
    pass
"""


@pytest.mark.slow
def test_a_test_that_hangs_fails_and_tells_where_and_the_others_are_run(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text(_HANGS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    command += ["-n", "2", "-p", "no:randomly", "-o", "faulthandler_timeout=3", str(tmp_path)]
    own = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    done = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 1
    assert "1 failed, 2 passed" in done.stdout
    assert "crashed while running 'test_one.py::test_it_waits_for_ever'" in done.stdout
    assert "line 8 in test_it_waits_for_ever" in done.stderr
