from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"

    def ready(self) -> None:
        from portal import audit, checks, copying, metrics, security_txt, signal_handlers  # noqa: F401 -- registered by being imported
