from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    label = "accounts"
    verbose_name = _("accounts")

    def ready(self) -> None:
        from accounts import checks, signal_handlers  # noqa: F401 -- registered by being imported
