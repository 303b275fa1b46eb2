"""Addresses of the search."""

from django.urls import path

from search import opensearch, views

urlpatterns = [
    path("szukaj/", views.search, name="search"),
    path("szukaj.json", views.search, {"only_json": True}, name="search_json"),
    path("szukaj/podpowiedzi.json", opensearch.suggest, name="search_suggestions"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
]
