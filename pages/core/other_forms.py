"""Other forms of a page: an easy-to-read text, a film in Polish Sign Language, each a page below the one it retells."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext
from wagtail.models import Page

from pages.core.addresses import public_among

if TYPE_CHECKING:
    from pages.core.models import BasePage

# Page types below a page that tell the same in another way; families of pages know them by name only.
OTHER_FORMS = ["accessibility.EasyReadPage", "accessibility.SignFilmPage"]
_NAMES = [name.rpartition(".")[2].lower() for name in OTHER_FORMS]


class OtherForm(NamedTuple):
    """A way to read the same, as the line under the title names it."""

    text: str
    url: str


def other_forms(page: BasePage) -> list[OtherForm]:
    """What a reader of the page may choose instead: at most one query, none for a page that has no other form."""
    if not page.path:  # a page being made, in a preview
        return []
    if page.retells:
        source = page.page_above
        if source is None:
            return []
        plain = OtherForm(gettext("in ordinary text"), source.local_url)
        beside = forms_below(source) if source.numchild > 1 else []
        return [plain, *(_form(other) for other in beside if other.pk != page.pk)]
    return [_form(below) for below in forms_below(page)] if page.numchild and may_be_retold(page) else []


def may_be_retold(page: Page) -> bool:
    """Whether pages of this type may have other forms below them."""
    return bool(set(OTHER_FORMS) & set(getattr(type(page), "subpage_types", None) or ()))


def forms_below(source: BasePage) -> list[BasePage]:
    """The public other forms of a page, with their own fields; one query."""
    from pages.core.models import BasePage  # the models import this module

    wanted = reduce(or_, (Q(**{f"{name}__isnull": False}) for name in _NAMES))
    below = public_among(BasePage.objects.child_of(source).filter(wanted))
    found = below.select_related(*_NAMES).order_by("path")
    return [next(form for name in _NAMES if (form := getattr(page, name, None))) for page in found]


def _form(page: BasePage) -> OtherForm:
    return OtherForm(page.form_name, page.local_url)
