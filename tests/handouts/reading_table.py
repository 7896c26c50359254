"""The reading scores of the sheets of 200 invented people, as docs/READABILITY.md shows them. In: nothing.
Out: a Markdown table. Run: DJANGO_SETTINGS_MODULE=clinic.settings python -m tests.handouts.reading_table"""

from collections.abc import Callable, Iterator

import django

django.setup()

from handouts.catalog_store import catalog  # noqa: E402
from handouts.reading.patient_text import every_line, sections_of  # noqa: E402
from handouts.reading.scores import Reading, read  # noqa: E402
from tests.handouts.many import document_for  # noqa: E402

PEOPLE = 200
ENGLISH: dict[str, Callable[[Reading], float]] = {
    "Flesch-Kincaid grade": lambda one: one.grade,
    "SMOG": lambda one: one.smog,
    "long words, %": lambda one: one.long_share,
    "longest sentence, words": lambda one: one.longest,
    "Flesch reading ease": lambda one: one.ease,
    "words scored": lambda one: one.words,
}
OTHERS = {name: score for name, score in ENGLISH.items() if name in ("Flesch reading ease", "words scored")}

EASE = {"fr-CA": "Kandel-Moles", "es": "Szigriszt-Pazos"}


def lines() -> Iterator[str]:
    """The rows of the table."""
    yield "| Language | Score | Easiest to hardest | Mean |"
    yield "|---|---|---|---|"
    for language in catalog().texts:
        texts = catalog().texts_in(language)
        sheets = [every_line(sections_of(document_for(seed, language), texts)) for seed in range(PEOPLE)]
        found = [read(sheet, language) for sheet in sheets]
        for name, score in (ENGLISH if language == "en" else OTHERS).items():
            values = sorted(map(score, found))
            own = name.replace("Flesch reading", f"{EASE.get(language, 'Flesch')} reading")
            mean = sum(values) / len(values)
            yield f"| {language} | {own} | {values[0]:.1f} to {values[-1]:.1f} | {mean:.1f} |"


if __name__ == "__main__":
    print("\n".join(lines()))
