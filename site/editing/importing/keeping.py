"""What was recognised becomes a draft, whole or not at all; nothing of it is public."""

from __future__ import annotations

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.images.permissions import permission_policy
from wagtail.log_actions import log
from wagtail.models import Page

from editing.importing.forms import KeepForm, Place, Use
from editing.models import WaitingImport
from pages.acts.administration.drafting import keep_draft, latest_of
from pages.acts.forms import free_slug
from pages.core.models import centre_collection

RawBlock = dict[str, Any]
LONGEST_STEM = 80


def takes_pictures(user: Any, page: Page) -> bool:
    """Whether somebody may add pictures to the centre's."""
    site = page.get_site()
    if site is None:
        return False
    allowed = permission_policy.collections_user_has_permission_for(user, "add")
    return bool(allowed.filter(pk=centre_collection(site).pk).exists())


def keep(waiting: WaitingImport, page: Any, form: KeepForm, user: Any) -> Any:
    """Make the draft; returns its page. None, with errors in the form, when a picture is refused: nothing is kept then.

    Call it in a transaction.
    """
    pictures = _pictures(waiting, page, form, user)
    if form.errors:
        return None
    blocks = [made for block in waiting.content["blocks"] if (made := _made(block, form.cleaned_data, pictures))]
    kept = _new(page, blocks, form, user) if waiting.is_new else _into(page, blocks, form, user)
    waiting.delete()
    return kept


def _new(parent: Any, blocks: list[RawBlock], form: KeepForm, user: Any) -> Any:
    title = form.cleaned_data["title"]
    stem = slugify(title.replace("ł", "l").replace("Ł", "L"))[:LONGEST_STEM].strip("-") or "strona"
    kind = form.kinds[form.cleaned_data["kind"]]
    page = kind(title=title, slug=free_slug(parent, stem), body=json.dumps(blocks))
    keep_draft(parent, page, user)
    return page


def _into(page: Any, blocks: list[RawBlock], form: KeepForm, user: Any) -> Any:
    draft = latest_of(page)
    before = [] if form.cleaned_data.get("place") == Place.INSTEAD else list(draft.body.raw_data)
    draft.body = json.dumps([*before, *blocks])
    if not page.live:
        draft.save(clean=False)  # what has no readers yet is its last draft
    draft.save_revision(user=user, log_action=True, clean=False)
    return draft


def _made(block: RawBlock, data: dict[str, Any], pictures: dict[int, Any]) -> RawBlock | None:
    """A block as the page keeps it; None for a picture that is left out."""
    value = block["value"]
    match block["type"]:
        case "table":
            number = value["number"]
            return {"type": "table", "value": _table(value["rows"], data, f"table_{number}")}
        case "image":
            number = value["number"]
            if number not in pictures:
                return None
            is_decorative = data[f"picture_{number}_use"] == Use.DECORATIVE
            alt = "" if is_decorative else data[f"picture_{number}_alt"]
            return {
                "type": "image",
                "value": {"image": pictures[number].pk, "alt": alt, "decorative": is_decorative, "caption": ""},
            }
        case _:
            return block


def _table(rows: list[list[str]], data: dict[str, Any], name: str) -> dict[str, Any]:
    has_header = data[f"{name}_header"]
    headings = rows[0] if has_header else [""] * len(rows[0])
    return {
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": row} for row in (rows[1:] if has_header else rows)],
        "caption": data[f"{name}_caption"],
    }


def _pictures(waiting: WaitingImport, page: Any, form: KeepForm, user: Any) -> dict[int, Any]:
    """The chosen pictures among the centre's, each checked as if it was sent by itself."""
    data = form.cleaned_data
    chosen = [
        picture
        for picture in waiting.pictures.all()
        if data.get(f"picture_{picture.number}_use") in {Use.DESCRIBED, Use.DECORATIVE}
    ]
    forms = {picture.number: _picture_form(picture, page, data, user) for picture in chosen}
    for number, one in forms.items():
        if not one.is_valid():
            for faults in one.errors.values():
                form.add_error(f"picture_{number}_use", list(faults))
    if form.errors:
        return {}
    kept = {}
    for number, one in forms.items():
        image = one.save(commit=False)
        image.uploaded_by_user = user
        image.save()
        log(instance=image, action="wagtail.create", user=user)
        kept[number] = image
    return kept


def _picture_form(picture: Any, page: Any, data: dict[str, Any], user: Any) -> Any:
    model = get_image_model()
    alt = data.get(f"picture_{picture.number}_alt", "")
    words = {"number": picture.number, "page": data.get("title") or page.title}
    title = alt or _("Picture %(number)s of “%(page)s”") % words
    instance = model(collection=centre_collection(page.get_site()))
    initial = {"title": title[:255], "collection": instance.collection.pk}
    file = SimpleUploadedFile(f"ilustracja-{picture.number}.{picture.kind}", bytes(picture.content))
    return get_image_form(model)(initial, {"file": file}, instance=instance, user=user)
