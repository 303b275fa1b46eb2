"""Texts and acts in the administration's own forms, and texts that are pasted or uploaded."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, streamfield

from pages.acts.models import ActPage, ActRegisterPage, ExpressionPage, RelationKind
from tests.factories import reader_of
from tests.history.editing import opened, post
from tests.pages.acts.statutes import (
    TEXT,
    as_sent,
    draft_of,
    editor_in,
    errors_at,
    opened_text,
    provision,
    register_of,
    resolution,
    statute_of,
    text_of,
    with_acts,
)
from tests.pages.acts.text.word_files import docx, paragraph

PASTED = """Rozdział 1
Przepisy ogólne
§ 1. Ośrodek jest jednostką budżetową.
§ 2. 1. Ośrodkiem kieruje dyrektor.
2. Dyrektora zatrudnia wójt."""


@pytest.fixture
def register(site: Site) -> ActRegisterPage:
    return register_of(site)


@pytest.fixture
def statute(register: ActRegisterPage) -> ActPage:
    return statute_of(register)


@pytest.fixture
def change(register: ActRegisterPage, statute: ActPage) -> ActPage:
    """An amendment in effect from a known day."""
    return resolution(register, "XV/80/2022", "2022-01-13", statute, since="2022-02-01")


@pytest.fixture
def editor(site: Site) -> Client:
    return editor_in(site)


def add(client: Client, statute: ActPage, *acts: ActPage, action: str = "publish", **changes: Any) -> HttpResponse:
    """Open the form for a new text, fill it in and send it."""
    url = reverse("wagtailadmin_pages:add", args=("acts", "expressionpage", statute.pk))
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form").dict()
    data |= nested_form_data({"comments": inline_formset([]), "body": streamfield([])})
    data |= as_sent("text", changes.pop("blocks", TEXT)) | with_acts(*(act.pk for act in acts))
    button = {f"action-{action}": action} if action else {}
    return client.post(url, {**data, "title": "", "slug": "", **changes, **button})


def faults(answer: HttpResponse) -> dict[str, str]:
    """What is said at each field, and at the list of acts."""
    form = answer.context["form"]
    rows = form.formsets["incorporated"].non_form_errors() if "incorporated" in form.formsets else []
    return errors_at(form) | ({"incorporated": " ".join(rows)} if rows else {})


def said(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\xa0", " "))


# -- the form of a text ----------------------------------------------------------------------------------------------


def test_a_text_names_itself_by_its_day(
    editor: Client, site: Site, register: ActRegisterPage, statute: ActPage, change: ActPage
) -> None:
    undated = resolution(register, "XVI/90/2022", "2022-06-09", statute)
    assert add(editor, statute).status_code == 302
    assert add(editor, statute, change).status_code == 302
    assert add(editor, statute, change, undated).status_code == 302
    assert add(editor, statute, change, undated, valid_from="1.09.2022").status_code == 302
    texts = ExpressionPage.objects.child_of(statute).order_by("path")
    assert list(texts.values_list("slug", "title")) == [
        ("tekst-2020-04-23", "Statut GOPS – tekst z 23 kwietnia 2020 r."),
        ("tekst-2022-02-01", "Statut GOPS – tekst od 1 lutego 2022 r."),
        ("tekst-2022-06-09", "Statut GOPS – tekst z 9 czerwca 2022 r."),
        ("tekst-2022-09-01", "Statut GOPS – tekst od 1 września 2022 r."),
    ]
    assert "kieruje dyrektor" in said(reader_of(site).get(f"{statute.local_url}tekst-2022-02-01/"))


@pytest.mark.parametrize(
    ("valid_from", "acts", "field"),
    [
        ("1.01.2020", 0, "valid_from"),  # before the statute
        ("1.01.2022", 1, "valid_from"),  # before a change that it takes in
        ("02.2022", 1, "valid_from"),  # no day
        ("1.01.2023", 0, "incorporated"),  # without a change that an earlier text has
        ("", 1, "valid_from"),  # the same text once more
    ],
)
def test_a_text_that_contradicts_others_is_refused_at_its_field(
    editor: Client, statute: ActPage, change: ActPage, valid_from: str, acts: int, field: str
) -> None:
    text_of(statute, "tekst-pierwszy")
    text_of(statute, "tekst-drugi", change)
    before = Page.objects.count()
    answer = add(editor, statute, *[change][:acts], valid_from=valid_from)
    assert list(faults(answer)) == [field]
    sentence = faults(answer)[field].replace("\xa0", " ")
    assert sentence in said(answer)
    assert not sentence.endswith("..")
    assert Page.objects.count() == before


def test_a_text_takes_in_only_acts_that_amend_it(editor: Client, register: ActRegisterPage, statute: ActPage) -> None:
    other = resolution(register, "XVII/99/2022", "2022-06-09", statute, kind=RelationKind.CONSOLIDATES)
    assert list(faults(add(editor, statute, other))) == ["incorporated"]


def test_nothing_comes_after_the_end(editor: Client, register: ActRegisterPage, statute: ActPage) -> None:
    resolution(register, "XIX/110/2023", "2023-01-10", statute, kind=RelationKind.REPEALS, since="2023-02-01")
    assert list(faults(add(editor, statute, valid_from="1.02.2023"))) == ["valid_from"]


def test_a_draft_may_be_half_done(editor: Client, statute: ActPage, change: ActPage) -> None:
    text_of(statute, "tekst-pierwszy")
    half = [provision("1", "Pierwszy."), provision("1", "")]
    answer = add(editor, statute, action="", blocks=half)
    assert answer.status_code == 302
    text = ExpressionPage.objects.get(live=False)
    assert len(text.text) == 2
    assert post(editor, text, opened_text(editor, text, half)).status_code == 200


def test_mistakes_in_the_text_are_said_at_the_text(editor: Client, statute: ActPage) -> None:
    answer = add(editor, statute, blocks=[provision("1", "Raz."), provision("1", "Dwa.")])
    assert list(faults(answer)) == ["text"]


def test_a_public_text_is_corrected_with_a_reason(editor: Client, site: Site, statute: ActPage) -> None:
    text = text_of(statute, "tekst-pierwszy")
    data = opened_text(editor, text, [provision("1", "Ośrodek jest jednostką organizacyjną.")])
    assert post(editor, text, data).status_code == 200
    note = {"change_note": "Brakujące słowo w § 1, jak w uchwale.", "change_kind": "technical"}
    assert post(editor, text, data, **note).status_code == 302
    assert "jednostką organizacyjną" in said(reader_of(site).get(statute.local_url))


# -- the form of an act ----------------------------------------------------------------------------------------------


def relation(target: ActPage, **fields: str) -> dict[str, str]:
    """A row of what an act does, as the editor's script sends it."""
    row = {"kind": "amends", "target": str(target.pk), "text": "", "url": "", "provisions": "", "order_in_day": "0"}
    row |= {"effective_from": "", "effective_basis": "", "id": "", "ORDER": "1", "DELETE": "", **fields}
    counts = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}
    return {f"relations-{name}": value for name, value in counts.items()} | {
        f"relations-0-{name}": value for name, value in row.items()
    }


