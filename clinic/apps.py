"""The clinic app: who, where, may they, what happened."""

from django.apps import AppConfig


class ClinicConfig(AppConfig):
    """Registers the models of `clinic.models`."""

    name = "clinic"
    verbose_name = "Clinic"
