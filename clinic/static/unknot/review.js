/* The review page without loading again: each edit is sent, the list, the versions and the foot are replaced, the paper
   beside them is drawn anew. Also: versions that tell when their PDF is ready, copying a link.
   Every page works without this file, by forms and links. Nothing is kept on the device. */
(() => {
  "use strict";

  const POLL_MS = 2000;
  const POLLS = 150;
  const TYPING_MS = 900;

  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const say = (text) => {
    const line = find("#say");
    if (line && text) line.textContent = text;
  };
  const line = (part) => (part?.textContent ?? "").replace(/\s+/g, " ").trim();
  const asked = { credentials: "same-origin", cache: "no-store", headers: { "X-Requested-With": "XMLHttpRequest" } };

  /* Versions whose PDF is being made ------------------------------------------------------------------------------ */

  const watched = new Set();

  async function watch(id, left) {
    const shown = document.getElementById(id);
    if (!shown || shown.dataset.revision !== "making" || left < 0) return watched.delete(id);
    try {
      const answer = await fetch(shown.dataset.stateUrl, asked);
      if (answer.redirected || answer.status === 403) return location.reload();
      const fresh = answer.ok && find(".revision", parse(await answer.text()));
      if (fresh && fresh.dataset.revision !== "making") {
        shown.replaceWith(fresh);
        ready(fresh);
        say(line(find(".revision-head", fresh)));
      }
    } catch {
      /* No answer: asked again below. */
    }
    setTimeout(watch, document.hidden ? 5 * POLL_MS : POLL_MS, id, left - 1);
    return undefined;
  }

  function startWatching(root) {
    for (const revision of all('[data-revision="making"]', root)) {
      find("[data-look-again]", revision)?.remove();
      if (watched.has(revision.id)) continue;
      watched.add(revision.id);
      setTimeout(watch, POLL_MS, revision.id, POLLS);
    }
  }

  /* One press, one post, for forms that came after the page. */
  function onceOnly(root) {
    for (const form of all("form[method=post]", root)) {
      form.addEventListener("submit", (event) => {
        if (form.dataset.sent) return event.preventDefault();
        form.dataset.sent = "yes";
        return undefined;
      });
    }
  }

  function ready(fresh) {
    onceOnly(fresh);
    startWatching(fresh.parentNode);
  }

  /* Edits --------------------------------------------------------------------------------------------------------- */

  const parse = (text) => new DOMParser().parseFromString(text, "text/html");
  const sheet = find("#sheet-form");
  let lineUp = Promise.resolve();

  function body(form, pressed) {
    const data = new FormData(form);
    if (pressed?.name) data.set(pressed.name, pressed.value);
    return new URLSearchParams(data);
  }

  /* What is under the hand stays under the hand: focus goes back to the same control, or to the one beside it. */
  function focusOn(id) {
    const wanted = id ? document.getElementById(id) : null;
    if (wanted && !wanted.disabled) return wanted.focus({ preventScroll: true });
    const beside = wanted?.closest(".step, .pick-move");
    const other = beside && all("button", beside).find((button) => !button.disabled);
    return (other ?? find("#draft-title"))?.focus({ preventScroll: true });
  }

  function showFresh(page, added) {
    const openBoxes = added ? [] : all("details[open][id]", find("#draft-list")).map((box) => box.id);
    const search = added ? "" : (find("#offer-search")?.value ?? "");
    const inside = all("[data-fresh]").some((part) => part.contains(document.activeElement));
    const focused = document.activeElement?.id;
    for (const part of all("[data-fresh]")) {
      const fresh = page.getElementById(part.id);
      if (fresh) part.replaceWith(document.importNode(fresh, true));
    }
    for (const notice of all("#main > .notice")) notice.remove();
    find("#main").prepend(...all("#main > .notice", page).map((notice) => document.importNode(notice, true)));
    for (const id of openBoxes) if (document.getElementById(id)) document.getElementById(id).open = true;
    freshFields(page);
    if (find("#offer-search")) find("#offer-search").value = search;
    for (const part of all("[data-fresh]")) {
      startList(part);
      onceOnly(part);
    }
    if (inside) focusOn(added ? `up-${added}` : focused);
    startWatching(document);
    say(line(find("#draft-list [role=alert]")) || all("#main > .notice").map(line).join(" ") || line(find("#message")) || line(find("#foot .last-action")));
  }

  /* Hidden number and fields take what is saved, except where someone is typing something else. */
  function freshFields(page) {
    find("#draft-number").value = page.getElementById("draft-number").value;
    for (const field of all("[data-save]")) {
      const saved = page.getElementById(field.id)?.value;
      if (saved === undefined || shownValue(field) !== savedValue.get(field)) continue;
      if (field.value !== saved) {
        field.value = saved;
        field.dispatchEvent(new Event("input")); // its counter
      }
      savedValue.set(field, shownValue(field));
    }
  }

  const savedValue = new WeakMap();
  const shownValue = (field) => field.value.replace(/\s+/g, " ").trim();
  const unsaved = () => all("[data-save]").some((field) => shownValue(field) !== savedValue.get(field));

  async function send(action, data) {
    const answer = await fetch(action, { ...asked, method: "POST", body: data });
    const page = parse(await answer.text());
    if (!page.getElementById("draft-list")) return location.reload();
    const added = data.get("op") === "add" && page.getElementById(`pick-${data.get("activity")}`) ? data.get("activity") : "";
    showFresh(page, added);
    find("#preview").contentWindow.location.reload();
    return undefined;
  }

  let waiting = 0;
  const inLine = (act) => {
    waiting += 1;
    lineUp = lineUp.then(act).catch(() => location.reload()).finally(() => (waiting -= 1));
    return lineUp;
  };

  /* Approve pressed while the clinician's own words are still being saved: they are saved first, and then it goes on by
     itself. What a colleague changed meanwhile is left to the server, which asks to read once more. */
  const number = () => Number(find("#draft-number").value);
  let saved = false;

  async function approveOnceSaved(event) {
    const { submitter } = event;
    if (saved || submitter?.id !== "approve" || (!waiting && !unsaved())) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (submitter.getAttribute("aria-busy")) return;
    submitter.setAttribute("aria-busy", "true");
    const before = number();
    const released = find("[name=release]")?.checked;
    const own = waiting + (unsaved() ? 1 : 0);
    await save();
    find("#approve")?.removeAttribute("aria-busy");
    if (number() < before + own) return;
    if (number() > before + own) find("#draft-number").value = before;
    if (released && find("[name=release]")) find("[name=release]").checked = true;
    saved = true;
    sheet.requestSubmit(find("#approve"));
    saved = false;
  }

  function save() {
    return inLine(async () => {
      if (!unsaved()) return;
      const data = body(sheet, { name: "op", value: "write" });
      for (const field of all("[data-save]")) savedValue.set(field, shownValue(field));
      await send(sheet.getAttribute("action"), data);
    });
  }

  function startList(root) {
    for (const form of all("form[data-edit]", root)) {
      form.addEventListener("submit", (event) => {
        if (form.dataset.sent) return;
        event.preventDefault();
        event.submitter?.setAttribute("aria-busy", "true");
        const data = body(form, event.submitter);
        form.dataset.sent = "yes";
        inLine(() => send(form.getAttribute("action"), data));
      });
    }
    for (const part of all("[data-needs-script]", root)) part.hidden = false;
    for (const keys of all("[data-keys]", root)) keys.hidden = false;
    const search = find("[data-filter]", root);
    search?.addEventListener("input", () => filter(search));
    if (search?.value) filter(search);
  }

  function filter(search) {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const list = document.getElementById(search.dataset.filter);
    let shown = 0;
    for (const offer of all(".offer", list)) {
      offer.hidden = !wanted.every((word) => offer.dataset.words.includes(word));
      if (!offer.hidden) shown += 1;
    }
    for (const part of all("h3", list)) part.hidden = !find(".offer:not([hidden])", part.nextElementSibling);
    find("#offer-none", list).hidden = shown > 0;
  }

  function startSheet() {
    let typing = 0;
    for (const field of all("[data-save]")) {
      savedValue.set(field, shownValue(field));
      field.addEventListener("change", save);
      field.addEventListener("input", () => {
        clearTimeout(typing);
        typing = setTimeout(save, TYPING_MS);
      });
    }
    find("[data-saves]").hidden = true;
    sheet.addEventListener("submit", approveOnceSaved, { capture: true });
    startList(document);
    addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat) find("#approve")?.click();
    });
  }

  /* The paper fills its frame, whatever the window's width. */
  function startPaper() {
    const frame = find("#paper-frame");
    const SHEET = 816;
    new ResizeObserver(() => {
      frame.style.setProperty("--scale", Math.min(1, frame.clientWidth / SHEET).toFixed(3));
    }).observe(frame);
  }

  /* The link ------------------------------------------------------------------------------------------------------- */

  function startLink() {
    for (const field of all("[data-select]")) field.addEventListener("focus", () => field.select());
    for (const button of all("[data-copy-from]")) {
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copyFrom).value);
        button.textContent = find("#words")?.dataset.copied ?? "";
        say(button.textContent);
      });
    }
  }

  if (sheet) startSheet();
  if (find("#paper-frame")) startPaper();
  startWatching(document);
  startLink();
})();