def save_act(client: Client, act: ActPage, target: ActPage, **fields: str) -> HttpResponse:
    """Open an act's form, say what it does, and publish."""
    data = {name: value for name, value in opened(client, act).items() if not name.startswith("relations-")}
    note = {"change_note": "Dodana relacja do aktu, który zmienia.", "change_kind": "significant"}
    return post(client, act, {**data, **relation(target, **fields), **note})


def refused(answer: HttpResponse) -> dict[str, str]:
    """What is said at the fields of the relation."""
    assert answer.status_code == 200
    return errors_at(answer.context["form"].formsets["relations"].forms[0])


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"effective_from": "1.01.2022"}, "effective_from"),
        ({"effective_from": "2022"}, "effective_from"),
        ({"effective_from": "1.01.2020", "retroactive": "on"}, "effective_from"),
        ({"provisions": "wszystko"}, "provisions"),
    ],
)
def test_a_relation_that_can_not_be_so_is_refused_at_its_field(
    editor: Client, statute: ActPage, change: ActPage, fields: dict[str, str], field: str
) -> None:
    assert list(refused(save_act(editor, change, statute, **fields))) == [field]


def test_a_circle_of_acts_is_refused_and_named(
    editor: Client, register: ActRegisterPage, statute: ActPage, change: ActPage
) -> None:
    again = resolution(register, "XVI/90/2022", "2022-06-09", change)
    found = refused(save_act(editor, change, again, effective_from="1.07.2022"))
    assert "XV/80/2022 → XVI/90/2022 → XV/80/2022" in found["target"]


def test_an_act_is_ended_once(editor: Client, register: ActRegisterPage, statute: ActPage, change: ActPage) -> None:
    resolution(register, "XIX/110/2023", "2023-01-10", statute, kind=RelationKind.REPEALS, since="2023-02-01")
    found = refused(save_act(editor, change, statute, kind="repeals", effective_from="1.02.2022"))
    assert list(found) == ["kind"]


def test_an_act_is_added_with_its_relation(
    editor: Client, site: Site, register: ActRegisterPage, statute: ActPage
) -> None:
    url = reverse("wagtailadmin_pages:add", args=("acts", "actpage", register.pk))
    data = querydict_from_html(editor.get(url).content.decode(), form_id="page-edit-form").dict()
    data |= nested_form_data({"comments": inline_formset([])}) | relation(statute)
    fields = {
        "kind": "resolution",
        "number": "XX/120/2023",
        "adopted_on": "2.03.2023",
        "title": "Zmiany",
        "slug": "zmiany",
    }
    early = editor.post(url, {**data, **fields, "relations-0-effective_from": "1.03.2023", "action-publish": "1"})
    assert list(refused(early)) == ["effective_from"]
    assert editor.post(url, {**data, **fields, "action-publish": "1"}).status_code == 302
    assert "XX/120/2023" in said(reader_of(site).get(statute.local_url))


# -- import ------------------------------------------------------------------------------------------------------------


def send(client: Client, page: Page, **data: Any) -> HttpResponse:
    return client.post(reverse("acts_admin:import", args=(page.pk,)), data)


