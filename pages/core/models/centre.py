"""A centre: whose site this is, how to reach it, how it looks."""

from functools import cached_property
from typing import Self, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Collection, Orderable, Site

from pages.core.addresses import centre_path, local_url
from pages.core.palettes import TOWN_LINES, Palette, TownLine
from pages.core.seen import SeenForm
from pages.core.templatetags.jawny import phone_href
from pages.core.validators import (
    bank_account_digits,
    edelivery_validator,
    epuap_validator,
    phone_validator,
    postcode_validator,
    validate_bank_accounts,
    validate_nip,
    validate_regon,
    validate_website,
    website_url,
)


class CentreKind(models.TextChoices):
    """Kinds of social-welfare centres, named as Polish law and usage name them."""

    MOPR = "MOPR", _("MOPR – municipal family support centre")
    MOPS = "MOPS", _("MOPS – municipal social-welfare centre")
    MGOPS = "MGOPS", _("MGOPS – town and commune social-welfare centre")
    GOPS = "GOPS", _("GOPS – commune social-welfare centre")
    OPS = "OPS", _("OPS – social-welfare centre")
    PCPR = "PCPR", _("PCPR – county family support centre")
    CUS = "CUS", _("CUS – social services centre")


@register_setting(icon="home", order=100)
class CentreSettings(ClusterableModel, BaseSiteSetting):
    """The facts about one centre, one row per site; everything a reader may not find here is shown as unknown."""

    name = models.CharField(_("full name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, help_text=_("For example MOPR Kielce."))
    kind = models.CharField(_("kind"), max_length=10, choices=CentreKind.choices, default=CentreKind.MOPS)
    town = models.CharField(_("town"), max_length=80)
    place = models.CharField(
        _("place in the name"), max_length=80, blank=True, help_text=_("As it ends the full name, e.g. w Kielcach.")
    )
    supervisor = models.CharField(_("supervised by"), max_length=200, blank=True)
    area = models.CharField(_("area of activity"), max_length=200, blank=True)
    description = models.TextField(
        _("description for search engines"), max_length=300, blank=True, help_text=_("One sentence on whom you help.")
    )

    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True, validators=[postcode_validator])
    city = models.CharField(_("post town"), max_length=80, blank=True)
    phone = models.CharField(_("main phone"), max_length=20, blank=True, validators=[phone_validator])
    fax = models.CharField(_("fax"), max_length=20, blank=True, validators=[phone_validator])
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.CharField(_("website as printed"), max_length=120, blank=True, validators=[validate_website])
    opening_hours = models.TextField(_("opening hours"), blank=True, help_text=_("One line per day or group of days."))

    nip = models.CharField(_("NIP"), max_length=10, blank=True, validators=[validate_nip])
    regon = models.CharField(_("REGON"), max_length=14, blank=True, validators=[validate_regon])
    edelivery = models.CharField(_("e-Doręczenia address"), max_length=32, blank=True, validators=[edelivery_validator])
    epuap = models.CharField(_("ePUAP box"), max_length=80, blank=True, validators=[epuap_validator])
    bank_accounts = models.TextField(
        _("bank accounts"),
        blank=True,
        validators=[validate_bank_accounts],
        help_text=_("The centre's own accounts that anybody may know, one number a line."),
    )

    dpo_name = models.CharField(_("data-protection officer"), max_length=200, blank=True)
    dpo_phone = models.CharField(_("phone"), max_length=20, blank=True, validators=[phone_validator])
    dpo_email = models.EmailField(_("e-mail"), blank=True)
    complaints_hours = models.TextField(
        _("complaints are received in person"), blank=True, help_text=_("One line per day: who, where, from when on.")
    )

    bip_sign = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sign of the bulletin (BIP)"),
        help_text=_("The official picture; left empty, a drawn one stands in its place."),
    )
    palette = models.CharField(_("colours"), max_length=20, choices=Palette.choices, default=Palette.ODRA)
    is_demo = models.BooleanField(
        _("demonstration"),
        default=False,
        help_text=_("Every page says that this is not an office's site, and search engines are asked to stay away."),
    )
    second_pair_of_eyes = models.BooleanField(
        _("a second pair of eyes in the bulletin"),
        default=True,
        help_text=_("What one person has written in the bulletin, another one approves before it is published."),
    )
    overdue_shown = models.BooleanField(
        _("readers see that a review is overdue"),
        default=False,
        help_text=_("A page that nobody has confirmed in time says so above its text."),
    )
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accessibility statement"),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("personal data protection"),
    )
    easy_read_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("what the centre does, in easy-to-read text"),
    )
    sign_film_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("what the centre does, in Polish Sign Language"),
    )
    contact_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact page")
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("short_name"), FieldPanel("kind")]),
                FieldRowPanel([FieldPanel("town"), FieldPanel("place")]),
                FieldPanel("supervisor"),
                FieldPanel("area"),
                FieldPanel("description"),
            ],
            heading=_("Who you are"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("fax")]),
                FieldRowPanel([FieldPanel("email"), FieldPanel("website")]),
                FieldPanel("opening_hours"),
            ],
            heading=_("How to reach you"),
        ),
        InlinePanel("contacts", heading=_("Further contacts"), label=_("contact")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("nip"), FieldPanel("regon")]),
                FieldRowPanel([FieldPanel("edelivery"), FieldPanel("epuap")]),
                FieldPanel("bank_accounts"),
            ],
            heading=_("Numbers and electronic addresses"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("dpo_name"),
                FieldRowPanel([FieldPanel("dpo_phone"), FieldPanel("dpo_email")]),
                FieldPanel("complaints_hours"),
                FieldPanel("bip_sign"),
            ],
            heading=_("The bulletin (BIP)"),
            help_text=_("Pages of the bulletin print these themselves; nobody has to copy them."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("palette"),
                FieldPanel("is_demo"),
                # Whoever could switch it off could publish alone.
                FieldPanel("second_pair_of_eyes", permission="superuser"),
                FieldPanel("overdue_shown"),
                PageChooserPanel("contact_page"),
                PageChooserPanel("accessibility_page"),
                PageChooserPanel("privacy_page"),
                PageChooserPanel("easy_read_page", "accessibility.EasyReadPage"),
                PageChooserPanel("sign_film_page", "accessibility.SignFilmPage"),
            ],
            heading=_("The site"),
        ),
    ]
    select_related = ["accessibility_page", "privacy_page", "contact_page", "easy_read_page", "sign_film_page"]

    base_form_class = SeenForm

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centres")

    def __str__(self) -> str:
        return self.short_name or self.name

    def clean(self) -> None:
        super().clean()
        home = centre_path(self.site.root_page)
        for name in ("contact_page", "accessibility_page", "privacy_page", "easy_read_page", "sign_film_page"):
            page = getattr(self, name)
            if page and centre_path(page) != home:
                raise ValidationError({name: _("Choose a page of this centre.")})
        if self.bip_sign and self.bip_sign.collection.name in _other_hostnames(self.site):
            raise ValidationError({"bip_sign": _("Choose a picture of this centre.")})

    @classmethod
    def of(cls, site: Site | None) -> Self:
        """The centre of a site; a nameless one, not saved, when nobody has described it: reading writes nothing."""
        found = cls.objects.filter(site=site).first() if site else None
        return found or cls(site=site)

    @classmethod
    def of_request(cls, request: HttpRequest) -> Self:
        """The centre that a request asks for, read once."""
        known = vars(request)
        if "_centre" not in known:
            site = Site.find_for_request(request)
            # With the pages that every header and footer links to; who only asks for facts needs none of them.
            found = cls.objects.filter(site=site).select_related(*cls.select_related).first() if site else None
            known["_centre"] = found or cls(site=site)
        return cast(Self, known["_centre"])

    @property
    def title_without_place(self) -> str:
        """The name without its closing place, which the header sets on a line of its own."""
        return self.name.removesuffix(self.place).rstrip() if self.place else self.name

    @property
    def website_url(self) -> str:
        """The address that the printed website leads to."""
        return website_url(self.website)

    @property
    def phone_href(self) -> str:
        """The address that dials the main phone."""
        return phone_href(self.phone)

    @property
    def bank_account_numbers(self) -> list[str]:
        """Each account as its 26 digits."""
        return [bank_account_digits(line) for line in self.bank_accounts.splitlines() if line.strip()]

    @cached_property
    def town_line(self) -> TownLine:
        """The line that the town is drawn with."""
        return TOWN_LINES[Palette(self.palette or Palette.ODRA)]

    @property
    def contact_url(self) -> str:
        """Address of the contact page, empty when there is none to show."""
        return local_url(self.contact_page)

    @property
    def accessibility_url(self) -> str:
        """Address of the accessibility statement, empty when there is none to show."""
        return local_url(self.accessibility_page)

    @property
    def privacy_url(self) -> str:
        """Address of the page on personal data, empty when there is none to show."""
        return local_url(self.privacy_page)

    @property
    def easy_read_url(self) -> str:
        """Address of the easy-to-read text on what the centre does, empty when there is none to show."""
        return local_url(self.easy_read_page)

    @property
    def sign_film_url(self) -> str:
        """Address of the film on what the centre does, empty when there is none to show."""
        return local_url(self.sign_film_page)


class ContactPoint(Orderable):
    """A further way to reach the centre: a secretariat, a duty phone, a branch."""

    centre = ParentalKey(CentreSettings, on_delete=models.CASCADE, related_name="contacts")
    label = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=20, blank=True, validators=[phone_validator])
    email = models.EmailField(_("e-mail"), blank=True)

    panels = [FieldPanel("label"), FieldRowPanel([FieldPanel("phone"), FieldPanel("email")])]

    class Meta(Orderable.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.label


def _other_hostnames(site: Site) -> set[str]:
    """Names of the collections of other centres."""
    return set(Site.objects.exclude(pk=site.pk).values_list("hostname", flat=True))


def centre_collection(site: Site) -> Collection:
    """The collection for a centre's own images and documents, made when it is missing.

    Found by the site's hostname, so that two centres of one name never share their files.
    """
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=site.hostname).first() or root.add_child(name=site.hostname)
