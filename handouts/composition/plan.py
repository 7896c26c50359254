"""The plan: two pages of what to do and how to keep going. In: a Sheet. Out: a Plan, every sentence from the library,
every number from the selection."""

from collections.abc import Iterator
from datetime import date, timedelta

from handouts.composition.blocks import (
    About,
    Activities,
    Block,
    Card,
    Diary,
    Figure,
    Labelled,
    Notes,
    Outlook,
    PainRule,
    Tips,
    Visit,
)
from handouts.composition.document import Plan, PrintSize
from handouts.composition.dose import dose_words, most_minutes, session_minutes
from handouts.composition.entries import Activity
from handouts.composition.figure import on_side
from handouts.composition.filling import NO_BREAK, filled, outside_words, places_in, sentence_start
from handouts.composition.may_be import may_be
from handouts.composition.occasion import Occasion
from handouts.composition.pain_points import PainPoints, pain_points
from handouts.composition.parts import Sheet, help_box, is_sample, told_us, unbroken, worse_words
from handouts.composition.pictures import qr_code
from handouts.composition.profile import LEFT, STRONG_PAIN
from handouts.composition.selection import Choice, Tip
from handouts.composition.texts import DEFAULT
from intake.routing.urgency import Pathway, Urgency

DIARY_DAYS, WEEK = 14, 7
NO_SCAN_BEFORE = 42
CHECK_IN_DAYS, LIMIT_DAYS = 7, 14
# Which sentences of a pathway are always printed, and which a crowded sheet may leave out. What happens when it is no
# better stands under "If it flares up", except for those who are sent to a doctor.
# A visit whose name not everybody knows is explained on every sheet.
AT_THE_CLINIC, EXPLAINED = (("bring", "consent", "other"), ("what",)), (("what", "bring", "consent", "other"), ())
VISIT_WORDS = {
    str(Pathway.PHYSIOTHERAPY): EXPLAINED,
    str(Pathway.CHIROPRACTIC): EXPLAINED,
    str(Urgency.GP_REVIEW): (("what", "bring", "consent", "other", "review"), ()),
    str(Pathway.SELF_CARE): (("what", "bring", "consent", "other"), ()),
}
NO_VISIT_OF_OURS = (str(Urgency.GP_REVIEW), str(Pathway.SELF_CARE))
ACHE_LIMIT, TINGLING = "ache_limit", "tingling_numb"
LOW_BACK, ELSEWHERE = "low_back", {"heat_low_back": "heat_elsewhere"}
MOST_NOTE, MOST_SOURCES = 240, 3


def plan(sheet: Sheet) -> Plan:
    """The whole plan."""
    texts = sheet.texts
    return Plan(
        heading=texts.text("title_line", name=sheet.first_name, region=_region(sheet)),
        message=_message(sheet, _things(sheet), _total(sheet)),
        reader=texts.text("minor_line", name=sheet.first_name) if sheet.profile.child else "",
        told_us=told_us(sheet),
        may_be=_may_be(sheet),
        activities=_activities(sheet),
        help=help_box(sheet),
        tips=_tips(sheet),
        flare_up=_flare_up(sheet),
        outlook=_outlook(sheet),
        pain_rule=_pain_rule(sheet),
        visit=_visit(sheet),
        diary=_diary(sheet),
        notes=_notes(sheet),
        about=_about(sheet),
        summary=_summary(sheet),
        message_naming=_message(sheet, _things_named(sheet)),
    )


def plain_title(sheet: Sheet) -> str:
    """The title without a name."""
    return sheet.texts.text("title_plain", region=_region(sheet))


def _region(sheet: Sheet) -> str:
    return sheet.texts.text(f"your_regions.{sheet.profile.region_words}")


def _pathway(sheet: Sheet) -> str:
    return str(sheet.selection.disposition.disposition)


def _things(sheet: Sheet) -> str:
    return sheet.texts.counted("things", len(sheet.selection.choices))


def _things_named(sheet: Sheet) -> str:
    words = (one.activity.words[sheet.selection.language].diary for one in sheet.selection.choices)
    names = ", ".join(word[:1].lower() + word[1:] for word in words)
    return sheet.texts.text("things_named", things=_things(sheet), names=names)


