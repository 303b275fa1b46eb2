"""A search engine beside the database: what it is given, what it is asked, and what shows when it is wrong or gone."""

import io
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as live_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.search.backends import get_search_backend

from pages.core.addresses import forget_private_paths
from pages.standard.models import ContentPage, SectionPage
from portal.search_engine import search_engine
from search.asking import ask
from search.engine import FIELDS, Silence, compiled
from search.words_table import TABLE
from tests.factories import add_page, make_centre, publish_again
from tests.portal.test_settings import in_production
from tests.search.asking import answer, found_titles, suggested
from tests.search.fake_engine import Engine, running

ENGINES = ("opensearch3", "elasticsearch9")
INDEX = "jawny_osrodek_wagtailcore_page"


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    """A process leaves an engine alone for a while that didn't answer; the next test asks again."""
    Silence.until = 0.0
    yield
    Silence.until = 0.0


def use(settings: Any, address: str) -> None:
    """Set an engine as the environment would."""
    settings.WAGTAILSEARCH_BACKENDS = {**live_settings.WAGTAILSEARCH_BACKENDS, "engine": search_engine(address)}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, settings: Any) -> Iterator[Engine]:
    """A running engine that the site uses."""
    with running() as (engine, address):
        use(settings, f"{request.param}+{address}")
        call_command("update_index", backend_name="engine", schema_only=True, stdout=io.StringIO())
        yield engine


def help_page(title: str, text: str, **fields: Any) -> ContentPage:
    return ContentPage(title=title, body=[{"type": "text", "value": f"<p>{text}</p>"}], **fields)


# -- the setting ------------------------------------------------------------------------------------------------------


def test_one_address_tells_engine_server_credentials_and_prefix() -> None:
    backend = search_engine("opensearch3+https://osrodek:tajne@szukaj.example.org:9200/baza/?prefix=kielce_")
    assert backend["ENGINE"] == "opensearch3"
    assert backend["URLS"] == ["https://osrodek:tajne@szukaj.example.org:9200/baza"]
    assert backend["INDEX_PREFIX"] == "kielce_"


def test_one_variable_sets_the_engine(tmp_path: Path) -> None:
    code = "from django.conf import settings as s; print(s.WAGTAILSEARCH_BACKENDS.get('engine'))"
    assert in_production(code, tmp_path, SEARCH_ENGINE_URL="").stdout.split() == ["None"]
    done = in_production(code, tmp_path, SEARCH_ENGINE_URL="elasticsearch9+https://host:9200")
    assert "'URLS': ['https://host:9200'], 'INDEX_PREFIX': 'jawny_osrodek_'" in done.stdout, done.stderr


@pytest.mark.parametrize("address", ["https://host:9200", "solr+https://host", "opensearch3+ftp://host", "opensearch3"])
def test_an_address_of_no_known_engine_stops_the_start(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SEARCH_ENGINE_URL"):
        search_engine(address)


# -- what the engine is given -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENGINES)
def test_words_go_into_four_fields_that_are_cut_at_spaces_only(settings: Any, name: str) -> None:
    use(settings, f"{name}+http://127.0.0.1:9200")
    mapping = get_search_backend("engine").mapping_class(ContentPage).get_mapping()
    assert mapping["properties"] == {
        "pk": {"type": "keyword"},
        "_django_content_type": {"type": "keyword"},
        "path": {"type": "keyword"},
        "words_title": {"type": "text", "analyzer": "whitespace"},
        "words_lead": {"type": "text", "analyzer": "whitespace"},
        "words_body": {"type": "text", "analyzer": "whitespace"},
        "words_files": {"type": "text", "analyzer": "whitespace"},
    }
    assert set(get_search_backend("engine").mapping_class(get_image_model()).get_mapping()["properties"]) == {
        "pk",
        "_django_content_type",
    }


def test_a_document_holds_the_words_that_the_database_holds(site: Site, settings: Any) -> None:
    use(settings, "opensearch3+http://127.0.0.1:9200")
    page = help_page("Zasiłki celowe", "Uchwała nr XXVII/508/2020, tel. 41 331 25 24.", summary="Na węgiel i leki")
    add_page(site.root_page, page)
    document = get_search_backend("engine").mapping_class(ContentPage).get_document(page)
    assert document["path"] == page.path
    assert {"zasilki", "zasilek"} <= set(document["words_title"].split())
    assert {"n508y2020", "t413312524"} <= set(document["words_body"].split())
    given = {word for field in FIELDS for word in document[field].split()}
    assert given == words_in_the_database(page)


def words_in_the_database(page: Page) -> set[str]:
    columns = "title, lead, body, files" if connection.vendor == "sqlite" else "tsvector_to_array(words)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {TABLE} WHERE rowid = %s", [page.pk])  # noqa: S608 -- ours
        row = cursor.fetchone()
    return set(" ".join(row).split() if connection.vendor == "sqlite" else row[0])


def test_of_a_draft_the_engine_learns_no_word(site: Site, settings: Any) -> None:
    use(settings, "opensearch3+http://127.0.0.1:9200")
    draft = site.root_page.add_child(instance=help_page("Tajemnica", "Gołoborze", live=False))
    document = get_search_backend("engine").mapping_class(ContentPage).get_document(draft)
    assert set(document) == {"pk", "_django_content_type"}


# -- what it is asked -------------------------------------------------------------------------------------------------


