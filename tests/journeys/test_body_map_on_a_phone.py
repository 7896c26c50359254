"""The drawing of the body on a phone: every zone of every outline is large enough for a thumb once a part is bigger,
and the thumb hits that zone and no other."""

import pytest
from playwright.sync_api import expect

from tests.answers import complete
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import PHONE, Patient
from tests.people import People

pytestmark = pytest.mark.browser
LEAST = 48
# Zooms to every part of both views, as a tap does, and measures what a thumb can reach of each of its zones.
MEASURED = """least => {
  const found = { zones: 0, faults: [] };
  for (const view of ["back", "front"]) {
    const svg = document.querySelector(`[data-map-view=${view}] svg`);
    const parts = Map.groupBy(svg.querySelectorAll(".zone"), zone => zone.dataset.box);
    for (const zones of parts.values()) {
      zones[0].dispatchEvent(new MouseEvent("click", { bubbles: true }));
      for (const zone of zones) {
        const frame = svg.getBoundingClientRect();
        const box = zone.getBoundingClientRect();
        const width = Math.min(box.right, frame.right) - Math.max(box.left, frame.left);
        const height = Math.min(box.bottom, frame.bottom) - Math.max(box.top, frame.top);
        const [x, y] = zone.dataset.spot.split(" ").map(Number);
        let spot = new DOMPoint(x, y).matrixTransform(zone.getScreenCTM());
        window.scrollBy(0, spot.y - innerHeight / 2);
        spot = new DOMPoint(x, y).matrixTransform(zone.getScreenCTM());
        const hit = document.elementFromPoint(spot.x, spot.y);
        found.zones += 1;
        if (width < least || height < least) found.faults.push(`${view} ${zone.dataset.zone}: ${width} x ${height}`);
        if (hit !== zone) found.faults.push(`${view} ${zone.dataset.zone}: a thumb hits something else`);
      }
      document.querySelector("[data-map-whole]").click();
    }
  }
  return found;
}"""


def test_every_zone_of_every_outline_takes_a_thumb(site: Site, arrive: Arrive, people: People) -> None:
    # Given a patient with a phone at the body map
    alex = Patient(arrive(**PHONE), site)
    alex.has_answered(people.harbour, complete(), up_to="where")
    alex.opens("where")

    # When they open a part of the list, tick nothing and go on
    alex.page.locator("[data-map-group=hip_leg_foot] summary").click()
    alex.presses("Continue")

    # Then the page says so and stands as they left it, and its link leads to the first box of the list
    open_parts = alex.page.locator("[data-map-group][open]")
    expect(alex.page.locator("[data-error-summary]")).to_be_focused()
    assert open_parts.evaluate_all("found => found.map(each => each.dataset.mapGroup)") == ["hip_leg_foot"]
    alex.page.locator("[data-error-summary] a").click()
    expect(alex.page.locator("[data-map-group] input").first).to_be_focused()

    for outline in ("a", "b", "c"):
        # When they pick an outline
        alex.presses(alex.page.locator(f'button[name="outline"][value="{outline}"]'))
        assert alex.page.locator(f'svg[data-outline="{outline}"]').count() == 2

        # Then every zone of both views is at least 48 px, and there are as many as in the list
        found = alex.page.evaluate(MEASURED, LEAST)
        assert found["faults"] == []
        assert found["zones"] >= alex.page.locator("[data-map-group] input").count() == 66

    # and the outline is still there after the page was answered
    alex.answers({"places": ["heel_r"]})
    alex.page.go_back()
    assert alex.page.locator('svg[data-outline="c"]').count() == 2
