"""Where the centre wants it, a page that is overdue says so to its readers; the others cost nothing."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import get_page_models

from pages.core.models import BasePage, CentreSettings
from pages.programmes.models import ProgrammeIndexPage, ProgrammePage
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of

# After how many months each kind of page is looked at again, 0 for never: a new kind decides.
MONTHS = {
    0: """
        acts.expressionpage bip.assetdeclarationpage bip.bipreferencepage bip.inspectionpage bip.petitionpage
        bip.procurementpage bip.recruitmentpage bip.reportpage bip.withholdingpage news.newspage
    """,
    3: "standard.contactpage",
    6: "programmes.programmepage",
    12: """
        accessibility.accessibilitystatementpage accessibility.easyreadpage accessibility.signfilmpage acts.actpage
        acts.actregisterpage bip.biparticlepage bip.biphomepage bip.biplistpage bip.bipsectionpage bip.foirequestpage
        bip.publicregisterpage home.homepage news.newsindexpage organisation.organisationpage organisation.unitpage
        programmes.programmeindexpage standard.contentpage standard.sectionpage
    """,
}


def test_every_kind_of_page_says_how_often_it_is_looked_at() -> None:
    kinds = {model for model in get_page_models() if issubclass(model, BasePage) and model is not BasePage}
    stated = {label: months for months, labels in MONTHS.items() for label in labels.split()}
    assert {model._meta.label_lower: model.review_months for model in kinds} == stated


def test_an_old_programme_that_says_what_it_is_says_nothing_of_a_check(db: None) -> None:
    site = make_centre(overdue_shown=True, phone="41 331 25 24")
    index = add_page(site.root_page, ProgrammeIndexPage(title="Programy", slug="programy"))
    running = add_page(index, ProgrammePage(title="Opieka", slug="opieka", summary="Dla kogo."))
    over = add_page(index, ProgrammePage(title="Lato", slug="lato", summary="Dla kogo.", ends="2017"))
    BasePage.objects.all().update(last_published_at=timezone.now() - timedelta(days=400))
    said = [reader_of(site).get(page.local_url).content.decode().split("</main>")[0] for page in (running, over)]
    assert ["tel:" in text.split('class="banner"')[-1][:900] for text in said] == [True, False]
    assert [bool(type(page).objects.get(pk=page.pk).overdue_day) for page in (running, over)] == [True, False]


def test_an_overdue_page_says_so_to_readers_only_where_the_centre_wants_it(db: None) -> None:
    site = make_centre()
    page = add_page(site.root_page, ContentPage(title="Zasiłek", summary="Kto dostanie."))
    client = reader_of(site)

    def read() -> tuple[bool, int]:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(page.local_url)
        return bool(answer.context["page"].overdue_day) and b'class="banner"' in answer.content, len(queries)

    read()
    _told, plain = read()
    CentreSettings.objects.filter(site=site).update(overdue_shown=True)
    assert read() == (False, plain)
    BasePage.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - timedelta(days=400))
    assert read() == (True, plain)
    CentreSettings.objects.filter(site=site).update(overdue_shown=False)
    assert read() == (False, plain)
    CentreSettings.objects.filter(site=site).update(overdue_shown=True)
    BasePage.objects.filter(pk=page.pk).update(reviewed_at=timezone.now())
    assert read() == (False, plain)
