from django.apps import AppConfig
from django.utils.module_loading import import_string


class PeopleConfig(AppConfig):
    name = "gonghui.people"

    def ready(self) -> None:
        # by name: allauth's models may be imported only now, when all apps are loaded
        import_string("gonghui.people.web.connect")()
