"""The bytes of the journal, against the standards they follow."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from history.journal import (
    ZERO,
    Tree,
    canonical,
    checkpoint_bytes,
    commitment,
    disclosure_bytes,
    leaf_of,
    make_line,
    new_salt,
    parse_line,
    root,
)
from tests.history.second_verifier import tree_head

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc_", min_size=1), inner),
)


def line(**changes: object) -> bytes:
    facts = {"seq": 1, "prev": ZERO, "at": AT, "event": "publish", "object_uid": "a", "version": 1, "claims": {}}
    return make_line(**(facts | changes))


def test_an_entry_is_one_line_of_json_without_spaces_and_with_keys_in_order() -> None:
    assert line(claims={"text": "ab" * 32}) == (
        b'{"at":"2026-11-22T09:00:00.000000Z","claims":{"text":"' + b"ab" * 32 + b'"},"event":"publish","object":"a",'
        b'"prev":"' + b"0" * 64 + b'","redacts":[],"seq":1,"version":1}'
    )


def test_times_are_utc_with_six_digits_whatever_zone_they_come_in() -> None:
    warsaw = datetime(2026, 11, 22, 10, 0, 0, 5, tzinfo=timezone(timedelta(hours=1)))
    assert b'"at":"2026-11-22T09:00:00.000005Z"' in line(at=warsaw)


@given(JSON)
def test_canonical_json_is_json_and_says_the_same_value(value: object) -> None:
    data = canonical(value)
    assert json.loads(data) == value
    assert canonical(json.loads(data)) == data
    assert b"\n" not in data


def test_polish_letters_stand_as_they_are() -> None:
    assert canonical({"note": "żółć „a”"}) == '{"note":"żółć „a”"}'.encode()


@pytest.mark.parametrize("value", [0.5, float("nan"), {1: "a"}, {"ż": 1}, {"a": [1.0]}, "\ud800", b"a", {1, 2}])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        canonical(value)


@pytest.mark.parametrize(
    "changes",
    [
        {"event": "praise"},
        {"prev": "0"},
        {"prev": "G" * 64},
        {"claims": {"text": "short"}},
        {"claims": {"Text": ZERO}},
        {"claims": {"file-0": ZERO}},
        {"redacts": [ZERO]},
        {"event": "redact"},
    ],
)
def test_an_entry_that_no_verifier_would_take_is_not_written(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        line(**changes)


def test_a_line_reads_back_as_it_was_written() -> None:
    written = line(event="redact", redacts=["b" * 64, "a" * 64], claims={"basis": ZERO})
    read = parse_line(written)
    assert (read.at, read.event, read.redacts) == (AT, "redact", ["a" * 64, "b" * 64])
    facts = read._asdict()
    assert make_line(**facts) == written


@pytest.mark.parametrize(
    ("part", "other"),
    [
        (b'"seq":1', b'"seq":1.0'),
        (b'"seq":1', b'"seq":true'),
        (b'"version":1', b'"version": 1'),
        (b"000000Z", b"000Z"),
        (b'"a"', b'"\\u0061"'),
        (b'"redacts":[]', b'"redacts":null'),
        (b'"object":"a",', b""),
    ],
)
def test_a_line_in_any_other_form_is_refused(part: bytes, other: bytes) -> None:
    assert part in line()
    with pytest.raises(ValueError, match=r"\w"):
        parse_line(line().replace(part, other))


def test_a_commitment_covers_kind_salt_and_value() -> None:
    salt = bytes(range(32))
    expected = hashlib.sha256(b"jawny-osrodek/1/note\x00" + salt + b'{"note":"a"}').hexdigest()
    assert commitment("note", salt, canonical({"note": "a"})) == expected
    others = {
        commitment("person", salt, canonical({"note": "a"})),
        commitment("note", new_salt(), canonical({"note": "a"})),
        commitment("note", salt, canonical({"note": "b"})),
    }
    assert len(others | {expected}) == 4


def test_salts_are_never_the_same() -> None:
    assert len({new_salt() for _ in range(100)}) == 100


def test_a_leaf_and_a_node_can_not_be_taken_for_one_another() -> None:
    assert leaf_of(b"ab") == hashlib.sha256(b"\x00ab").hexdigest()
    left, right = leaf_of(b"a"), leaf_of(b"b")
    node = hashlib.sha256(b"\x01" + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()
    assert root([left, right]) == node


# The test vectors that implementations of Certificate Transparency share.
VECTORS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_certificate_transparency(size: int) -> None:
    assert root(leaf_of(bytes.fromhex(vector)) for vector in VECTORS[:size]) == ROOTS[size]


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_a_growing_tree_has_the_root_of_the_recursive_definition_at_every_size(entries: list[bytes]) -> None:
    leaves = [leaf_of(entry) for entry in entries]
    tree = Tree()
    for size, leaf in enumerate([*leaves, ""]):
        assert (tree.size, tree.root()) == (size, tree_head(tuple(map(bytes.fromhex, leaves[:size]))).hex())
        if leaf:
            tree.add(leaf)


def test_checkpoints_and_disclosures_are_canonical_too() -> None:
    point = checkpoint_bytes(at=AT, origin="a.pl/bip/dziennik", root=ZERO, size=3)
    assert canonical(json.loads(point)) == point
    opened = disclosure_bytes(commitment=ZERO, kind="note", salt=bytes(32), value=canonical({"note": "ż"}))
    assert canonical(json.loads(opened)) == opened
    assert json.loads(opened)["value"] == {"note": "ż"}
