"""What the installation does day after day: the log of attempts, copies, answering, what gov.pl/bip knows."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compliance.answers import Answer, Link, met, not_met
from compliance.backups import newest_backup, newest_verified
from compliance.looking import ask
from compliance.reviews import last_review, overdue_days
from compliance.sheet import data_of, differences, last_sent, missing_from
from compliance.subject import Subject
from pages.core.dates import PartialDate
from pages.core.templatetags.jawny import polish_datetime

ATTEMPTS = "compliance.middleware.AttemptsMiddleware"
OLDEST_COPY = timedelta(hours=24)
# Documented, openly specified formats that offices exchange; none of them carries macros or programs.
OPEN_FORMATS = {"csv", "docx", "ics", "json", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "vtt", "xlsx", "xml"}
OPEN_FORMATS |= {"avif", "gif", "jpeg", "jpg", "mp4", "png", "svg", "webm", "webp", "zip"}
LEAST_DAYS = 730


def log(subject: Subject) -> Answer:
    """L11: attempts are logged, and somebody looks through the log on every working day."""
    place = subject.board_place(_("Log of attempts at access"), "log")
    if ATTEMPTS not in settings.MIDDLEWARE:
        why = _("Failed sign-ins and refusals are not logged: a part of the site was taken out.")
        return not_met(why, _("Tell whoever runs the site."))
    days = overdue_days(subject.site, subject.today)
    last = last_review(subject.site, subject.today)
    to_do = _("Look through the log and confirm it, on every working day.")
    if days is None or last is None:
        return not_met(_("Attempts are logged, but nobody has looked through the log yet."), to_do, place)
    if days:
        message = ngettext(
            "Nobody has looked through the log for %(count)s working day; last done on %(day)s.",
            "Nobody has looked through the log for %(count)s working days; last done on %(day)s.",
            len(days),
        )
        numbers = {"count": len(days), "day": PartialDate.from_date(last.day).label}
        return not_met(message % numbers, to_do, place, place)
    why = _("Attempts are logged; the log was last looked through on %(day)s.")
    return met(why % {"day": PartialDate.from_date(last.day).label}, place)


def copies(subject: Subject) -> Answer:
    """L12: a copy of everything that is not older than a day."""
    newest = newest_backup()
    to_do = _("Tell whoever runs the site: a copy has to be made every day (manage.py backup).")
    if newest is None:
        return not_met(_("No tool has reported a copy of the database and of the files."), to_do)
    day = polish_datetime(newest)
    if subject.now - newest > OLDEST_COPY:
        return not_met(_("The newest copy of everything is of %(day)s.") % {"day": day}, to_do)
    verified = newest_verified()
    if verified is None:
        return met(_("The newest copy is of %(day)s; nobody has tried to put one back yet.") % {"day": day})
    message = _("The newest copy is of %(day)s; one of %(verified)s was put back and compared.")
    return met(message % {"day": day, "verified": polish_datetime(verified)})


def answering(subject: Subject) -> Answer:
    """L13: an address for a watchman, and a page for when the site can't answer."""
    tell = _("Tell whoever runs the site: its settings or templates were changed.")
    try:
        path = reverse("healthz")
    except NoReverseMatch:
        return not_met(_("There is no address where a watchman could ask whether the site works."), tell)
    status = ask(subject.site, path).status_code
    if status != 200:
        why = _("Asked at %(path)s whether it works, the site answers with the status %(status)s.")
        return not_met(why % {"path": path, "status": status}, tell)
    try:
        get_template("errors/503.html")
    except TemplateDoesNotExist:
        return not_met(_("There is no page that says why the site can’t answer."), tell)
    why = _("The site answers at %(path)s; whether it does so day and night only a watchman outside of it can tell.")
    return met(why % {"path": path}, subject.proof_at(path, path))


def national_page(subject: Subject) -> Answer:
    """L14: what gov.pl/bip knows of the centre is what is true now."""
    data, sent = data_of(subject), last_sent(subject.site)
    place = subject.board_place(_("Sheet for gov.pl/bip"), "sheet")
    if missing := missing_from(data):
        why = _("The sheet for gov.pl/bip lacks: %(names)s.") % {"names": ", ".join(missing)}
        return not_met(
            why, _("Complete the centre’s data and the editors of the bulletin."), subject.settings_place, place
        )
    if sent is None:
        why = _("It is not recorded that the data were ever sent to gov.pl/bip.")
        return not_met(why, _("Print the sheet, send it and record that on the same day."), place, place)
    day = PartialDate.from_date(sent.sent_on).label
    if changed := differences(sent, data):
        why = _("Since the sheet was sent on %(day)s, this has changed: %(names)s.")
        names = ", ".join(difference.label for difference in changed)
        to_do = _("Send the sheet once more and record that on the same day.")
        return not_met(why % {"day": day, "names": names}, to_do, place, place)
    return met(_("The sheet was sent on %(day)s, and nothing in it has changed.") % {"day": day}, place)


def keeping(subject: Subject) -> Answer:
    """L28: logs are kept for two years, texts are UTF-8, files are of open formats."""
    tell = _("Tell whoever runs the site: its settings were changed.")
    if settings.ATTEMPTS_KEPT_DAYS < LEAST_DAYS:
        why = _("The log of attempts is kept for %(days)s days only.") % {"days": settings.ATTEMPTS_KEPT_DAYS}
        return not_met(why, tell)
    if settings.DEFAULT_CHARSET.lower() != "utf-8":
        return not_met(_("The pages are not in UTF-8."), tell)
    allowed = {*settings.WAGTAILDOCS_EXTENSIONS, *settings.WAGTAILIMAGES_EXTENSIONS}
    if odd := sorted(allowed - OPEN_FORMATS):
        return not_met(_("Files of these formats may be published: %(names)s.") % {"names": ", ".join(odd)}, tell)
    why = _("The log is kept for %(days)s days, pages are in UTF-8, and only files of open formats are taken.")
    return met(why % {"days": settings.ATTEMPTS_KEPT_DAYS}, Link(_("Documents"), reverse("wagtaildocs:index")))
