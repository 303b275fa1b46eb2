"""What is done beside a page that the store gives."""

import threading

import pytest

from portal.delivering import count_visit
from visits.counting import waiting

OF_A_READER = {"REQUEST_METHOD": "GET", "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0"}


def test_a_burst_of_readers_starts_one_thread(settings, monkeypatch: pytest.MonkeyPatch):
    settings.VISITS_WRITE_SECONDS = 10
    monkeypatch.setattr("visits.counting._not_before", 0.0)
    over = threading.Event()
    monkeypatch.setattr("portal.delivering.write_when_due", lambda: over.wait(10))
    try:
        for burst in (20, 20):
            for _reader in range(burst):
                count_visit(OF_A_READER, (1, 1))
            writers = [thread for thread in threading.enumerate() if thread.name == "visits"]
            over.set()
            for thread in writers:
                thread.join(10)
            over.clear()
            assert len(writers) == 1
    finally:
        over.set()
        waiting.take()
