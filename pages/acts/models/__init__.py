from .act import ActPage
from .expression import ExpressionPage, IncorporatedAct
from .kinds import ActKind, LegalValue, RelationKind
from .register import ActRegisterPage
from .relations import ActRelation, RelationTo

__all__ = [
    "ActKind",
    "ActPage",
    "ActRegisterPage",
    "ActRelation",
    "ExpressionPage",
    "IncorporatedAct",
    "LegalValue",
    "RelationKind",
    "RelationTo",
]
