"""The worker app: makes the Celery app current, so that web code can ring without importing the worker."""

from django.apps import AppConfig


class WorkerConfig(AppConfig):
    """Loads the Celery app with Django."""

    name = "worker"

    def ready(self) -> None:
        """Import the app; Celery then answers `current_app` with it."""
        from worker.celery import app

        app.set_default()
