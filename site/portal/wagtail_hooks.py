"""What the administration shows to whom."""

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.models import Document
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.models import Image
from wagtail.images.permissions import permission_policy as image_policy

FILE_ACTIONS = ["add", "change", "choose"]


@hooks.register("construct_reports_menu")
def hide_reports_on_all_centres(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """The report on page types names pages of every centre; `portal.security` refuses it to a centre's editors."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]


class OwnDocuments(DocumentsAdminAPIViewSet):
    """Wagtail's own lists every document to whoever may sign in."""

    def get_queryset(self) -> QuerySet[Document]:
        own = document_policy.instances_user_has_any_permission_for(self.request.user, FILE_ACTIONS)
        return super().get_queryset().filter(pk__in=own.values("pk"))


class OwnImages(ImagesAdminAPIViewSet):
    """The same for pictures."""

    def get_queryset(self) -> QuerySet[Image]:
        own = image_policy.instances_user_has_any_permission_for(self.request.user, FILE_ACTIONS)
        return super().get_queryset().filter(pk__in=own.values("pk"))


@hooks.register("construct_admin_api", order=100)
def list_own_files_only(router: WagtailAPIRouter) -> None:
    """Take the place of Wagtail's endpoints, which it registers before."""
    router.register_endpoint("documents", OwnDocuments)
    router.register_endpoint("images", OwnImages)
