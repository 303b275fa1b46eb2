from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "editing"
    label = "editing"

    def ready(self) -> None:
        """Listen to what happens to pages."""
        from editing.approval import signal_handlers as approval
        from editing.leaving import signal_handlers as leaving  # they ask for models

        approval.connect()  # first: what is refused leaves no trace
        leaving.connect()
