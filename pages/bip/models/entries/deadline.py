"""The day of a notice, and the day, perhaps the hour, until which people may apply or offer."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from delivery.ends import right_until
from pages.bip.models.entries.base import day_text
from pages.bip.states import AWAITING, OPEN, EntryState
from pages.core.dates import WARSAW


class DeadlineMixin(models.Model):
    """An entry with a deadline. The hour counts on the last day only; without one the day counts as a whole."""

    announced_on = models.DateField(
        _("announced on"),
        null=True,
        blank=True,
        help_text=_("Only for a notice taken over from an earlier bulletin. Left empty: the day of publication here."),
    )
    # The database takes a draft without it; publishing asks for it.
    deadline_on = models.DateField(
        _("deadline: last day"), null=True, help_text=_("The last day on which papers are taken, e.g. 15.12.2025.")
    )
    deadline_time = models.TimeField(
        _("deadline: hour"), null=True, blank=True, help_text=_("Left empty: until the end of the day.")
    )

    deadline_fields = ("deadline_on", "deadline_time")
    deadline_panels = [FieldRowPanel([FieldPanel("deadline_on"), FieldPanel("deadline_time")])]

    # Those of the page that it is mixed into.
    go_live_at: datetime | None
    first_published_at: datetime | None

    class Meta:
        abstract = True

    @property
    def next_public_day(self) -> date:
        """The day on which readers get what is written now: today, or the one for which it is scheduled."""
        return max(localdate(), localdate(self.go_live_at)) if self.go_live_at else localdate()

    @property
    def first_public_day(self) -> date:
        """The day on which readers first saw the page here, or will."""
        return localdate(self.first_published_at) if self.first_published_at else self.next_public_day

    @property
    def announced(self) -> date:
        """The day of the notice."""
        return self.announced_on or self.first_public_day

    @property
    def listed_by(self) -> date:
        """The day by which a list sorts it."""
        return self.announced

    @property
    def deadline_text(self) -> str:
        """The deadline as readers see it: „15 grudnia 2025, godz. 15:00”."""
        day = day_text(self.deadline_on)
        if not day or self.deadline_time is None:
            return day
        return gettext("%(day)s, at %(hour)s") % {"day": day, "hour": clock(self.deadline_time)}

    @property
    def deadline_moment(self) -> date | datetime | None:
        """The moment, Polish time, or the day when no hour is given."""
        if self.deadline_on is None or self.deadline_time is None:
            return self.deadline_on
        return last_moment(self.deadline_on, self.deadline_time).astimezone(WARSAW)

    @property
    def is_past_deadline(self) -> bool:
        """Whether it is too late now."""
        if self.deadline_on is None:
            return False
        last = last_moment(self.deadline_on, self.deadline_time or time.max)
        right_until(last + timedelta(microseconds=1))
        # Not by the clocks' faces, as Python compares two moments of one zone: what is over would begin again with an
        # hour that comes twice.
        return timezone.now() > last

    def state_now(self, state: EntryState | None) -> EntryState | None:
        """Today's state, with the hour counted: open no more after it."""
        return AWAITING if state is not None and state.key == OPEN.key and self.is_past_deadline else state

    def days_left_if(self, state: EntryState | None) -> str:
        """How many days are left while it is open."""
        if state is None or state.key != OPEN.key or self.deadline_on is None:
            return ""
        left = (self.deadline_on - localdate()).days
        if left == 0:
            return gettext("today is the last day")
        return ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}


def last_moment(day: date, hour: time) -> datetime:
    """The last moment, in UTC, at which Polish clocks haven't gone past this hour of a day.

    Of an hour that comes twice the second, so that nobody who trusts a clock is late; for one that clocks skip, the
    last before they do, since afterwards all of them show a later one.
    """
    shown = datetime.combine(day, hour, WARSAW)
    first, second = shown.astimezone(UTC), shown.replace(fold=1).astimezone(UTC)
    if second < first:  # skipped: the two are its distance from either side of the gap, which begins with a full hour
        second = first.replace(minute=0, second=0, microsecond=0) - timedelta(microseconds=1)
    return second


def clock(moment: time | datetime) -> str:
    """An hour as Polish offices write it: „9:05”."""
    return f"{moment.hour}:{moment:%M}"
