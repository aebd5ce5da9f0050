from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "gonghui.bulletins"
