"""What every answer carries and what every address must be."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from csp.constants import HEADER as POLICY
from django.db import DEFAULT_DB_ALIAS, OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from accounts.middleware import SIGN_OUT
from delivery.changes import concerning
from delivery.trouble import Trouble, trouble_of
from delivery.verdicts import VERDICT
from history.reasons import nothing_given
from history.recording import PublicationRefused
from pages.core.views import bad_request, busy
from portal.refusals import refusal

GetResponse = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/javascript",
    "application/xml",
    "application/akn+xml",
    "image/svg+xml",
)


class GZipTextMiddleware(GZipMiddleware):
    """Compresses text only: pictures and documents would gain nothing, and lose the length that browsers show."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if VERDICT in request.META or not response.headers.get("Content-Type", "").startswith(COMPRESSIBLE):
            return response  # what the page store keeps, it compresses once for all
        return super().process_response(request, response)


class BrowserPolicyMiddleware:
    """Headers that neither Django nor django-csp sets, and the directives of the latter's in one order.

    It takes them from a set, so that each process would send another header; a page that the store keeps, and what a
    web server in front or a cache compares, must not differ by whoever made it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if policy := response.get(POLICY):
            response[POLICY] = "; ".join(sorted(policy.split("; "), key=_default_first))
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if request.method == "POST" and request.resolver_match and request.resolver_match.view_name in SIGN_OUT:
            # Nobody who comes to the machine later finds with the Back button what was open there.
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _default_first(directive: str) -> tuple[bool, str]:
    return not directive.startswith("default-src"), directive


class ReadableUrlMiddleware:
    """Refuses addresses that no database accepts: a NUL or half of a surrogate pair would end in a server error."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        texts = [request.path, *(text for key, values in request.GET.lists() for text in (key, *values))]
        if any("\0" in text or any("\ud800" <= char <= "\udfff" for char in text) for text in texts):
            return bad_request(request)
        return self.get_response(request)


class OneTransactionMiddleware:
    """Runs each request that may write in one transaction, and says politely when somebody else is writing.

    Wagtail publishes in several steps: a failure between them would leave a page public that no history knows of. Reads
    take no part, since on SQLite each would queue for the write lock. The transaction begins when the form has arrived
    and its token was found right, so that nobody holds the lock by sending slowly, and ends before the answer leaves.
    An answer that says no leaves nothing behind.

    Stands last: what other middleware writes, the session above all, is no part of what was asked for.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.one_transaction = opened = ExitStack()  # type: ignore[attr-defined]  # ours, for `process_view`
        try:
            with nothing_given(), opened:
                response = self.get_response(request)
                if getattr(request, "writes", False) and (response.status_code >= 400 or hasattr(request, "refused")):
                    transaction.set_rollback(True)
        except OperationalError as error:  # of the COMMIT
            return answer_if_busy(request, error)
        return response

    def process_view(self, request: HttpRequest, view: View, *_arguments: Any) -> HttpResponse | None:
        """Begin, just before the view; views marked `non_atomic_requests` are left alone, as Django would."""
        if request.method in SAFE_METHODS or DEFAULT_DB_ALIAS in getattr(view, "_non_atomic_requests", ()):
            return None
        receive(request)
        if sites := centres_of(getattr(request, "user", None)):
            # What they write shows in their own centres only: the kept pages of all others stay.
            request.one_transaction.enter_context(concerning(sites))  # type: ignore[attr-defined]  # of __call__
        try:
            request.one_transaction.enter_context(transaction.atomic())  # type: ignore[attr-defined]  # of __call__
        except OperationalError as error:
            return answer_if_busy(request, error)
        request.writes = True  # type: ignore[attr-defined]  # for __call__
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503 to a lock, say which page lacks a reason; everything else is an error as ever."""
        if isinstance(exception, PublicationRefused):
            request.refused = True  # type: ignore[attr-defined]  # for __call__
            return refusal(request, exception)
        return busy(request) if is_busy(exception) else None


def centres_of(user: Any) -> list[int]:
    """The sites outside of which somebody can change nothing; empty for whoever is bound to none."""
    if user is None or not user.is_authenticated or user.is_superuser:
        return []
    sites = list(user.groups.values_list("centre_role__site", flat=True))
    return [] if None in sites else sites  # a group of another kind may reach anywhere


def receive(request: HttpRequest) -> None:
    """Read the whole of what is sent, however slowly it comes."""
    if request.content_type in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        request.POST  # noqa: B018 -- reads and keeps it
    else:
        request.body  # noqa: B018 -- as above


def is_busy(error: Exception) -> bool:
    """Whether somebody else writes: SQLite gives up waiting after a while, PostgreSQL when two wait for each other."""
    return trouble_of(error) is Trouble.BUSY


def answer_if_busy(request: HttpRequest, error: OperationalError) -> HttpResponse:
    """The answer to a lock. Raises the error again when it is another one."""
    if is_busy(error):
        return busy(request)
    raise error
