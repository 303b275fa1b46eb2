"""Entries of the bulletin's lists as an editor begins them, and their forms."""

from typing import Any

from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from history.models import ChangeKind
from pages.bip.models import (
    AssetDeclarationPage,
    BipEntryPage,
    BipListPage,
    InspectionPage,
    PetitionPage,
    PublicRegisterPage,
    ReportPage,
    WithholdingPage,
)
from pages.core.models import centre_collection
from tests.history.editing import opened, post
from tests.pages.bip.making import add_list
from tests.search.attachments import pdf

IN_ORDER: dict[type[BipEntryPage], dict[str, Any]] = {
    InspectionPage: {
        "title": "Kontrola spraw kadrowych",
        "inspecting_body": "Wojewoda Świętokrzyski",
        "subject": "Zatrudnienie pracowników socjalnych",
        "started_on": "2025-03",
    },
    PetitionPage: {
        "title": "O dłuższe godziny",
        "subject": "Godziny przyjęć",
        "received_on": "2025-03-03",
        "expected_on": "2025-06-03",
    },
    ReportPage: {"title": "Sprawozdanie za 2024 r.", "kind": "activity", "year": 2024, "body": []},
    PublicRegisterPage: {
        "title": "Rejestr skarg",
        "holds_data": "Daty i przedmiot skarg",
        "kept_by": "Sekretariat",
        "access": "Na wniosek, w sekretariacie",
    },
    WithholdingPage: {
        "title": "Wyłączenie: umowa z dostawcą",
        "scope": "Ceny jednostkowe w załączniku nr 2",
        "legal_basis": "przepis wskazany przez radcę",
        "decided_by": "Dyrektor Ośrodka",
        "interest": "business",
        "interest_of": "Dostawca",
    },
    AssetDeclarationPage: {
        "title": "Oświadczenie za 2024 r.",
        "post": "Dyrektor Ośrodka",
        "year": 2024,
        "made_on": "2025-04-10",
    },
}


def entry(kind: type[BipEntryPage], /, **fields: Any) -> Any:
    """An entry that is in order but for what is given; not saved."""
    page = kind(**{"slug": "wpis", **IN_ORDER[kind], **fields})
    for field in page._meta.local_concrete_fields:  # days as days
        if not field.is_relation:
            setattr(page, field.attname, field.to_python(getattr(page, field.attname)))
    return page


def draft(parent: Page, page: Any) -> Any:
    """The entry as a draft below its list."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision(clean=False)
    return page


def draft_of(site: Site, kind: type[BipEntryPage], /, **fields: Any) -> Any:
    """The same in a list of its kind, in a bulletin of its own."""
    return draft(listing(site, kind), entry(kind, **fields))


def listing(site: Site, kind: type[BipEntryPage]) -> BipListPage:
    """The list of that kind."""
    found = BipListPage.objects.descendant_of(site.root_page).filter(holds=kind.holds).first()
    return found or add_list(site, kind.holds)


def stored(site: Site, *pages: str, name: str = "plik.pdf", data: bytes = b"") -> Any:
    """A document of the centre, whose text is read when what is going on is committed."""
    content = data or pdf(*(pages or ["Treść pisma"]))
    collection = centre_collection(site)
    return get_document_model().objects.create(title="Pismo", file=ContentFile(content, name), collection=collection)


def rows(prefix: str, *filled: dict[str, Any]) -> dict[str, Any]:
    """New rows of a form."""
    data: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(filled), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(filled):
        data |= {f"{prefix}-{number}-{name}": value for name, value in {"ORDER": number + 1, **row}.items()}
    return data


def send(client: Client, page: Page, action: str = "publish", **changes: Any) -> HttpResponse:
    """Open the entry's form, fill it in as given, with who answers for it, and press a button."""
    empty = {**rows("documents"), **rows("steps")}
    changes = {"produced_by": "Dział świadczeń", **changes}
    if "change_note" in changes:
        changes["change_kind"] = ChangeKind.SIGNIFICANT
    return post(client, page, {**opened(client, page), **empty}, action, **changes)


def text_of(answer: HttpResponse) -> str:
    """A page with plain spaces."""
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def faults(answer: HttpResponse) -> dict[str, list[str]]:
    """What a form that is shown again says, by its fields; none when it was taken."""
    if answer.status_code == 302:
        return {}
    form = answer.context["form"]
    found = {name: [str(line) for line in lines] for name, lines in form.errors.items()}
    for prefix, formset in form.formsets.items():
        for row in formset.forms:
            found |= {f"{prefix}-{name}": [str(line) for line in lines] for name, lines in row.errors.items()}
    return found
