"""Numbers of persons in files: what they keep from being published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import apps

from pages.core.documents.checking import HiddenNumber, account_digest
from pages.core.documents.rules import RULES, Rule
from proofing.personal_numbers import NumberKind, known_accounts, masked
from search.files.openness import is_open
from search.files.showing import pages_showing

if TYPE_CHECKING:
    from pages.core.models import CentreSettings, Document


def is_persons(number: HiddenNumber) -> bool:
    """Whether it is the number of a person, which no list of accounts allows."""
    return number.kind != NumberKind.ACCOUNT


def told(number: HiddenNumber) -> str:
    """„PESEL zaczynający się od 44…”."""
    return masked(NumberKind(number.kind), number.beginning)


def own_account_digests(centres: Iterable[CentreSettings]) -> frozenset[str]:
    """The centres' own accounts, as digests."""
    return frozenset(account_digest(plain) for centre in centres for plain in known_accounts(centre.bank_accounts))


def strange_numbers(document: Document, centres: Iterable[CentreSettings]) -> list[HiddenNumber]:
    """The numbers in a file that these centres may not publish."""
    numbers = document.numbers
    own = own_account_digests(centres) if any(not is_persons(number) for number in numbers) else frozenset()
    return [number for number in numbers if is_persons(number) or number.digest not in own]


def number_rules(document: Document) -> list[Rule]:
    """What the editor is told of numbers in a file that was taken in."""
    if not document.numbers:
        return []
    found = strange_numbers(document, apps.get_model("core.CentreSettings").objects.all())
    codes = ["personal-number-inside"] * any(map(is_persons, found))
    codes += ["account"] * any(not is_persons(number) for number in found)
    return [RULES[code] for code in codes]


def refused_numbers(document: Document) -> list[str]:
    """Why a file can't take its place because of numbers in it: everybody could open it at once.

    Accounts only matter where a public page shows the file already: elsewhere the page's publication will ask.
    """
    found = strange_numbers(document, apps.get_model("core.CentreSettings").objects.all()) if document.numbers else []
    persons = [told(number) for number in found if is_persons(number)]
    accounts = [told(number) for number in found if not is_persons(number)]
    if persons and is_open(document):
        return [_sentence("personal-number", persons)]
    if accounts and document.pk and pages_showing([document]):
        return [_sentence("account", accounts)]
    return []


def _sentence(code: str, numbers: Iterable[str]) -> str:
    rule = RULES[code]
    return f"{str(rule.wrong).rstrip('.')}: {', '.join(numbers)}. {rule.remedy}".replace("….", "…")
