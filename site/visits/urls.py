"""Public addresses of the statistics; they come before the page tree."""

from django.urls import path

from visits.views import statistics, statistics_csv, statistics_json

urlpatterns = [
    path("bip/statystyka/", statistics, name="visits"),
    path("bip/statystyka/odslony.csv", statistics_csv, name="visits_csv"),
    path("bip/statystyka/odslony.json", statistics_json, name="visits_json"),
]
