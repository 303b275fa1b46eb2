"""A register, record or archive that the centre keeps, and who may look into it."""

from __future__ import annotations

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from pages.bip.categories import Holds
from pages.bip.models.entries.base import BipEntryPage, Facts, known
from pages.core.models import BasePage

is_web_address = URLValidator(schemes=["http", "https"], message=_("Write an address that begins with https://."))


class RegisterKind(models.TextChoices):
    """What the centre calls it."""

    REGISTER = "register", _("register")
    RECORD = "record", _("record (ewidencja)")
    ARCHIVE = "archive", _("archive")


class PublicRegisterPage(BipEntryPage):
    """A register, record or archive that the centre keeps, and who may look into it."""

    review_months = 12

    holds = Holds.REGISTERS

    page_description = _("A register, record or archive that the centre keeps, and who may look into it.")

    kind = models.CharField(
        _("kind of register"), max_length=10, choices=RegisterKind.choices, default=RegisterKind.REGISTER
    )
    legal_basis = models.CharField(
        _("legal basis"),
        max_length=500,
        blank=True,
        help_text=_("On what basis it is kept, as your lawyer names it. Left empty, readers see that it isn’t given."),
    )
    holds_data = models.TextField(
        _("what data it holds"), max_length=2000, help_text=_("Kinds of data, never the data themselves.")
    )
    kept_by = models.CharField(_("kept by"), max_length=250, help_text=_("A unit or a post."))
    access = models.TextField(
        _("rules of access"),
        max_length=2000,
        help_text=_("Who may look into it, how to get an extract or a copy, and where to ask."),
    )
    online_url = models.URLField(
        _("address online"), blank=True, validators=[is_web_address], help_text=_("If the public can read it online.")
    )

    own_fields = ("kind", "legal_basis", "holds_data", "kept_by", "access", "online_url")
    history_fields = (*BasePage.history_fields, *own_fields, "body")

    own_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("kept_by")]),
                FieldPanel("legal_basis"),
                FieldPanel("holds_data"),
            ],
            heading=_("What is kept"),
            help_text=_("The title of the page is the name of the register."),
        ),
        MultiFieldPanel([FieldPanel("access"), FieldPanel("online_url")], heading=_("Who may look into it, and how")),
    ]
    content_panels = [
        *BasePage.content_panels,
        *own_panels,
        *BipEntryPage.body_panels,
        *BasePage.provenance_panels,
    ]
    search_fields = [*BipEntryPage.search_fields, index.SearchField("holds_data"), index.SearchField("access")]

    class Meta:
        verbose_name = _("register or record")
        verbose_name_plural = _("registers and records")

    @property
    def eyebrow(self) -> str:
        return str(self.get_kind_display()).capitalize()

    @property
    def facts(self) -> Facts:
        return known(
            (gettext("What data it holds"), self.holds_data),
            (gettext("Kept by"), self.kept_by),
            (gettext("Rules of access"), self.access),
            (gettext("Legal basis"), self.legal_basis or gettext("not given")),
            (gettext("Online"), self.online_url),
        )

    @property
    def links(self) -> dict[str, str]:
        return {gettext("Online"): self.online_url}

    @property
    def listing_facts(self) -> Facts:
        return self.facts[1:3]
