"""Publishes a centre from its folder: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wagtail.log_actions import LogContext
from wagtail.models import Page, Site

from history.reasons import Reason
from pages.core.models import centre_collection
from transfer.reading.problems import Report
from transfer.reading.specs import CentreFolder, PageSpec
from transfer.signals import centre_loaded

from .acts import check_acts
from .atomic import all_or_nothing
from .centre import update_centre
from .files import FileStore, titles_in
from .history import add_history
from .order import keep_order
from .outcome import Outcome
from .pages import PagePublisher
from .reasons import Reasons
from .site import find_or_make_site
from .words import update_words

Progress = Callable[[list[PageSpec]], Iterable[PageSpec]]


def publish_centre(
    folder: CentreFolder,
    hostname: str,
    port: int | None,
    report: Report,
    *,
    overwrite: bool,
    reason: Reason,
    progress: Progress,
) -> Outcome:
    """Publish what changed in the folder since its last load.

    `reason` holds for the pages whose files give none, and names who answers for the load; `progress` wraps the list
    of pages to publish. Raises FolderError, with nothing changed, when the models refuse a page, when a change has no
    reason, or when a page changed both in the folder and in the administration and `overwrite` is false.
    """
    try:
        with all_or_nothing(), LogContext(user=None):
            return _publish(folder, hostname, port, report, overwrite, reason, progress)
    except BaseException:
        Site.clear_site_root_paths_cache()  # it may name pages that are gone again
        raise


def _publish(
    folder: CentreFolder,
    hostname: str,
    port: int | None,
    report: Report,
    overwrite: bool,
    reason: Reason,
    progress: Progress,
) -> Outcome:
    outcome = Outcome()
    site, home = find_or_make_site(folder, hostname, port, report, overwrite=overwrite)
    store = FileStore(folder.folder, centre_collection(site), titles_in(folder.pages))
    pages = PagePublisher(site, folder.folder, store, Reasons(site, reason, report), report, outcome)
    to_publish = pages.place(folder.pages, home, overwrite=overwrite)
    report.stop_if_wrong()
    outcome.centre_updated = update_centre(site, folder.centre, pages, report, overwrite=overwrite)
    update_words(site, folder.words, pages, report, outcome, overwrite=overwrite)
    # Before the pages: what an earlier bulletin recorded comes before what is published here.
    by_path = folder.by_path
    for path, rows in folder.history.items():
        page = Page.objects.filter(pk=pages.ids.get(by_path[path].source)).first()
        if page:
            outcome.history_rows += add_history(site, page, path, rows, report)
    report.stop_if_wrong()
    for spec in progress(to_publish):
        pages.publish(spec)
    check_acts(folder.pages, pages, report)
    pages.record()
    report.stop_if_wrong()
    keep_order(site, folder.pages, pages.ids)
    centre_loaded.send(sender=Site, site=site)
    return outcome
