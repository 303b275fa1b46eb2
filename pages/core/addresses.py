"""Addresses of pages within their own site."""

from wagtail.models import Page


def local_url(page: Page | None) -> str:
    """The path of a live page within its site; empty for a page that a reader can't open.

    Wagtail gives absolute addresses as soon as an installation has two sites. A path stays right whatever host, port
    or scheme the centre is reached by, and in a copy of the site on another server.
    """
    if page is None or not page.live:
        return ""
    parts = page.get_url_parts()
    return parts[2] if parts and parts[2] else ""
