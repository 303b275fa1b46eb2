"""Check accessibility statements: this site's own, or any page or file."""

from argparse import ArgumentParser, BooleanOptionalAction
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from pages.accessibility.checking.fetching import UnusableError, fetched
from pages.accessibility.checking.findings import Finding
from pages.accessibility.checking.own import findings_of
from pages.accessibility.checking.validator import check
from pages.accessibility.models import AccessibilityStatementPage
from pages.core.addresses import public_among

FAULTY, UNUSABLE = 1, 2


class Command(BaseCommand):
    """`check_declaration [URL|FILE|-] …`; status 1 when a statement has faults, 2 when something can't be read."""

    help = _("Checks accessibility statements against the technical conditions 2.0; without an argument, our own.")
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="*", help=_("an address (http, https), a file, or - for standard input"))
        parser.add_argument(
            "--bip",
            action=BooleanOptionalAction,
            default=None,
            help=_("whether it is the statement of a bulletin (BIP); left out, its address and words decide"),
        )

    def handle(self, *args: Any, source: list[str], bip: bool | None, **options: Any) -> None:
        # The reports are for the office's clerks, whatever language the terminal is set to.
        with translation.override(settings.LANGUAGE_CODE):
            status = self._check_given(source, bip) if source else self._check_own()
        if status:
            raise SystemExit(status)

    def _check_given(self, sources: list[str], bip: bool | None) -> int:
        worst = 0
        for source in sources:
            try:
                page = fetched(source)
            except UnusableError as error:
                self.stderr.write(self.style.ERROR(f"{source}: {error}"))
                worst = UNUSABLE
                continue
            worst = max(worst, self._report(source, check(page.data, in_bip=bip, content_type=page.content_type)))
        return worst

    def _check_own(self) -> int:
        worst = 0
        for site in Site.objects.select_related("root_page").order_by("hostname", "port"):
            pages = public_among(AccessibilityStatementPage.objects.descendant_of(site.root_page))
            for page in pages:
                worst = max(worst, self._report(page.full_url, findings_of(page)))
            if not pages:
                self.stdout.write(self.style.WARNING(_("%(site)s: no public statement") % {"site": site.root_url}))
                worst = max(worst, FAULTY)
        return worst

    def _report(self, source: str, findings: list[Finding]) -> int:
        """Print what was found; whether any of it is a fault."""
        for finding in findings:
            style = self.style.ERROR if finding.is_error else self.style.WARNING
            line = f"{source}:{finding.line}: {finding.severity.label}: {finding.message} [{finding.code}]"
            self.stdout.write(style(line))
        errors = sum(finding.is_error for finding in findings)
        if not errors:
            self.stdout.write(self.style.SUCCESS(_("%(source)s: no faults") % {"source": source}))
            return 0
        summary = ngettext("%(source)s: %(count)s fault", "%(source)s: %(count)s faults", errors)
        self.stdout.write(summary % {"source": source, "count": errors})
        return FAULTY
