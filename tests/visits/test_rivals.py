"""Counting in processes and threads that write at once, and in a database that can't be written."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.history.scratch import ROOT, environment, run, scratch_database
from tests.visits.rivals import THREADS, TIMES

MODULE = ("-m", "tests.visits.rivals")


@pytest.fixture
def empty(db: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """What commands on a database without tables run with, on the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield environment(tmp_path)
        return
    with scratch_database() as url:
        yield environment(tmp_path, url)


@pytest.fixture
def variables(empty: dict[str, str]) -> dict[str, str]:
    run(empty, *MODULE, "make")
    return empty


def test_two_processes_of_several_threads_lose_nothing(variables: dict[str, str]) -> None:
    command = [sys.executable, *MODULE, "add"]
    both = [subprocess.Popen(command, cwd=ROOT, env=variables) for _ in range(2)]
    assert [process.wait(120) for process in both] == [0, 0]
    shown = json.loads(run(variables, *MODULE, "show"))
    assert sum(shown.values()) == 2 * THREADS * TIMES
    assert len(shown) == 3


def test_visits_wait_for_somebody_who_writes_long_and_are_written_once(variables: dict[str, str]) -> None:
    assert json.loads(run(variables, *MODULE, "locked")) == [1, 0]
    assert json.loads(run(variables, *MODULE, "show")) == {"1": 11}


def test_without_a_database_they_wait_within_bounds(empty: dict[str, str]) -> None:
    assert json.loads(run(empty, *MODULE, "gone")) == [[1, 2], [2, 1]]


def test_a_process_that_ends_in_order_writes_what_waits(variables: dict[str, str]) -> None:
    run(variables, *MODULE, "end")
    assert json.loads(run(variables, *MODULE, "show")) == {"7": 1, "8": 1}
