"""What can be measured of a page in the browser: targets, reflow, larger text, wider spacing, the other direction.

In: a page as it now is. Out: what is wrong, as readable lines; nothing when all is well. The page is left as it was.
"""

from playwright.sync_api import Page, ViewportSize

TARGET = 48
NARROWEST = 320
# A link inside a sentence, and what is there for machines or appears only with the focus, are no targets of a finger.
SMALL = """least => [...document.querySelectorAll("a[href], button, summary, input, textarea, select")].filter(each => {
  if (each.type === "hidden" || each.closest("[aria-hidden=true], .visually-hidden, .skip")) return false;
  if (!each.checkVisibility({ visibilityProperty: true })) return false;
  if (each.matches("p a, li a") && getComputedStyle(each).display === "inline") return false;
  const label = each.matches("[type=checkbox], [type=radio]") && each.labels[0];
  const box = (label || each).getBoundingClientRect();
  return box.width < least - 0.5 || box.height < least - 0.5;
}).map(each => {
  const box = each.getBoundingClientRect();
  return `${each.tagName} ${each.id || each.className || each.textContent.trim()}: ${box.width} x ${box.height}`;
})"""
STICKS_OUT = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")].filter(each => {
    const box = each.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && (box.right > innerWidth + 0.5 || box.left < -0.5);
  }).map(each => {
    const words = each.textContent.trim().slice(0, 40);
    return `${each.tagName}.${each.getAttribute("class") ?? ""} "${words}" sticks out`;
  })"""
CUT_OFF = """() => [...document.querySelectorAll("main *")].filter(each => {
  const style = getComputedStyle(each), box = each.getBoundingClientRect();
  if (box.width < 2 || each.matches(".visually-hidden, textarea, input") || each.closest("svg")) return false;
  const clips = how => how === "hidden" || how === "clip";
  // What scrolls up and down by itself is all there; nobody wants to scroll sideways as well.
  return (style.overflowX !== "visible" && each.scrollWidth > each.clientWidth + 1)
    || (clips(style.overflowY) && each.scrollHeight > each.clientHeight + 1);
}).map(each => `${each.tagName}.${each.className} cuts off`)"""
SCROLLS = """() => [...document.querySelectorAll("main *")].filter(each => {
  const how = getComputedStyle(each).overflowY;
  return (how === "auto" || how === "scroll") && !each.matches("textarea") && !each.closest("svg");
}).map(each => `${each.tagName}.${each.className} scrolls by itself`)"""
STYLED = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = css ? [sheet] : [];
}"""
# The values of WCAG 1.4.12, and text at 200 % as 1.4.4 asks.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""
LARGE = "html { font-size: 200% !important; }"


def small_targets(page: Page) -> list[str]:
    """Controls under 48 px, all groups of the body list open."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    found: list[str] = page.evaluate(SMALL, TARGET)
    return found


def at_width(page: Page, width: int) -> list[str]:
    """What sticks out of a screen of this width."""
    size = page.viewport_size
    assert size
    page.set_viewport_size(ViewportSize(width=width, height=size["height"]))
    found: list[str] = page.evaluate(STICKS_OUT)
    page.set_viewport_size(size)
    return [f"at {width}: {each}" for each in found]


def with_style(page: Page, css: str) -> list[str]:
    """What sticks out or is cut off while the reader's own style sheet is on."""
    page.evaluate(STYLED, css)
    found: list[str] = page.evaluate(STICKS_OUT) + page.evaluate(CUT_OFF)
    page.evaluate(STYLED, "")
    return [f"{css[:12]}: {each}" for each in found]


def scrolling_parts(page: Page) -> list[str]:
    """What scrolls inside the page: fine beside a desk's list, never under a patient's thumb."""
    found: list[str] = page.evaluate(SCROLLS)
    return found


def from_right_to_left(page: Page) -> list[str]:
    """What sticks out when the page runs the other way."""
    page.evaluate("document.documentElement.dir = 'rtl'")
    found: list[str] = page.evaluate(STICKS_OUT)
    page.evaluate("document.documentElement.dir = 'ltr'")
    return [f"rtl: {each}" for each in found]


def faults(page: Page) -> list[str]:
    """All of it, on a page shown at its own width."""
    return (
        small_targets(page)
        + at_width(page, NARROWEST)
        + with_style(page, SPACED)
        + with_style(page, LARGE)
        + from_right_to_left(page)
    )
