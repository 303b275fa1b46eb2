from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "pages.core"
    label = "core"

    def ready(self) -> None:
        from pages.core import following, signal_handlers  # noqa: F401 -- registered by being imported
