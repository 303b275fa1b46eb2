"""What the administration shows to whom."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.menu import MenuItem
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents import get_document_model
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.views.documents import IndexView as DocumentsView
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.models import Image
from wagtail.images.views.chooser import viewset as image_chooser
from wagtail.images.views.images import IndexView as ImagesView

from portal.roles import hooks as role_hooks  # noqa: F401 -- registered by being imported
from portal.security import own, people_around
from portal.tags import OwnDocumentsFilterSet, OwnImageChooseView, OwnImagesFilterSet

# Wagtail offers no hook for these; it makes its views from the classes only after all hooks are known.
DocumentsView.filterset_class = OwnDocumentsFilterSet
ImagesView.filterset_class = OwnImagesFilterSet
image_chooser.choose_view_class = OwnImageChooseView

_everybody = MultipleUserFilter.get_queryset


def _people_around(field: MultipleUserFilter, request: HttpRequest) -> QuerySet:
    """Filters of lists would offer the names of whoever edited a page of any centre."""
    people = _everybody(field, request)
    if people is None:  # histories say it in another place
        people = field.extra["queryset"]
    return people_around(request.user, people)


MultipleUserFilter.get_queryset = _people_around


@hooks.register("insert_global_admin_js")
def leave_dates_as_typed() -> str:
    """Wagtail's calendar would turn what it can't read into the present moment."""
    return format_html('<script src="{}"></script>', static("js/dates.js"))


@hooks.register("construct_reports_menu")
def hide_reports_on_all_centres(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """The report on page types names pages of every centre; `portal.security` refuses it to a centre's editors."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]


class OwnDocuments(DocumentsAdminAPIViewSet):
    """Wagtail's own lists every document to whoever may sign in."""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(pk__in=own(self.request.user, get_document_model()).values("pk"))


class OwnImages(ImagesAdminAPIViewSet):
    """The same for pictures."""

    def get_queryset(self) -> QuerySet[Image]:
        return super().get_queryset().filter(pk__in=own(self.request.user, Image).values("pk"))


@hooks.register("construct_admin_api", order=100)
def list_own_files_only(router: WagtailAPIRouter) -> None:
    """Take the place of Wagtail's endpoints, which it registers before."""
    router.register_endpoint("documents", OwnDocuments)
    router.register_endpoint("images", OwnImages)
