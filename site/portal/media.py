"""Pictures, served by the application itself where no web server stands in front of it."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# Renditions and the pictures of editors. Originals may carry a place and a name; documents have their own view.
PUBLIC_FOLDERS = ("images/", "avatar_images/")


@require_safe
@cache_control(public=True, max_age=7 * 24 * 60 * 60)
def public_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture from one of the public folders.

    Raises Http404 for everything else below the upload folder, and for names that lead out of it.
    """
    # An object storage takes the one stroke for the other.
    if not name.startswith(PUBLIC_FOLDERS) or ".." in name.replace("\\", "/").split("/"):
        raise Http404
    try:
        return FileResponse(default_storage.open(name))
    except (OSError, ValueError) as error:  # missing, a folder, or a name that leaves the folder
        raise Http404 from error
