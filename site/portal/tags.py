"""Tags of pictures and documents: the words of a centre's own files, and of no other's."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, JsonResponse
from taggit.models import Tag, TaggedItem
from wagtail.admin.auth import require_admin_access
from wagtail.documents import get_document_model
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.images import get_image_model
from wagtail.images.views.chooser import ImageChooseView
from wagtail.images.views.images import ImagesFilterSet

from portal.security import own

MOST = 10


def own_tags(user: Any, *models: type) -> QuerySet[Tag]:
    """Tags on the files that a user has to do with, those used most first."""
    files = Q(pk__in=[])
    for model in models:
        content_type = ContentType.objects.get_for_model(model)
        files |= Q(content_type=content_type, object_id__in=own(user, model).values("pk"))
    items = TaggedItem.objects.filter(files).values("pk")
    uses = Count("taggit_taggeditem_items", filter=Q(taggit_taggeditem_items__in=items))
    return Tag.objects.annotate(uses=uses).filter(uses__gt=0).order_by("-uses", "name")


@require_admin_access
def autocomplete(request: HttpRequest, **_model: str) -> JsonResponse:
    """Tags that begin as an editor has begun to write. Takes the place of Wagtail's own view."""
    term = request.GET.get("term", "")
    tags = own_tags(request.user, get_image_model(), get_document_model()) if term else Tag.objects.none()
    return JsonResponse([tag.name for tag in tags.filter(name__istartswith=term)[:MOST]], safe=False)


class OwnTagsMixin:
    """A list of files that is narrowed down by the tags of one's own."""

    filters: dict[str, Any]
    _meta: Any

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)  # type: ignore[call-arg]  # a filter set follows
        if "tag" not in self.filters:
            return
        names = [tag.name for tag in own_tags(request.user, self._meta.model)[:MOST]]
        if names:
            self.filters["tag"].extra["choices"] = [(name, name) for name in names]
        else:
            del self.filters["tag"]


class OwnDocumentsFilterSet(OwnTagsMixin, DocumentsFilterSet):
    """The list of documents."""


class OwnImagesFilterSet(OwnTagsMixin, ImagesFilterSet):
    """The list of pictures."""


class OwnImageChooseView(ImageChooseView):
    """The chooser of pictures."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["popular_tags"] = own_tags(self.request.user, self.model)[:MOST]
        return context
