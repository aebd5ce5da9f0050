from django.apps import AppConfig

from gonghui import wiring


class ConfigConfig(AppConfig):
    name = "gonghui.config"

    def ready(self) -> None:
        wiring.connect()
