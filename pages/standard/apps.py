from django.apps import AppConfig


class StandardConfig(AppConfig):
    name = "pages.standard"
    label = "standard"

    def ready(self) -> None:
        from pages.standard import signal_handlers  # noqa: F401 -- connects its receivers
