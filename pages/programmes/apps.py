from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "pages.programmes"
    label = "programmes"
