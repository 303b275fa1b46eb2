from django.apps import AppConfig


class BipConfig(AppConfig):
    name = "pages.bip"
    label = "bip"

    def ready(self) -> None:
        from history.scheduling import do_when_due
        from pages.bip import following, guards  # noqa: F401 -- connects its receivers
        from pages.bip.masking import due_deeds

        do_when_due(due_deeds)
