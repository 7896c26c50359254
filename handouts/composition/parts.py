"""The parts that a plan and a letter share. In: a Sheet (all that one handout is made from). Out: letterhead, footer,
what they told us, the help box."""

from collections.abc import Iterator
from dataclasses import dataclass

from handouts.composition.blocks import Figure, Footer, HelpBox, Letterhead, ToldUs
from handouts.composition.catalog import Catalog
from handouts.composition.filling import NO_BREAK, NO_BREAK_HYPHEN, outside_words, sentence_start
from handouts.composition.locale_words import Locale
from handouts.composition.occasion import Occasion
from handouts.composition.pictures import body_outline, view_of
from handouts.composition.profile import Profile
from handouts.composition.selection import Selection
from handouts.composition.texts import BY_COUNTRY, DEFAULT, Texts
from intake.questionnaire.answers import Answers
from intake.questionnaire.body_map import BodyMap

DOT = " · "
MOST_PLACES, MOST_WORSE = 2, 3
MOST_ACTIVITY, MOST_NAME = 60, 28


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that one handout is made from."""

    catalog: Catalog
    body: BodyMap
    selection: Selection
    answers: Answers
    occasion: Occasion

    @property
    def profile(self) -> Profile:
        """The person as the library sees them."""
        return self.selection.profile

    @property
    def texts(self) -> Texts:
        """The fixed sentences in the handout's language."""
        return self.catalog.texts_in(self.selection.language)

    @property
    def locale(self) -> Locale:
        """The ways of the handout's language."""
        return self.catalog.locale_of(self.selection.language)

    @property
    def first_name(self) -> str:
        """The person's first name, fit for paper."""
        return outside_words(self.occasion.first_name, 60)

    def numbers(self) -> dict[str, str]:
        """What fills {phone}, {emergency_number} and their like."""
        clinic = self.occasion.clinic
        place, line = (self.texts.first(f"{group}.{clinic.country}", f"{group}.{DEFAULT}") for group in BY_COUNTRY)
        return {
            "phone": unbroken(outside_words(clinic.phone, 40)),
            "emergency_number": unbroken(clinic.emergency_number),
            "advice_number": unbroken(clinic.advice_number),
            "advice_line": line,
            "emergency_place": place,
            "clinic": outside_words(clinic.name, 80),
        }


def unbroken(words: str) -> str:
    """The words with spaces and hyphens that no line breaks at."""
    return words.replace(" ", NO_BREAK).replace("-", NO_BREAK_HYPHEN)


def dotted(*parts: str) -> str:
    """The parts with dots between; a part that nobody gave leaves no dot."""
    return DOT.join(part for part in parts if part)


def is_sample(sheet: Sheet) -> bool:
    """Whether anything on the sheet has not been checked by a clinician: the clinic's signature says so where there is
    a clinic, else the entries' reviews."""
    if sheet.occasion.signed is not None:
        return not sheet.occasion.signed
    selection, catalog = sheet.selection, sheet.catalog
    printed = [*(one.activity for one in selection.choices), *(tip.habit for tip in selection.tips)]
    entries = printed or [*catalog.activities.values(), *catalog.habits.values()]
    return any(entry.review is None for entry in entries)


def letterhead(sheet: Sheet) -> Letterhead:
    """The clinic line, and the notes that a sheet not yet checked carries."""
    clinic, texts = sheet.occasion.clinic, sheet.texts
    name, phone = outside_words(clinic.name, 80), outside_words(clinic.phone, 40)
    return Letterhead(
        clinic=name,
        contact=dotted(phone, outside_words(clinic.hours, 80)),
        later=texts.text("headings.keep_going"),
        later_contact=dotted(name, phone),
        draft="" if sheet.occasion.approved_by else sheet.locale.text("draft"),
        sample=texts.text("sample_notice") if is_sample(sheet) else "",
    )


