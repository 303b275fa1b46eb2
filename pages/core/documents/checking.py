"""Has a file looked into, apart from the site, and says what the rules make of it."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from typing import Any, NamedTuple

from django.conf import settings

from pages.core.documents.rules import Answer, Rule, rules_of
from proofing.part_b import has_part_b
from proofing.personal_numbers import SHOWN, NumberKind, personal_numbers
from search.files.reading import ReadingFailedError, run_apart, turn

logger = logging.getLogger(__name__)

_PROGRAM = "pages.core.documents.inspector"
_CHUNK = 256 * 1024
MOST_NUMBERS = 20
"""How many numbers of persons in one file are told apart; the first already keeps it from the public."""


@dataclass(frozen=True)
class Limits:
    """What looking into one file may cost."""

    patience: int = 40
    """Seconds until it is broken off, whatever it waits for."""
    seconds: int = 20
    """Of the processor."""
    memory: int = 768 * 1024 * 1024
    """Bytes."""
    characters: int = 2_000_000
    """Of text that is searched for numbers of persons."""


LIMITS = Limits()


class HiddenNumber(NamedTuple):
    """A number of a person, as much of it as may be kept."""

    kind: str
    beginning: str
    digest: str
    """SHA-256 of an account, which is compared with the centre's own; "" for others, which it would give away."""


@dataclass
class Findings:
    """What is known of a file."""

    codes: list[str] = field(default_factory=list)
    language: str = ""
    """As the file itself says; "" when it doesn't."""
    pages: int | None = None
    numbers: list[HiddenNumber] = field(default_factory=list)

    @property
    def refusals(self) -> list[Rule]:
        """Why the file can't be published."""
        return [rule for rule in rules_of(self.codes) if rule.answer is Answer.REFUSE]

    @property
    def flags(self) -> list[str]:
        """Codes of what is told of the file."""
        return [rule.code for rule in rules_of(self.codes) if rule.answer is Answer.FLAG]


def kind_of(name: str) -> str:
    """The type of a file by its name."""
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def look_into(source: Iterable[bytes], name: str, limits: Limits = LIMITS) -> Findings:
    """What is found in a file. Whatever the bytes are, this answers, and within the limits."""
    findings = Findings()
    with TemporaryFile() as copy, TemporaryFile() as output:
        for chunk in source:
            copy.write(chunk)
        copy.seek(0)
        cost = (limits.seconds, limits.memory, limits.characters, ",".join(settings.WAGTAILDOCS_EXTENSIONS))
        try:
            with turn:
                status = run_apart(["-m", _PROGRAM, kind_of(name), *map(str, cost)], copy, output, limits.patience)
        except ReadingFailedError:
            status = _FAILED
        output.seek(0)
        whole = _understand(output, findings)
    if not whole and not findings.refusals:
        logger.error("A file of the type %s was not checked: %s.", kind_of(name), status)
        findings.codes.append("not-checked" if status in _SAYS_NOTHING else "too-complex")
    return findings


_FAILED = 1
# Python's own: an import or an argument that fails; and signals by which a server is stopped.
_SAYS_NOTHING = {_FAILED, 2, -2, -15}


def _understand(output: Iterable[bytes], findings: Findings) -> bool:
    """Read what the program said. False when it was stopped over its work."""
    whole = False
    for line in output:
        try:
            said: dict[str, Any] = json.loads(line)
        except ValueError:  # the last one, cut short
            break
        findings.codes += said.get("codes", [])
        findings.language = said.get("language", findings.language)
        findings.pages = said.get("pages", findings.pages)
        text = said.get("text", "")
        findings.numbers += hidden_numbers(text)
        findings.codes += ["part-b"] if has_part_b(text) else []
        whole = whole or "done" in said
    findings.numbers = list(dict.fromkeys(findings.numbers))[:MOST_NUMBERS]
    return whole


def hidden_numbers(text: str) -> list[HiddenNumber]:
    """The numbers of persons in a text, no more of each than may be kept."""
    return [
        HiddenNumber(
            found.kind.value,
            found.plain[: SHOWN[found.kind]],
            account_digest(found.plain) if found.kind is NumberKind.ACCOUNT else "",
        )
        for found in personal_numbers(text)
    ]


def account_digest(plain: str) -> str:
    """By which an account is known again."""
    return hashlib.sha256(plain.encode()).hexdigest()
