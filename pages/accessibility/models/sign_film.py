"""A film in Polish Sign Language (PJM) that tells what a page says, with captions and a transcript."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from pages.accessibility.blocks import TranscriptBlock
from pages.accessibility.films.containers import film_kind
from pages.accessibility.films.shown import Film, kind_of, length_in_words, shown_film
from pages.accessibility.films.views import serve_captions, serve_film
from pages.accessibility.films.webvtt import read_captions
from pages.accessibility.form_panels import SignFilmPanel
from pages.accessibility.models.retelling import OtherFormPage
from pages.core.models import BasePage
from search.content import Kind


def film_name(page: SignFilmPage, name: str) -> str:
    """Where a film or its captions are kept: under a name that tells nothing of it and was never used."""
    return f"films/{uuid4().hex}{PurePosixPath(name).suffix.lower()[:5]}"


def file_faults(page: SignFilmPage) -> list[str]:
    """What is wrong with the bytes of the film and of its captions, whatever way they came."""
    faults: list[str] = []
    checks: list[tuple[Any, Any]] = [(page.film, film_kind), (page.captions, read_captions)]
    for kept, check in checks:
        if not kept:
            continue
        try:
            with kept.storage.open(kept.name) as file:
                found = check(file)
        except ValidationError as error:
            faults += error.messages
        except OSError:  # an earlier draft, whose film is let go
            faults.append(gettext("The film of this draft is not kept any more. Upload it once again."))
        else:
            if kept == page.film and found != kind_of(kept.name):
                faults.append(gettext("The name of the film ends otherwise than its content says."))
    return list(dict.fromkeys(faults))


class SignFilmPage(RoutablePageMixin, OtherFormPage):
    """A film in Polish Sign Language: the centre's own file, or one that stands elsewhere and is linked to.

    Film and captions are uploaded in a form of their own: that of the page saves itself every moment, and would send
    the film each time.
    """

    template = "pages/accessibility/sign_film_page.html"
    page_description = _(
        "What the page above says, told in Polish Sign Language (PJM), with captions and a transcript."
    )
    usual_slug = "w-jezyku-migowym"

    film = models.FileField(_("film"), upload_to=film_name, blank=True)
    captions = models.FileField(_("captions"), upload_to=film_name, blank=True)
    poster = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture before the film starts"),
    )
    link = models.URLField(
        _("address of the film elsewhere"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_(
            "Only when the film is not uploaded here. Readers get a link; the film of another company is never put "
            "into the page."
        ),
    )
    duration = models.DurationField(
        _("length"), null=True, blank=True, help_text=_("Minutes and seconds, for example 2:35.")
    )
    transcript = StreamField(
        TranscriptBlock(min_num=1),
        verbose_name=_("transcript"),
        help_text=_("All that the film says, and shows if it matters. Readers find the page by these words."),
    )

    search_kind = Kind("sign", _("Polish Sign Language"))

    history_fields = (*BasePage.history_fields, "film", "captions", "poster", "link", "duration", "transcript")
    history_streams = ("transcript",)

    content_panels = [
        SignFilmPanel(),
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("duration"), FieldPanel("poster")]), FieldPanel("link")], heading=_("The film")
        ),
        FieldPanel("transcript"),
        *BasePage.provenance_panels,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("transcript")]

    class Meta:
        verbose_name = _("film in Polish Sign Language (PJM)")
        verbose_name_plural = _("films in Polish Sign Language (PJM)")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.link and self.film:
            errors["link"] = _("The film is uploaded here already. Leave the address empty, or take the film away.")
        if self.duration is not None and not 0 < self.duration.total_seconds() < 6 * 60 * 60:
            errors["duration"] = _("Give minutes and seconds, for example 2:35.")
        if errors:
            raise ValidationError(errors)

    def publication_faults(self, source: Page | None) -> list[str]:
        faults = super().publication_faults(source)
        if not self.film and not self.link:
            faults.append(gettext("There is no film yet. Upload one, or give its address."))
        if self.film and not self.captions:
            faults.append(gettext("The film has no captions. Upload them beside the film (WebVTT)."))
        faults += file_faults(self)
        if self.duration is None:
            faults.append(gettext("Say how long the film is."))
        if not self.transcript:
            faults.append(gettext("The film has no transcript: write down what it says."))
        return faults

    @property
    def form_name(self) -> str:
        if self.duration is None:
            return gettext("in Polish Sign Language (film)")
        return gettext("in Polish Sign Language (film, %(length)s)") % {"length": length_in_words(self.duration)}

    @property
    def eyebrow(self) -> str:
        return gettext("Film in Polish Sign Language (PJM)")

    @property
    def head_title(self) -> str:
        return self.seo_title or gettext("%(title)s – film in Polish Sign Language") % {"title": self.title}

    @property
    def link_host(self) -> str:
        """Whose site the link leads to."""
        return (urlsplit(self.link).hostname or "").removeprefix("www.")

    @property
    def history_facts(self) -> list[tuple[str, str]]:
        facts = [(gettext("Length"), length_in_words(self.duration))] if self.duration else []
        return [*facts, (gettext("Address of the film"), self.link)] if self.link else facts

    @property
    def search_facts(self) -> list[tuple[str, str]]:
        """Nothing: nobody looks for a film by its length."""
        return []

    @property
    def history_own_files(self) -> list[tuple[Any, str]]:
        kind = PurePosixPath(self.film.name or "").suffix.removeprefix(".").upper()
        return [
            (self.film, gettext("Film (%(kind)s)") % {"kind": kind}),
            (self.captions, gettext("Captions (WebVTT)")),
            (self.poster.file if self.poster else None, gettext("Picture before the film starts")),
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["film"] = self.shown_film(is_draft=getattr(request, "is_preview", False))
        return context

    def shown_film(self, *, is_draft: bool = False) -> Film | None:
        """What the player needs; a draft's film is handed out to editors only. None when there is no film here."""
        return shown_film(self, is_draft=is_draft)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.require_source(request)  # for the addresses below, too
        return super().serve(request, *args, **kwargs)

    @path("film/")
    def film_itself(self, request: HttpRequest) -> HttpResponseBase:
        """The film's bytes, or the part that a player asks for."""
        return serve_film(request, self)

    @path("napisy/")
    def captions_themselves(self, request: HttpRequest) -> HttpResponseBase:
        """The captions."""
        return serve_captions(request, self)
