"""Files as versions showed them."""

from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from history.models import PublishedVersion, Redaction, RedactionScope, VersionAttachment
from history.open_files import open_files
from history.views.subject import Subject, subject_at

# Types that a browser shows without running anything in them.
SHOWN = {"application/pdf", "image/avif", "image/gif", "image/jpeg", "image/png", "image/webp", "text/plain"}
# What Wagtail's own view of documents sends.
POLICY = "default-src 'none'"


def file_url(subject: Subject, number: int, attachment: VersionAttachment) -> str:
    """The address of a file of a version."""
    return f"{subject.version_url(number)}pliki/{attachment.order}/{quote(attachment.name, safe='')}"


@require_safe
def version_file(request: HttpRequest, path: str, number: str, order: str, name: str) -> HttpResponseBase:
    """`…/wersje/N/pliki/K/<name>`: the bytes that the version showed.

    Raises Http404 for a file that there never was, and for one whose document is kept from the public today.
    """
    subject = subject_at(request, path)
    found = VersionAttachment.objects.filter(version__object=subject.tracked, version__number=number, order=order)
    attachment = found.select_related("blob").first()
    if attachment is None:
        if _is_masked(subject, int(number), int(order)):
            return _masked()
        raise Http404
    if attachment.name != name or not open_files(found).exists():
        raise Http404
    try:
        stream = attachment.blob.open()
    except FileNotFoundError as error:
        raise Http404 from error
    return _answer(attachment, stream)


def _answer(attachment: VersionAttachment, stream: object) -> FileResponse:
    kind = attachment.blob.mime
    response = FileResponse(stream, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(kind not in SHOWN, attachment.name) or "attachment"
    response["Content-Length"] = str(attachment.blob.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY if kind == "application/pdf" else f"{POLICY}; sandbox"
    response["X-Robots-Tag"] = "noindex"
    # Redaction must take hold at once: whoever keeps a copy has to ask again.
    response["Cache-Control"] = "no-cache"
    return response


def _is_masked(subject: Subject, number: int, order: int) -> bool:
    """Whether the file is gone because it had to go."""
    version = PublishedVersion.objects.filter(object=subject.tracked, number=number).first()
    masked = Redaction.objects.filter(version=version).values_list("scope", "attachment") if version else ()
    return any(
        scope == RedactionScope.CONTENT or (scope == RedactionScope.ATTACHMENT and kept == order)
        for scope, kept in masked
    )


def _masked() -> HttpResponse:
    """The file was there, and is gone for good."""
    response = HttpResponse(
        _("This file was anonymised. The history of the page says when and on what legal basis.") + "\n",
        content_type="text/plain; charset=utf-8",
        status=410,
    )
    response["X-Robots-Tag"] = "noindex"
    return response
