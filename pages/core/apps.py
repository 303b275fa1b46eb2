from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "pages.core"
    label = "core"
