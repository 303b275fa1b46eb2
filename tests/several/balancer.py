"""What stands in front of several machines: each connection goes to the next one, byte for byte."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import cycle

BLOCK = 65_536


async def balance(port: int, machines: Sequence[int]) -> asyncio.Server:
    """Listen on a port and hand over to those of the machines in turn.

    Bytes are passed on as they come, so that what no browser sends reaches the machines, too. They close each
    connection after one answer; hence a browser's requests go to each in turn.
    """
    turns = cycle(machines)
    return await asyncio.start_server(lambda *ends: _begin(turns, *ends), "127.0.0.1", port)


# The loop itself holds tasks weakly, and would lose some of them halfway.
_connections: set[asyncio.Task[None]] = set()


def _begin(turns: Iterator[int], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    connection = asyncio.create_task(_connect(turns, reader, writer))
    _connections.add(connection)
    connection.add_done_callback(_connections.discard)


async def _connect(turns: Iterator[int], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One connection, until the machine has said all that it wants to."""
    try:
        from_machine, to_machine = await asyncio.open_connection("127.0.0.1", next(turns))
    except OSError:
        writer.close()
        return
    asked = asyncio.create_task(_pass_on(reader, to_machine))
    try:
        await _pass_on(from_machine, writer)
    finally:
        asked.cancel()
        for end in (to_machine, writer):
            end.close()


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while block := await source.read(BLOCK):
            target.write(block)
            await target.drain()
        if target.can_write_eof():
            target.write_eof()
