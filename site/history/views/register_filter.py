"""What a reader may ask the register of changes for; a plain GET form."""

from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from history.dates import DayError, end_of, parse_day, start_of
from history.journal import canonical
from history.models import ChangeKind, Disclosure, Event, TrackedObject
from history.timeline import MAKING
from history.views.subject import BULLETIN
from history.wording import person_text

GONE = (Event.UNPUBLISH, Event.EXPIRE, Event.DELETE)
KINDS = [
    (ChangeKind.SIGNIFICANT.value, _("significant changes")),
    (ChangeKind.MINOR.value, _("minor changes")),
    (ChangeKind.TECHNICAL.value, _("technical changes")),
    (ChangeKind.UNKNOWN.value, _("taken over from an earlier bulletin")),
    ("gone", _("withdrawals and deletions")),
    ("other", _("other events")),
]


class DayField(forms.CharField):
    """A day as 15.12.2022."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=40, **kwargs)

    def clean(self, value: Any) -> Any:
        """The day, None for none. Raises ValidationError in words for a reader."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_day(text)
        except DayError as fault:
            raise forms.ValidationError(str(fault)) from fault


class RegisterFilter(forms.Form):
    """Section, person, days, kind: what isn't asked, or can't be understood, leaves nothing out."""

    dzial = forms.ChoiceField(label=_("Section"), required=False)
    osoba = forms.ChoiceField(label=_("Person"), required=False)
    od = DayField(label=_("From the day"))
    do = DayField(label=_("To the day"))
    rodzaj = forms.ChoiceField(label=_("Kind of change"), required=False)

    def __init__(self, site: Site, objects: QuerySet[TrackedObject], asked: QueryDict) -> None:
        super().__init__(asked, auto_id="filter-%s", use_required_attribute=False)
        self._offer("dzial", sections_of(site))
        self._offer("osoba", persons_of(objects))
        self._offer("rodzaj", [(value, str(label)) for value, label in KINDS])
        for name in ("od", "do"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Say at the field that a span runs backwards; it leaves nothing out then."""
        data = super().clean() or {}
        since, until = data.get("od"), data.get("do")
        if since and until and since > until:
            self.add_error("do", gettext("The last day comes before the first one. Change one of them."))
            data.pop("od", None)
        return data

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = [("", gettext("all")), *choices]

    def narrow(self, entries: Any) -> Any:
        """The entries that were asked for; they must know their `moment`."""
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("dzial"):
            entries = entries.filter(object__path__startswith=asked["dzial"])
        if asked.get("osoba"):
            ending = canonical({"name": asked["osoba"]}).decode()[1:]
            entries = entries.filter(disclosures__kind="person", disclosures__value__endswith=ending)
        if asked.get("od"):
            entries = entries.filter(moment__gte=start_of(asked["od"]))
        if asked.get("do"):
            entries = entries.filter(moment__lt=end_of(asked["do"]))
        return entries.filter(_of_kind(asked["rodzaj"])) if asked.get("rodzaj") else entries


def _of_kind(kind: str) -> Q:
    """Entries of one kind."""
    made = Q(event__in=MAKING, version__isnull=False)
    if kind == "gone":
        return Q(event__in=GONE) | Q(event=Event.DRIFT, version__isnull=True)
    if kind == "other":
        return ~made & ~_of_kind("gone")
    return made & Q(version__change_kind=kind)


def sections_of(site: Site) -> list[tuple[str, str]]:
    """The sections of the bulletin and of the portal, as path and title; two queries."""
    root = site.root_page
    bulletin = root.url_path + BULLETIN.strip("/") + "/"
    below = Q(depth=root.depth + 1) | Q(depth=root.depth + 2, url_path__startswith=bulletin)
    pages = Page.objects.descendant_of(root).filter(below).live().public().order_by("path")
    return [("/" + page.url_path.removeprefix(root.url_path), page.title) for page in pages]


def persons_of(objects: QuerySet[TrackedObject]) -> list[tuple[str, str]]:
    """Whoever is named in the register; one query."""
    claims = Disclosure.objects.filter(kind="person", entry__object__in=objects).values_list("value", flat=True)
    names = {Disclosure(value=value).parsed["name"] for value in claims.distinct()}
    return [(name, person_text(name)) for name in sorted(names, key=str.casefold) if name]
