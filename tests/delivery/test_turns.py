"""Threads that want the same page wait for the first; others don't wait for them."""

from __future__ import annotations

import threading
import time

from delivery.turns import Turns


def test_one_page_is_made_by_one_thread_at_a_time() -> None:
    turns, at_once, most, order = Turns(), [0], [0], []

    def make(number: int) -> None:
        with turns.turn("/"):
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
            time.sleep(0.01)
            order.append(number)
            at_once[0] -= 1

    threads = [threading.Thread(target=make, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    assert sorted(order) == list(range(8))
    assert not turns._about, "nothing stays behind"


def test_other_pages_do_not_wait_and_a_failure_gives_the_turn_away() -> None:
    turns = Turns()
    with turns.turn("/a/"), turns.turn("/b/"):
        pass
    try:
        with turns.turn("/a/"):
            raise KeyError
    except KeyError:
        pass
    with turns.turn("/a/"):
        pass
    assert not turns._about
