"""Whether the site works, for a watchman that asks every minute."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """`/healthz`: 200 when the database answers, else 503. Asks for nothing else, knows no site, sets no cookie.

    A watchman that asks by an IP address has to name a centre as its host, as every other reader does: no address is
    let past ALLOWED_HOSTS. Its answer is 400 otherwise, before this is reached.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
