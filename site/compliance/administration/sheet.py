"""The sheet for the national page of the BIP: what it says, what was sent, what differs."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from compliance.administration.views import CentreView
from compliance.models import SentSheet
from compliance.sheet import data_of, differences, last_sent, missing_from, record_sent, rows_of
from compliance.subject import Subject


class SheetView(CentreView):
    """The sheet, what has changed since it was sent, and the button that records that it is sent today.

    No other day can be recorded: what was sent then is not known any more.
    """

    page_title = gettext_lazy("Sheet for gov.pl/bip")
    header_icon = "doc-full"
    template_name = "compliance/sheet.html"

    @cached_property
    def subject(self) -> Subject:
        return Subject(self.site)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Print the sheet"), url=self.url("sheet_print"), icon_name="doc-full")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        data, sent = data_of(self.subject), last_sent(self.site)
        return super().get_context_data(
            rows=rows_of(data),
            missing=missing_from(data),
            sent=sent,
            differences=differences(sent, data) if sent else [],
            all_sent=SentSheet.objects.filter(site=self.site)[:20],
            today=self.subject.today,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_sent(self.subject, request.user)
        messages.success(request, _("It is recorded that the sheet was sent."))
        return redirect(self.url("sheet"))


class PrintedSheetView(CentreView):
    """The sheet alone, to be printed or saved."""

    page_title = gettext_lazy("Sheet for gov.pl/bip")
    template_name = "compliance/sheet_print.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        subject = Subject(self.site)
        return super().get_context_data(
            rows=rows_of(data_of(subject)), centre=subject.centre, today=subject.today, **kwargs
        )
