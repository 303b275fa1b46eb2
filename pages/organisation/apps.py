from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "pages.organisation"
    label = "organisation"