def footer(sheet: Sheet, line: str) -> Footer:
    """Who, which version, until when; `line` names the sentence."""
    occasion, locale = sheet.occasion, sheet.locale
    words = sheet.texts.text(
        line,
        name=outside_words(occasion.short_name, MOST_NAME),
        record=outside_words(occasion.record, 30),
        version=str(occasion.version),
        date=locale.short_date(occasion.today),
        until=locale.short_date(occasion.use_until),
    )
    return Footer(dotted(*words.split(DOT)), sheet.texts.text("footer.page_of", page="{page}", pages="{pages}"))


def told_us(sheet: Sheet) -> ToldUs:
    """Their answers in their order: where, how long and how bad, what makes it worse, what is hard."""
    texts = sheet.texts
    outline, lines = _outline(sheet), tuple(_told(sheet))
    view = sheet.locale.text(f"view.{_view(sheet)}") if outline else ""
    return ToldUs(texts.text("headings.told_us"), lines, texts.text("labels.not_right"), outline, view)


def _told(sheet: Sheet) -> Iterator[str]:
    texts, profile = sheet.texts, sheet.profile
    yield _place(sheet)
    pain = "" if profile.pain is None else texts.text("labels.pain", pain=str(profile.pain))
    since = ", ".join(part for part in (_since(sheet), pain) if part)
    if since:
        yield since
    if profile.triggers:
        yield f"{texts.text('labels.worse_with')} {worse_words(sheet)}"
    hard = sheet.answers.values.get("hard_activity")
    if isinstance(hard, str) and outside_words(hard):
        yield f"{sheet.locale.label(texts.text('labels.hard_to_do'))} {outside_words(hard, MOST_ACTIVITY)}"


def worse_words(sheet: Sheet) -> str:
    """What makes it worse, as they told us."""
    return sheet.locale.both([sheet.texts.text(f"triggers.{code}") for code in sheet.profile.triggers[:MOST_WORSE]])


def _place(sheet: Sheet) -> str:
    texts, profile = sheet.texts, sheet.profile
    codes = profile.regions[:MOST_PLACES] or (profile.region_words,)
    place = sentence_start(sheet.locale.both([texts.text(f"regions.{code}") for code in codes]))
    if not profile.side:
        return place
    side = texts.text("labels.your_side", side=texts.text(f"sides.{profile.side}"))
    return f"{place}, **{side}**"


def _since(sheet: Sheet) -> str:
    """Their own number and unit where they gave those."""
    given = sheet.answers.values.get("duration_days")
    if isinstance(given, dict) and "number" in given:
        return sheet.locale.span(given["number"], given["unit"])
    days = sheet.profile.days
    return "" if days is None else sheet.locale.span_of_days(days)


def _outline(sheet: Sheet) -> Figure | None:
    profile = sheet.profile
    if profile.all_over or not profile.zones:
        return None
    places = _place(sheet).replace("**", "")
    alt = sheet.locale.text(f"outline.{_view(sheet)}", places=places[:1].lower() + places[1:])
    return body_outline(sheet.body, profile.zones, alt, sheet.occasion.outline)


def _view(sheet: Sheet) -> str:
    return view_of(sheet.body, sheet.profile.zones)


def help_box(sheet: Sheet, lead: str = "") -> HelpBox:
    """Get help now for the place; for places with different lists the one that holds something of all."""
    texts, numbers = sheet.texts, sheet.numbers()
    net = _net(sheet)
    fever = texts.text(f"safety_nets.{net}.fever")
    closed = "call_today.closed" if numbers["advice_number"] else "call_today.closed_plain"
    return HelpBox(
        heading=texts.text("headings.help_now"),
        lead=lead or texts.text(f"safety_nets.{net}.call", **numbers),
        signs=texts.list(f"safety_nets.{net}.signs", **numbers),
        today=f"{texts.text('call_today.line', fever=fever, **numbers)} {texts.text(closed, **numbers)}",
        danger=texts.text(f"safety_nets.{net}.danger"),
    )


def _net(sheet: Sheet) -> str:
    nets = {sheet.catalog.vocabulary.regions[code].net for code in sheet.profile.regions}
    return nets.pop() if len(nets) == 1 else DEFAULT
