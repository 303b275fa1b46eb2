"""Addresses below /admin/compliance/."""

from django.urls import path

from compliance.administration.log import LogView
from compliance.administration.sheet import PrintedSheetView, SheetView
from compliance.administration.views import BoardView, CentresView, CsvView, DigestView, JsonView

app_name = "compliance"
urlpatterns = [
    path("", CentresView.as_view(), name="index"),
    path("<int:pk>/", BoardView.as_view(), name="board"),
    path("<int:pk>/board.csv", CsvView.as_view(), name="csv"),
    path("<int:pk>/board.json", JsonView.as_view(), name="json"),
    path("<int:pk>/digest/", DigestView.as_view(), name="digest"),
    path("<int:pk>/log/", LogView.as_view(), name="log"),
    path("<int:pk>/sheet/", SheetView.as_view(), name="sheet"),
    path("<int:pk>/sheet/print/", PrintedSheetView.as_view(), name="sheet_print"),
]
