"""Whether the site works, for a watchman that asks every minute."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from compliance.backups import newest_backup

# A copy that is made every night may take an hour or two longer than the one before.
LATE = timedelta(hours=26)


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """`/healthz`: 200 when the database answers, else 503; says beside it how old the newest copy is.

    A copy that is late is a line for who reads the answer, never a status: what restarts a site that fails would then
    restart one that works. Knows no site, sets no cookie. A watchman that asks by an IP address has to name a centre as
    its host, as every other reader does: no address is let past ALLOWED_HOSTS. Its answer is 400 otherwise, before this
    is reached.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse(f"ok\ncopy: {age_of_copy()}\n", content_type="text/plain; charset=utf-8")


def age_of_copy() -> str:
    """In whole hours, as of when everything is in a copy; asks once."""
    try:
        newest = newest_backup()
    except DatabaseError:  # not migrated yet
        return "unknown"
    if newest is None:
        return "none"
    age = max(now() - newest, timedelta())
    return f"{age // timedelta(hours=1)} h{', late' if age > LATE else ''}"
