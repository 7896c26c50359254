"""The handouts app: compose, review, approve, give."""

from django.apps import AppConfig


class HandoutsConfig(AppConfig):
    """Registers the models of `handouts.models` and the start-up check."""

    name = "handouts"

    def ready(self) -> None:
        """Register the check that stops the start on a bad library entry."""
        from handouts import checks  # noqa: F401  Django wants checks registered here, when apps are ready
