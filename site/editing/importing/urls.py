"""Addresses below /admin/importing/."""

from django.urls import path

from editing.importing.views import ConfirmView, PictureView, UploadView

app_name = "importing"
urlpatterns = [
    path("<int:page_id>/", UploadView.as_view(), name="into"),
    path("<int:page_id>/new/", UploadView.as_view(is_new=True), name="below"),
    path("waiting/<int:number>/", ConfirmView.as_view(), name="confirm"),
    path("waiting/<int:number>/<int:seq>/", PictureView.as_view(), name="picture"),
]
