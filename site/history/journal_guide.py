"""What the page of the journal says: what it proves, what it can't, how to check it, its format to the last byte.

A stranger must be able to write a verifier from this alone; `tests/history/second_verifier.py` is written so.
"""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from history.models import Event
from history.worked_example import worked_example

Text = str | Promise
Facts = list[tuple[Text, Text]]

PROVES: list[Text] = [
    _(
        "Since a checkpoint that somebody else holds, no entry before it was altered, removed, added or put in another "
        "place."
    ),
    _(
        "Texts, descriptions, persons and attachments shown today are those of the day they were published, byte for "
        "byte."
    ),
    _("Each anonymisation is on record: when it was made, on which legal basis, and who decided it."),
]

LIMITS: list[Text] = [
    _("That a text is true or complete. Only that it has not changed."),
    _(
        "That nothing was withheld. Whoever runs the site can leave an event out, or show different people different "
        "journals until they compare their checkpoints."
    ),
    _("When something really happened. The time is the server’s own; nobody else confirms it."),
    _("Anything about entries after the last checkpoint."),
    _("Who signed a checkpoint. Keys can be stolen."),
    _("What an anonymised text said. It cannot be checked any more."),
    _(
        "Anything, when only the suspect’s own program says so. Take the verifier from another source, compare its "
        "SHA-256, or write one from the description below."
    ),
]

FOUND, NOT_FOUND, TOLD = _("found"), _("not found"), _("passes and is listed, as the law means it")

# Held by tests/history/test_attacks.py.
ATTACKS: list[tuple[Text, Text, Text]] = [
    (_("A text or a description is altered or removed; entries are dropped or swapped"), FOUND, FOUND),
    (_("An old entry is rewritten, and all after it chained anew"), NOT_FOUND, FOUND),
    (_("The end of the journal is cut off, back beyond the checkpoint"), NOT_FOUND, FOUND),
    (_("Entries after the checkpoint are rewritten or cut off"), NOT_FOUND, NOT_FOUND),
    (_("A text is anonymised, with an entry that says so"), TOLD, TOLD),
]

EXIT_CODES: Facts = [
    ("0", _("consistent: nothing contradicts anything else")),
    ("1", _("tampered: the program names the first place that does not fit")),
    ("2", _("cannot be checked: a file is missing, or the checkpoint is of another journal")),
]

FILES: Facts = [
    ("dziennik.jsonl", _("the lines of the journal, one entry a line, from the first on")),
    (
        "ujawnienia.jsonl",
        _("disclosures: the values behind the commitments in the lines, as far as their pages are public today"),
    ),
    ("punkty-kontrolne.jsonl", _("checkpoints, oldest first")),
    ("pliki/<SHA-256>", _("attachments and pictures of all versions, each under the digest of its bytes")),
    ("klucz.pem", _("the public key of the newest signature")),
]

CANONICAL: list[Text] = [
    _("Each line of the three .jsonl files is one JSON object in canonical form and ends with the byte 0x0A."),
    _(
        "Canonical form: UTF-8, keys in the order of their ASCII codes, no spaces or line breaks between the parts, "
        "whole numbers only, non-ASCII letters as they are. Strings escape only the quotation mark, the backslash and "
        "control characters, these in JSON’s short form where there is one, else by four lower-case digits."
    ),
    _("Digests and salts are lower-case hexadecimal, times are UTC in the form 2026-11-22T09:00:00.000000Z."),
]

LINE_FIELDS: Facts = [
    ("at", _("time of the entry; never before that of the entry before")),
    ("claims", _("commitments by kind of claim")),
    ("event", _("what happened")),
    ("object", _("random identifier of the page; empty when the entry is of no page")),
    ("prev", _("digest of the line before; sixty-four zeros in the first")),
    ("redacts", _("commitments that are anonymised by this entry, in order; empty in every event but redact")),
    ("seq", _("number of the entry: 1, 2, 3 and so on without a gap")),
    ("version", _("number of the page’s version, 0 for none; a new version has the next number")),
]

