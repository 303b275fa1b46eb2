"""Says how many: changes on a page, blocks in a stretch of text."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext


def amount(sorts: Sequence[str]) -> str:
    """How many blocks of which kind: "4 akapity"."""
    count, values = len(sorts), {"count": len(sorts)}
    if set(sorts) == {"item"}:
        return ngettext("%(count)s item", "%(count)s items", count) % values
    if set(sorts) == {"row"}:
        return ngettext("%(count)s row", "%(count)s rows", count) % values
    if set(sorts) == {"provision"}:
        # Translators: %(count)s przepis, przepisy, przepisów
        return ngettext("%(count)s provision", "%(count)s provisions", count) % values
    if set(sorts) <= {"paragraph"}:
        return ngettext("%(count)s paragraph", "%(count)s paragraphs", count) % values
    if sorts[0] == "heading" and sorts.count("heading") > 1:
        sections = sorts.count("heading")
        return ngettext("%(count)s section", "%(count)s sections", sections) % {"count": sections}
    return ngettext("%(count)s passage", "%(count)s passages", count) % values


def lead(changes: int, title: str) -> str:
    """How many changes there are, on which page."""
    if not changes:
        return gettext("No changes on the page “%(title)s”.") % {"title": title}
    # Translators: %(count)s zmian na stronie „%(title)s”.
    text = ngettext("%(count)s change on the page “%(title)s”.", "%(count)s changes on the page “%(title)s”.", changes)
    return text % {"count": changes, "title": title}


def fold_label(sorts: Sequence[str]) -> str:
    """What opens a stretch without changes: "Pokaż 4 akapity bez zmian"."""
    # Translators: Pokaż 4 akapity bez zmian
    return gettext("Show %(amount)s without changes") % {"amount": amount(sorts)}
