"""Addresses below /admin/bin/."""

from django.urls import path

from editing.leaving.views import BinView, RestoreView

app_name = "leaving"
urlpatterns = [
    path("", BinView.as_view(), name="bin"),
    path("<int:pk>/restore/", RestoreView.as_view(), name="restore"),
]