CLAIMS: list[tuple[str, str, Text]] = [
    ("text", '{"blocks":[…],"title":"…"}', _("title and text, block by block")),
    ("file-1, file-2 …", '{"label":"…","mime":"…","name":"…","sha256":"…","size":0}', _("an attachment or a picture")),
    (
        "note",
        '{"kind":"…","note":"…","restores":0}',
        _("description and kind of the change; number of an equal version"),
    ),
    ("person", '{"function":"…","name":"…"}', _("who published or withdrew")),
    ("address", '{"path":"…"}', _("address of the page at that time")),
    (
        "provenance",
        '{"body":"…","produced_at":"…","produced_by":"…","responsible_person":"…"}',
        _("who made the information and answers for it"),
    ),
    ("claimed", '{"at":"…","precision":"…","printed":"…"}', _("time as an earlier bulletin printed it")),
    (
        "basis",
        '{"decided_by":"…","legal_basis":"…","scope":"…"}',
        _("legal basis of an anonymisation and who decided it"),
    ),
]

# ‖ joins bytes.
FORMULAS: list[tuple[Text, str]] = [
    (_("commitment"), 'SHA-256( "jawny-osrodek/1/" ‖ kind ‖ 0x00 ‖ salt[32] ‖ canonical(value) )'),
    (_("digest of a line, the leaf"), "SHA-256( 0x00 ‖ line )"),
    (_("node of the tree"), "SHA-256( 0x01 ‖ left ‖ right )"),
    (_("root of no entries"), "SHA-256( )"),
    (_("disclosure"), '{"commitment":"…","kind":"…","salt":"…","value":{…}}'),
    (_("checkpoint"), '{"at":"…","origin":"…","root":"…","signature":"…","size":0}'),
    (_("what its signature covers"), '{"at":"…","origin":"…","root":"…","size":0}'),
]

TREE: list[Text] = [
    _(
        "The root is that of a Merkle tree after RFC 6962, section 2.1: the left half holds the largest power of two "
        "that is smaller than the number of leaves."
    ),
    _(
        "The signature is Ed25519 over the canonical bytes without a line break, in Base64. An empty one means that "
        "the checkpoint is not signed."
    ),
]

RULES: list[Text] = [
    _("Every line is exactly the canonical form of what it says, with all its fields and no others."),
    _("seq counts from 1 without a gap; prev is the digest of the line before; at never runs back."),
    _("No commitment stands in two places."),
    _("redacts is empty in every event but redact, and there names commitments of earlier entries of the same object."),
    _("Each disclosure gives the commitment that stands under its kind in a line; none appears twice."),
    _("No disclosure is left of what an entry anonymised."),
    _(
        "A page is public after publish, unrestrict, or drift with a new version, and no longer after restrict, "
        "unpublish, expire, delete, or drift without one. Every claim of a public page that was not anonymised is "
        "disclosed. Of any other page all claims are disclosed, or none. Only files may be missing by themselves, when "
        "their documents were taken out of public view."
    ),
    _("The folder pliki holds the bytes of every file that a disclosed claim names, and nothing else."),
    _(
        "For each checkpoint of the archive and each one kept earlier: the journal has at least that many entries, and "
        "the first of them have that root."
    ),
]

OPENSSL = "openssl pkeyutl -verify -pubin -inkey klucz.pem -rawin -in punkt.txt -sigfile punkt.sig"
UNPACK = "unzip dziennik-*.zip -d dziennik"
RUN = "python3 dziennik/sprawdz_dziennik.py dziennik"
RUN_AGAIN = "python3 dziennik/sprawdz_dziennik.py dziennik --punkty zapisane.jsonl"


EXAMPLE: dict[str, Text] = {
    "value": _("value of a claim of the kind note"),
    "salt": _("salt: the bytes 0 to 31"),
    "commitment": _("commitment"),
    "disclosure": _("disclosure"),
    "first_line": _("first line"),
    "first_leaf": _("digest of the first line"),
    "second_line": _("second line"),
    "second_leaf": _("digest of the second line"),
    "root": _("root of both"),
    "checkpoint": _("what the signature of a checkpoint would cover"),
}


def guide() -> dict[str, Any]:
    """Everything that the templates of the page loop over."""
    return {
        "proves": PROVES,
        "limits": LIMITS,
        "attacks": ATTACKS,
        "exit_codes": EXIT_CODES,
        "files": FILES,
        "canonical": CANONICAL,
        "line_fields": LINE_FIELDS,
        "events": Event.choices,
        "claims": CLAIMS,
        "formulas": FORMULAS,
        "tree": TREE,
        "rules": RULES,
        "worked": [(label, getattr(worked_example(), name)) for name, label in EXAMPLE.items()],
        "commands": {"unpack": UNPACK, "run": RUN, "again": RUN_AGAIN, "openssl": OPENSSL},
    }
