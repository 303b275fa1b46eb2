"""What all entries of the bulletin's lists share: facts in a fixed order, days, and a state computed from them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.timezone import localdate
from wagtail.models import Page

from pages.bip.categories import Holds
from pages.bip.models.lists import holds_of
from pages.bip.models.menu import BULLETIN
from pages.bip.provenance_form import ProvenanceForm
from pages.bip.states import EntryState
from pages.core.blocks import DocumentBlock, DocumentValue
from pages.core.dates import PartialDate
from pages.core.linked_data import as_script
from pages.core.models import OTHER_FORMS, BasePage, BodyMixin
from search.content import State
from search.files import open_among

Facts = list[tuple[str, str]]

_BLOCK = DocumentBlock()


class Part(NamedTuple):
    """A piece of an entry under a heading of its own: requirements, tasks, the course of a case."""

    heading: str
    lines: list[str]
    is_list: bool = True
    """Whether the lines are items of a list; otherwise paragraphs."""


class CalendarDay(NamedTuple):
    """A day or a moment of an entry that a reader may want in a calendar."""

    key: str
    """Which of the entry's days it is, whatever else it has: a calendar knows the event by it."""
    label: str
    """What happens then."""
    at: date | datetime


class BipEntryPage(BodyMixin, BasePage):
    """One entry of a list: an inspection, a procurement, a recruitment… Never made by itself.

    A subclass names its list in `holds` and gives what of the properties below it has: `facts`, `parts`, `state_on`
    with `turning_days`, `listed_by`, `calendar`, `linked_data`. The lists, feeds, the search and the history read them.
    """

    review_months = 0  # never: it tells of a matter that takes its course

    holds: ClassVar[Holds]
    """The kind of list that it stands in."""

    personal_fields: ClassVar[tuple[str, ...]] = ()
    """Fields with personal data that go on a day; such a type has the fields of `RetentionMixin`."""

    search_kind = BULLETIN
    template = "pages/bip/bip_entry_page.html"
    base_form_class = ProvenanceForm
    parent_page_types = ["bip.BipListPage"]
    subpage_types = OTHER_FORMS

    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Whether the list above takes entries of this kind."""
        return super().can_create_at(parent) and holds_of(parent) == cls.holds

    # -- what a type gives ---------------------------------------------------------------------------------------------

    @property
    def listed_by(self) -> date:
        """The day by which the list sorts it: the newest first."""
        return localdate(self.first_published_at) if self.first_published_at else localdate()

    @property
    def facts(self) -> Facts:
        """The entry in short, as label and printable text; what is not known is left out."""
        return []

    @property
    def links(self) -> dict[str, str]:
        """Where the values of some facts lead, by their label."""
        return {}

    @property
    def parts(self) -> list[Part]:
        """What stands under headings of its own, after the facts and before the body."""
        return []

    @property
    def banner(self) -> dict[str, str] | None:
        """What a reader must know first, as `title` and `text`."""
        return None

    def state_on(self, day: date) -> EntryState | None:
        """Its state on a day, never more than its dates prove; None for an entry that has none."""
        return None

    @property
    def turning_days(self) -> list[date]:
        """Days from which on its state may be another one."""
        return []

    @property
    def state_note(self) -> str:
        """What readers are told beside the state today, such as how many days are left."""
        return ""

    @property
    def linked_data(self) -> dict[str, Any] | None:
        """The entry in the words of schema.org, None for a kind that it has no words for."""
        return None

    @property
    def calendar(self) -> list[CalendarDay]:
        """Days and moments that a reader may want in a calendar."""
        return []

    @property
    def listing_facts(self) -> Facts:
        """The two or three facts that a list prints below the title."""
        return self.facts[:2]

    # -- what follows from it ------------------------------------------------------------------------------------------

    @property
    def state(self) -> EntryState | None:
        """Its state today."""
        return self.state_on(localdate())

    @property
    def is_current(self) -> bool:
        """Whether something is still to be done about it; an entry without a state belongs to its year."""
        state = self.state
        return state is not None and not state.is_over

    @property
    def state_shown(self) -> EntryState | None:
        """Its state today in the words that readers see."""
        state, note = self.state, self.state_note
        return state._replace(label=f"{state.label}, {note}") if state and note else state

    @property
    def linked_facts(self) -> list[tuple[str, str, str]]:
        """The facts, each with where it leads, empty for nowhere; an address by itself is named by its site."""
        links = self.links
        return [(label, _named(value, links.get(label, "")), links.get(label, "")) for label, value in self.facts]

    @property
    def files(self) -> list[DocumentValue]:
        """Links to those documents of its own fields that everybody may open, said as in the body of a page."""
        files = [(document, label) for document, label in self.history_files if document]
        public = {document.pk for document in open_among(document for document, _label in files)}
        return [
            DocumentValue(_BLOCK, {"document": document, "title": label})
            for document, label in files
            if document.pk in public
        ]

    @property
    def search_dated(self) -> PartialDate | None:
        return PartialDate.from_date(self.listed_by)

    @property
    def search_states(self) -> list[State]:
        days: list[date | None] = [None, *sorted(self.turning_days)]
        found = [(day, self.state_on(day or date.min)) for day in days]
        return [State(day, state.key, str(state.label), is_over=state.is_over) for day, state in found if state]

    @property
    def search_facts(self) -> Facts:
        return [*self.facts, *((part.heading, "; ".join(part.lines)) for part in self.parts)]

    @property
    def history_facts(self) -> Facts:
        return self.facts

    @property
    def history_lists(self) -> list[tuple[str, list[str]]]:
        return [(part.heading, part.lines) for part in self.parts]

    @property
    def eyebrow(self) -> str:
        return str(self._meta.verbose_name).capitalize()

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """The one of all entries, unless the type has its own: Wagtail makes up a name for each that says nothing."""
        made_up = self.template.startswith(f"{self._meta.app_label}/")
        return BipEntryPage.template if made_up else self.template

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        node = self.linked_data if self.local_url else None
        context["linked_data"] = as_script({"@context": "https://schema.org", **node}) if node else ""
        return context


def day_text(day: date | None) -> str:
    """A day as readers see it, empty when unknown."""
    return PartialDate.from_date(day).label if day else ""


def lines_of(text: str) -> list[str]:
    """The items of a field that holds one on each line; signs of a list before them are the editor's habit."""
    return [item for line in text.splitlines() if (item := line.strip().lstrip("-–—•*").strip())]


def known(*facts: tuple[str, str]) -> Facts:
    """Those of the facts that have a value."""
    return [fact for fact in facts if fact[1]]


def _named(value: str, url: str) -> str:
    """The words of a link: of an address by itself the site that it leads to, which can be read aloud."""
    return (urlsplit(url).hostname or value).removeprefix("www.") if url and value == url else value
