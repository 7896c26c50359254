/* Staff type for someone: a page left by a link, by Back or by closing it goes along as it stands, as the tablet's does. */
(function () {
  "use strict";

  var form = document.getElementById("question");
  var leave = document.querySelector("[data-leave]");
  if (!form || !leave || !navigator.sendBeacon) return;
  var touched = leave.hasAttribute("data-unsaved"), sent = false;

  function touch() {
    touched = true;
    sent = false;
  }

  /* A Continue that found no network has not sent anything. */
  function isOnItsWay() {
    var lost = form.querySelector("[data-offline]");
    return sent && (!lost || lost.hidden);
  }

  form.addEventListener("input", touch);
  form.addEventListener("change", touch);
  form.addEventListener("submit", function () { sent = true; });
  window.addEventListener("pagehide", function () {
    if (!touched || isOnItsWay()) return;
    var fields = new FormData(form);
    fields.append("page", leave.value);
    fields.append("how", "left");
    navigator.sendBeacon(leave.dataset.leave, fields);
    touched = false;
  });
})();
