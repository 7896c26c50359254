"""Which form of a phrase goes with a number. In: a language, the forms for one and for more, a number. Out: the phrase.
The languages of the library know two forms; they differ in what counts as one (Unicode CLDR, plural rules)."""

from handouts.composition.filling import filled

Forms = tuple[str, str]
ONE = {"fr": (0, 1)}
ONLY_ONE = (1,)


def counted(language: str, forms: Forms, number: int) -> str:
    """The phrase for that many, {n} filled: 1 day, 2 days; in French 0 jour, 1 jour, 2 jours."""
    one, other = forms
    singular = number in ONE.get(language.partition("-")[0], ONLY_ONE)
    return filled(one if singular else other, {"n": str(number)})