def _total(sheet: Sheet) -> str:
    """How many minutes a day it all takes, at first."""
    minutes = most_minutes((one.activity, one.dose) for one in sheet.selection.choices)
    return sheet.texts.text("total_line", minutes=str(minutes))


def _message(sheet: Sheet, things: str, *more: str) -> str:
    texts, choices = sheet.texts, sheet.selection.choices
    if not choices:
        own, usual = f"no_activities.message_{_pathway(sheet)}", "no_activities.message"
        return _joined(texts.first(own, usual), *_strong(sheet))
    pathway, band = _pathway(sheet), sheet.profile.band
    message = texts.first(f"main_message.{pathway}.{band}", f"main_message.{pathway}.{DEFAULT}", things=things)
    return _joined(message, *more, *_strong(sheet))


def _summary(sheet: Sheet) -> str:
    """What to do, by name."""
    titles = (one.activity.words[sheet.selection.language].title for one in sheet.selection.choices)
    return _joined(*(f"{number}{NO_BREAK}{title}." for number, title in enumerate(titles, start=1)))


def _strong(sheet: Sheet) -> tuple[str, ...]:
    return (sheet.locale.text("call_first"),) if (sheet.profile.pain or 0) >= STRONG_PAIN else ()


def _joined(*sentences: str) -> str:
    return " ".join(sentences)


def _may_be_sentences(sheet: Sheet) -> tuple[str, ...]:
    disposition = sheet.selection.disposition
    routine = disposition.urgency is None and not disposition.human_review
    self_care = disposition.disposition is Pathway.SELF_CARE
    name = may_be(sheet.catalog.may_be, sheet.profile.values, routine=routine, self_care=self_care)
    linked = sheet.texts.text("linked", worse=worse_words(sheet)) if sheet.profile.triggers else ""
    return tuple(one.strip() for one in sheet.texts.list(f"what_this_may_be.{name}", linked=linked))


def _may_be(sheet: Sheet) -> Block:
    """The first sentence and the last, which says who checks it; what stands between them is on page 2."""
    sentences = _may_be_sentences(sheet)
    kept = dict.fromkeys((sentences[0], sentences[-1]))
    return Block(sheet.texts.text("headings.may_be"), (" ".join(kept),))


def _outlook(sheet: Sheet) -> Outlook:
    texts, profile = sheet.texts, sheet.profile
    more = list(_may_be_sentences(sheet)[1:-1])
    if sheet.selection.disposition.urgency is None and profile.days is not None and profile.days < NO_SCAN_BEFORE:
        more.append(texts.text("scan_line"))
    sentence = texts.first(f"how_long.{profile.band}", f"how_long.{DEFAULT}")
    return Outlook(texts.text("headings.how_long"), sentence, " ".join(more))


# --- activities


def _activities(sheet: Sheet) -> Activities:
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


# --- keep going


def _tips(sheet: Sheet) -> Tips | None:
    tips = tuple(_tip(sheet, tip) for tip in sheet.selection.tips)
    return Tips(sheet.texts.text("headings.change"), tips) if tips else None


def _tip(sheet: Sheet, tip: Tip) -> Labelled:
    words = tip.habit.words[sheet.selection.language]
    return Labelled(sheet.locale.label(words.label), filled(words.tip, dose_words(sheet.texts.dose_phrase, tip.dose)))


def _dates(sheet: Sheet) -> dict[str, str]:
    limits = sheet.selection.disposition.self_care or {}
    days = {
        "check_date": limits.get("check_in_days", CHECK_IN_DAYS),
        "limit_date": limits.get("limit_days", LIMIT_DAYS),
    }
    dates = {name: sheet.occasion.today + timedelta(days=count) for name, count in days.items()}
    span = sheet.locale.span_of_days((sheet.occasion.flare_date - sheet.occasion.today).days)
    return {"span": span} | {name: f"**{sheet.locale.day(day)}**" for name, day in dates.items()}


def _flare_up(sheet: Sheet) -> Block:
    self_care = sheet.selection.disposition.disposition is Pathway.SELF_CARE
    name = "flare_up_self_care" if self_care else "flare_up"
    sentences = sheet.texts.list(name if sheet.selection.choices else "no_activities.flare_up", **_dates(sheet))
    return Block(sheet.texts.text("headings.flare_up"), (" ".join(sentences),))


