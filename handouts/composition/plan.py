"""The plan: two pages of what to do and how to keep going. In: a Sheet. Out: a Plan, every sentence from the library,
every number from the selection.
"""

from handouts.composition.blocks import Block
from handouts.composition.document import Plan
from handouts.composition.dose import about_minutes
from handouts.composition.filling import NO_BREAK
from handouts.composition.parts import Sheet, help_box, told_us
from handouts.composition.plan_about import about
from handouts.composition.plan_after import diary, flare_up, notes, outlook, tips, visit
from handouts.composition.plan_moves import activities, pain_rule
from handouts.composition.plan_words import joined, may_be_sentences, pathway_of
from handouts.composition.profile import STRONG_PAIN
from handouts.composition.texts import DEFAULT


def plan(sheet: Sheet) -> Plan:
    """The whole plan."""
    texts = sheet.texts
    return Plan(
        heading=texts.text("title_line", name=sheet.first_name, region=_region(sheet)),
        message=_message(sheet, _things(sheet), _total(sheet)),
        reader=texts.text("minor_line", name=sheet.first_name) if sheet.profile.child else "",
        told_us=told_us(sheet),
        may_be=_may_be(sheet),
        activities=activities(sheet),
        help=help_box(sheet),
        tips=tips(sheet),
        flare_up=flare_up(sheet),
        outlook=outlook(sheet),
        pain_rule=pain_rule(sheet),
        visit=visit(sheet),
        diary=diary(sheet),
        notes=notes(sheet),
        about=about(sheet),
        summary=_summary(sheet),
        message_naming=_message(sheet, _things_named(sheet)),
    )


def plain_title(sheet: Sheet) -> str:
    """The title without a name."""
    return sheet.texts.text("title_plain", region=_region(sheet))


def _region(sheet: Sheet) -> str:
    return sheet.texts.text(f"your_regions.{sheet.profile.region_words}")


def _things(sheet: Sheet) -> str:
    return sheet.texts.counted("things", len(sheet.selection.choices))


def _things_named(sheet: Sheet) -> str:
    words = (one.activity.words[sheet.selection.language].diary for one in sheet.selection.choices)
    names = ", ".join(word[:1].lower() + word[1:] for word in words)
    return sheet.texts.text("things_named", things=_things(sheet), names=names)


def _total(sheet: Sheet) -> str:
    """About how many minutes a day it all takes, at first."""
    minutes = about_minutes((one.activity, one.dose) for one in sheet.selection.choices)
    return sheet.texts.text("total_line", minutes=str(minutes))


def _message(sheet: Sheet, things: str, *more: str) -> str:
    texts, choices = sheet.texts, sheet.selection.choices
    if not choices:
        own, usual = f"no_activities.message_{pathway_of(sheet)}", "no_activities.message"
        return joined(texts.first(own, usual), *_strong(sheet))
    pathway, band = pathway_of(sheet), sheet.profile.band
    message = texts.first(f"main_message.{pathway}.{band}", f"main_message.{pathway}.{DEFAULT}", things=things)
    return joined(message, *more, *_strong(sheet))


def _summary(sheet: Sheet) -> str:
    """What to do, by name."""
    titles = (one.activity.words[sheet.selection.language].title for one in sheet.selection.choices)
    return joined(*(f"{number}{NO_BREAK}{title}." for number, title in enumerate(titles, start=1)))


def _strong(sheet: Sheet) -> tuple[str, ...]:
    return (sheet.locale.text("call_first"),) if (sheet.profile.pain or 0) >= STRONG_PAIN else ()


def _may_be(sheet: Sheet) -> Block:
    """The first sentence and the last, which says who checks it; what stands between them is on page 2."""
    sentences = may_be_sentences(sheet)
    kept = dict.fromkeys((sentences[0], sentences[-1]))
    return Block(sheet.texts.text("headings.may_be"), (" ".join(kept),))
