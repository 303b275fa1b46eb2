from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "pages.home"
    label = "home"
