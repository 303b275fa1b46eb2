"""A Word document becomes a draft: shown first with all that was left out, and nothing hidden comes along."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from editing.models import WaitingImport
from pages.core.models import centre_collection
from pages.standard.models import ContentPage
from tests.conftest import KEDZIERZYN, KIELCE
from tests.editing.word_made import (
    PICTURE,
    bold_cell,
    cell,
    document,
    heading,
    paragraph,
    picture,
    run,
    table,
)
from tests.factories import add_page
from tests.history.chronicle import paragraph as text_block
from tests.history.editing import editor_of
from tests.pages.acts.text.word_files import numbered, numbering
from tests.pages.core.files_made import docm, docx, old_office

SECRET = "Turkusowy"


@pytest.fixture
def page(db: None) -> ContentPage:
    home = Site.objects.get(hostname=KIELCE).root_page
    return add_page(home, ContentPage(title="Zasiłek", slug="zasilek", body=text_block("Było tak.")))


@pytest.fixture
def editor(db: None) -> Client:
    return editor_of()


def sent(client: Client, page: Page, data: bytes, name: str = "regulamin.docx", *, new: bool = False) -> HttpResponse:
    """Upload a file; the answer is the preview, or the form with what is wrong."""
    url = reverse("importing:below" if new else "importing:into", args=(page.pk,))
    return client.post(url, {"file": SimpleUploadedFile(name, data)}, follow=True)


def confirmed(client: Client, **data: Any) -> HttpResponse:
    """Press the button below the preview."""
    return client.post(reverse("importing:confirm", args=(WaitingImport.objects.get().pk,)), data)


def body_of(page: Page) -> Any:
    """The body of the latest draft."""
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object().body


def draft_of(page: Page) -> list[tuple[str, Any]]:
    return [(block["type"], block["value"]) for block in body_of(page).raw_data]


def told(answer: HttpResponse) -> str:
    return "\n".join([*answer.context["serious"], *answer.context["minor"]])


def test_a_document_is_shown_first_then_it_is_a_draft_and_never_public(page, editor, kielce) -> None:
    preview = sent(editor, page, document(heading(1, "Nowy regulamin"), paragraph("Każdy może przyjść.")))
    assert preview.status_code == 200
    assert "Każdy może przyjść." in preview.content.decode()
    assert "Nowy regulamin" in preview.context["minor"][0]
    assert draft_of(page) == [("text", "<p>Było tak.</p>")]
    answer = confirmed(editor, place="below")
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert draft_of(page) == [("text", "<p>Było tak.</p>"), ("text", "<p>Każdy może przyjść.</p>")]
    assert Page.objects.get(pk=page.pk).latest_revision.user.username == "redaktorka"
    assert "Każdy może" not in kielce.get("/zasilek/").content.decode()
    assert not WaitingImport.objects.exists()
    assert editor.get(answer.headers["Location"]).status_code == 200


def test_it_may_take_the_place_of_the_text(page, editor) -> None:
    sent(editor, page, document(paragraph("Jest inaczej.")))
    confirmed(editor, place="instead")
    assert draft_of(page) == [("text", "<p>Jest inaczej.</p>")]


def test_a_new_page_is_made_below_another(page, editor) -> None:
    parent = page.get_parent()
    preview = sent(editor, parent, document(heading(1, "Łatwy dojazd"), paragraph("Autobusem.")), new=True)
    assert preview.context["form"]["title"].value() == "Łatwy dojazd"
    assert preview.context["form"]["kind"].value() == "standard.contentpage", (
        "what is added every day, before a section"
    )
    assert list(confirmed(editor, title="Łatwy dojazd").context["form"].errors) == ["kind"]
    answer = confirmed(editor, title="Łatwy dojazd", kind="standard.contentpage")
    made = ContentPage.objects.child_of(parent).get(slug="latwy-dojazd")
    assert (made.live, made.title, made.owner.username) == (False, "Łatwy dojazd", "redaktorka")
    assert draft_of(made) == [("text", "<p>Autobusem.</p>")]
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=(made.pk,))


def test_the_menu_of_the_page_leads_there(page, editor) -> None:
    html = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert reverse("importing:into", args=(page.pk,)) in html
    assert reverse("importing:below", args=(page.pk,)) not in html  # nothing of this kind stands below it
    above = page.get_parent()
    html = editor.get(reverse("wagtailadmin_explore", args=(above.pk,))).content.decode()
    assert reverse("importing:below", args=(above.pk,)) in html


def test_structure_is_kept_and_headings_leave_no_level_out(page, editor) -> None:
    sent(
        editor,
        page,
        document(
            heading(1, "Tytuł"),
            heading(2, "Kto"),
            heading(4, "Szczegóły"),
            paragraph(run("Ważne", "<w:b/>") + run(" i m") + run("2", '<w:vertAlign w:val="superscript"/>')),
            heading(2, "Ile"),
            paragraph("Cytat.", style="Quote"),
            table([[bold_cell("Próg"), bold_cell("Kwota")], [cell("Osoba"), cell("776 zł")]]),
        ),
    )
    confirmed(editor, place="instead", table_1_caption="Progi", table_1_header="on")
    kinds = draft_of(page)
    assert kinds[:4] == [
        ("heading", "Kto"),
        ("text", "<h3>Szczegóły</h3><p><b>Ważne</b> i m²</p>"),
        ("heading", "Ile"),
        ("quote", {"text": "Cytat.", "source": ""}),
    ]
    made = body_of(page)[4].value
    assert [column["heading"] for column in made.columns] == ["Próg", "Kwota"]
    assert [[str(one.value) for one in row] for row in made.rows] == [["Osoba", "776 zł"]]
    assert made.caption == "Progi"


def test_the_editor_says_whether_the_first_row_names_the_columns(page, editor) -> None:
    preview = sent(editor, page, document(table([[cell("A"), cell("B")], [cell("1"), cell("2")]])))
    assert preview.context["form"]["table_1_header"].value() is False
    confirmed(editor, place="instead")
    made = body_of(page)[0].value
    assert [len(made.columns), len(list(made.rows))] == [2, 2]


def test_merged_cells_are_split_and_reported(page, editor) -> None:
    tall, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    rows = [
        [cell("Rodzaj"), cell("Kwota"), cell("Od")],
        [cell("Stały", tall), cell("1"), cell("2")],
        [cell("", on), cell("3"), cell("4")],
        [cell("Razem", wide), cell("5")],
    ]
    preview = sent(editor, page, document(table(rows)))
    assert preview.context["pieces"][0]["rows"] == [
        ["Rodzaj", "Kwota", "Od"],
        ["Stały", "1", "2"],
        ["Stały", "3", "4"],
        ["Razem", "", "5"],
    ]
    assert preview.context["serious"]


def test_numbers_of_word_are_never_lost_nor_turned_into_others(page, editor) -> None:
    """The first level is “§ 1.”, the second “1.”, the third “1)”: only a plain 1., 2., 3. is a list of a page."""
    body = [
        *[numbered("Pierwszy", 0), paragraph("Treść."), numbered("jeden", 1), numbered("dwa", 1)],
        *[paragraph("Przerwa."), numbered("trzy", 1), paragraph("Dalej."), numbered("punkt", 2)],
    ]
    preview = sent(editor, page, document(*body, numbering=numbering()))
    confirmed(editor, place="instead")
    [(_kind, text)] = draft_of(page)
    assert text.partition("<p>Przerwa.</p>")[::2] == (
        "<p>§ 1. Pierwszy</p><p>Treść.</p><ol><li>jeden</li><li>dwa</li></ol>",
        "<p>3. trzy</p><p>Dalej.</p><p>1) punkt</p>",
    )
    assert "§ 1." in preview.context["serious"][0]


def test_what_nobody_should_see_does_not_come_along_and_the_editor_is_told(page, editor) -> None:
    preview = sent(
        editor,
        page,
        document(
            paragraph(
                run("Zostaje. ")
                + f"<w:del><w:r><w:delText>{SECRET} usunięty</w:delText></w:r></w:del>"
                + f'<w:ins w:author="{SECRET}"><w:r><w:t>Wstawione.</w:t></w:r></w:ins>'
                + run(f"{SECRET} ukryty", "<w:vanish/>")
                + '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
            ),
            f"<w:p><w:moveFrom><w:r><w:t>{SECRET} przeniesiony</w:t></w:r></w:moveFrom></w:p>",
            comments=f"<w:comments><w:comment><w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p></w:comment></w:comments>",
            footnotes=f"<w:footnotes><w:footnote><w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p></w:footnote></w:footnotes>",
            header1=f"<w:hdr><w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p></w:hdr>",
        ),
    )
    assert SECRET not in preview.content.decode()
    assert SECRET not in str(WaitingImport.objects.values())
    assert "Wstawione." in told(preview)
    assert len(preview.context["serious"]) == 3  # changes, hidden text, a footnote
    confirmed(editor, place="instead")
    assert draft_of(page) == [("text", "<p>Zostaje. Wstawione.</p>")]


def test_boxes_struck_words_colours_objects_and_formulas_are_reported(page, editor) -> None:
    inside = f"<w:txbxContent>{paragraph('Z ramki')}</w:txbxContent>"
    box = f"<w:pict><v:textbox>{inside}</v:textbox></w:pict>"
    preview = sent(
        editor,
        page,
        document(
            paragraph("Treść."),
            f"<w:p><w:r>{box}</w:r></w:p>",
            paragraph(run("Skreślone", "<w:strike/>") + run("kolor", '<w:color w:val="FF0000"/>')),
            "<w:p><w:r><w:object/></w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>",
        ),
    )
    said = told(preview)
    assert "Z ramki" in said
    assert "Skreślone" in said
    assert len(preview.context["serious"]) == 5
    confirmed(editor, place="instead")
    assert draft_of(page) == [("text", "<p>Treść.</p><p>kolor</p>")]


def test_a_number_of_a_person_is_reported_and_not_repeated(page, editor) -> None:
    preview = sent(editor, page, document(paragraph("PESEL: 44051401359")))
    assert "44…" in preview.context["serious"][0]
    assert "44051401359" not in preview.context["serious"][0]


def test_dangerous_links_are_left_as_words(page, editor) -> None:
    links = {"rId71": "https://gov.pl/a?b=1&amp;c=2", "rId72": "javascript:alert(1)", "rId73": "file:///C:/plik.doc"}
    body = "".join(f'<w:hyperlink r:id="{key}">{run("odnośnik")}</w:hyperlink>' for key in links)
    sent(editor, page, document(paragraph(body), links=links))
    confirmed(editor, place="instead")
    assert draft_of(page) == [("text", '<p><a href="https://gov.pl/a?b=1&amp;c=2">odnośnik</a>odnośnikodnośnik</p>')]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("makra.docx", docm()),
        ("stary.docx", old_office()),
        ("haslo.docx", old_office(locked=True)),
        ("pismo.pdf", b"%PDF-1.4"),
        ("pismo.docx", b"%PDF-1.4"),
        ("urwany.docx", docx()[:200]),
        ("pusty.docx", document()),
        ("zly.docx", docx(**{"word/document.xml": "<w:document>"})),
    ],
)
def test_a_file_that_can_not_be_read_is_refused_with_a_sentence(page, editor, name: str, data: bytes) -> None:
    answer = sent(editor, page, data, name)
    assert list(answer.context["form"].errors) == ["file"]
    assert not WaitingImport.objects.exists()


# -- pictures ----------------------------------------------------------------------------------------------------------


def test_a_picture_is_left_out_unless_somebody_describes_it(page, editor) -> None:
    preview = sent(editor, page, document(paragraph("Treść."), picture("budynek.png")))
    assert preview.context["form"]["picture_1_alt"].value() == ""
    shown = editor.get(reverse("importing:picture", args=(WaitingImport.objects.get().pk, 1)))
    assert shown.headers["Content-Type"] == "image/png"
    assert Picture.open(BytesIO(shown.content)).size == (40, 30)
    confirmed(editor, place="instead", picture_1_use="leave-out")
    assert draft_of(page) == [("text", "<p>Treść.</p>")]


def test_its_description_is_no_file_name_and_it_belongs_to_the_centre(page, editor) -> None:
    before = get_image_model().objects.count()
    sent(editor, page, document(paragraph("Treść."), picture("Wejście z podjazdem")))
    for alt in ("", "IMG_2041.jpg"):
        refused = confirmed(editor, place="instead", picture_1_use="described", picture_1_alt=alt)
        assert list(refused.context["form"].errors) == ["picture_1_alt"]
    assert get_image_model().objects.count() == before
    confirmed(editor, place="instead", picture_1_use="described", picture_1_alt="Wejście z podjazdem")
    image = get_image_model().objects.latest("pk")
    assert image.collection == centre_collection(page.get_site())
    assert (image.title, image.uploaded_by_user.username) == ("Wejście z podjazdem", "redaktorka")
    value = body_of(page)[1].value
    assert (value["image"], value["alt"], value["decorative"]) == (image, "Wejście z podjazdem", False)
    image.file.delete(save=False)


def test_what_the_camera_wrote_into_a_picture_does_not_wait_with_it(page, editor) -> None:
    exif = Picture.Exif()
    exif[0x010F] = SECRET
    file = BytesIO()
    Picture.new("RGB", (40, 30)).save(file, "PNG", exif=exif)
    sent(editor, page, document(picture("x"), image=file.getvalue()))
    assert SECRET.encode() in file.getvalue()
    assert SECRET.encode() not in bytes(WaitingImport.objects.get().pictures.get().content)


def test_a_picture_that_lies_elsewhere_is_never_fetched(page, editor) -> None:
    linked = picture("x").replace("r:embed", "r:link")
    preview = sent(editor, page, document(paragraph("Treść."), linked, links={PICTURE: "file:///etc/passwd"}))
    assert [piece["kind"] for piece in preview.context["pieces"]] == ["text"]
    assert preview.context["serious"]


# -- who and when ------------------------------------------------------------------------------------------------------


def test_a_draft_that_changed_meanwhile_is_shown_before_anything_is_put_into_it(page, editor) -> None:
    sent(editor, page, document(paragraph("Nowe.")))
    page.body = text_block("Zmiana kogoś innego.")
    page.save_revision()
    refused = confirmed(editor, place="instead")
    assert refused.status_code == 200
    assert draft_of(page) == [("text", "<p>Zmiana kogoś innego.</p>")]
    assert confirmed(editor, place="below").status_code == 302
    assert len(draft_of(page)) == 2


def test_a_locked_page_takes_nothing(page, editor) -> None:
    sent(editor, page, document(paragraph("Nowe.")))
    page.locked, page.locked_by = True, User.objects.create_superuser("kierownik")
    page.save(clean=False)
    assert confirmed(editor, place="below").status_code == 200
    assert len(draft_of(page)) == 1


def test_nobody_else_sees_what_waits_nor_imports_into_what_is_not_theirs(page, editor) -> None:
    sent(editor, page, document(paragraph("Nowe."), picture("x")))
    waiting = WaitingImport.objects.get()
    stranger = editor_of(KEDZIERZYN, "obca")
    for other in (editor_of(name="kolega"), stranger):
        assert other.get(reverse("importing:confirm", args=(waiting.pk,))).status_code == 404
        assert other.get(reverse("importing:picture", args=(waiting.pk, 1))).status_code == 404
    assert stranger.get(reverse("importing:into", args=(page.pk,))).status_code in {302, 403, 404}
    assert stranger.get(reverse("importing:below", args=(page.pk,))).status_code in {302, 403, 404}


def test_after_a_day_nobody_opens_or_keeps_it(page, editor) -> None:
    sent(editor, page, document(paragraph("Treść")))
    address = reverse("importing:confirm", args=(WaitingImport.objects.get().pk,))
    assert editor.get(address).status_code == 200
    WaitingImport.objects.update(made_at=timezone.now() - timedelta(days=2))
    assert editor.get(address).status_code == 404
    assert editor.post(address, {}).status_code == 404


def test_what_is_given_up_is_gone(page, editor) -> None:
    sent(editor, page, document(paragraph("Nowe.")))
    assert confirmed(editor, cancel="1").status_code == 302
    assert not WaitingImport.objects.exists()
    assert len(draft_of(page)) == 1


def test_a_document_of_two_hundred_pages_is_read(page, editor) -> None:
    lines = [f"Zdanie numer {number}. " + "Słowo do słowa. " * 18 for number in range(2_000)]
    pieces = [heading(2, line[:16]) if place % 40 == 0 else paragraph(line) for place, line in enumerate(lines)]
    preview = sent(editor, page, document(heading(1, "Regulamin"), *pieces))
    assert preview.status_code == 200
    assert confirmed(editor, place="instead").status_code == 302
    assert sum(kind == "heading" for kind, _value in draft_of(page)) == 50
    assert "Zdanie numer 1999." in str(draft_of(page)[-1])
