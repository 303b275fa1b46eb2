from django.apps import AppConfig


class AccessibilityConfig(AppConfig):
    name = "pages.accessibility"
    label = "accessibility"

    def ready(self) -> None:
        from history.scheduling import do_when_due
        from pages.accessibility import form_signals, signal_handlers  # noqa: F401 -- they connect their receivers
        from pages.accessibility.following import due_deeds

        do_when_due(due_deeds)
