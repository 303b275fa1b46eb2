from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "compliance"
    label = "compliance"

    def ready(self) -> None:
        from compliance import signal_handlers

        signal_handlers.watch_refusals()
