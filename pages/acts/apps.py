from django.apps import AppConfig


class ActsConfig(AppConfig):
    name = "pages.acts"
    label = "acts"

    def ready(self) -> None:
        from pages.acts import signal_handlers  # noqa: F401 -- connects its receivers
