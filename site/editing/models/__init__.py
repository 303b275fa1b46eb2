"""Tables of what editors are given."""

from editing.models.approval import Approval, SecondPairTask
from editing.models.importing import WaitingImport, WaitingPicture
from editing.models.leaving import RESTORED, BinnedPage, SeeInstead
from editing.models.previews import PreviewOpening, SharedPreview

__all__ = [
    "RESTORED",
    "Approval",
    "BinnedPage",
    "PreviewOpening",
    "SecondPairTask",
    "SeeInstead",
    "SharedPreview",
    "WaitingImport",
    "WaitingPicture",
]
