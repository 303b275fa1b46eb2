"""The language around a page: menus, labels and dates are in the one that the page is written in, whoever reads it."""

from collections.abc import Callable

from django.conf import settings
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.translation import get_language, override
from wagtail.models import Page


def in_language_of(page: Page, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What `answer` makes of a page, printed in the page's language: templates would be, too late, in the site's."""
    language = getattr(page, "language", settings.LANGUAGE_CODE)
    if language == get_language():
        return answer()
    with override(language):
        response = answer()
        if isinstance(response, SimpleTemplateResponse):
            response.render()
    response.headers["Content-Language"] = language
    return response
