"""Pictures, served by the application itself where no web server stands in front of it."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(public=True, max_age=7 * 24 * 60 * 60)
def public_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """A rendition of a picture. Originals may carry a place and a name and stay unserved; documents have their view."""
    try:
        return FileResponse(default_storage.open(f"images/{name}"))
    except (OSError, ValueError) as error:  # missing, a folder, or a name that leaves the folder
        raise Http404 from error
