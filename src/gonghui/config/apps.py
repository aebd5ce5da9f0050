from django.apps import AppConfig
from django.utils.module_loading import import_string


class ConfigConfig(AppConfig):
    name = "gonghui.config"

    def ready(self) -> None:
        # by name: what wiring joins may be imported only now, when all rooms are loaded
        import_string("gonghui.wiring.connect")()
