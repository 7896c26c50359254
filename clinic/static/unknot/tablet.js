/* The clinic's tablet: after 90 seconds without a touch it asks whether anybody is there, 20 seconds later it saves what
   is on the page and clears the screen. The server ends the session by itself when it hears nothing. Nothing is stored. */
(function () {
  "use strict";

  var foot = document.querySelector("[data-tablet]");
  if (!foot) return;
  var dialog = document.getElementById("still-here");
  var left = dialog.querySelector("[data-left]");
  var warnAfter = foot.dataset.warnAfter * 1000, lockAfter = foot.dataset.lockAfter * 1000, sayEvery = 30000;
  var touchedAt = Date.now(), saidAt = Date.now(), leaving = false;

  function reload() { window.location.reload(); }

  function sayAlive() {
    saidAt = Date.now();
    fetch(foot.dataset.alive, { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (answer.status === 410) reload();
    }, function () { /* the network is away: the page stays, the next Continue will tell */ });
  }

  function touched() {
    if (dialog.open || leaving) return;
    touchedAt = Date.now();
    if (touchedAt - saidAt > sayEvery) sayAlive();
  }

  function field(form, name, value) {
    var box = document.createElement("input");
    box.type = "hidden";
    box.name = name;
    box.value = value;
    form.appendChild(box);
  }

  /* What stands on the page goes along: the server keeps each answer that it can. */
  function putAway() {
    if (leaving) return;
    leaving = true;
    var question = foot.dataset.page && document.getElementById("question");
    var own = document.getElementById("put-away");
    var form = question || own;
    form.action = own.action;
    field(form, "how", "idle");
    if (question) field(form, "page", foot.dataset.page);
    document.getElementById("main").hidden = true;
    form.submit();
  }

  /* The stop page asks nobody whether they are there and is never covered: it only becomes the one that opens nothing.
     Without a network it stays as it is. */
  function shutRed() {
    var own = document.getElementById("put-away"), fields = new FormData(own);
    touchedAt = Date.now();
    fields.append("how", "idle");
    fetch(own.action, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" }).then(function () {
      window.location.replace(foot.dataset.staysRed);
    }, function () { /* tried again when nobody has touched it for as long once more */ });
  }

  function tick() {
    var idle = Date.now() - touchedAt;
    if (foot.dataset.staysRed) {
      if (idle >= warnAfter + lockAfter) shutRed();
      return;
    }
    if (leaving || idle < warnAfter) return;
    if (!dialog.open) dialog.showModal();
    var seconds = Math.ceil((warnAfter + lockAfter - idle) / 1000);
    left.textContent = Math.max(seconds, 0) + "\u00a0s";
    if (seconds <= 0) putAway();
  }

  /* Not on "close": that event comes a moment after the dialog has gone, and a tick between the two would count wrongly. */
  function isBack() {
    touchedAt = Date.now();
    sayAlive();
  }

  dialog.addEventListener("cancel", isBack);  // Escape
  dialog.querySelector("[data-still-here]").addEventListener("click", function () {
    isBack();
    dialog.close();
  });
  ["pointerdown", "touchstart", "keydown", "input", "wheel", "scroll"].forEach(function (kind) {
    window.addEventListener(kind, touched, { passive: true, capture: true });
  });
  /* A page that comes back from the browser's memory is asked for anew. */
  window.addEventListener("pageshow", function (event) { if (event.persisted) reload(); });
  window.setInterval(tick, 500);
})();