def _pain_rule(sheet: Sheet) -> PainRule | None:
    if not _moves(sheet):
        return None
    texts, points = sheet.texts, pain_points(sheet.profile.pain)
    parts = {
        name: Labelled(texts.text(f"pain_rule.{name}.label", **_points(points)), texts.text(f"pain_rule.{name}.text"))
        for name in ("fine", "less", "stop")
    }
    based = (texts.text("pain_rule.based", pain=str(sheet.profile.pain)),) if points.based else ()
    settle = _joined(*based, *_pressing(sheet), texts.text("pain_rule.settle"))
    stopped = _joined(texts.text("pain_rule.do_less"), texts.text("pain_rule.stopped"), *_tingling(sheet))
    lead = texts.text("pain_rule.lead")
    return PainRule(texts.text("headings.pain_rule"), **parts, settle=settle, lead=lead, stopped=stopped)


def _pressing(sheet: Sheet) -> tuple[str, ...]:
    """Why the cards that press name a limit of their own, beside the three of the bar."""
    limits = [one.dose[ACHE_LIMIT] for one in sheet.selection.choices if ACHE_LIMIT in one.dose]
    if not limits:
        return ()
    return (sheet.texts.text("pain_rule.pressing", limit=str(min(limits))),)


def _tingling(sheet: Sheet) -> tuple[str, ...]:
    """What tells the tingling that a card stops for from the numbness that the help box names."""
    stops = (one.activity.words[sheet.selection.language].stop for one in sheet.selection.choices)
    if not any(TINGLING in places_in(stop) for stop in stops):
        return ()
    return (sheet.texts.text("pain_rule.tingling", help=sheet.texts.text("headings.help_now")),)


def _moves(sheet: Sheet) -> bool:
    return any(one.activity.movement for one in sheet.selection.choices)


def _points(points: PainPoints) -> dict[str, str]:
    return {name: str(getattr(points, name)) for name in ("fine", "least", "most", "stop")}


def _visit(sheet: Sheet) -> Visit:
    texts, pathway, when, values = sheet.texts, _pathway(sheet), _when(sheet), _dates(sheet)
    if pathway == Pathway.SELF_CARE and not sheet.selection.choices:
        return Visit(texts.text("headings.next"), when, "", texts.text("no_activities.next", **sheet.numbers()))
    always, more = VISIT_WORDS.get(pathway, AT_THE_CLINIC)
    words = [texts.text(f"pathways.{pathway}.{name}", **values) for name in always]
    if pathway not in NO_VISIT_OF_OURS and not when:
        words.insert(0, texts.text("appointment.none"))
    extra = [texts.text(f"pathways.{pathway}.{name}", **values) for name in more]
    where = texts.text("appointment.where", **sheet.numbers()) if when else ""
    return Visit(texts.text(f"pathways.{pathway}.heading"), when, " ".join(extra), " ".join(words), where)


def _when(sheet: Sheet) -> tuple[str, ...]:
    appointment, locale, texts = sheet.occasion.appointment, sheet.locale, sheet.texts
    if appointment is None:
        return ()
    lines = [f"**{sentence_start(locale.weekday(appointment.day))}**", f"**{locale.day(appointment.day)}**"]
    lines += [texts.text("appointment.at", time=locale.time(appointment.at))] if appointment.at else []
    person = outside_words(appointment.person, 60)
    lines += [texts.text("appointment.with", person=person)] if person else []
    return tuple(lines)


def _diary(sheet: Sheet) -> Diary:
    texts = sheet.texts
    days = [sheet.occasion.today + timedelta(days=count) for count in range(DIARY_DAYS)]
    rows = [
        f"{number} {choice.activity.words[sheet.selection.language].diary}"
        for number, choice in enumerate(sheet.selection.choices, start=1)
    ]
    return Diary(
        heading=texts.text("headings.diary"),
        week_heading=texts.text("headings.diary_week"),
        sheet_heading=texts.text("headings.diary_sheet"),
        lead=texts.text("diary.lead" if sheet.selection.choices else "no_activities.diary_lead"),
        corner=_corner(sheet, days[0], days[-1]),
        week_corner=_corner(sheet, days[0], days[WEEK - 1]),
        days=tuple(f"{sheet.locale.short_weekday(day)} {day.day}" for day in days),
        rows=(*rows, texts.text("diary.pain_row")),
    )


