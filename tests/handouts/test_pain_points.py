"""The pain rule starts from the pain that a person told us, and is never looser than 6."""

import re

import pytest

from handouts.catalog_store import catalog
from handouts.composition.pain_points import PainPoints, pain_points
from tests.handouts.paper import document


@pytest.mark.parametrize("pain", [None, 0, 1, 2, 3])
def test_without_much_pain_the_lines_are_3_5_and_6(pain: int | None) -> None:
    assert pain_points(pain) == PainPoints(3, 4, 5, 6, based=False)


@pytest.mark.parametrize(("pain", "lines"), [(4, (4, 5, 6, 7)), (5, (5, 6, 7, 8)), (6, (6, 7, 8, 9))])
def test_whoever_starts_above_is_not_over_the_line_before_starting(pain: int, lines: tuple[int, ...]) -> None:
    assert pain_points(pain) == PainPoints(*lines, based=True)


@pytest.mark.parametrize("pain", [7, 8, 9, 10])
def test_above_6_nothing_more_is_called_fine(pain: int) -> None:
    assert pain_points(pain) == pain_points(6)


@pytest.mark.parametrize("language", ["en", "fr-CA", "es"])
@pytest.mark.parametrize("pain", [2, 5, 9])
def test_the_bar_draws_the_lines_and_its_lead_says_the_scale(pain: int, language: str) -> None:
    made = document(language=language, pain_level=pain).plan
    assert made is not None and made.pain_rule is not None
    points, rule = pain_points(pain), made.pain_rule
    assert re.findall(r"\d+", rule.lead) == ["0", "10"] and not made.activities.pain
    bar = [re.findall(r"\d+", part.label) for part in (rule.fine, rule.less, rule.stop)]
    assert bar == [["0", str(points.fine)], [str(points.least), str(points.most)], [str(points.stop)]]


@pytest.mark.parametrize("language", ["en", "fr-CA", "es"])
@pytest.mark.parametrize(("pain", "name", "fine"), [(3, None, 3), (5, "based", 5), (9, "capped", 6)])
def test_whoever_told_of_more_pain_reads_where_the_lines_come_from(
    pain: int, name: str | None, fine: int, language: str
) -> None:
    made = document(language=language, pain_level=pain).plan
    assert made is not None and made.pain_rule is not None
    texts = catalog().texts_in(language)
    told = {each: texts.text(f"pain_rule.{each}", pain=str(pain), fine=str(fine)) for each in ("based", "capped")}
    assert {each for each, sentence in told.items() if sentence in made.pain_rule.settle} == ({name} if name else set())
