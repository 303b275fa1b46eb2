"""Addresses below /admin/ that are about the public history."""

from django.urls import path

from history.administration.changes import CorrectionView, RedactView, RestoreView
from history.administration.comparing import compare, compare_draft
from history.administration.versions import GoneView, VersionsView

app_name = "public_history"
urlpatterns = [
    path("gone/", GoneView.as_view(), name="gone"),
    path("<int:page_id>/", VersionsView.as_view(), name="versions"),
    path("<int:page_id>/draft/", compare_draft, name="compare_draft"),
    path("<int:page_id>/compare/<slug:older>/<slug:newer>/", compare, name="compare"),
    path("<int:page_id>/restore/<int:number>/", RestoreView.as_view(), name="restore"),
    path("<int:page_id>/correct/<int:number>/", CorrectionView.as_view(), name="correct"),
    path("<int:page_id>/redact/<int:seq>/", RedactView.as_view(), name="redact"),
]
