"""The log of attempts at a centre's sites, and the button that says that somebody looked through it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from compliance.administration.views import CentreView
from compliance.models import AccessAttempt
from compliance.models.attempts import UNSUCCESSFUL
from compliance.reviews import last_review, overdue_days, review_log, reviewed_days
from compliance.workdays import is_working_day

PER_PAGE = 50


@dataclass(frozen=True)
class Line:
    """An attempt as the log prints it."""

    attempt: AccessAttempt
    account: str
    network: str


class LogView(CentreView):
    """Attempts, the newest first; above them who looked through them on which day."""

    page_title = gettext_lazy("Log of attempts at access")
    header_icon = "history"
    template_name = "compliance/log.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        listed = Paginator(self.attempts, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            lines=[Line(attempt, self._account(attempt), self._network(attempt)) for attempt in listed],
            listed=listed,
            days=reviewed_days(self.site, today),
            last=last_review(self.site, today),
            overdue=overdue_days(self.site, today) or [],
            today=today,
            is_working_day=is_working_day(today),
            only_unsuccessful=self.only_unsuccessful,
            kept_query="only=unsuccessful&" if self.only_unsuccessful else "",
            log_url=self.url("log"),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        review, is_new = review_log(self.site, request.user, timezone.localdate())
        if is_new or review.by_id == request.user.pk:
            messages.success(request, _("It is recorded that you have looked through the log."))
        else:
            said = _("The log has been looked through today already, by: %(name)s. Only the first review is recorded.")
            messages.warning(request, said % {"name": review.by_name})
        return redirect(self.url("log"))

    @property
    def attempts(self) -> QuerySet[AccessAttempt]:
        """The centre's own; those at no centre's address are for who answers for all."""
        mine = Q(site=self.site)
        if self.request.user.is_superuser:
            mine |= Q(site=None)
        found = AccessAttempt.objects.filter(mine)
        return found.filter(kind__in=UNSUCCESSFUL) if self.only_unsuccessful else found

    @property
    def only_unsuccessful(self) -> bool:
        """Whether sign-ins that went well and the like are left out."""
        return self.request.GET.get("only") == "unsuccessful"

    @cached_property
    def known_names(self) -> frozenset[str]:
        """Accounts of those who share a group with the reader: names of others are nobody's business here."""
        user = self.request.user
        people = get_user_model()._default_manager.all()
        if not user.is_superuser:
            people = people.filter(Q(groups__in=user.groups.all()) | Q(pk=user.pk))
        return frozenset(person.get_username() for person in people.distinct())

    def _account(self, attempt: AccessAttempt) -> str:
        if not attempt.account:
            return _("unknown account")
        return attempt.account if attempt.account in self.known_names else _("an account of others")

    def _network(self, attempt: AccessAttempt) -> str:
        if attempt.several_addresses:
            return _("several networks")
        return attempt.address or _("not known")
