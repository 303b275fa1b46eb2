from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "history"
    label = "history"

    def ready(self) -> None:
        from history.signal_handlers import connect

        connect()
