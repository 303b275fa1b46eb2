"""“Import from Word”: send a file, look at what was recognised and what was not, and only then make a draft of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.generic import FormView, View
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.models import Page

from editing.approval.digests import text_digest_of
from editing.home.kinds import usual_first
from editing.importing.forms import KeepForm, UploadForm
from editing.importing.keeping import keep, takes_pictures
from editing.importing.places import kinds_below, may_import
from editing.models import WaitingImport, WaitingPicture
from pages.acts.administration.drafting import latest_of
from pages.acts.administration.subject import lock_fault

_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
# In the middle of the administration's own headings those of the text stand two levels lower.
_LOWER = {"<h3>": '<h5 class="w-h4">', "</h3>": "</h5>", "<h4>": "<h6>", "</h4>": "</h6>"}


class ImportingMixin(WagtailAdminTemplateMixin):
    """A view about a page that a document goes into, or below which it makes a new one."""

    header_icon = "doc-full"
    request: HttpRequest
    page: Any
    is_new: bool

    @property
    def page_title(self) -> str:
        return _("A new page from Word") if self.is_new else _("Import from Word")

    @property
    def back_url(self) -> str:
        """Where whoever changes their mind goes."""
        name = "wagtailadmin_explore" if self.is_new else "wagtailadmin_pages:edit"
        return reverse(name, args=(self.page.pk,))

    def find_page(self, pk: int) -> None:
        """Read the page. Raises Http404, PermissionDenied."""
        self.page = get_object_or_404(Page, pk=pk).specific
        user = self.request.user
        self.kinds = kinds_below(user, self.page) if self.is_new else []
        if not (self.kinds if self.is_new else may_import(user, self.page)):
            raise PermissionDenied

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page=self.page, is_new=self.is_new, back_url=self.back_url, **kwargs)


class UploadView(ImportingMixin, FormView):
    """Asks for the file and reads it."""

    is_new = False
    template_name = "editing/importing/upload.html"
    form_class = UploadForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.find_page(kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: UploadForm) -> HttpResponse:
        if not self.is_new and (fault := lock_fault(self.request.user, self.page)):
            form.add_error(None, fault)
            return self.form_invalid(form)
        user: Any = self.request.user
        recognised, pictures = form.document.recognised, form.document.pictures.kept
        content = {
            "title": recognised.title,
            "blocks": recognised.blocks,
            "notes": [[note.text, note.is_serious] for note in form.document.notes],
        }
        with transaction.atomic():
            WaitingImport.objects.forgotten().delete()
            WaitingImport.objects.filter(made_by=user, page_id=self.page.pk, is_new=self.is_new).delete()
            waiting = WaitingImport.objects.create(
                page_id=self.page.pk,
                is_new=self.is_new,
                made_by=user,
                seen="" if self.is_new else text_digest_of(latest_of(self.page)),
                name=(form.cleaned_data["file"].name or "")[:255],
                content=content,
            )
            WaitingPicture.objects.bulk_create(
                WaitingPicture(waiting=waiting, number=number, kind=kind, content=data)
                for number, (kind, data) in enumerate(pictures, start=1)
            )
        return redirect("importing:confirm", waiting.pk)


class OwnImport:
    """A view about what waits; nobody else has business with it."""

    request: HttpRequest

    def waiting_of(self, number: int, *, locked: bool = False) -> WaitingImport:
        """What the person has sent. Raises Http404 when it is not theirs, was kept, or waited for too long."""
        waiting = WaitingImport.objects.remembered().filter(pk=number, made_by=self.request.user.pk)
        found = (waiting.select_for_update() if locked else waiting).first()
        if found is None:
            raise Http404
        return found


class ConfirmView(ImportingMixin, OwnImport, FormView):
    """Shows what was recognised, with the report; keeps it when the editor agrees."""

    template_name = "editing/importing/confirm.html"
    form_class = KeepForm
    http_method_names = ["get", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        waiting = self.waiting_of(kwargs["number"])
        self.is_new = waiting.is_new
        with transaction.atomic():
            if request.method == "POST":
                # Two who do the same at once: the second waits here, and then reads what the first one wrote.
                list(Page.objects.select_for_update().filter(pk=waiting.page_id).values_list("pk"))
            self.waiting = self.waiting_of(kwargs["number"], locked=request.method == "POST")
            self.find_page(waiting.page_id)
            return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "cancel" in request.POST:
            self.waiting.delete()
            messages.success(request, _("Nothing was imported."))
            return redirect(self.back_url)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "content": self.waiting.content,
            "kinds": usual_first(self.kinds),
            "asks_place": not self.is_new and bool(latest_of(self.page).body),
            "takes_pictures": takes_pictures(self.request.user, self.page),
        }

    def form_valid(self, form: KeepForm) -> HttpResponse:
        if fault := self.obstacle():
            form.add_error(None, fault)
            return self.form_invalid(form)
        if refused := self.refused_kind(form):
            return refused
        kept = keep(self.waiting, self.page, form, self.request.user)
        if kept is None:
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("The text is in the draft. Read it here once more; readers don't see it before it is published."),
        )
        return redirect("wagtailadmin_pages:edit", kept.pk)

    def obstacle(self) -> str:
        """Why the text can't be kept now; what was recognised stays for a second try."""
        if self.is_new:
            return ""
        if fault := lock_fault(self.request.user, self.page):
            return fault
        now = text_digest_of(latest_of(self.page))
        if now != self.waiting.seen:
            self.waiting.seen = now
            self.waiting.save(update_fields=["seen"])
            return _("Meanwhile the draft was changed. Look at it in another window; then press the button once more.")
        return ""

    def refused_kind(self, form: KeepForm) -> HttpResponse | None:
        """What Wagtail's own form for new pages would be answered: not everybody may add every kind."""
        if not self.is_new:
            return None
        kind = form.kinds[form.cleaned_data["kind"]]
        answers = (ask(self.request, self.page, kind) for ask in hooks.get_hooks("before_create_page"))
        return next((answer for answer in answers if hasattr(answer, "status_code")), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form, content = context["form"], self.waiting.content
        has_pictures = any(block["type"] == "image" for block in content["blocks"])
        return {
            **context,
            "waiting": self.waiting,
            "serious": [text for text, is_serious in content["notes"] if is_serious],
            "minor": [*self.about_title(), *(text for text, is_serious in content["notes"] if not is_serious)],
            "pieces": list(self.pieces(form)),
            "pictures_refused": has_pictures and not form.pictures,
        }

    def about_title(self) -> Iterator[str]:
        """A page that is there has a title of its own."""
        if not self.is_new and (title := self.waiting.content["title"]):
            yield _("The document's title was left out, since the page has one: “%(title)s”.") % {"title": title}

    def pieces(self, form: KeepForm) -> Iterator[dict[str, Any]]:
        """The blocks as the preview shows them; of a picture that comes twice, it asks once."""
        asked: set[str] = set()
        for block in self.waiting.content["blocks"]:
            fields = [field for field in form.of_block(block) if field.name not in asked]
            asked |= {field.name for field in fields}
            yield {"kind": block["type"], "fields": fields, **self.shown(block)}

    def shown(self, block: dict[str, Any]) -> dict[str, Any]:
        """What is to be seen of a block."""
        value = block["value"]
        match block["type"]:
            case "text":
                for tag, lower in _LOWER.items():
                    value = value.replace(tag, lower)
                return {"html": mark_safe(value)}  # noqa: S308 -- made by `markup`, of nothing but its own tags
            case "image":
                return {"url": reverse("importing:picture", args=(self.waiting.pk, value["number"]))}
            case "table":
                return {"rows": value["rows"], "has_header": value["has_header"]}
            case "quote":
                return {"words": value["text"]}
            case _:
                return {"words": value}


class PictureView(OwnImport, View):
    """A picture of what waits, for whoever sent it."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, number: int, seq: int) -> HttpResponse:
        picture = get_object_or_404(WaitingPicture, waiting=self.waiting_of(number), number=seq)
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
        return HttpResponse(bytes(picture.content), content_type=_TYPES[picture.kind], headers=headers)
