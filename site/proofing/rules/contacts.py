"""Mailboxes and telephones that look like somebody's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import page, text
from proofing.kinds import Level
from proofing.reading import Reading
from proofing.rule import Finding, rule

# Where people in Poland have their own mailboxes.
_PRIVATE = (
    "aol|autograf|buziaczek|gazeta|gmail|go2|googlemail|hotmail|icloud|interia|live|me|msn|o2|onet|op|outlook"
    "|poczta|proton|protonmail|tlen|vp|wp|yahoo|ymail"
)
_MAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}@(?:{_PRIVATE})\.(?:com|eu|fm|me|pl)\b", re.IGNORECASE)
# Prefixes of mobile networks in the Polish numbering plan.
_MOBILE = re.compile(
    r"(?<![\d/.-])(?:(?:\+|00)48[\s-]?)?(?:45|50|51|53|57|60|66|69|72|73|78|79|88)\d"
    r"(?:[\s-]\d{3}[\s-]\d{3}|[\s-]\d\d[\s-]\d\d[\s-]\d\d)(?![\d/-])"
    r"|(?:\+48[\s-]?|\b(?:tel|telefon|telefonu|kom)[.:]{0,2}\s?)"
    r"(?:45|50|51|53|57|60|66|69|72|73|78|79|88)\d{7}(?!\d)",
    re.IGNORECASE,
)
# Numbers of nine digits that are no telephones.
_OTHER = re.compile(r"\b(?:REGON|NIP|KRS|RSPO|poz|nr)\b[.:]?\s?\Z", re.IGNORECASE)


@rule(
    code="private-mail",
    title=gettext_lazy("Mail goes to the office, not to somebody's own box"),
    why=gettext_lazy("Clients' letters belong in the office; and a private address is personal data."),
    level=Level.WARNS,
    passes=(page(text("Napisz: sekretariat@mops.example.pl")),),
    fails=(page(text("Napisz: anna.nowak@gmail.com")),),
)
def private_mail(reading: Reading) -> Iterator[Finding]:
    """Addresses at services where people have their own."""
    for value in reading.values:
        for found in _MAIL.finditer(value.text):
            message = _("“%(address)s” looks like a private mailbox.") % {"address": found[0]}
            yield Finding(value.place, found[0], message, _("Give the office's address instead."))


@rule(
    code="private-phone",
    title=gettext_lazy("A mobile number is the office's"),
    why=gettext_lazy("A private number can't be taken back once it was public."),
    level=Level.WARNS,
    passes=(page(text("Tel. 41 331 25 24, REGON 600 123 456.")),),
    fails=(page(text("Zadzwoń: 600 123 456")), page(text("tel. kom. +48 600123456"))),
)
def private_phone(reading: Reading) -> Iterator[Finding]:
    """Numbers of mobile networks."""
    for value in reading.values:
        for found in _MOBILE.finditer(value.text):
            if _OTHER.search(value.text, max(0, found.start() - 10), found.start()):
                continue
            number = found[0].strip()
            message = _("“%(number)s” is a mobile number.") % {"number": number}
            yield Finding(value.place, number, message, _("If it is a worker's own, give the office's instead."))
