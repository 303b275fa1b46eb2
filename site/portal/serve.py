"""The server: `python -m portal.serve OPTIONS portal.wsgi:application`, with the options of granian.

What all workers need and none changes is loaded before they are forked, so that they share it: the Polish dictionary
of the search, 50 MB.
"""

import ctypes
import sys

from granian.cli import entrypoint

from search.analysis.morphology import warm_up

M_ARENA_MAX, POOLS = -8, 2  # from malloc.h


def share_free_memory() -> None:
    """Let the threads of a process take memory from few pools, as MALLOC_ARENA_MAX would.

    Each thread's own pool keeps what it needed once: 10 MB a worker, and Python lets but one thread work at a time.
    Systems with another C library than GNU's have no such pools.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt:
        mallopt(M_ARENA_MAX, POOLS)


if __name__ == "__main__":
    share_free_memory()
    warm_up()
    entrypoint()
