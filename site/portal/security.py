"""The administration: its own content policy, and what only those may see who answer for every centre."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.auth import permission_denied

# Inline panels, choosers and date fields of Wagtail 7.4 run inline scripts; nothing in it needs eval.
ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
}


# Reports of Wagtail that name pages of every centre, whoever asks.
WHOLE_INSTALLATION = frozenset({"page_types_usage", "page_types_usage_results"})


def admin_policy(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give signed-in staff the administration's policy, and reports on all centres to superusers only.

    The sign-in and reset pages keep the strict public policy.
    """
    relaxed = csp(ADMIN_POLICY)(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        name = request.resolver_match.url_name if request.resolver_match else None
        if name in WHOLE_INSTALLATION and not request.user.is_superuser:
            return permission_denied(request)
        return relaxed(request, *args, **kwargs)

    return wrapped
