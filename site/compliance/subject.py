"""The centre that is asked about: what the items read of it, each thing once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from compliance.answers import Link
from compliance.looking import Look, look_at
from pages.bip.making import pages_by_category
from pages.bip.models import BipHomePage, BipListPage
from pages.core.addresses import is_public, public_among
from pages.core.dates import PartialDate
from pages.core.models import BasePage, CentreSettings

# A confirmation that there is nothing is good for a year; then somebody has to look again.
CONFIRMED_FOR = timedelta(days=365)


class Presence(Enum):
    """How a category of the subject menu is there."""

    MISSING = "missing"
    DRAFT = "draft"
    EMPTY = "empty"
    EXAMPLE = "example"
    """Its text, or each entry that it lists, says of itself that it is only an example."""
    STALE = "stale"
    """Somebody confirmed that there is nothing, too long ago."""
    NOTHING = "nothing"
    """Somebody confirmed that there is nothing."""
    FILLED = "filled"


@dataclass(frozen=True)
class InMenu:
    """A category of the subject menu as the centre has it."""

    presence: Presence
    page: Any = None

    @property
    def is_there(self) -> bool:
        """Whether readers find something: content, or word of when somebody confirmed that there is none."""
        return self.presence in (Presence.FILLED, Presence.NOTHING)

    @property
    def confirmed(self) -> str:
        """The day on which somebody confirmed that there is nothing, as readers see it."""
        day = getattr(self.page, "nothing_confirmed_on", None)
        return PartialDate.from_date(day).label if day else ""


class Subject:
    """A site at a moment. Everything that several items ask for is read once."""

    def __init__(self, site: Site, now: datetime | None = None) -> None:
        self.site = site
        self.now = now or timezone.now()
        self.today: date = timezone.localtime(self.now).date()
        self._in_menu: dict[str, InMenu] = {}

    @cached_property
    def centre(self) -> CentreSettings:
        return CentreSettings.of(self.site)

    @cached_property
    def home(self) -> Page:
        return self.site.root_page

    @cached_property
    def bulletin(self) -> Any:
        """The home of the bulletin, None as long as readers can't open it."""
        found = public_among(BipHomePage.objects.descendant_of(self.home))
        return found.first()

    @cached_property
    def public(self) -> list[BasePage]:
        """All public pages, in the order of the tree, with what every page has."""
        return list(public_among(BasePage.objects.descendant_of(self.home, inclusive=True)).order_by("path"))

    def public_of(self, model: type) -> list[Any]:
        """The public pages of a type and of those derived from it, with all their fields."""
        manager: Any = model
        return list(public_among(manager.objects.descendant_of(self.home, inclusive=True)).order_by("path"))

    def own_of(self, model: type) -> list[Any]:
        """Those of them that are the centre's own: example content meets no duty."""
        return [page for page in self.public_of(model) if not page.is_example]

    @cached_property
    def in_bulletin(self) -> list[BasePage]:
        """The public pages of the bulletin, its home apart."""
        if self.bulletin is None:
            return []
        return [page for page in self.public if page.is_descendant_of(self.bulletin)]

    @cached_property
    def categories(self) -> dict[str, list[Any]]:
        """The pages of the menu by category, drafts too: those that readers can open come first."""
        found = pages_by_category(self.home)
        return {code: sorted(pages, key=lambda page: not _is_open(page)) for code, pages in found.items()}

    def category(self, code: str) -> InMenu:
        """How a category is there."""
        if code not in self._in_menu:
            states = [InMenu(self._presence(page), page) for page in self.categories.get(code, [])]
            order = list(Presence)
            best = max(states, key=lambda state: order.index(state.presence), default=InMenu(Presence.MISSING))
            self._in_menu[code] = best
        return self._in_menu[code]

    def _presence(self, page: Any) -> Presence:
        if not _is_open(page):
            return Presence.DRAFT
        confirmed = getattr(page, "nothing_confirmed_on", None)
        if getattr(page, "nothing_said", "") and confirmed:
            if page.is_example:  # nobody of the centre confirmed anything
                return Presence.EXAMPLE
            return Presence.STALE if self.today - confirmed > CONFIRMED_FOR else Presence.NOTHING
        if _is_empty(page):
            return Presence.EMPTY
        return Presence.EXAMPLE if is_example(page) else Presence.FILLED

    @cached_property
    def looks(self) -> list[Look]:
        """The first page of each type, in the bulletin and outside, and the search, as readers get them."""
        return [look_at(self.site, path) for path in self._sample()]

    @cached_property
    def bulletin_looks(self) -> list[Look]:
        """Those of them that are the bulletin's."""
        inside = {page.local_url for page in [self.bulletin, *self.in_bulletin] if page is not None}
        return [look for look in self.looks if look.path in inside]

    @cached_property
    def home_look(self) -> Look:
        """The site's home as readers get it."""
        return next((look for look in self.looks if look.path == "/"), None) or look_at(self.site, "/")

    def _sample(self) -> list[str]:
        inside = {page.pk for page in self.in_bulletin}
        first: dict[tuple[type | None, bool], str] = {}  # None: a kind that the site knows no more
        for page in self.public:
            if page.local_url and not getattr(page.specific_class, "leads_elsewhere", False):
                first.setdefault((page.specific_class, page.pk in inside), page.local_url)
        return [*first.values(), reverse("search")]

    # -- where to see, where to do --------------------------------------------------------------------------------

    def proof_of(self, page: Any) -> Link | None:
        """A public page as a proof."""
        return Link(page.title, self.site.root_url + page.local_url) if page is not None and page.local_url else None

    def proof_at(self, label: str, path: str) -> Link:
        """An address of the site as a proof."""
        return Link(label, self.site.root_url + path)

    @cached_property
    def settings_place(self) -> Link:
        """Where the centre's own data are changed."""
        url = reverse("wagtailsettings:edit", args=("core", "centresettings", self.site.pk))
        return Link(_("The centre’s data"), url)

    def place_of(self, page: Any) -> Link:
        """Where a page is edited; without one, where the pages of the bulletin, or of the site, are listed."""
        if page is not None:
            return Link(page.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=(page.pk,)))
        above = self.bulletin or self.home
        return Link(above.get_admin_display_title(), reverse("wagtailadmin_explore", args=(above.pk,)))

    def board_place(self, label: str, name: str) -> Link:
        """A page of the board itself."""
        return Link(label, reverse(f"compliance:{name}", args=(self.site.pk,)))


def _is_open(page: Any) -> bool:
    """Whether readers get the page, or the one that it leads to."""
    target = getattr(page, "target", None)
    return is_public(page) and (target is None or is_public(target))


def is_example(page: Any) -> bool:
    """Whether a page, or the one that it leads to, shows example content alone, which meets no duty."""
    target = getattr(page, "target", None)
    shown = target.specific if target else page
    return page.is_example or shown.is_example or _lists_examples_only(shown)


def _lists_examples_only(page: Any) -> bool:
    """Whether a list of the bulletin that isn't empty holds nothing of the centre's own."""
    if not isinstance(page, BipListPage) or not page.holds:
        return False
    entries = public_among(page.entry_class.objects.child_of(page))
    return not entries.filter(is_example=False).exists()


def _is_empty(page: Any) -> bool:
    """Whether an open page, or the one that it leads to, owns up that nobody has filled it yet."""
    target = getattr(page, "target", None)
    return bool(getattr(target.specific if target else page, "empty_notice", False))


def titles(pages: list[Any] | Iterator[Any], most: int = 5) -> str:
    """Titles in a line, the first few."""
    found = [f"„{page.title}”" for page in pages]
    return ", ".join(found[:most]) + (", …" if len(found) > most else "")
