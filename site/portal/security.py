"""The administration's own content policy."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.http import HttpRequest, HttpResponseBase

# Inline panels, choosers and date fields of Wagtail 7.4 run inline scripts; nothing in it needs eval.
ADMIN_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
    }
}


def admin_policy(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give signed-in staff the administration's policy; the sign-in and reset pages keep the strict public one."""
    relaxed = csp(ADMIN_POLICY)(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        chosen = relaxed if request.user.is_authenticated else view
        return chosen(request, *args, **kwargs)

    return wrapped
