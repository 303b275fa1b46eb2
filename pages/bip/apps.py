from django.apps import AppConfig


class BipConfig(AppConfig):
    name = "pages.bip"
    label = "bip"
