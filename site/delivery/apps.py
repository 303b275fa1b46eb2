from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "delivery"
    label = "delivery"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from delivery import withdrawing
        from delivery.changes import watch

        connection_created.connect(watch, dispatch_uid="delivery")
        withdrawing.connect()
