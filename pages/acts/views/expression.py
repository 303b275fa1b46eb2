"""One text of an act: read by itself, as a single file, as Akoma Ntoso."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from pages.acts.akoma_ntoso import MEDIA_TYPE, Edition, akoma_ntoso
from pages.acts.dossier import live_dossier, text_of
from pages.acts.linked_data import machine_readable
from pages.acts.reading import Reading
from pages.acts.views.act import reading_context
from pages.core.addresses import is_public
from pages.core.models import CentreSettings

if TYPE_CHECKING:
    from pages.acts.models import ExpressionPage


class ExpressionRoutes(RoutablePageMixin):
    """Addresses below a text's own."""

    def serve(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A text is no more public than its act, which its page names and describes."""
        if not is_public(self.get_parent()):
            raise Http404
        answer: HttpResponse = super().serve(request, *args, **kwargs)
        return answer

    def get_context(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        act = self.act
        reading = self.reading(act)
        return context | reading_context(act, reading) | machine_readable(request, act, reading)

    def reading(self: Any, act: Any) -> Reading:
        """The text, as it stands here, among the others: in a preview it isn't what is public."""
        dossier = live_dossier(act)
        text = text_of(self)
        return Reading.of_text(replace(dossier, texts={**dossier.texts, text.pk: text}), text.pk, localdate())

    @path("jeden-plik.html/")
    def one_file(self: ExpressionPage, request: HttpRequest) -> HttpResponse:
        """The text with its look in one file, to keep or to send; it needs nothing from the site."""
        response = render(request, "pages/acts/one_file.html", {**self.get_context(request), "page": self})
        # Opened from a disk, links within the site have to say which site.
        root = request.build_absolute_uri("/").encode()
        response.content = response.content.replace(b'href="/', b'href="' + root)
        response["Content-Disposition"] = f'attachment; filename="{self.act.slug}-{self.slug}.html"'
        return response

    @path("akoma-ntoso.xml/")
    def akoma_ntoso_file(self: ExpressionPage, request: HttpRequest) -> HttpResponse:
        """The text as Akoma Ntoso 3, for programs that work with law."""
        act, absolute = self.act, request.build_absolute_uri
        reading = self.reading(act)
        if reading.text is None:
            raise Http404
        edition = Edition(
            work=absolute(act.local_url),
            expression=absolute(self.local_url),
            manifestation=absolute(f"{self.local_url}akoma-ntoso.xml"),
            publisher=CentreSettings.of_request(request).name,
            publisher_url=absolute("/"),
            published_on=localdate(self.first_published_at),
            generated_on=localdate(),
            eli_uri=act.eli_uri,
            gazette_ref=act.gazette_ref,
        )
        response = HttpResponse(akoma_ntoso(reading, edition), content_type=f"{MEDIA_TYPE}; charset=utf-8")
        response["Content-Disposition"] = f'inline; filename="{act.slug}-{self.slug}.xml"'
        return response
