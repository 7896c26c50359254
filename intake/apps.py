"""The intake app: ask, screen, route, triage."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Registers the models of `intake.models` and the start-up checks."""

    name = "intake"

    def ready(self) -> None:
        """Register the checks that stop the start on a bad rule."""
        from intake import checks  # noqa: F401  Django wants checks registered here, when apps are ready
