"""Who stands behind the texts, and what happened to them: provenance, the register of changes."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from compliance.answers import Answer, met, not_applicable, not_met
from compliance.items.shared import no_bulletin
from compliance.subject import Subject, titles
from history.checkpoints import latest_checkpoint
from history.journal import ZERO, Tree, leaf_of
from history.models import Journal
from pages.core.models import BasePage
from pages.core.templatetags.jawny import polish_datetime

# Pages that lead to others rather than inform; what they list has a provenance of its own.
LEADING = {"BipSectionPage", "BipListPage", "BipReferencePage", "ActRegisterPage", "EasyReadPage", "SignFilmPage"}
# As many of the last entries are read byte by byte; the nightly check reads all of them.
READ_CLOSELY = 200


def provenance(subject: Subject) -> Answer:
    """L7: every page of the bulletin says who produced it or answers for it, and when it was produced."""
    if subject.bulletin is None:
        return no_bulletin(subject)
    informing = [page for page in subject.in_bulletin if getattr(page.specific_class, "__name__", "") not in LEADING]
    if all(page.is_example for page in informing):
        return not_applicable(_("The bulletin has no information of the centre’s own yet."))
    lacking = [page for page in informing if not _is_known(page)]
    proof = subject.proof_of((lacking or informing)[0])
    if lacking:
        why = _("The provenance is incomplete or out of order on %(count)s of %(all)s pages: %(titles)s.")
        numbers = {"count": len(lacking), "all": len(informing), "titles": titles(lacking)}
        to_do = _("Say who produced the information or answers for it, and when it was produced.")
        return not_met(why % numbers, to_do, subject.place_of(lacking[0]), proof)
    return met(
        _("Pages of the bulletin with a full provenance: %(all)s, which is all of them.") % {"all": len(informing)},
        proof,
    )


def _is_known(page: BasePage) -> bool:
    """Whether the provenance is complete, and nothing was produced after it was published."""
    if not page.produced_at or not (page.produced_by or page.responsible_person):
        return False
    published = page.first_published_at
    return published is None or page.produced_at.first <= localtime(published).date()


def register(subject: Subject) -> Answer:
    """L10: a public register of changes that keeps itself, whose chain of entries holds."""
    journal = Journal.objects.filter(site=subject.site).first()
    proof = subject.proof_at(_("Register of changes"), reverse("change_register"))
    if journal is None or not journal.size:
        why = _("The register of changes has no entry yet.")
        return not_met(why, _("Publish the first page: the register begins by itself."), subject.place_of(None))
    if fault := broken_chain(journal):
        why = _("The journal of changes was tampered with or damaged: %(fault)s") % {"fault": fault}
        to_do = _("Tell whoever runs the site: the journal has to be checked and restored from a copy.")
        return not_met(why, to_do, None, proof)
    checkpoint = latest_checkpoint(journal)
    if checkpoint:
        why = _("Entries: %(count)s; their chain holds. The last checkpoint was taken on %(day)s.")
        return met(why % {"count": journal.size, "day": polish_datetime(checkpoint.at)}, proof)
    return met(
        _("Entries: %(count)s; their chain holds. No checkpoint was taken yet.") % {"count": journal.size}, proof
    )


def broken_chain(journal: Journal) -> str:
    """What is wrong with the chain of a journal in a sentence; empty when it holds.

    Follows every link and compares every checkpoint, and reads the last entries byte by byte: a second for a journal
    of tens of thousands, where the full check of `history.checking` takes minutes.
    """
    roots = dict(journal.checkpoints.values_list("size", "root"))
    tree, prev = Tree(), ZERO
    if roots.get(0, tree.root()) != tree.root():
        return _("the checkpoint of the empty journal knows other entries.")
    for seq, before, leaf in journal.entries.order_by("seq").values_list("seq", "prev", "leaf").iterator(2000):
        if seq != tree.size + 1 or before != prev:
            return _("entry %(number)s doesn’t follow from the one before.") % {"number": seq}
        tree.add(leaf)
        prev = leaf
        if tree.size in roots and roots[tree.size] != tree.root():
            return _("the checkpoint of %(size)s entries knows other entries.") % {"size": tree.size}
    if (journal.size, journal.leaf) != (tree.size, prev) or any(size > tree.size for size in roots):
        return _("entries at its end are missing.")
    for entry in journal.entries.order_by("-seq")[:READ_CLOSELY]:
        if leaf_of(bytes(entry.line)) != entry.leaf:
            return _("entry %(number)s says something else than when it was made.") % {"number": entry.seq}
    return ""
