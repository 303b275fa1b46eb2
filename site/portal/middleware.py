"""What every answer carries and what every address must be."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from pages.core.views import bad_request, busy

GetResponse = Callable[[HttpRequest], HttpResponse]
COMPRESSIBLE = ("text/", "application/json", "application/javascript", "application/xml", "image/svg+xml")


class GZipTextMiddleware(GZipMiddleware):
    """Compresses text only: pictures and documents would gain nothing, and lose the length that browsers show."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(COMPRESSIBLE):
            return response
        return super().process_response(request, response)


class BrowserPolicyMiddleware:
    """Headers that neither Django nor django-csp sets."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response


class ReadableUrlMiddleware:
    """Refuses addresses that no database accepts: a NUL or half of a surrogate pair would end in a server error."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        texts = [request.path, *(text for key, values in request.GET.lists() for text in (key, *values))]
        if any("\0" in text or any("\ud800" <= char <= "\udfff" for char in text) for text in texts):
            return bad_request(request)
        return self.get_response(request)


class BusyDatabaseMiddleware:
    """Says politely that somebody else is writing: SQLite gives up waiting for its one writer after a while."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503 to a lock; everything else is an error as ever."""
        locked = isinstance(exception, OperationalError) and "locked" in str(exception)
        return busy(request) if locked else None
