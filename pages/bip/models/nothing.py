"""A category with nothing in it says so, with a date: a reader must not take it for a page that nobody has filled."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from pages.bip.bulletin import ask_url
from pages.bip.categories import BY_CODE
from pages.core.dates import PartialDate


class Nothing(models.TextChoices):
    """Why there is nothing, as readers are told."""

    NONE = "none", _("there are none")
    NOT_KEPT = "not_kept", _("the centre doesn’t keep any")


class NothingHereMixin(models.Model):
    """A page of the menu that may have nothing to say, confirmed by somebody on a day."""

    nothing = models.CharField(_("there is nothing here, because"), max_length=10, blank=True, choices=Nothing.choices)
    nothing_confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    nothing_confirmed_by = models.CharField(_("confirmed by"), max_length=200, blank=True)

    nothing_fields = ("nothing", "nothing_confirmed_on", "nothing_confirmed_by")
    nothing_panels = [
        MultiFieldPanel(
            [
                FieldPanel("nothing"),
                FieldRowPanel([FieldPanel("nothing_confirmed_on"), FieldPanel("nothing_confirmed_by")]),
            ],
            heading=_("If there is nothing to publish"),
            help_text=_("An empty page says nothing. Say that there is nothing, who confirmed it and when."),
        )
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.nothing and not self.nothing_confirmed_on:
            errors["nothing_confirmed_on"] = _("Say on which day this was confirmed.")
        if self.nothing and not self.nothing_confirmed_by:
            errors["nothing_confirmed_by"] = _("Say who confirmed this: a function is enough.")
        if self.nothing_confirmed_on and self.nothing_confirmed_on > localdate():
            errors["nothing_confirmed_on"] = _("Nobody can have confirmed this after today. Check the date.")
        if self.nothing and not self.may_be_nothing:
            errors["nothing"] = _(
                "Every centre has something to say here, so this page can’t say that there is nothing."
            )
        elif self.nothing and self.has_content:
            errors["nothing"] = _("The page has content, so it can’t say that there is nothing.")
        if errors:
            raise ValidationError(errors)

    @property
    def may_be_nothing(self) -> bool:
        """Whether there are centres that have nothing of the page's category."""
        category = BY_CODE.get(getattr(self, "category", ""))
        return category is None or not category.never_nothing

    @property
    def has_content(self) -> bool:
        """Whether there is something here after all."""
        raise NotImplementedError

    @property
    def nothing_said(self) -> str:
        """The sentence that readers get in place of content, empty when nobody confirmed it."""
        if not (self.nothing and self.nothing_confirmed_on and self.may_be_nothing) or self.has_content:
            return ""
        day = PartialDate.from_date(self.nothing_confirmed_on).label
        words = {"title": getattr(self, "title", ""), "day": day, "person": self.nothing_confirmed_by}
        if self.nothing == Nothing.NONE:
            return gettext("%(title)s: there are none; confirmed on %(day)s by %(person)s.") % words
        return gettext("%(title)s: the centre doesn’t keep any; confirmed on %(day)s by %(person)s.") % words

    @property
    def nothing_facts(self) -> list[tuple[str, str]]:
        """The same with who confirmed it and when, as label and value."""
        if not self.nothing_said or not self.nothing_confirmed_on:
            return []
        day = PartialDate.from_date(self.nothing_confirmed_on).label
        return [
            (gettext("State"), str(Nothing(self.nothing).label)),
            (gettext("Confirmed on"), day),
            (gettext("Confirmed by"), self.nothing_confirmed_by),
        ]

    @property
    def empty_notice(self) -> bool:
        """Whether the page must own up that nobody has filled it yet."""
        return not self.has_content and not self.nothing_said

    @property
    def ask_url(self) -> str:
        """Where readers of a page that nobody has filled learn how to ask."""
        return ask_url(cast(Any, self))