def confirmed(client: Client, page: Page, preview: HttpResponse, **data: str) -> HttpResponse:
    """Press the button under what was recognised."""
    return send(client, page, recognised=preview.context["recognised"], text=preview.context["text"], **data)


def as_docx(text: str, name: str = "statut.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, docx(*map(paragraph, text.splitlines())))


@pytest.mark.parametrize("source", ["pasted", "docx"])
def test_a_text_is_shown_before_it_becomes_the_draft(editor: Client, statute: ActPage, source: str) -> None:
    text = text_of(statute, "tekst-pierwszy")
    data = {"text": PASTED} if source == "pasted" else {"file": as_docx(PASTED)}
    preview = send(editor, text, **data)
    assert preview.status_code == 200
    assert "§ 2 ust. 2" in said(preview)
    assert len(draft_of(text).text) == 2
    answer = confirmed(editor, text, preview)
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=(text.pk,))
    kept = [(block["type"], block["value"]) for block in draft_of(text).text.raw_data]
    assert [kind for kind, _value in kept] == ["part", "provision", "provision"]
    assert kept[2][1]["text"] == "1. Ośrodkiem kieruje dyrektor.\n2. Dyrektora zatrudnia wójt."
    # A name in the table of contents stays with its number; readers see nothing yet.
    assert kept[1][1]["name"] == "Status"
    assert "zatrudnia" not in said(reader_of(statute.get_site()).get(statute.local_url))


def test_an_act_gets_a_new_text(editor: Client, statute: ActPage) -> None:
    answer = confirmed(editor, statute, send(editor, statute, text=PASTED))
    text = ExpressionPage.objects.child_of(statute).get()
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=(text.pk,))
    assert (text.live, text.slug, len(text.text)) == (False, "tekst-2020-04-23", 3)


def test_what_was_not_recognised_is_reported(editor: Client, statute: ActPage) -> None:
    preview = send(editor, statute, text=PASTED.replace("§ 2", "§ 4"))
    assert preview.context["serious"]
    for sentence in preview.context["serious"]:
        assert sentence.replace("\xa0", " ") in said(preview)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "text"),
        ({"text": "  \n"}, "text"),
        ({"text": "§ 1. Słowo. " * 40_000}, "text"),
        ({"file": SimpleUploadedFile("skan.pdf", b"%PDF-1.4")}, "file"),
        ({"file": SimpleUploadedFile("pusty.docx", b"")}, "file"),
        ({"text": PASTED, "file": SimpleUploadedFile("statut.docx", b"PK")}, "file"),
    ],
)
def test_what_can_not_be_read_is_refused_and_the_pasted_text_stays(
    editor: Client, statute: ActPage, data: dict[str, Any], field: str
) -> None:
    for file in data.values():
        getattr(file, "seek", int)(0)
    answer = send(editor, statute, **data)
    assert list(errors_at(answer.context["form"])) == [field]
    assert (answer.context["form"]["text"].value() or "") == data.get("text", "")
    assert not ExpressionPage.objects.child_of(statute).exists()


def test_a_file_that_is_too_large_is_refused(editor: Client, statute: ActPage) -> None:
    answer = send(editor, statute, file=SimpleUploadedFile("statut.docx", bytes(10 * 1024 * 1024 + 1)))
    assert list(errors_at(answer.context["form"])) == ["file"]


def test_the_pasted_text_can_be_corrected_first(editor: Client, statute: ActPage) -> None:
    preview = send(editor, statute, text=PASTED)
    again = confirmed(editor, statute, preview, again="1")
    assert again.context["form"]["text"].value() == preview.context["text"]
    assert not ExpressionPage.objects.child_of(statute).exists()


def test_what_was_not_shown_is_not_kept(editor: Client, register: ActRegisterPage, statute: ActPage) -> None:
    text = text_of(statute, "tekst-pierwszy")
    preview = send(editor, text, text=PASTED)
    spoilt = send(editor, text, recognised=preview.context["recognised"][:-3] + "abc", text=PASTED)
    assert spoilt.context["form"]["text"].value() == PASTED
    elsewhere = confirmed(editor, statute, preview)
    assert elsewhere.status_code == 200
    assert len(draft_of(text).text) == 2


def test_a_draft_that_changed_meanwhile_is_not_replaced(editor: Client, site: Site, statute: ActPage) -> None:
    text = text_of(statute, "tekst-pierwszy")
    preview = send(editor, text, text=PASTED)
    other = editor_in(site, "redaktor")
    assert post(other, text, opened_text(other, text, [provision("1", "Inny.")]), action="").status_code == 302
    answer = confirmed(editor, text, preview)
    assert answer.status_code == 200
    assert answer.context["form"]["text"].value() == preview.context["text"]
    assert [block.value["text"] for block in draft_of(text).text] == ["Inny."]


def test_the_form_of_a_new_text_leads_to_the_import(editor: Client, statute: ActPage) -> None:
    page = editor.get(reverse("wagtailadmin_pages:add", args=("acts", "expressionpage", statute.pk)))
    assert reverse("acts_admin:import", args=(statute.pk,)) in page.content.decode()
