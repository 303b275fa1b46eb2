from .act import ActPage
from .kinds import ActKind, RelationKind
from .register import ActRegisterPage
from .relations import ActRelation, RelationTo

__all__ = ["ActKind", "ActPage", "ActRegisterPage", "ActRelation", "RelationKind", "RelationTo"]
