from django.apps import AppConfig


class ActsConfig(AppConfig):
    name = "pages.acts"
    label = "acts"
