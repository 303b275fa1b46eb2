"""Keeps other forms of a page with it: never public without it, and found from the footer when they tell the scope."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import post_delete
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished

from history.recording import PublicationRefused
from pages.accessibility.films.keeping import let_go, names_in, names_of
from pages.accessibility.models import EasyReadPage, SignFilmPage
from pages.accessibility.models.retelling import OtherFormPage
from pages.core.models import CentreSettings
from pages.core.other_forms import may_be_retold

# Of the bulletin's categories the one whose page tells what the centre does.
SCOPE = "scope"
FOOTER = {EasyReadPage: "easy_read_page", SignFilmPage: "sign_film_page"}


def other_form_was_published(instance: OtherFormPage, **_signal: Any) -> None:
    """Raises PublicationRefused for what readers would find without its page, or without its film."""
    if not instance.live or instance.alias_of_id is not None:
        return
    source = Page.objects.parent_of(instance).first()
    if faults := instance.publication_faults(source):
        raise PublicationRefused(instance, ValidationError({"__all__": faults}))
    if source and tells_scope(source):
        field = FOOTER[type(instance)]
        CentreSettings.objects.filter(site=instance.get_site(), **{field: None}).update(**{f"{field}_id": instance.pk})


def tells_scope(source: Page) -> bool:
    """Whether the page is the bulletin's on the scope of activity, or one that the bulletin refers to for it."""
    page: Any = source.specific
    if getattr(page, "category", "") == SCOPE:
        return True
    references = getattr(page, "referred_to_from_bip", None)
    return references is not None and references.filter(category=SCOPE, live=True).exists()


def page_may_have_gone(instance: Page, **_signal: Any) -> None:
    """Withdraw the other forms of a page that readers can't open any more."""
    # Sent before a deletion, too, while the row is live: then the pages below go with it.
    if not may_be_retold(instance) or Page.objects.filter(pk=instance.pk, live=True).exists():
        return
    for kind in FOOTER:
        for page in kind.objects.child_of(instance).live():
            page.unpublish(set_expired=instance.expired)


def film_was_published(instance: SignFilmPage, **_signal: Any) -> None:
    """Earlier films of the page, and those that were only tried, are let go."""
    let_go(names_of(instance))


def film_page_was_deleted(instance: SignFilmPage, **_signal: Any) -> None:
    let_go(str(kept.name) for kept in (instance.film, instance.captions) if kept)


def revision_was_deleted(instance: Revision, **_signal: Any) -> None:
    if instance.content_type.model_class() is SignFilmPage:
        let_go(names_in(instance.content))


for model in FOOTER:
    page_published.connect(other_form_was_published, sender=model)
page_unpublished.connect(page_may_have_gone)
page_published.connect(page_may_have_gone)  # also sent, with the page not live, for one that is only scheduled
page_published.connect(film_was_published, sender=SignFilmPage)
post_delete.connect(film_page_was_deleted, sender=SignFilmPage)
post_delete.connect(revision_was_deleted, sender=Revision)
