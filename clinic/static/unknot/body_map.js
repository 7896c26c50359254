/* The body map: tapping the drawing ticks the list. The checkboxes are the one truth; the drawing, the counts, the
   picks and the spoken echo all follow them. Without this file the list works alone. Nothing is stored. */
(function () {
  "use strict";

  var SVG = "http://www.w3.org/2000/svg";
  var WHOLE = [0, 0, 240, 600];
  var MARK = { ink: "#0B5C63", width: 2.2, badge: 0.045 };
  var CLICKABLE_WIDTH = 220; /* CSS pixels: from here a mouse hits the zones without zooming */

  function all(selector, inside) {
    return Array.prototype.slice.call(inside.querySelectorAll(selector));
  }

  function svgElement(name, attributes) {
    var element = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    return element;
  }

  function filled(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, function (whole, key) { return key in values ? values[key] : whole; });
  }

  /* One drawing: keeps line widths even while zooming, and marks the chosen zones. */
  function Drawing(view) {
    this.view = view;
    this.take(view.querySelector("svg"));
  }

  Drawing.prototype.take = function (svg) {
    this.svg = svg;
    this.box = svg.getAttribute("viewBox").split(" ").map(Number);
    this.layer = svg.querySelector(".marks");
    this.layer.textContent = "";
    this.hatch = svg.querySelector("pattern");
    this.turn = this.hatch.getAttribute("patternTransform").split(" scale")[0];
    this.widths = all("[stroke-width]", svg).map(function (element) {
      return [element, parseFloat(element.getAttribute("stroke-width"))];
    });
  };

  Drawing.prototype.zoom = function (box) {
    var scale = box[2] / WHOLE[2];
    this.box = box;
    this.svg.setAttribute("viewBox", box.join(" "));
    this.hatch.setAttribute("patternTransform", this.turn + " scale(" + scale + ")");
    this.widths.forEach(function (pair) { pair[0].setAttribute("stroke-width", pair[1] * scale); });
  };

  Drawing.prototype.zone = function (id) {
    return this.svg.querySelector('.zone[data-zone="' + id + '"]');
  };

  Drawing.prototype.mark = function (ids) {
    var zones = ids.map(this.zone, this).filter(Boolean);
    this.layer.textContent = "";
    zones.forEach(this.addHatch, this);
    zones.forEach(this.addBadge, this);
  };

  Drawing.prototype.addHatch = function (zone) {
    this.layer.appendChild(svgElement("path", {
      d: zone.getAttribute("d"), fill: "url(#" + this.hatch.id + ")", stroke: MARK.ink,
      "stroke-width": MARK.width * this.box[2] / WHOLE[2], "stroke-linejoin": "round"
    }));
  };

  Drawing.prototype.addBadge = function (zone) {
    var spot = zone.dataset.spot.split(" ").map(Number);
    var size = Math.min(spot[2] * 0.8, this.box[2] * MARK.badge) / 10;
    var badge = svgElement("g", { transform: "translate(" + spot[0] + " " + spot[1] + ") scale(" + size + ")" });
    badge.appendChild(svgElement("circle", { r: 10, fill: MARK.ink }));
    badge.appendChild(svgElement("circle", { r: 10, fill: "none", stroke: "#FFF", "stroke-width": 1.6 }));
    badge.appendChild(svgElement("path", {
      d: "M-4.6.4l3.2 3.4 6-7", fill: "none", stroke: "#FFF", "stroke-width": 2.6,
      "stroke-linecap": "round", "stroke-linejoin": "round"
    }));
    this.layer.appendChild(badge);
  };

  function BodyMap(root) {
    this.root = root;
    this.words = root.dataset;
    this.part = function (name) { return root.querySelector("[data-map-" + name + "]"); };
    this.boxes = all('input[type=checkbox][name="' + root.dataset.name + '"]', root);
    this.drawings = all("[data-map-view]", root).filter(function (view) { return view.querySelector("svg"); })
      .map(function (view) { return new Drawing(view); });
    this.zoomed = null;
    this.listen();
    this.closeGroups();
    this.tip();
    this.show();
    root.classList.add("body-map--live");
  }

  BodyMap.prototype.listen = function () {
    var map = this;
    this.root.addEventListener("change", function (event) {
      if (map.boxes.indexOf(event.target) >= 0) map.changed(event.target);
    });
    this.root.addEventListener("click", function (event) {
      var zone = event.target.closest(".zone");
      var remove = event.target.closest("[data-map-remove]");
      if (zone && map.drawingOf(zone)) map.tapped(zone);
      if (remove) map.removed(remove);
      if (event.target.closest("[data-map-whole]")) map.whole();
    });
    /* A page that the browser brings back keeps its ticks; a size change may change what a click does. */
    window.addEventListener("pageshow", function () { map.show(); });
    window.addEventListener("resize", function () { map.tip(); });
  };

  BodyMap.prototype.drawingOf = function (zone) {
    return this.drawings.filter(function (drawing) { return drawing.svg.contains(zone); })[0];
  };

  BodyMap.prototype.box = function (id) {
    return this.boxes.filter(function (box) { return box.value === id; })[0];
  };

  /* The place's name as the list has it, its side in bold. */
  BodyMap.prototype.label = function (box) {
    return this.root.querySelector('label[for="' + box.id + '"] > span').cloneNode(true);
  };

  /* Zones that are ticked, in list order; "all over" and "not sure" have no zone and are left out. */
  BodyMap.prototype.picked = function () {
    return this.boxes.filter(function (box) { return box.checked && box.closest("[data-map-group]"); });
  };

  BodyMap.prototype.direct = function () {
    var fine = window.matchMedia("(hover: hover) and (pointer: fine)").matches;
    return fine && this.drawings.length > 0 && this.drawings[0].svg.getBoundingClientRect().width >= CLICKABLE_WIDTH;
  };

  BodyMap.prototype.tapped = function (zone) {
    if (!this.zoomed && zone.dataset.box && !this.direct()) return this.zoom(zone);
    var box = this.box(zone.dataset.zone);
    if (!box) return;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };

  BodyMap.prototype.zoom = function (zone) {
    var drawing = this.drawingOf(zone);
    var box = this.box(zone.dataset.zone);
    var side = zone.dataset.area.split("-")[1];
    this.zoomed = drawing;
    drawing.zoom(zone.dataset.box.split(" ").map(Number));
    this.drawings.forEach(function (other) { other.view.hidden = other !== drawing; });
    all("[data-map-side]", drawing.view).forEach(function (label) {
      label.hidden = Boolean(side) && label.dataset.mapSide !== side;
    });
    this.part("echo").textContent = "";
    this.part("title").textContent = filled(this.words.zoomed, {
      view: drawing.view.querySelector("[data-map-name]").textContent.trim(),
      part: box ? this.partName(box) : ""
    });
    this.frame();
  };

  /* What the bigger part shows: a leg does not fit whole, so its parts have names of their own. */
  BodyMap.prototype.partName = function (box) {
    var group = box.closest("[data-map-group]").querySelector("[data-map-group-name]");
    return box.dataset.zoomed || group.textContent.trim();
  };

  BodyMap.prototype.whole = function () {
    this.drawings.forEach(function (drawing) {
      drawing.zoom(WHOLE);
      drawing.view.hidden = false;
      all("[data-map-side]", drawing.view).forEach(function (label) { label.hidden = false; });
    });
    this.zoomed = null;
    this.part("echo").textContent = "";
    this.frame();
    this.part("picture").focus({ preventScroll: true });
  };

  /* What surrounds the drawing: the way back while zoomed, and the hint what a tap does. */
  BodyMap.prototype.frame = function () {
    this.root.classList.toggle("body-map--zoomed", Boolean(this.zoomed));
    this.part("bar").hidden = !this.zoomed;
    this.tip();
    this.mark();
  };

  BodyMap.prototype.tip = function () {
    var tip = this.part("tip");
    if (!tip.dataset.tap) tip.dataset.tap = tip.textContent;
    tip.textContent = this.zoomed ? tip.dataset.inside : this.direct() ? tip.dataset.click : tip.dataset.tap;
    tip.hidden = !this.drawings.length;
  };

  BodyMap.prototype.changed = function (box) {
    var added = !box.closest("[data-map-group]") ? "{place}" : this.direct() ? this.words.addedClick : this.words.added;
    this.say(box.checked ? added : this.words.removed, this.label(box));
    this.show();
  };

  BodyMap.prototype.say = function (pattern, place) {
    var echo = this.part("echo");
    var pieces = pattern.split("{place}");
    echo.textContent = pieces[0];
    echo.appendChild(place);
    echo.appendChild(document.createTextNode(pieces[1] || ""));
  };

  BodyMap.prototype.show = function () {
    this.mark();
    this.showCounts();
    this.showPicks();
  };

  BodyMap.prototype.mark = function () {
    var ids = this.picked().map(function (box) { return box.value; });
    this.drawings.forEach(function (drawing) { drawing.mark(ids); });
  };

  BodyMap.prototype.counted = function (one, some, count) {
    return count === 1 ? one : filled(some, { count: count });
  };

  BodyMap.prototype.showCounts = function () {
    var map = this;
    all("[data-map-group]", this.root).forEach(function (group) {
      var count = all("input:checked", group).length;
      var badge = group.querySelector("[data-map-group-count]");
      badge.hidden = !count;
      badge.textContent = map.counted(map.words.oneTicked, map.words.someTicked, count);
      group.classList.toggle("body-map__group--ticked", count > 0);
    });
  };

  BodyMap.prototype.showPicks = function () {
    var picked = this.picked();
    var list = this.part("picks-list");
    this.part("picks").hidden = !picked.length;
    this.part("picks-title").textContent = this.counted(this.words.onePlace, this.words.somePlaces, picked.length);
    list.textContent = "";
    picked.forEach(function (box) { list.appendChild(this.pick(box)); }, this);
  };

  BodyMap.prototype.pick = function (box) {
    var row = document.createElement("li");
    var button = document.createElement("button");
    var name = this.label(box);
    var place = document.createElement("span");
    place.className = "visually-hidden";
    place.textContent = " " + name.textContent;
    button.type = "button";
    button.className = "link body-map__remove";
    button.setAttribute("data-map-remove", box.value);
    button.textContent = this.words.remove;
    button.appendChild(place);
    row.className = "body-map__pick";
    row.appendChild(name);
    row.appendChild(button);
    return row;
  };

  /* After a removal the focus stays near: on the button that took its place, or on the list itself. */
  BodyMap.prototype.removed = function (button) {
    var at = all("[data-map-remove]", this.root).indexOf(button);
    var box = this.box(button.getAttribute("data-map-remove"));
    box.checked = false;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    var left = all("[data-map-remove]", this.root);
    (left[Math.min(at, left.length - 1)] || this.part("picture")).focus();
  };

  /* All groups are open without this file. With it, those with ticks, and those left open when the page was sent and
     came back: the form carries their names. */
  BodyMap.prototype.closeGroups = function () {
    var groups = all("[data-map-group]", this.root), left = this.part("open"), before = left.value.split(" ");
    groups.forEach(function (group) {
      group.open = Boolean(group.querySelector("input:checked")) || before.indexOf(group.dataset.mapGroup) >= 0;
      group.addEventListener("toggle", function () {
        left.value = groups.filter(function (each) { return each.open; }).map(function (each) { return each.dataset.mapGroup; }).join(" ");
      });
    });
  };

  /* A new outline is a new page: its address carries where the chooser stood, so that it stands there again. */
  function keepPlace() {
    var place = /^#outline-(-?\d+)$/.exec(location.hash);
    var chosen = document.querySelector('[name=outline][aria-pressed="true"]');
    all("[name=outline]", document).forEach(function (button) {
      button.addEventListener("click", function () {
        button.formAction = location.pathname + location.search + "#outline-" + Math.round(button.getBoundingClientRect().top);
      });
    });
    if (!place || !chosen) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    chosen.focus({ preventScroll: true });
    window.scrollBy(0, chosen.getBoundingClientRect().top - Number(place[1]));
  }

  all("[data-body-map]", document).forEach(function (root) { new BodyMap(root); });
  keepPlace();
})();
