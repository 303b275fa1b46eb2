"""What each role may do, as data: the groups, the checks and the page that explains it are made from it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.models import Role

ADD, CHANGE, PUBLISH, LOCK, UNLOCK, CHOOSE = "add", "change", "publish", "lock", "unlock", "choose"

STATEMENT = "accessibility.accessibilitystatementpage"
OTHER_FORMS = ("accessibility.easyreadpage", "accessibility.signfilmpage")


@dataclass(frozen=True)
class Rights:
    """What a role may do within its centre; whoever has any right on its pages may read all of them."""

    portal: frozenset[str] = frozenset()
    """What may be done with pages outside the bulletin."""
    bulletin: frozenset[str] = frozenset()
    """What may be done with pages of the bulletin."""
    kinds: tuple[str, ...] = ()
    """Labels of the kinds of pages that this is limited to; empty for all."""
    files: frozenset[str] = frozenset({CHOOSE})
    """What may be done with pictures and documents; whoever adds one may change it."""
    settings: bool = False
    """Whether the centre's data may be changed."""
    words: bool = False
    """Whether the search words may be changed."""
    board: bool = False
    """Whether the board of legal compliance may be used."""
    approves: bool = False
    """Whether texts that wait for approval may be approved."""
    invites: bool = False
    """Whether people may be invited to the centre's roles."""

    def on(self, kind: str, *, in_bulletin: bool) -> frozenset[str]:
        """What may be done with a page of a kind."""
        if self.kinds and kind not in self.kinds:
            return frozenset()
        return self.bulletin if in_bulletin else self.portal


WRITING = frozenset({ADD, CHANGE})
PUBLISHING = WRITING | {PUBLISH}
FILES = frozenset({ADD, CHANGE, CHOOSE})

RIGHTS: dict[Role, Rights] = {
    Role.PORTAL_EDITOR: Rights(portal=PUBLISHING, files=FILES, words=True),
    Role.BULLETIN_EDITOR: Rights(bulletin=WRITING, files=FILES),
    Role.APPROVER: Rights(
        portal=frozenset({CHANGE, PUBLISH}),
        bulletin=frozenset({CHANGE, PUBLISH}),
        files=frozenset({ADD, CHOOSE}),
        approves=True,
    ),
    Role.OWNER: Rights(portal=frozenset({CHANGE}), bulletin=frozenset({CHANGE}), files=frozenset({ADD, CHOOSE})),
    Role.ACCESSIBILITY: Rights(
        portal=PUBLISHING, bulletin=WRITING, kinds=(STATEMENT, *OTHER_FORMS), files=FILES, board=True
    ),
    Role.ADMINISTRATOR: Rights(
        portal=PUBLISHING | {LOCK, UNLOCK},
        bulletin=PUBLISHING | {LOCK, UNLOCK},
        files=FILES,
        settings=True,
        words=True,
        board=True,
        approves=True,
        invites=True,
    ),
}
