"""Addresses below /admin/ that are about films."""

from django.urls import path

from pages.accessibility.films.uploading import UploadView, draft_captions, draft_film

app_name = "accessibility_admin"
urlpatterns = [
    path("<int:page_id>/", UploadView.as_view(), name="film"),
    path("<int:page_id>/film/", draft_film, name="draft_film"),
    path("<int:page_id>/captions/", draft_captions, name="draft_captions"),
]
