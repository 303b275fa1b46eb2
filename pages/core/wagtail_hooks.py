"""What the administration does differently here."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import escape
from wagtail import hooks
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.rich_text import features as rich_text_features
from wagtail.rich_text.pages import PageLinkHandler

from pages.core.addresses import local_url


class LocalPageLinkHandler(PageLinkHandler):
    """Links in texts are paths within the site; a link to a page that is not public any more is plain text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        ids = [attrs.get("id") for attrs in attrs_list]
        pages = Page.objects.in_bulk([int(pk) for pk in ids if pk and str(pk).isdecimal()])
        urls = [local_url(pages.get(int(pk))) if pk and str(pk).isdecimal() else "" for pk in ids]
        return [f'<a href="{escape(url)}">' if url else "<a>" for url in urls]


@hooks.register("register_rich_text_features", order=100)
def register_local_links(features: type[rich_text_features]) -> None:
    """Take the place of Wagtail's own handler, which prints absolute addresses once there are two sites."""
    features.register_link_type(LocalPageLinkHandler)


@hooks.register("construct_page_chooser_queryset")
def choose_among_own_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """An editor links to pages of their own centre; another centre's are not even listed."""
    return pages & PagePermissionPolicy().explorable_instances(request.user)
