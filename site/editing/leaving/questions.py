"""What is asked before pages go, whichever way they go: why, and where their readers are led."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from editing.leaving.redirects import Address, Kept, addresses_of, lead_on
from editing.leaving.references import Source, references_to
from editing.models import SeeInstead
from history.departures import LONGEST, DepartureReason, reason_of_departure
from pages.core.addresses import centre_path, is_public
from pages.core.models import BasePage

DELETE, UNPUBLISH = "delete", "unpublish"
REDIRECT, TOMBSTONE, NOWHERE = "redirect", "tombstone", ""
HOW = [
    (NOWHERE, gettext_lazy("The reader is told that the page is gone, and of no other page")),
    (REDIRECT, gettext_lazy("The reader goes on to that page at once")),
    (TOMBSTONE, gettext_lazy("The reader is told that the page is gone, and to see that page instead")),
]


class LeavingForm(forms.Form):
    """The reason, in the words of `history.departures`, and another page for the readers."""

    # What is none of these is no reason, as in `history.departures`; words of one's own are.
    departure_reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Select(choices=[("", gettext_lazy("choose one, or write it below")), *DepartureReason.choices]),
    )
    departure_words = forms.CharField(
        label=gettext_lazy("In a few words, e.g. which page it was merged with"), required=False, max_length=LONGEST
    )
    leads_to = forms.ModelChoiceField(
        label=gettext_lazy("Page for its readers"),
        queryset=Page.objects.filter(depth__gt=1),
        required=False,
        widget=AdminPageChooser,
        help_text=gettext_lazy("A public page of your centre that stands in for this one. Leave it empty for none."),
    )
    leads_how = forms.ChoiceField(
        label=gettext_lazy("What happens at the old address?"),
        choices=HOW,
        initial=NOWHERE,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, pages: Sequence[Page], deed: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages, self.deed = pages, deed
        if not seen_by_readers(pages):  # nobody would read why
            del self.fields["departure_reason"], self.fields["departure_words"]
        if in_bulletin(pages):  # what the bulletin published keeps an address that says so
            del self.fields["leads_how"]
        if not any(page.live for page in pages):
            del self.fields["leads_to"]
            self.fields.pop("leads_how", None)

    def clean_leads_to(self) -> Page | None:
        """Another centre's page is as unknown as one that isn't there."""
        page: Page | None = self.cleaned_data["leads_to"]
        if page is None:
            return None
        if any(centre_path(page) != centre_path(leaving) for leaving in self.pages):
            raise ValidationError(_("Choose a page of the same centre."))
        if not is_public(page):
            raise ValidationError(_("Readers can't open “%(page)s”. Choose a public page.") % {"page": page.title})
        if any(page.path.startswith(leaving.path) for leaving in self.pages):
            raise ValidationError(_("“%(page)s” goes as well. Choose another page.") % {"page": page.title})
        return page

    def clean(self) -> dict[str, Any]:
        """Nobody is answered for: neither the reason nor the readers' way is taken for granted."""
        data = super().clean() or {}
        asks_reason = "departure_reason" in self.fields and "departure_words" not in self.errors
        if asks_reason and not reason_of_departure(data):
            self.add_error("departure_reason", _("Choose the reason, or write it in a few words: readers will see it."))
        if "leads_how" in self.fields and not {"leads_to", "leads_how"} & self.errors.keys():
            if data["leads_how"] and not data["leads_to"]:
                self.add_error("leads_to", _("Choose the page that readers are to find."))
            elif data["leads_to"] and not data["leads_how"]:
                self.add_error("leads_how", _("Say how readers get from the old address to the page chosen above."))
        return data


def seen_by_readers(pages: Sequence[Page]) -> bool:
    """Whether any of the pages, or one below them, has ever been public."""
    below = (Page.objects.descendant_of(page, inclusive=True) for page in pages)
    return any(tree.filter(first_published_at__isnull=False).exists() for tree in below)


def in_bulletin(pages: Sequence[Page]) -> bool:
    """Whether any of the pages stands in the public bulletin."""
    return any(isinstance(page := given.specific_deferred, BasePage) and page.in_bip for given in pages)


class Questions:
    """All that the page prints which asks “are you sure?”."""

    def __init__(self, request: HttpRequest, pages: Sequence[Page], deed: str) -> None:
        self.request, self.pages, self.deed = request, pages, deed

    @cached_property
    def form(self) -> LeavingForm:
        """What was sent and is shown again, or what a refusal carried back in the address; else an empty one."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        data = sent if any(name in sent for name in LeavingForm.base_fields) else None
        return LeavingForm(data, pages=self.pages, deed=self.deed)

    @cached_property
    def references(self) -> list[Source]:
        """What links to the pages."""
        return references_to(self.pages, self.request.user)

    @property
    def shown_in_menus(self) -> bool:
        """Whether a menu of the site names one of them."""
        return any(page.live and page.show_in_menus for page in self.pages)

    @property
    def in_bulletin(self) -> bool:
        """Whether one of them stands in the bulletin."""
        return in_bulletin(self.pages)


class Leave:
    """What was answered, carried out once the pages are gone; what only they knew is noted before."""

    def __init__(self, form: LeavingForm) -> None:
        self.target: Page | None = form.cleaned_data.get("leads_to")
        self.deletes = form.deed == DELETE
        self.leads_there = form.cleaned_data.get("leads_how") == REDIRECT
        self.site = form.pages[0].get_site() if form.pages else None
        self.addresses: dict[int, Address] = {}
        self.kept: list[Kept] = []
        if self.target is not None and self.site is not None:
            for page in form.pages:
                self.addresses |= {address.page_id: address for address in addresses_of(page)}
            # A page that is only withdrawn may be back: what leads to it waits. For a deleted one it is led on, so
            # that no reader goes in two steps.
            self.kept = Kept.leading_to(self.addresses) if self.deletes and self.leads_there else []

    def carry_out(self) -> None:
        """Lead the readers of what is gone."""
        if self.target is None or self.site is None:
            return
        still = set(Page.objects.filter(pk__in=self.addresses).live().values_list("pk", flat=True))
        gone = [address for address in self.addresses.values() if address.page_id not in still]
        if self.leads_there:
            for redirect in self.kept:
                redirect.lead_to(self.target)
            lead_on(self.site, gone, self.target, permanent=self.deletes)
            return
        for address in gone:
            SeeInstead.objects.update_or_create(
                page_id=address.page_id, defaults={"site": self.site, "target": self.target}
            )
