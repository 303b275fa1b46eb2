"""The guide in the administration: the list of its pages, and each of them."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from editing.guide.topics import Topic, topics


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """What the guide tells about; for everybody who may sign in."""

    page_title: Any = _("Editors’ guide")
    header_icon = "help"
    template_name = "editing/guide/index.html"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(topics=topics(), **kwargs)


class TopicView(GuideView):
    """One page, with the way to the one before and the one after it."""

    template_name = "editing/guide/topic.html"

    @cached_property
    def place(self) -> int:
        """Where the page stands in the list; 404 for one that isn't there."""
        slugs = [topic.slug for topic in topics()]
        if self.kwargs["slug"] not in slugs:
            raise Http404
        return slugs.index(self.kwargs["slug"])

    @property
    def topic(self) -> Topic:
        """The page that was asked for."""
        return topics()[self.place]

    def get_page_title(self) -> str:
        return self.topic.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = WagtailAdminTemplateMixin.get_breadcrumbs_items(self)
        return [
            *above,
            {"url": reverse("guide:index"), "label": _("Editors’ guide")},
            {"url": "", "label": self.topic.title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        neighbours = {
            "before": topics()[self.place - 1] if self.place else None,
            "after": next(iter(topics()[self.place + 1 :]), None),
        }
        return super().get_context_data(topic=self.topic, **neighbours, **kwargs)
