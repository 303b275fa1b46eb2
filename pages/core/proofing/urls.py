"""Addresses that the side panel posts a form to, below /admin/."""

from django.urls import path

from pages.core.proofing.views import ProofEdited, ProofNew

app_name = "proofing"
urlpatterns = [
    path("<int:page_id>/", ProofEdited.as_view(), name="edit"),
    path(
        "add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
        ProofNew.as_view(),
        name="add",
    ),
]
