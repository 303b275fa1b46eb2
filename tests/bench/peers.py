"""What the store is measured against, each as a WSGI application with the bytes of the same page.

PEER_PAGE=FILE granian --interface wsgi tests.bench.peers:bare | django_view | locmem
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import cache_page

PAGE = Path(os.environ["PEER_PAGE"]).read_bytes()


def bare(environ: dict[str, Any], start: Any) -> list[bytes]:
    """The least that a WSGI server can be asked for: its own ceiling."""
    start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(PAGE)))])
    return [PAGE]


def constant(request: HttpRequest) -> HttpResponse:
    """The page as a constant."""
    return HttpResponse(PAGE)


if not settings.configured:  # decorators ask for settings
    settings.configure(
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        SECRET_KEY="bench",
        MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    )
    django.setup()
urlpatterns = [path("", constant), path("locmem/", cache_page(3_600)(constant))]
django_view = WSGIHandler()