def test_a_page_must_hold_each_word_in_one_of_its_forms_wherever_it_stands() -> None:
    question = ask("zasiłkach dla matki")
    assert question is not None
    fields = ["words_title^10", "words_lead^4", "words_body^1", "words_files^0.5"]
    first, second = compiled(question, "0001")["bool"]["must"]
    assert first == {"multi_match": {"query": "zasilkach zasilek", "fields": fields, "type": "most_fields"}}
    assert "matka" in second["multi_match"]["query"].split()
    assert compiled(question, "0001")["bool"]["filter"] == [{"prefix": {"path": "0001"}}]


def test_editors_words_are_asked_for_as_another_way() -> None:
    class Called:
        term, means, page_id = "becikowe", ("zapomoga urodzeniowa",), None

    question = ask("becikowe", [Called()])
    assert question is not None
    (group,) = compiled(question, "0001")["bool"]["must"]
    itself, meaning = group["bool"]["should"]
    assert group["bool"]["minimum_should_match"] == 1
    assert "becikowe" in itself["multi_match"]["query"].split()
    assert len(meaning["bool"]["must"]) == 2


# -- with an engine that answers --------------------------------------------------------------------------------------


def test_the_reader_finds_through_the_engine_what_was_published(site: Site, engine: Engine) -> None:
    add_page(site.root_page, help_page("Zasiłek okresowy", "Dla osób bez dochodu."))
    add_page(site.root_page, help_page("Dodatek osłonowy", "Nie jest to zasiłek."))
    engine.asked.clear()
    assert found_titles(site, "zasiłkach") == ["Zasiłek okresowy", "Dodatek osłonowy"]
    assert found_titles(site, "dochod zasilku") == ["Zasiłek okresowy"]
    assert engine.asked
    assert "words_body" in engine.mappings[engine.aliases[INDEX]]


def test_update_index_makes_the_engines_index_anew(site: Site, engine: Engine) -> None:
    page = add_page(site.root_page, help_page("Zasiłek okresowy", "Dla osób bez dochodu."))
    old = engine.aliases[INDEX]
    call_command("update_index", backend_name="engine", stdout=io.StringIO())
    assert engine.aliases[INDEX] != old
    assert old not in engine.indexes
    assert "okresowy" in engine.documents(INDEX)[str(page.pk)]["words_title"].split()


def test_what_the_engine_still_holds_shows_nowhere_once_readers_may_not_see_it(site: Site, engine: Engine) -> None:
    section = add_page(site.root_page, SectionPage(title="Dział"))
    withdrawn = add_page(section, help_page("Gołoborze wycofane", "x"))
    private = add_page(section, help_page("Gołoborze prywatne", "x"))
    add_page(site.root_page, help_page("Gołoborze jawne", "x"))
    engine.forgets = False
    held = dict(engine.documents(INDEX))
    withdrawn.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    forget_private_paths()
    engine.documents(INDEX).update(held)
    assert found_titles(site, "gołoborze") == ["Gołoborze jawne"]
    assert answer(site, "gołoborze")["total"] == 1


def test_one_centre_never_finds_anothers_pages_through_the_engine(site: Site, engine: Engine) -> None:
    other = make_centre("drugi.localhost")
    add_page(other.root_page, help_page("Gołoborze", "x"))
    assert found_titles(site, "gołoborze") == []
    assert found_titles(other, "gołoborze") == ["Gołoborze"]


# -- with one that doesn't --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENGINES)
def test_the_database_answers_while_the_engine_is_gone(
    site: Site, settings: Any, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    with socket.socket() as taken:  # bound but not listening: a port that refuses
        taken.bind(("127.0.0.1", 0))
        use(settings, f"{name}+http://127.0.0.1:{taken.getsockname()[1]}")
        page = add_page(site.root_page, help_page("Zasiłek okresowy", "Dla osób bez dochodu."))
        Silence.until = 0.0
        caplog.clear()
        assert found_titles(site, "zasiłki") == ["Zasiłek okresowy"]
        assert [record.levelname for record in caplog.records if record.name == "search.engine"] == ["WARNING"]
        page.title = "Zasiłek celowy"
        publish_again(page)
        assert found_titles(site, "celowe") == ["Zasiłek celowy"]
        assert suggested(site, "zasi") == ["Zasiłek celowy"]


def test_nobody_waits_twice_for_an_engine_that_hangs(site: Site, settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:  # takes calls and never answers
        use(settings, f"opensearch3+http://127.0.0.1:{server.getsockname()[1]}")
        settings.WAGTAILSEARCH_BACKENDS["engine"]["TIMEOUT"] = 0.1
        add_page(site.root_page, help_page("Zasiłek okresowy", "Dla osób bez dochodu."))
        assert found_titles(site, "zasiłki") == ["Zasiłek okresowy"]
        assert calls_waiting_at(server) == 1


def calls_waiting_at(server: socket.socket) -> int:
    server.setblocking(False)
    number = 0
    try:
        while True:
            server.accept()[0].close()
            number += 1
    except BlockingIOError:
        return number


def test_an_answer_that_makes_no_sense_is_as_good_as_none(site: Site, engine: Engine) -> None:
    add_page(site.root_page, help_page("Zasiłek okresowy", "Dla osób bez dochodu."))
    engine.aliases.clear()
    engine.indexes.clear()
    assert found_titles(site, "zasiłki") == ["Zasiłek okresowy"]
