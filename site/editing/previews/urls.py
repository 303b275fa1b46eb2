"""Addresses below /admin/previews/."""

from django.urls import path

from editing.previews.administration import LinksView, WithdrawView

app_name = "previews"
urlpatterns = [
    path("<int:page_id>/", LinksView.as_view(), name="links"),
    path("<int:page_id>/<int:number>/withdraw/", WithdrawView.as_view(), name="withdraw"),
]
