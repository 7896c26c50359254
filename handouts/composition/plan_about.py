"""Where the sheet comes from: who approved it, its sources, how sure we are, the way to read it online. In: a Sheet.
Out: the About block.
"""

from collections.abc import Iterator

from handouts.composition.blocks import About
from handouts.composition.document import PrintSize
from handouts.composition.filling import outside_words
from handouts.composition.occasion import Occasion
from handouts.composition.parts import Sheet, is_sample, unbroken
from handouts.composition.pictures import qr_code
from handouts.composition.plan_words import joined

LOW_BACK, ELSEWHERE = "low_back", {"heat_low_back": "heat_elsewhere"}
MOST_SOURCES = 3


def about(sheet: Sheet) -> About:
    """Who prepared or approved it, its sources, and where to read it online."""
    texts, occasion = sheet.texts, sheet.occasion
    site = _site(occasion)
    online = texts.text("labels.see_online", link=f"**{site}**", code=f"**{unbroken(occasion.code)}**")
    return About(
        heading=texts.text("headings.about"),
        online=online if occasion.link else "",
        words="\n".join((" ".join(_about_sentences(sheet)), joined(texts.text("about.until"), *_sources(sheet)))),
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
