"""What to do today: the cards of the activities, and the pain rule above them. In: a Sheet. Out: Activities and a
PainRule, every sentence from the library, every number from the selection.
"""

from collections.abc import Iterator

from handouts.composition.blocks import Activities, Card, Figure, Labelled, PainRule
from handouts.composition.dose import dose_words, session_minutes
from handouts.composition.entries import Activity
from handouts.composition.figure import on_side
from handouts.composition.filling import filled, places_in
from handouts.composition.pain_points import PainPoints, pain_points
from handouts.composition.parts import Sheet
from handouts.composition.plan_words import joined
from handouts.composition.profile import LEFT
from handouts.composition.selection import Choice

ACHE_LIMIT, TINGLING = "ache_limit", "tingling_numb"


def activities(sheet: Sheet) -> Activities:
    """The cards in their order; why there are none, where nothing fits."""
    texts = sheet.texts
    return Activities(
        heading=texts.text("headings.do_today" if sheet.selection.choices else "no_activities.heading"),
        more=texts.text("headings.do_today_more"),
        feel=texts.text("labels.feel"),
        stop_if=texts.text("labels.stop_if"),
        why=texts.text("labels.why"),
        when=texts.text("labels.when"),
        cards=tuple(_card(sheet, number, choice) for number, choice in enumerate(sheet.selection.choices, start=1)),
        none=() if sheet.selection.choices else texts.list("no_activities.words"),
    )


def _card(sheet: Sheet, number: int, choice: Choice) -> Card:
    activity, texts = choice.activity, sheet.texts
    words = activity.words[sheet.selection.language]
    dose = dose_words(texts.dose_phrase, choice.dose)
    stops = {rule: texts.text(f"stop_rules.{rule}", **sheet.numbers()) for rule in activity.stop_rules}
    cautions = (filled(words.caution, dose), *_substitutes(sheet, choice))
    return Card(
        activity=activity.id,
        version=activity.version,
        number=number,
        title=words.title,
        dose=filled(words.dose, dose),
        steps=tuple(filled(step, dose) for step in words.steps),
        feel=filled(words.feel, dose),
        stop=filled(words.stop, stops),
        why=words.why,
        when_cue=words.when_cue,
        caution=" ".join(part for part in cautions if part),
        diary=words.diary,
        minutes=session_minutes(activity.session, choice.dose),
        figure=_figure(sheet, activity),
    )


def _figure(sheet: Sheet, activity: Activity) -> Figure:
    """The drawing for the person's own place and side."""
    words = activity.words[sheet.selection.language]
    variant = activity.variant_for(sheet.profile.regions)
    svg, alt = (variant.svg, words.alts[variant.place]) if variant else (activity.figure, words.alt)
    return Figure(alt, on_side(svg, activity.sides == "mirrored" and sheet.profile.side == LEFT))


def _substitutes(sheet: Sheet, choice: Choice) -> Iterator[str]:
    for needed, other in choice.substitutes.items():
        names = {
            "needed": sheet.texts.text(f"equipment.{needed}"),
            "substitute": sheet.texts.text(f"equipment.{other}"),
        }
        yield sheet.locale.text("substitute", **names)


def pain_rule(sheet: Sheet) -> PainRule | None:
    """The bar above the cards and what goes with it; None where nothing on the sheet is a movement."""
    if not _moves(sheet):
        return None
    texts, points = sheet.texts, pain_points(sheet.profile.pain)
    parts = {
        name: Labelled(texts.text(f"pain_rule.{name}.label", **_points(points)), texts.text(f"pain_rule.{name}.text"))
        for name in ("fine", "less", "stop")
    }
    less = texts.text("pain_rule.do_less", **_points(points))
    stopped = joined(less, texts.text("pain_rule.stopped"), *_tingling(sheet))
    settle = joined(*_based(sheet, points), *_pressing(sheet), texts.text("pain_rule.settle"))
    lead = texts.text("pain_rule.lead")
    return PainRule(texts.text("headings.pain_rule"), **parts, settle=settle, lead=lead, stopped=stopped)


def _based(sheet: Sheet, points: PainPoints) -> tuple[str, ...]:
    """Where the lines come from, for whoever told of more pain than they usually allow."""
    pain = sheet.profile.pain
    if not points.based or pain is None:
        return ()
    name = "based" if pain <= points.fine else "capped"
    return (sheet.texts.text(f"pain_rule.{name}", pain=str(pain), fine=str(points.fine)),)


def _pressing(sheet: Sheet) -> tuple[str, ...]:
    """Why the cards that press name a limit of their own, beside the three of the bar."""
    limits = [one.dose[ACHE_LIMIT] for one in sheet.selection.choices if ACHE_LIMIT in one.dose]
    if not limits:
        return ()
    return (sheet.texts.text("pain_rule.pressing", limit=str(min(limits))),)


def _tingling(sheet: Sheet) -> tuple[str, ...]:
    """Whom to call where the numbness or tingling that a card stops for does not go, as the help box says."""
    stops = (one.activity.words[sheet.selection.language].stop for one in sheet.selection.choices)
    if not any(TINGLING in places_in(stop) for stop in stops):
        return ()
    return (sheet.texts.text("pain_rule.tingling", **sheet.numbers()),)


def _moves(sheet: Sheet) -> bool:
    return any(one.activity.movement for one in sheet.selection.choices)


def _points(points: PainPoints) -> dict[str, str]:
    return {name: str(getattr(points, name)) for name in ("fine", "least", "most", "stop")}
