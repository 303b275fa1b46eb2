"""Tables of what editors are given."""

from editing.models.approval import Approval, SecondPairTask
from editing.models.importing import WaitingImport, WaitingPicture
from editing.models.leaving import BinnedPage, SeeInstead
from editing.models.previews import PreviewOpening, SharedPreview

__all__ = [
    "Approval",
    "BinnedPage",
    "PreviewOpening",
    "SecondPairTask",
    "SeeInstead",
    "SharedPreview",
    "WaitingImport",
    "WaitingPicture",
]
