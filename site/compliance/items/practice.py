"""What no law asks for, and readers are right to expect."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from compliance.answers import Answer, met, not_applicable, not_met
from compliance.looking import ask
from compliance.subject import Subject, titles
from history.models import ContentStatus, PublishedVersion
from pages.acts.models import ActPage
from pages.acts.models.kinds import ActKind

# Texts that another act gives its number and its day to.
GRANTED = {ActKind.STATUTE, ActKind.REGULATIONS}


def lasting_addresses(subject: Subject) -> Answer:
    """L29: every version has an address of its own, and what programs read is there."""
    versions = PublishedVersion.objects.filter(
        object__journal__site=subject.site,
        object__state="shown",
        object__hidden=False,
        content__status=ContentStatus.FULL,
    )
    version = versions.select_related("object").order_by("-pk").first()
    if version is None:
        return not_applicable(_("No page has been published yet."))
    path = f"{version.object.path}wersje/{version.number}/"
    feed = reverse("change_register_atom")
    for asked in (path, feed):
        status = ask(subject.site, asked).status_code
        if status != 200:
            why = _("The address %(path)s answers with the status %(status)s.") % {"path": asked, "status": status}
            return not_met(why, _("Tell whoever runs the site."))
    return met(_("Versions have addresses of their own, and the register a feed."), subject.proof_at(path, path))


def acts(subject: Subject) -> Answer:
    """L30: every act says its number, its day and what it is about; a statute has the number of what grants it."""
    found = subject.own_of(ActPage)
    if not found:
        return not_applicable(_("No act is published as an act of law."))
    lacking = [act for act in found if not _is_complete(act)]
    if lacking:
        why = _("These acts lack a number, a day or a subject: %(titles)s.") % {"titles": titles(lacking)}
        return not_met(why, _("Complete the act."), subject.place_of(lacking[0]), subject.proof_of(lacking[0]))
    why = _("Acts with their number, day and subject: %(count)s, all of them.") % {"count": len(found)}
    return met(why, subject.proof_of(found[0]))


def _is_complete(act: ActPage) -> bool:
    if act.kind in GRANTED:
        return True
    return bool(act.number and act.adopted_on and act.subject)
