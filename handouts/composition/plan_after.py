"""How to keep going: how long it tends to last, tips, a flare-up, the visit, the diary, notes. In: a Sheet. Out: the
blocks of page 2.
"""

from datetime import date, timedelta

from handouts.composition.blocks import Block, Diary, Labelled, Notes, Outlook, Tips, Visit
from handouts.composition.dose import dose_words
from handouts.composition.filling import filled, outside_words, sentence_start
from handouts.composition.parts import Sheet
from handouts.composition.plan_words import may_be_sentences, pathway_of
from handouts.composition.selection import Tip
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
MOST_NOTE = 240


def outlook(sheet: Sheet) -> Outlook:
    """How long it tends to last at this stage, and that no scan is needed yet."""
    texts, profile = sheet.texts, sheet.profile
    more = list(may_be_sentences(sheet)[1:-1])
    if sheet.selection.disposition.urgency is None and profile.days is not None and profile.days < NO_SCAN_BEFORE:
        more.append(texts.text("scan_line"))
    sentence = texts.first(f"how_long.{profile.band}", f"how_long.{DEFAULT}")
    return Outlook(texts.text("headings.how_long"), sentence, " ".join(more))


def tips(sheet: Sheet) -> Tips | None:
    """One change for each thing that sets it off; None where there is none."""
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


def flare_up(sheet: Sheet) -> Block:
    """What to do when it gets worse for a while, with the day to call by."""
    self_care = sheet.selection.disposition.disposition is Pathway.SELF_CARE
    name = "flare_up_self_care" if self_care else "flare_up"
    sentences = sheet.texts.list(name if sheet.selection.choices else "no_activities.flare_up", **_dates(sheet))
    return Block(sheet.texts.text("headings.flare_up"), (" ".join(sentences),))


def visit(sheet: Sheet) -> Visit:
    """What happens next: the appointment, if there is one, and what a visit is like."""
    texts, pathway, when, values = sheet.texts, pathway_of(sheet), _when(sheet), _dates(sheet)
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


def diary(sheet: Sheet) -> Diary:
    """The rows of the activities by days, from today."""
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


def notes(sheet: Sheet) -> Notes:
    """The clinician's note, or room for questions."""
    texts, occasion = sheet.texts, sheet.occasion
    author = occasion.approved_by or occasion.prepared_by
    label = (
        texts.text("labels.from", name=outside_words(author.name, 80))
        if author
        else texts.text("labels.from_clinician")
    )
    note = outside_words(occasion.note, MOST_NOTE)
    return Notes(texts.text("headings.notes"), label if note else "", note or texts.text("notes.questions"))
