"""The handouts app: compose, review, approve, give."""

from django.apps import AppConfig


class HandoutsConfig(AppConfig):
    """Registers the models of `handouts.models`, the start-up check, and the library as something to sign."""

    name = "handouts"

    def ready(self) -> None:
        """Register the check that stops the start on a bad library entry, and what intake cannot know of."""
        from handouts import checks, reads, signing  # noqa: F401  Django wants checks registered here, when apps are ready
        from intake import question_register, signables

        signables.register(signables.LIBRARY, signing.library)
        signables.add_words(signing.words)
        question_register.read_also_by(reads.reads)