def _corner(sheet: Sheet, first: date, last: date) -> str:
    return sheet.texts.text("diary.corner", from_date=sheet.locale.day(first), to_date=sheet.locale.day(last))


def _notes(sheet: Sheet) -> Notes:
    texts, occasion = sheet.texts, sheet.occasion
    author = occasion.approved_by or occasion.prepared_by
    label = (
        texts.text("labels.from", name=outside_words(author.name, 80))
        if author
        else texts.text("labels.from_clinician")
    )
    note = outside_words(occasion.note, MOST_NOTE)
    return Notes(texts.text("headings.notes"), label if note else "", note or texts.text("notes.questions"))


# --- about


def _about(sheet: Sheet) -> About:
    texts, occasion = sheet.texts, sheet.occasion
    site = _site(occasion)
    online = texts.text("labels.see_online", link=f"**{site}**", code=f"**{unbroken(occasion.code)}**")
    return About(
        heading=texts.text("headings.about"),
        online=online if occasion.link else "",
        words="\n".join((" ".join(_about_sentences(sheet)), _joined(texts.text("about.until"), *_sources(sheet)))),
        more=" ".join((*_sureness(sheet)[1:], texts.text("evidence_line.keep"))),
        ask=texts.text("about.large_print" if occasion.print_size is PrintSize.STANDARD else "about.other_language"),
        qr=qr_code(occasion.link, sheet.locale.text("qr", link=site)) if occasion.link else None,
    )


def _site(occasion: Occasion) -> str:
    """The address at which the code can be typed: as given, or the link without its code."""
    address = occasion.site or (occasion.link.partition(occasion.code)[0] if occasion.code else "")
    return address.removeprefix("https://").rstrip("/")


def _about_sentences(sheet: Sheet) -> Iterator[str]:
    texts, occasion = sheet.texts, sheet.occasion
    if occasion.approved_by:
        approved = "about.approved_sample" if is_sample(sheet) else "about.approved"
        yield texts.text(approved, name=outside_words(occasion.approved_by.name, 80))
    elif occasion.prepared_by:
        person = occasion.prepared_by
        yield texts.text(
            "about.prepared", name=outside_words(person.name, 80), credential=outside_words(person.credential, 60)
        )
    else:
        yield texts.text("about.prepared_clinic", clinic=outside_words(occasion.clinic.name, 80))
    yield from _checked(sheet)
    yield texts.text("about.adds")
    yield texts.text("about.made_by")
    yield from _sureness(sheet)[:1]


def _sureness(sheet: Sheet) -> tuple[str, ...]:
    """How sure we are of each kind of activity on the sheet, one sentence each; warmth was tested for the low back."""
    kinds = dict.fromkeys(one.activity.evidence.certainty for one in sheet.selection.choices)
    elsewhere = {} if LOW_BACK in sheet.profile.regions else ELSEWHERE
    return tuple(sheet.texts.text(f"certainty.{elsewhere.get(kind, kind)}") for kind in kinds)


def _checked(sheet: Sheet) -> Iterator[str]:
    """When the content was checked; that nobody has stands in the footer. Nothing where the lead has signed the library
    as a whole."""
    if is_sample(sheet):
        return
    printed = [*(one.activity for one in sheet.selection.choices), *(tip.habit for tip in sheet.selection.tips)]
    reviews = [entry.review for entry in printed if entry.review]
    if reviews:
        checked, following = min(one["on"] for one in reviews), min(one["next"] for one in reviews)
        yield sheet.texts.text("about.checked", checked=checked, next_check=following)


def _sources(sheet: Sheet) -> Iterator[str]:
    cited = dict.fromkeys(source for one in sheet.selection.choices for source in one.activity.evidence.cites)
    names = [sheet.catalog.sources[source].short for source in list(cited)[:MOST_SOURCES]]
    if names:
        yield f"{sheet.texts.text('about.sources_lead')} {'; '.join(names)}."
