"""Editors who really write at once, in a database that really keeps what they write."""

import json

from tests.history.conftest import Scratch
from tests.history.scratch import ROUNDS, WRITERS, run

MODULE = ("-m", "tests.history.scratch")


def test_numbers_and_journal_have_no_gap_and_no_letter_is_lost(scratch: Scratch) -> None:
    answers = json.loads(run(scratch.variables, *MODULE, "race"))
    found = json.loads(run(scratch.variables, *MODULE, "check"))
    for name in WRITERS:
        assert answers[name] == [302] * ROUNDS
        assert found[name] == {"summary": "." + name[0] * ROUNDS, "versions": ROUNDS + 1}
    common = answers["wspolna"]
    assert set(common) <= {302, 409}
    assert len(common) == ROUNDS * len(WRITERS)
    # Whoever was not first each time was told; of those who went through, no letter was overwritten unseen.
    assert common.count(302) >= ROUNDS
    assert common.count(409) >= 1
    assert len(found["wspolna"]["summary"]) - 1 == common.count(302) == found["wspolna"]["versions"] - 1
