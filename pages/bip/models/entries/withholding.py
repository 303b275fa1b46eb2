"""A statement that information is withheld: what of it, on what basis, who decided, in whose interest.

Required of a body that limits access to a part of its information: u.d.i.p. art. 8 ust. 5.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.search import index

from pages.bip.categories import Holds
from pages.bip.models.entries.base import BipEntryPage, Facts, day_text, known
from pages.core.addresses import centre_path, local_url
from pages.core.models import BasePage
from pages.core.snapshots import public_title


class Interest(models.TextChoices):
    """Which interest is protected."""

    PRIVACY = "privacy", _("privacy of a natural person")
    BUSINESS = "business", _("a business secret")
    SECRET = "secret", _("another secret protected by law")


NAMED_INTERESTS = (Interest.PRIVACY, Interest.BUSINESS)
"""Where the statement has to say in whose interest information is withheld."""


class WithholdingPage(BipEntryPage):
    """A statement that information is withheld: what of it, on what basis, who decided, in whose interest."""

    holds = Holds.WITHHOLDINGS

    page_description = _(
        "A statement that information is withheld: what of it, on what basis, who decided, in whose interest."
    )

    scope = models.TextField(
        _("what is withheld"), max_length=1000, help_text=_("So that a reader knows what is missing, not what it says.")
    )
    concerns = models.ForeignKey(
        "core.BasePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="withholdings",
        verbose_name=_("page that it concerns"),
        help_text=_("A page of the bulletin: it will say that a part of it is not public, and lead here."),
    )
    legal_basis = models.CharField(
        _("legal basis of withholding"), max_length=500, help_text=_("As your lawyer names it.")
    )
    decided_by = models.CharField(_("decided by"), max_length=250, help_text=_("A person with a function, or a body."))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    interest = models.CharField(_("protected interest"), max_length=10, choices=Interest.choices)
    interest_of = models.CharField(
        _("in whose interest"),
        max_length=250,
        blank=True,
        help_text=_("Needed for privacy and business secrets. A natural person is described, not named."),
    )

    own_fields = ("scope", "concerns", "legal_basis", "decided_by", "decided_on", "interest", "interest_of")
    history_fields = (*BasePage.history_fields, *own_fields, "body")

    own_panels = [
        MultiFieldPanel(
            [FieldPanel("scope"), PageChooserPanel("concerns")],
            heading=_("What is not public"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("legal_basis"),
                FieldRowPanel([FieldPanel("decided_by"), FieldPanel("decided_on")]),
                FieldRowPanel([FieldPanel("interest"), FieldPanel("interest_of")]),
            ],
            heading=_("Why, and who decided"),
        ),
    ]
    content_panels = [
        *BasePage.content_panels,
        *own_panels,
        *BipEntryPage.body_panels,
        *BasePage.provenance_panels,
    ]
    search_fields = [*BipEntryPage.search_fields, index.SearchField("scope")]

    class Meta:
        verbose_name = _("statement of withholding")
        verbose_name_plural = _("statements of withholding")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.interest in NAMED_INTERESTS and not self.interest_of:
            errors["interest_of"] = _("Say in whose interest: for privacy and a business secret this is required.")
        if self.decided_on and self.decided_on > localdate():
            errors["decided_on"] = _("Nobody can have decided this after today. Check the date.")
        if fault := self._fault_of_concerned():
            errors["concerns"] = fault
        if errors:
            raise ValidationError(errors)

    def _fault_of_concerned(self) -> Any:
        page = self.concerns
        if page is None:
            return None
        if self.path and centre_path(page) != centre_path(self):
            return _("Choose a page of this centre.")
        if page.specific_class in (WithholdingPage, None) or page.specific_class.leads_elsewhere or not page.in_bip:
            return _("Choose the page of the bulletin that readers open: not a reference, nor another statement.")
        return None

    @property
    def listed_by(self) -> date:
        return self.decided_on or super().listed_by

    @property
    def facts(self) -> Facts:
        return known(
            (gettext("What is withheld"), self.scope),
            (gettext("Concerns the page"), public_title(self.concerns)),
            (gettext("Legal basis of withholding"), self.legal_basis),
            (gettext("Decided by"), self.decided_by),
            (gettext("Decided on"), day_text(self.decided_on)),
            (gettext("Protected interest"), str(self.get_interest_display() or "")),
            (gettext("In whose interest"), self.interest_of),
        )

    @property
    def links(self) -> dict[str, str]:
        return {gettext("Concerns the page"): local_url(self.concerns)}

    @property
    def search_facts(self) -> Facts:
        """The title of the page that it concerns is that page's own word."""
        return [fact for fact in self.facts if fact[0] != gettext("Concerns the page")]
