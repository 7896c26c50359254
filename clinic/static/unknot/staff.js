/* Staff pages, made livelier: the board refreshes itself, the alarm sounds, single keys where someone wants them.
   Every page works without this file, by links, forms and loading again.
   Kept on this device: the choice of single keys, and until when the sound is muted. Nothing about a person. */
(() => {
  "use strict";

  const POLL_MS = 3000;
  const ANSWER_MS = 10000;
  const CLOCKS_MS = 30000;
  const STALE_MS = 60000;
  const HANDS_MS = 30000;
  const IDLE_MS = 120000;
  const REPEAT_MS = 60000;
  const MUTE_MS = 600000;
  const MOST_RINGS = 5;

  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = find("#words")?.dataset ?? {};
  const fill = (text, value, more) => (text ?? "").replace("%m", more).replace("%s", value);
  // The clinic's time, as in the rest of the page: a browser may stand elsewhere.
  const clock = (at) => {
    const zone = document.body.dataset.zone;
    return new Date(at).toLocaleTimeString([], { hour12: false, ...(zone && { timeZone: zone }) });
  };
  const page = document.documentElement;

  const kept = (store, key) => {
    try {
      return store.getItem(key);
    } catch {
      return null;
    }
  };
  const keep = (store, key, value) => {
    try {
      store.setItem(key, value);
    } catch {
      /* A browser that keeps nothing still shows the board. */
    }
  };

  function say(text, now = false) {
    const line = find(now ? "#say-now" : "#say");
    if (line && line.textContent !== text) line.textContent = text;
  }

  /* The alarm line ------------------------------------------------------------------------------------------- */

  const alarm = find("#alarm");
  const pageTitle = document.title.replace(/^\(\d+\) .*? · /, "");

  function showTitle() {
    const ringing = alarm.dataset.level === "emergency";
    document.title = (ringing ? `(${alarm.dataset.count}) ${alarm.dataset.word} · ` : "") + pageTitle;
  }

  /* Buttons are replaced only when another case takes the line: a press must never land on a button that is gone. */
  function freshAlarm(next) {
    if (!next || !alarm) return;
    const place = (line) => [line.dataset.key, line.dataset.level, all("[data-text]", line).length].join();
    const same = place(next) === place(alarm);
    if (same) {
      for (const text of all("[data-text]", next)) {
        const old = find(`[data-text="${text.dataset.text}"]`, alarm);
        if (old && old.textContent !== text.textContent) old.textContent = text.textContent;
      }
    } else {
      holdFocus(() => find("#alarm-live", alarm).replaceWith(find("#alarm-live", next)));
      alarm.className = next.className;
      Object.assign(alarm.dataset, { level: next.dataset.level, key: next.dataset.key, word: next.dataset.word });
      const text = find(".alarm-words", alarm).textContent.replace(/\s+/g, " ").trim();
      say(text, alarm.dataset.level === "emergency");
    }
    alarm.dataset.count = next.dataset.count;
    showTitle();
    ring();
  }

  /* Sound: two soft tones in under a second, once a minute, five times at most, until someone claims. */

  let audio = null;
  /* A mute is for what rang when it was pressed: an emergency that comes after it sounds. */
  const mutedUntil = () => {
    const [until, key, count] = (kept(localStorage, "unknot.muted") ?? "").split(" ");
    const came = alarm.dataset.level === "emergency" && (key !== alarm.dataset.key || Number(count) < rings());
    return came ? 0 : Number(until) || 0;
  };
  const rings = () => (alarm.dataset.level === "emergency" ? Number(alarm.dataset.count) : 0);

  function tones() {
    [[660, 0], [880, 0.4]].forEach(([pitch, after]) => {
      const start = audio.currentTime + after;
      const tone = audio.createOscillator();
      const loud = audio.createGain();
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(0, start);
      loud.gain.linearRampToValueAtTime(0.2, start + 0.05);
      loud.gain.linearRampToValueAtTime(0, start + 0.38);
      tone.connect(loud).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 0.4);
    });
  }

  function openAudio() {
    if (!audio && window.AudioContext && navigator.userActivation?.hasBeenActive !== false) {
      audio = new AudioContext();
      audio.addEventListener("statechange", showSound);
    }
    if (audio?.state === "suspended") audio.resume().catch(() => {});
  }

  function showSound() {
    const state = find("#sound-state");
    if (!state) return;
    const muted = mutedUntil() > Date.now();
    const free = audio?.state === "running" ? words.soundOn : window.AudioContext ? words.soundWaits : words.soundNone;
    const text = muted ? fill(words.muted, clock(mutedUntil()).slice(0, 5)) : free;
    const mute = muted ? words.unmute : words.mute;
    if (state.textContent !== text) state.textContent = text;
    if (find("#sound-mute").textContent !== mute) find("#sound-mute").textContent = mute;
  }

  function ring() {
    if (!alarm || !["emergency", "urgent"].includes(alarm.dataset.level)) return;
    if (mutedUntil() > Date.now() || audio?.state !== "running") return;
    const [key, count, at, cases] = (kept(sessionStorage, "unknot.rung") ?? "").split(" ");
    const rung = key === alarm.dataset.key && Number(cases) >= rings() ? Number(count) : 0;
    if (rung >= MOST_RINGS || (rung && Date.now() - Number(at) < REPEAT_MS)) return;
    tones();
    keep(sessionStorage, "unknot.rung", `${alarm.dataset.key} ${rung + 1} ${Date.now()} ${rings()}`);
  }

  function startSound() {
    if (!find("#sound")) return;
    find("#sound").hidden = false;
    openAudio();
    for (const hand of ["pointerdown", "keydown"]) addEventListener(hand, openAudio, { once: true });
    find("#sound-test").addEventListener("click", () => {
      openAudio();
      audio?.resume().then(tones, () => {});
    });
    find("#sound-mute").addEventListener("click", () => {
      const until = mutedUntil() > Date.now() ? 0 : Date.now() + MUTE_MS;
      keep(localStorage, "unknot.muted", `${until} ${alarm.dataset.key} ${rings()}`);
      showSound();
    });
    showSound();
  }

  /* The board: asked every 3 s; rows never move under a pointer or a focus ------------------------------------ */

  const pollUrl = document.body.dataset.poll;
  let board = find("#board");
  let change = board?.dataset.change ?? "0";
  let waiting = null;
  let heard = Date.now();
  let clocked = Date.now();
  let hands = Date.now();
  let next = 0;

  const cases = (root) => all("[data-case]", root).map((row) => row.dataset.case);
  const groupOf = (row) => row.closest("tbody").className;

  function holdFocus(replace) {
    const act = document.activeElement?.dataset?.act;
    replace();
    if (act && !document.contains(document.activeElement?.closest("[data-act]"))) {
      find(`[data-act="${CSS.escape(act)}"]`)?.focus({ preventScroll: true });
    }
  }

  /* A pointer left lying on an empty desk lets go after half a minute; an open menu or a typed word never does. */
  function inUse() {
    const focus = document.activeElement;
    if (find("details[open]", board) || (board.contains(focus) && focus.matches("input, select, textarea"))) return true;
    return (board.matches(":hover") || board.contains(focus)) && Date.now() - hands < HANDS_MS;
  }

  function showBoard(fresh) {
    const before = new Set(cases(board));
    const added = cases(fresh).filter((id) => !before.has(id)).length;
    holdFocus(() => board.replaceWith(fresh));
    board = fresh;
    waiting = null;
    find("#held").hidden = true;
    readyForms(board);
    search();
    showAge();
    if (added) say(fill(words.arrived, added));
  }

  /* Rows that stay keep their place and get the new clock and owner; what is new or gone is counted in the chip. */
  function holdBoard(fresh) {
    waiting = fresh;
    const rows = new Map(all("[data-case]", fresh).map((row) => [row.dataset.case, row]));
    let moved = 0;
    for (const old of all("[data-case]", board)) {
      const row = rows.get(old.dataset.case);
      rows.delete(old.dataset.case);
      const gone = !row || groupOf(row) !== groupOf(old);
      old.classList.toggle("row--moved", gone);
      moved += gone ? 1 : 0;
      for (const cell of row ? all("[data-live]", row) : []) {
        const live = find(`[data-live="${cell.dataset.live}"]`, old);
        if (live.innerHTML !== cell.innerHTML) live.innerHTML = cell.innerHTML;
      }
    }
    const chip = find("#held");
    chip.hidden = !rows.size && !moved;
    if (rows.size) find("#held-words").textContent = rows.size > 1 ? fill(words.newMany, rows.size) : words.newOne;
    else find("#held-words").textContent = words.moved;
  }

  /* Typing hides rows of the board that do not fit; Enter looks through every case, by POST, so that no name gets into
     an address. An emergency that nobody has claimed is never hidden. */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const tight = (text) => plain(text).replace(/[^\p{L}\p{N}]/gu, "");

  function search() {
    const wanted = plain(find("#search")?.value ?? "").split(/\s+/).filter(tight);
    let fit = 0;
    for (const row of all("[data-find]", board)) {
      const text = [plain(row.dataset.find), tight(row.dataset.find)];
      const fits = wanted.every((word) => text[0].includes(word) || text[1].includes(tight(word)));
      fit += fits ? 1 : 0;
      row.hidden = !fits && !(row.closest(".group--emergency") && find("[data-claims]", row));
    }
    const line = find("#search-said");
    if (!line) return;
    line.hidden = !wanted.length;
    const text = fit > 1 ? fill(words.fitMany, fit) : fit ? words.fitOne : words.fitNone;
    if (find("#search-words").textContent !== text) find("#search-words").textContent = text;
  }

  function startSearch() {
    const form = find("#search-form");
    if (!form || !board) return;
    form.hidden = false;
    find("#search").addEventListener("input", () => {
      search();
      say(find("#search-said").hidden ? "" : find("#search-words").textContent);
    });
  }

  function freshPage(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const table = find("#board", fresh);
    if (!table) return false;
    freshAlarm(find("#alarm", fresh));
    freshCase(find("#here-now", fresh));
    change = table.dataset.change;
    if (!board) return true;
    if (find("#done-today")) find("#done-today").textContent = table.dataset.done;
    const chips = find("#filters", fresh);
    if (chips) holdFocus(() => find("#filters").replaceWith(chips));
    if (inUse()) holdBoard(table);
    else showBoard(table);
    return true;
  }

  /* A page of one case is not redrawn under the hands: it says that the case has changed. */
  function freshCase(now) {
    const head = find("[data-here]");
    if (!head?.dataset.change || !now || now.dataset.change === head.dataset.change) return;
    find("#changed-words").textContent = now.textContent;
    if (find("#changed-here").hidden) say(find("#changed-here").textContent.replace(/\s+/g, " ").trim());
    find("#changed-here").hidden = false;
  }

  function letGo() {
    if (board && waiting && !inUse()) showBoard(waiting);
  }

  /* Signed out: names leave the screen, claims stop; how many wait, and how urgent, stays to be seen. */
  function signedOut() {
    page.classList.add("is-signed-out");
    for (const button of all("[data-claims]")) button.disabled = true;
    for (const text of all('[data-text="title"], [data-text="detail"], [data-text="then"]', alarm)) {
      text.textContent = text.dataset.text === "title" ? alarm.dataset.word : "";
    }
    if (!find("#signed-out")) return location.reload();
    for (const row of all("[data-case]", board)) {
      row.removeAttribute("data-find");
      for (const cell of all(".c-who, .c-why, .c-sug, .c-own, .c-do", row)) cell.textContent = "–";
    }
    find(".last-action")?.replaceChildren();
    find("#filter-line").hidden = find("#stale").hidden = true;
    find("#signed-out").hidden = false;
    return undefined;
  }

  function pollAddress() {
    const url = new URL(pollUrl, location.href);
    if (board) new URLSearchParams(location.search).forEach((value, name) => url.searchParams.set(name, value));
    const here = find("[data-here]")?.dataset.here;
    if (here) url.searchParams.set("here", here);
    const clocksDue = Date.now() - clocked > CLOCKS_MS;
    if (clocksDue) clocked = Date.now();
    url.searchParams.set("since", clocksDue ? "0" : change);
    return url;
  }

  async function poll() {
    clearTimeout(next);
    try {
      const answer = await fetch(pollAddress(), {
        headers: { "X-Requested-With": "XMLHttpRequest" },
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      if (answer.status === 401 || answer.status === 403 || answer.redirected) return signedOut();
      if (answer.status === 204 || (answer.ok && freshPage(await answer.text()))) {
        heard = Date.now();
        showAge();
      }
    } catch {
      /* No answer: the board grows stale and says so after a minute. */
    }
    next = setTimeout(poll, POLL_MS);
    return undefined;
  }

  function showAge() {
    if (page.classList.contains("is-signed-out")) return;
    const age = Date.now() - heard;
    const stale = age > STALE_MS;
    const was = page.classList.contains("is-stale");
    page.classList.toggle("is-stale", stale);
    find("#updated").textContent = fill(stale ? words.last : words.updated, clock(heard));
    for (const button of all("[data-claims]")) button.disabled = stale;
    if (stale !== was) say(stale ? words.staleSaid : words.liveSaid);
    if (!find("#stale")) return;
    find("#stale").hidden = !stale;
    find("#filter-line").hidden = stale;
    const at = clock(heard).slice(0, 5);
    const minutes = fill(words.minutes, Math.floor((age % 60000) / 1000), Math.floor(age / 60000));
    find("#stale-words").textContent = fill(words.stale, minutes);
    find("#stale-as-at").textContent = fill(words.asAt, at);
    if (find("#as-at")) find("#as-at").textContent = stale ? ` ${fill(words.at, at)}` : "";
  }

  function tick() {
    if (Date.now() - heard > STALE_MS - 1000 || page.classList.contains("is-stale")) showAge();
    page.classList.toggle("is-idle", Boolean(board) && Date.now() - hands > IDLE_MS);
    ring();
    showSound();
    letGo();
  }

  function startBoard() {
    for (const hand of ["pointermove", "pointerdown", "keydown", "wheel", "touchstart"]) {
      addEventListener(hand, () => {
        hands = Date.now();
        page.classList.remove("is-idle");
      }, { passive: true });
    }
    find("#held-show")?.addEventListener("click", () => waiting && showBoard(waiting));
    find("#try-now")?.addEventListener("click", poll);
    document.addEventListener("visibilitychange", () => document.hidden || poll());
    setInterval(tick, 1000);
    next = setTimeout(poll, alarm.dataset.level === "none" ? 0 : POLL_MS);
  }

  /* Small comforts --------------------------------------------------------------------------------------------- */

  /* One press, one post: a second press while the first is under way does nothing. */
  function readyForms(root) {
    for (const form of all("form[method=post]", root)) {
      form.addEventListener("submit", (event) => {
        if (form.dataset.sent) return event.preventDefault();
        form.dataset.sent = "yes";
        event.submitter?.setAttribute("aria-busy", "true");
        return undefined;
      });
    }
  }

  /* What is typed and not saved goes along with every button of the case's one form; whatever else leaves the page asks. */
  const isTyped = (field) => field.value !== field.defaultValue || ("unsaved" in field.dataset && field.value !== "");

  function startTyped() {
    const fields = all("#desk-note, #override-note, #raise-why, #said, #mend-number");
    if (!fields.length) return;
    let sending = false;
    addEventListener("submit", (event) => {
      sending = !event.defaultPrevented && event.target.id === "act";
    });
    addEventListener("beforeunload", (event) => {
      if (!sending && fields.some(isTyped)) event.preventDefault();
    });
  }

  /* Where the keys left off: the row that was acted on, the outcomes of a contact, the form of another decision. */
  function takeUpFocus() {
    const row = kept(sessionStorage, "unknot.row");
    keep(sessionStorage, "unknot.row", "");
    if (board && row) find(`[data-case="${CSS.escape(row)}"] [data-row-link]`)?.focus({ preventScroll: true });
    const other = location.hash === "#override" && find("#override");
    if (other) other.open = true;
    const wanted = other ? find("summary", other) : location.hash === "#contact" && find("#contact .outcomes");
    // A browser goes to the fragment after the page has loaded, and takes the focus with it.
    if (wanted) addEventListener("load", () => setTimeout(() => wanted.focus({ preventScroll: !other }), 0));
  }

  function startComforts() {
    find("[data-error-summary]")?.focus();
    for (const part of all("[data-scripted]")) part.hidden = false;
    for (const button of all("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        if (button.dataset.print) page.dataset.print = button.dataset.print;
        print();
      });
    }
    // Paper cannot be unfolded: what explains a case stands open on it.
    addEventListener("beforeprint", () => {
      for (const fold of all(".folded-reasons:not([open]), .sources:not([open])")) {
        fold.open = true;
        fold.dataset.forPrint = "";
      }
    });
    addEventListener("afterprint", () => {
      delete page.dataset.print;
      for (const fold of all("[data-for-print]")) {
        fold.open = false;
        delete fold.dataset.forPrint;
      }
    });
    for (const button of all("[data-copy]")) {
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(find(`#${button.dataset.copy}`).textContent.replace(/\s+/g, " ").trim());
        button.textContent = words.copied;
      });
    }
    for (const button of all("[data-reveal]")) {
      const field = document.getElementById(button.dataset.reveal);
      button.hidden = false;
      button.addEventListener("click", () => {
        field.type = field.type === "password" ? "text" : "password";
        button.textContent = field.type === "password" ? words.show : words.hide;
      });
    }
    for (const field of all("[data-counter]")) {
      const show = () => {
        find(`#${field.dataset.counter}`).textContent = fill(words.count, field.value.length, field.maxLength);
      };
      field.addEventListener("input", show);
      show();
    }
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    addEventListener("click", (event) => {
      for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
    });
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const menu = all("details[open]").find((open) => open.contains(document.activeElement)) ?? find("details.menu[open]");
      if (menu) {
        menu.open = false;
        find("summary", menu).focus();
      }
    });
  }

  /* Single keys, off until someone turns them on for this device (WCAG 2.1.4) ----------------------------------- */

  const rowHere = () => document.activeElement?.closest(".row");
  const press = (act) => {
    const root = board ? rowHere() : find("#main");
    const button = root && all(`[data-act^="${act}"]`, root).find((found) => !found.disabled);
    if (board && root) keep(sessionStorage, "unknot.row", root.dataset.case);
    if (button) button.click();
    return Boolean(button);
  };
  const step = (by) => {
    const links = all("[data-row-link]");
    const at = rowHere() ? links.indexOf(find("[data-row-link]", rowHere())) + by : 0;
    links[Math.max(0, Math.min(links.length - 1, at))]?.focus();
  };
  const single = {
    "/": () => find("#search")?.focus(),
    j: () => step(1),
    k: () => step(-1),
    c: () => press("claim"),
    r: () => press("release"),
    l: () => press("log") || find("#contact .outcomes")?.focus(),
    o: () => press("override") || (rowHere() && location.assign(`${find("[data-row-link]", rowHere()).href}#override`)),
    p: () => print(),
    u: () => find('[data-act="undo"]')?.click(),
    "?": () => {
      find("#keys").open = true;
    },
  };

  function startKeys() {
    const box = find("#keys-on");
    if (!box) return;
    find("#keys").hidden = false;
    const hint = () => find(".search-key")?.toggleAttribute("hidden", !box.checked);
    box.checked = kept(localStorage, "unknot.keys") === "on";
    hint();
    box.addEventListener("change", () => {
      keep(localStorage, "unknot.keys", box.checked ? "on" : "off");
      hint();
    });
    addEventListener("keydown", (event) => {
      if (!box.checked || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, select, textarea, [contenteditable]") || !single[event.key]) return;
      event.preventDefault();
      single[event.key]();
    });
  }

  startComforts();
  readyForms(document);
  startKeys();
  startTyped();
  takeUpFocus();
  if (alarm && pollUrl) {
    startSound();
    startBoard();
    startSearch();
  }
})();
