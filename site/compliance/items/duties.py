"""Whom to turn to and what must be said: data protection, electronic addresses, children, whistleblowers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from compliance.answers import Answer, met, not_met
from compliance.items.shared import lack_of, of_category, remedy_of
from compliance.subject import Presence, Subject, is_example
from pages.core.addresses import is_public
from pages.core.dates import PartialDate

CHILDREN = ("child_protection", "child_protection_short")
# Years after which a text on children's protection has to be looked at again.
GOOD_FOR = 2


def data_protection(subject: Subject) -> Answer:
    """L24: the data-protection officer, the privacy notices, no cookie for readers."""
    centre = subject.centre
    if not (centre.dpo_name and (centre.dpo_phone or centre.dpo_email)):
        why = _("The data-protection officer is not named, or can’t be reached by phone or e-mail.")
        return not_met(why, _("Give the name, and a phone number or an e-mail address."), subject.settings_place)
    found = subject.category("privacy")
    if not found.is_there:
        return of_category(subject, "privacy", "")
    if cookies := [look.path for look in subject.looks if look.sets_cookies]:
        why = _("These pages set cookies although nobody has signed in: %(pages)s.")
        return not_met(why % {"pages": ", ".join(cookies[:5])}, _("Tell whoever runs the site."))
    good = _("The officer is named, the page on personal data is there, and readers get no cookies.")
    return met(good, subject.proof_of(found.page))


def electronic(subject: Subject) -> Answer:
    """L25: the addresses for electronic delivery, and where readers find them."""
    centre = subject.centre
    lacking = [
        name
        for name, value in ((_("e-Doręczenia address"), centre.edelivery), (_("ePUAP box"), centre.epuap))
        if not value
    ]
    if lacking:
        why = _("The centre’s data lack: %(names)s.") % {"names": ", ".join(lacking)}
        to_do = _("Write the addresses as they are registered; their form is checked.")
        return not_met(why, to_do, subject.settings_place)
    for name in ("edelivery", "epuap"):  # what was loaded from a file has passed no form
        try:
            centre._meta.get_field(name).run_validators(getattr(centre, name))
        except ValidationError as error:
            why = _("An address in the centre’s data is not in the right form: %(address)s.")
            return not_met(why % {"address": getattr(centre, name)}, error.messages[0], subject.settings_place)
    good = _("Both addresses are given, in the right form.")
    contact: Any = centre.contact_page and centre.contact_page.specific
    if is_public(contact) and not is_example(contact) and not subject.category("electronic").is_there:
        return met(good, subject.proof_of(contact))
    return of_category(subject, "electronic", good)


def protection(subject: Subject) -> Answer:
    """L26: standards of children's protection in full and in short, looked at every two years; whistleblowing."""
    for code in (*CHILDREN, "whistleblowing"):
        found = subject.category(code)
        if found.presence is not Presence.FILLED:
            proof = subject.proof_of(found.page) if found.page else None
            return not_met(lack_of(found, code), remedy_of(found, code), subject.place_of(found.page), proof)
    for code in CHILDREN:
        page = subject.category(code).page
        looked_at = _looked_at(page)
        if looked_at and subject.today > _years_after(looked_at, GOOD_FOR):
            why = _("The page “%(title)s” was last looked at on %(day)s, more than two years ago.")
            names = {"title": page.title, "day": PartialDate.from_date(looked_at).label}
            to_do = _("Look at the standards again; change the date on which they were produced, and publish.")
            return not_met(why % names, to_do, subject.place_of(page), subject.proof_of(page))
    good = _("The standards are there in full and in short, not older than two years, and so is the way to report.")
    return met(good, subject.proof_of(subject.category(CHILDREN[0]).page))


def _looked_at(page: Any) -> date | None:
    """The last day on which somebody produced or published the text."""
    page = getattr(page, "target", None) or page
    page = page.specific
    days = [localtime(page.last_published_at).date()] if page.last_published_at else []
    if page.produced_at:
        days.append(page.produced_at.last)
    return max(days, default=None)


def _years_after(day: date, years: int) -> date:
    """The same day some years later; of 29 February, the first of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
