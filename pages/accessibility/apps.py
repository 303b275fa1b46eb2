from django.apps import AppConfig


class AccessibilityConfig(AppConfig):
    name = "pages.accessibility"
    label = "accessibility"

    def ready(self) -> None:
        from pages.accessibility import form_signals, signal_handlers  # noqa: F401 -- they connect their receivers
