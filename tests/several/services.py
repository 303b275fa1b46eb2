"""What several machines share beside the database, each a server of its own on this machine."""

from __future__ import annotations

import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

from tests.leftovers import ended_with_this_process

START_SECONDS = 60
NO_REDIS = "Brakuje programu redis-server. W Debianie i Ubuntu: apt install redis-server"
NO_STORAGE = "Brakuje pakietu moto, boto3 albo flask-cors: make setup"
# Of a Redis server; the first is the demonstration's, the others its copies'.
_numbers = count(1)


class MissingError(Exception):
    """Something that has to be installed; a sentence says what."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(command: list[str], port: int) -> Iterator[None]:
    """A server, from when it takes connections until the block ends; what it says lies in a folder until then."""
    with TemporaryDirectory(prefix="jo-several-") as folder:
        log = Path(folder) / "log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl+C is for the command; this ends afterwards
            )
        try:
            with ended_with_this_process(process.pid, folder=Path(folder)):
                wait_for(process, port, log)
                yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return when somebody listens on the port. Raises MissingError with what the server has said instead."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise MissingError(f"{process.args!r}\n{log.read_text(encoding='utf-8', errors='replace')}")


@contextmanager
def cache_server() -> Iterator[dict[str, str]]:
    """Redis that writes nothing down; the settings that name it."""
    program = shutil.which("redis-server")
    if not program:
        raise MissingError(NO_REDIS)
    port, password = free_port(), secrets.token_hex(16)
    options = {"bind": "127.0.0.1", "port": str(port), "requirepass": password, "save": "", "appendonly": "no"}
    command = [program, *(word for name, value in options.items() for word in (f"--{name}", value))]
    with started(command, port):
        yield {"CACHE_URL": f"rediscache://:{password}@127.0.0.1:{port}/0"}


@contextmanager
def object_storage() -> Iterator[dict[str, str]]:
    """An S3-compatible storage in memory, with a bucket of files and one of copies; the settings that name them."""
    try:
        import boto3  # noqa: F401 -- the client, without which there is no storage
        import flask_cors  # noqa: F401 -- what the storage's server needs
        import moto  # noqa: F401 -- the storage, in a process of its own
    except ImportError as error:
        raise MissingError(NO_STORAGE) from error
    port = free_port()
    with started([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], port):
        address = f"s3+http://klucz:sekret@127.0.0.1:{port}"
        settings = {"FILES_URL": f"{address}/osrodek", "COPIES_DIR": f"{address}/kopie"}
        for place in settings.values():
            make_bucket(place)
        yield settings


def make_bucket(place: str) -> None:
    """Make the bucket that an address of the settings names."""
    import boto3

    parts = urlsplit(place)
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{parts.hostname}:{parts.port}",
        aws_access_key_id=parts.username,
        aws_secret_access_key=parts.password,
        region_name="us-east-1",
    )
    client.create_bucket(Bucket=parts.path.strip("/"))


def beside(settings: Mapping[str, str]) -> dict[str, str]:
    """Room for another site with the same services: an empty database, an empty bucket, another part of the cache."""
    import psycopg

    number = next(_numbers)
    database, cache, files = (urlsplit(settings[name]) for name in ("DATABASE_URL", "CACHE_URL", "FILES_URL"))
    folder, _slash, old = database.path.rpartition("/")
    # The folder of a socket, as `tests.postgres` writes it.
    host = f"/{folder.lstrip('/')}"
    with psycopg.connect(host=host, user=database.username, dbname=old, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE demo_{number}")
    bucket = urlunsplit(files._replace(path=f"{files.path}-{number}"))
    make_bucket(bucket)
    return {
        "DATABASE_URL": urlunsplit(database._replace(path=f"{folder}/demo_{number}")),
        "CACHE_URL": urlunsplit(cache._replace(path=f"/{number}")),
        "FILES_URL": bucket,
    }
