"""What pages of the bulletin print of the centre's own data: said once, in the settings, and copied nowhere."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pages.core.models import CentreSettings
from pages.core.templatetags.jawny import phone_href

Facts = list[tuple[str, str, str]]
"""Label, printable value and the address that the value leads to, empty for plain text."""


def basic_facts(centre: CentreSettings) -> Facts:
    """Whose bulletin this is."""
    return _known(
        (_("Name"), centre.name, ""),
        *_address(centre),
        *_reached(centre),
        (_("Website"), centre.website, centre.website_url),
        (_("Opening hours"), lines_of(centre.opening_hours), ""),
        (_("Supervision"), centre.supervisor, ""),
        (_("Area"), centre.area, ""),
        (_("NIP"), centre.nip, ""),
        (_("REGON"), centre.regon, ""),
        *electronic_facts(centre),
        (_("Bank accounts"), "; ".join(_spaced(digits) for digits in centre.bank_account_numbers), ""),
    )


def office_facts(centre: CentreSettings) -> Facts:
    """Where the editors of the bulletin are reached. Their address has to be there, so a missing one is named."""
    return [*(_address(centre) or [(_("Address"), _("not given"), "")]), *_known(*_reached(centre))]


def electronic_facts(centre: CentreSettings) -> Facts:
    """Addresses for electronic letters, checked where they are typed."""
    return _known(
        (capfirst(_("e-Doręczenia address")), centre.edelivery, ""), (capfirst(_("ePUAP box")), centre.epuap, "")
    )


def officer_facts(centre: CentreSettings) -> Facts:
    """How to reach the data-protection officer."""
    return _known(
        (capfirst(_("data-protection officer")), centre.dpo_name, ""),
        *_phone_and_email(centre.dpo_phone, centre.dpo_email),
    )


def complaints_facts(centre: CentreSettings) -> Facts:
    """When somebody receives complaints in person."""
    return _known((capfirst(_("complaints are received in person")), lines_of(centre.complaints_hours), ""))


def ways_to_ask(centre: CentreSettings) -> Facts:
    """Every way to ask for public information."""
    post = ", ".join(filter(None, [centre.name, _one_line(centre)]))
    return _known(
        (_("E-mail"), centre.email, f"mailto:{centre.email}"),
        (_("By post or in person"), post if centre.city else "", ""),
        *electronic_facts(centre),
        (_("By phone"), centre.phone, phone_href(centre.phone)),
        (_("Fax"), centre.fax, ""),
    )


def lines_of(text: str) -> str:
    """Lines of a field as one, a day after another."""
    return "; ".join(filter(None, (line.strip() for line in text.splitlines())))


def _known(*facts: tuple[str, str, str]) -> Facts:
    """The facts that there are; a value leads nowhere when it is empty."""
    return [fact for fact in facts if fact[1]]


def _address(centre: CentreSettings) -> Facts:
    return _known((_("Address"), _one_line(centre), ""))


def _one_line(centre: CentreSettings) -> str:
    town = f"{centre.postcode} {centre.city}".strip() if centre.city else ""
    return ", ".join(filter(None, [centre.street, town])) if town else ""


def _reached(centre: CentreSettings) -> Facts:
    phone, *email = _phone_and_email(centre.phone, centre.email)
    return [phone, (_("Fax"), centre.fax, ""), *email]


def _phone_and_email(phone: str, email: str) -> Facts:
    return [(_("Phone"), phone, phone_href(phone)), (_("E-mail"), email, f"mailto:{email}")]


def _spaced(digits: str) -> str:
    """An account number as banks print it: two digits, then groups of four."""
    return " ".join([digits[:2], *(digits[i : i + 4] for i in range(2, len(digits), 4))])
