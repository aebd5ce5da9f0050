from django.apps import AppConfig


class CascadeConfig(AppConfig):
    name = "gonghui.cascade"
