"""Addresses below /admin/ that are about acts and their texts."""

from django.urls import path

from pages.acts.administration.amending import AmendView
from pages.acts.administration.checking import CheckView
from pages.acts.administration.importing import ImportView

app_name = "acts_admin"
urlpatterns = [
    path("amend/<int:page_id>/", AmendView.as_view(), name="amend"),
    path("check/<int:page_id>/", CheckView.as_view(), name="check"),
    path("import/<int:page_id>/", ImportView.as_view(), name="import"),
]
