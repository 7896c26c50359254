"""A handout as plain text, for screen readers and email. In: the document. Out: lines of text: every word that the
sheet may print, in its order; pictures by their alt text."""

from collections.abc import Iterator

from handouts.composition.blocks import Card, Diary, HelpBox, PainRule, ToldUs
from handouts.composition.document import HandoutDocument, Letter, Plan


def text_of(document: HandoutDocument) -> str:
    """The whole handout; it ends with a line break."""
    head = document.letterhead
    top = [head.draft, head.clinic, head.contact]
    body = _letter(document.letter) if document.letter else ()
    if document.plan:
        body = _plan(document.plan)
    lines = [*filter(None, top), *body, "", document.footer.line, *filter(None, [head.sample])]
    return "\n".join(line.replace("**", "") for line in lines) + "\n"


def _headed(heading: str, *lines: str) -> Iterator[str]:
    yield from ("", f"# {heading}") if heading else ("",)
    yield from (line for line in lines if line)


def _plan(plan: Plan) -> Iterator[str]:
    yield from _headed(plan.heading, plan.message, plan.summary, plan.reader)
    yield from _told_us(plan.told_us)
    yield from _headed(plan.may_be.heading, *plan.may_be.paragraphs)
    yield from _headed(plan.activities.heading, *_pain_bar(plan.pain_rule), *plan.activities.none)
    for card in plan.activities.cards:
        yield from _card(card, plan)
    yield from _help(plan.help)
    if plan.tips:
        yield from _headed(plan.tips.heading, *(f"- {tip.label} {tip.text}" for tip in plan.tips.tips))
    yield from _headed(plan.flare_up.heading, *plan.flare_up.paragraphs)
    yield from _headed(plan.outlook.heading, plan.outlook.sentence, plan.outlook.more)
    if plan.pain_rule:
        rule = plan.pain_rule
        yield from _headed(rule.heading, rule.stopped, rule.settle)
    when = " ".join((*plan.visit.when, plan.visit.where)).strip()
    yield from _headed(plan.visit.heading, when, plan.visit.more, plan.visit.words)
    yield from _diary(plan.diary)
    yield from _headed(plan.notes.heading, f"{plan.notes.from_label} {plan.notes.text}".strip())
    yield from _headed(plan.about.heading, plan.about.online, plan.about.words, plan.about.more, plan.about.ask)


def _pain_bar(rule: PainRule | None) -> Iterator[str]:
    if rule:
        yield rule.lead
        yield from (f"- {part.label} {part.text}" for part in (rule.fine, rule.less, rule.stop))


def _card(card: Card, plan: Plan) -> Iterator[str]:
    labels = plan.activities
    yield from _headed(f"{card.number}. {card.title}", card.dose, f"({card.figure.alt})", card.caution)
    yield from (f"  {number}) {step}" for number, step in enumerate(card.steps, start=1))
    yield from (f"{labels.feel} {card.feel}", f"{labels.stop_if} {card.stop}")
    said = ((labels.why, card.why), (labels.when, card.when_cue))
    yield from (f"{label} {words}" for label, words in said if words)


def _told_us(told: ToldUs) -> Iterator[str]:
    seen = f"({told.outline.alt}) {told.view}".strip() if told.outline else ""
    yield from _headed(told.heading, *(f"- {line}" for line in told.lines), seen, told.not_right)


def _help(box: HelpBox) -> Iterator[str]:
    yield from _headed(box.heading, box.lead, *(f"- {sign}" for sign in box.signs), box.danger, box.today)


def _diary(diary: Diary) -> Iterator[str]:
    rows = (f"- {row}: {'_ ' * len(diary.days)}".rstrip() for row in diary.rows)
    yield from _headed(diary.heading, diary.lead, f"{diary.corner}: {' '.join(diary.days)}", *rows)


def _letter(letter: Letter) -> Iterator[str]:
    yield from _headed(letter.heading, letter.message)
    yield from _headed(letter.where.heading, *letter.where.paragraphs)
    yield from _help(letter.help)
    for block in (letter.say, letter.call):
        yield from _headed(block.heading, *block.paragraphs)
    yield from _told_us(letter.told_us)
    yield from _headed(letter.about.heading, *letter.about.paragraphs)
