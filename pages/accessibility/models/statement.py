"""The accessibility statement, drawn up from facts: nobody types its headings, its fixed sentences or its state."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string

from pages.accessibility.models.buildings import StatementBuilding
from pages.accessibility.models.mobile_apps import StatementApp
from pages.accessibility.models.problems import AccessibilityProblem
from pages.accessibility.models.reviews import StatementReview
from pages.accessibility.panels import StatementStatePanel
from pages.accessibility.statement import barriers, wording
from pages.accessibility.statement.conformity import LESS, Conformity, proven, said
from pages.accessibility.statement.forms import StatementForm
from pages.accessibility.statement.printed import dated
from pages.accessibility.statement.reviewing import ReviewState, review_state
from pages.core.models import BasePage
from pages.core.validators import phone_validator

ADDRESS_HELP = _("Left empty: the centre’s own.")


class Basis(models.TextChoices):
    """What the statement rests on."""

    SELF = "self", _("self-assessment")
    AUDIT = "audit", _("audit by somebody else")
    CONTRACTOR = "contractor", _("declaration of the contractor")


class SignInterpreter(models.TextChoices):
    """Whether an interpreter of Polish Sign Language can be had online; every statement has to say."""

    YES = "yes", _("yes")
    NO = "no", _("no")


class AccessibilityStatementPage(BasePage):
    """The accessibility statement of a centre's site, after the technical conditions 2.0 (u.d.c. art. 10–12)."""

    template = "pages/accessibility/accessibility_statement_page.html"
    page_description = _(
        "The accessibility statement. Fill in facts; headings, fixed sentences and the state of conformity follow."
    )
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    base_form_class = StatementForm

    published_on = models.DateField(_("site published on"), null=True)
    updated_on = models.DateField(
        _("last significant update of the site"), null=True, help_text=_("A rebuilding, a new look; not each new page.")
    )
    made_on = models.DateField(_("statement made on"), null=True, help_text=_("The first time; reviews stand below."))

    basis = models.CharField(_("made on the basis of"), max_length=12, blank=True, choices=Basis.choices)
    checked_on = models.DateField(
        _("checked on"), null=True, blank=True, help_text=_("Without a check nobody can say that the site conforms.")
    )
    checked_by = models.CharField(
        _("checked by"), max_length=200, blank=True, help_text=_("Who made the audit or the declaration.")
    )
    basis_url = models.URLField(_("address of the report, checklist or declaration"), blank=True)
    basis_document = models.ForeignKey(
        get_document_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("or its file"),
    )

    stated = models.CharField(
        _("say less than the facts show"),
        max_length=10,
        blank=True,
        choices=LESS,
        help_text=_("The state follows from the check and the problems. You can state a worse one, never a better."),
    )
    stated_because = models.TextField(_("why less"), max_length=500, blank=True, help_text=_("Readers see it."))

    contact_name = models.CharField(
        _("who receives reports"), max_length=200, help_text=_("A unit or a person; a function is enough.")
    )
    contact_email = models.EmailField(_("e-mail"), blank=True, help_text=ADDRESS_HELP)
    contact_phone = models.CharField(
        _("phone"), max_length=20, blank=True, validators=[phone_validator], help_text=ADDRESS_HELP
    )

    architecture_url = models.URLField(_("separate description of the buildings"), blank=True)
    sign_interpreter = models.CharField(
        _("interpreter of sign language online"), max_length=3, choices=SignInterpreter.choices
    )
    sign_interpreter_how = models.TextField(
        _("how to reach the interpreter"), max_length=500, blank=True, help_text=_("Or what there is in its place.")
    )
    communication = models.TextField(_("other ways to communicate"), max_length=1500, blank=True)
    shortcuts = models.TextField(
        _("keyboard shortcuts"), max_length=1000, blank=True, help_text=_("Only shortcuts of the site’s own, if any.")
    )
    facilities = models.TextField(
        _("facilities, limits and other information"), max_length=1500, blank=True, help_text=_("Voluntary.")
    )

    own_fields = (
        "published_on", "updated_on", "made_on", "basis", "checked_on", "checked_by", "basis_url", "basis_document",
        "stated", "stated_because", "contact_name", "contact_email", "contact_phone", "architecture_url",
        "sign_interpreter", "sign_interpreter_how", "communication", "shortcuts", "facilities",
    )  # fmt: skip
    history_fields = (*BasePage.history_fields, *own_fields)
    history_children = {
        "reviews": StatementReview.history_fields,
        "problems": AccessibilityProblem.history_fields,
        "buildings": StatementBuilding.history_fields,
        "mobile_apps": StatementApp.history_fields,
    }

    content_panels = [
        StatementStatePanel(),
        FieldRowPanel(
            [FieldPanel("published_on"), FieldPanel("updated_on"), FieldPanel("made_on")], heading=_("Three days")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("basis"), FieldPanel("checked_on")]),
                FieldPanel("checked_by"),
                FieldPanel("basis_url"),
                FieldPanel("basis_document"),
            ],
            heading=_("How the site was checked"),
        ),
        InlinePanel("problems", heading=_("What isn’t accessible"), label=_("problem")),
        MultiFieldPanel([FieldPanel("stated"), FieldPanel("stated_because")], heading=_("State of conformity")),
        InlinePanel("reviews", heading=_("Reviews of the statement"), label=_("review")),
        MultiFieldPanel(
            [FieldPanel("contact_name"), FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")])],
            heading=_("Where to report"),
        ),
        InlinePanel("buildings", heading=_("Buildings"), label=_("building")),
        FieldPanel("architecture_url"),
        MultiFieldPanel(
            [FieldPanel("sign_interpreter"), FieldPanel("sign_interpreter_how"), FieldPanel("communication")],
            heading=_("Communication"),
        ),
        InlinePanel("mobile_apps", heading=_("Mobile apps"), label=_("app")),
        MultiFieldPanel([FieldPanel("facilities"), FieldPanel("shortcuts")], heading=_("If there is something to say")),
        *BasePage.provenance_panels,
    ]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.title = wording.TITLE
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self.title = wording.TITLE
        super().minimal_clean()

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        today = localdate()
        for name in ("published_on", "updated_on", "made_on", "checked_on"):
            if (day := getattr(self, name)) and day > today:
                errors[name] = _("The day lies in the future. Check the date.")
        if self.published_on and self.updated_on and self.updated_on < self.published_on:
            errors.setdefault("updated_on", _("The site can’t have been updated before it was published."))
        if self.checked_on and not self.basis:
            errors["basis"] = _("Say what kind of check it was.")
        if self.basis and not self.checked_on:
            errors.setdefault("checked_on", _("Say on which day the check was made."))
        if self.basis in {Basis.AUDIT, Basis.CONTRACTOR} and not self.checked_by:
            errors["checked_by"] = _("Say who made it.")
        if self.stated and not self.stated_because:
            errors["stated_because"] = _("Say why the statement says less than the facts show.")
        if errors:
            raise ValidationError(errors)

    # -- What the facts amount to -------------------------------------------------------------------------------------

    @cached_property
    def open_problems(self) -> list[AccessibilityProblem]:
        """Problems that readers meet today."""
        today = localdate()
        return [problem for problem in self.problems.select_related("page") if problem.is_open(today)]

    @cached_property
    def barriers(self) -> list[barriers.Barrier]:
        """What the site found by itself: files and films that somebody can't read."""
        site = self.get_site() if self.path else None
        return barriers.barriers_of(site) if site else []

    @property
    def is_checked(self) -> bool:
        """Whether somebody checked the site."""
        return bool(self.basis and self.checked_on)

    @property
    def proven(self) -> Conformity:
        """The best state that the facts allow today."""
        return proven(checked=self.is_checked, problems=len(self.open_problems) + len(self.barriers))

    @property
    def conformity(self) -> Conformity:
        """The state that readers are told."""
        return said(self.proven, self.stated)

    @property
    def last_review(self) -> date | None:
        """The day of the last review, None before the first."""
        return max((review.day for review in self.reviews.all() if review.day), default=None)

    def review_state(self, today: date | None = None) -> ReviewState:
        """Where the yearly review stands; a statement of this year counts as looked at in it."""
        days = [day for day in (self.last_review, self.made_on) if day]
        state = review_state(max(days, default=None), today or localdate())
        return state._replace(is_reviewed=self.last_review is not None)

    # -- What readers and programs see --------------------------------------------------------------------------------

    @property
    def email(self) -> str:
        return self.contact_email or self.centre.email

    @property
    def phone(self) -> str:
        return self.contact_phone or self.centre.phone

    @property
    def history_facts(self) -> list[tuple[str, str]]:
        facts = [
            (gettext("Site published on"), dated(self.published_on)),
            (gettext("Last significant update of the site"), dated(self.updated_on)),
            (gettext("Statement made on"), dated(self.made_on)),
            (gettext("Last reviewed on"), dated(self.last_review)),
            (gettext("Made on the basis of"), self.get_basis_display()),
            (gettext("Checked on"), dated(self.checked_on)),
            (gettext("Checked by"), self.checked_by),
            (gettext("Address of the report"), self.basis_url),
            (gettext("Why less than the facts show"), self.stated_because if self.stated else ""),
            (gettext("Description of the buildings"), self.architecture_url),
            (gettext("Interpreter of sign language online"), self.get_sign_interpreter_display()),
            (gettext("How to reach the interpreter"), self.sign_interpreter_how),
            (gettext("Other ways to communicate"), self.communication),
            (gettext("Keyboard shortcuts"), self.shortcuts),
            (gettext("Facilities, limits and other information"), self.facilities),
        ]
        return [fact for fact in facts if fact[1]]

    @property
    def drawn_facts(self) -> list[tuple[str, str]]:
        """What follows from the day, from other pages and from the centre's data."""
        found = [f"{item.title}: {item.why}" for item in self.barriers]
        return [
            (gettext("State of conformity"), self.conformity.words),
            (gettext("Where to report"), ", ".join(filter(None, [self.contact_name, self.email, self.phone]))),
            *((gettext("Found by the site itself"), text) for text in found),
        ]

    @property
    def history_lists(self) -> list[tuple[str, list[str]]]:
        lists = [
            (gettext("What isn’t accessible"), [_line(item.what, item) for item in self.open_problems]),
            (gettext("Buildings"), [_told(item) for item in self.buildings.all()]),
            (gettext("Reviews of the statement"), [f"{item}: {item.done}" for item in self.reviews.all()]),
            (gettext("Mobile apps"), [f"{item.name}, {item.download_url}" for item in self.mobile_apps.all()]),
        ]
        return [(heading, items) for heading, items in lists if items]

    @property
    def history_files(self) -> list[tuple[Any, str]]:
        return [(self.basis_document, self.basis_document.title)] if self.basis_document else []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages.accessibility.statement.sections import statement_of  # it reads the models

        context = super().get_context(request, *args, **kwargs)
        return {**context, "words": wording, "statement": statement_of(self)}


def _line(what: str, problem: AccessibilityProblem) -> str:
    notes = [f"{label}: {text}" for label, text in [(gettext("Where"), problem.place), *problem.notes] if text]
    return ". ".join([what.rstrip("."), *notes])


def _told(building: StatementBuilding) -> str:
    facts = "; ".join(f"{label}: {text}" for label, text in building.facts)
    return ". ".join(filter(None, [building.name, facts, building.more]))
