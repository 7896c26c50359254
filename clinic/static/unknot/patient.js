/* Small comforts on the patient pages. Every page works without them, and nothing is stored. */
(function () {
  "use strict";

  var all = function (selector, inside) {
    return Array.prototype.slice.call((inside || document).querySelectorAll(selector));
  };

  /* The error summary takes the focus; its links take it to the box that is meant. */
  function errorSummary() {
    var summary = document.querySelector("[data-error-summary]");
    if (!summary) return;
    summary.focus();
    summary.addEventListener("click", function (event) {
      var link = event.target.closest("a[href^='#']");
      var target = link && document.getElementById(link.getAttribute("href").slice(1));
      if (!target) return;
      var wanted = "input:not([type=hidden]), textarea, select";
      var box = target.matches(wanted) ? target : target.querySelector(wanted);
      var closed = (box || target).closest("details:not([open])");
      if (closed) closed.open = true;
      if (!box) return;
      event.preventDefault();
      (box.closest(".field") || box).scrollIntoView();
      box.focus({ preventScroll: true });
    });
  }

  /* A page that came as the answer to a form is asked for anew by Back or Reload; else the browser would want to send
     the form once more, and show nothing but that question. */
  function backWorks() {
    window.history.replaceState(window.history.state, "", window.location.href);
  }

  /* A page that was sent and came back, with an error or in another language, is a step of its own in the browser's
     history. Back and Forward pass over its older copies, so that each page of the form is one press. */
  function oneStepBack() {
    window.addEventListener("pageshow", function () {
      var here = window.navigation && window.navigation.currentEntry, moved = here && window.navigation.activation;
      var from = moved && moved.navigationType === "traverse" && moved.from;
      var newer = from && window.navigation.entries()[here.index + 1];
      if (newer && newer.url === here.url) window.history.go(from.index < here.index ? 1 : -1);
    });
  }

  /* "None of these" and a tick cannot both stand: the one ticked last stays. What "None" took away is said below it, and
     one touch puts it back: a tick higher up may be out of sight, and may be a danger sign. */
  function noneOfThese() {
    all("[data-none]").forEach(function (none) {
      var group = none.closest("fieldset"), line = group.querySelector("[data-taken]"), taken = [];
      function others() {
        return all("input[type=checkbox]", group).filter(function (box) { return box !== none && box.name === none.name; });
      }
      function say() {
        if (!line) return;
        line.hidden = !taken.length;
        line.querySelector("[data-taken-words]").textContent = taken.map(function (box) {
          return box.labels[0].firstChild.textContent.trim();
        }).join("; ");
      }
      group.addEventListener("change", function (event) {
        var changed = event.target;
        if (changed.name !== none.name) return;
        taken = [];
        if (changed.checked && changed === none) {
          taken = others().filter(function (box) { return box.checked; });
          taken.forEach(function (box) { box.checked = false; });
        } else if (changed.checked) none.checked = false;
        say();
      });
      if (!line) return;
      line.querySelector("[data-put-back]").addEventListener("click", function () {
        var first = taken[0];
        taken.forEach(function (box) { box.checked = true; });
        none.checked = false;
        taken = [];
        say();
        first.focus();
      });
    });
  }

  /* The button says that it works. It is not switched off: a second press must do no harm. */
  function busy(button, words) {
    button.style.minInlineSize = button.offsetWidth + "px";
    button.dataset.words = button.innerHTML;
    button.classList.add("is-sending");
    button.textContent = words;
  }

  function ready(button) {
    button.classList.remove("is-sending");
    button.innerHTML = button.dataset.words;
  }

  /* Answers leave without the page leaving: where the network fails, all that was typed is still there. What the
     server wants to show instead of going on, such as an error, it shows when the form is sent the plain way. */
  function keepAndSend(form, button) {
    var lost = form.querySelector("[data-offline]");
    var ended = new window.AbortController();
    var late = window.setTimeout(function () { ended.abort(); }, 20000);
    lost.hidden = true;
    window.fetch(form.action, {
      method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Keeps-Page": "1" },
      redirect: "error", signal: ended.signal
    }).then(function (response) {
      var next = response.headers.get("X-Next");
      if (next) window.location.assign(next);
      else HTMLFormElement.prototype.submit.call(form);
    }, function () {
      ready(button);
      lost.hidden = false;
    }).finally(function () { window.clearTimeout(late); });
  }

  function sending() {
    var canKeep = window.fetch && window.AbortController && window.URLSearchParams && Promise.prototype.finally;
    all("form[data-sending]").forEach(function (form) {
      form.addEventListener("submit", function (event) {
        if (event.submitter && event.submitter.name) return; /* a change of language or outline sends nothing */
        var button = form.querySelector("button[type=submit].button");
        if (!button) return;
        var keeps = canKeep && form.querySelector("[data-offline]");
        if (keeps) event.preventDefault();
        if (button.classList.contains("is-sending")) return;
        busy(button, form.dataset.sending);
        if (keeps) keepAndSend(form, button);
      });
    });
    window.addEventListener("pageshow", function () {
      all(".is-sending").forEach(ready);
    });
  }

  function printing() {
    all("[data-print]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { window.print(); });
    });
  }

  /* A link to copy: the box is marked on focus, and the button copies it where the browser lets it. */
  function copying() {
    all("[data-select]").forEach(function (box) {
      box.addEventListener("focus", function () { box.select(); });
    });
    all("[data-copy-from]").forEach(function (button) {
      var box = document.getElementById(button.dataset.copyFrom);
      var words = button.textContent;
      button.hidden = false;
      button.addEventListener("click", function () {
        box.select();
        var said = function () {
          button.textContent = button.dataset.copied;
          window.setTimeout(function () { button.textContent = words; }, 3000);
        };
        if (navigator.clipboard) navigator.clipboard.writeText(box.value).then(said, function () {});
        else if (document.execCommand("copy")) said();
      });
    });
  }

  /* Reads the questions and answers of the page, in the page's language. */
  function wordsOf(main) {
    var seen = "h1, h2, h3, p, li, legend, label, dt, dd, summary";
    return all(seen, main).filter(function (part) {
      return part.offsetParent !== null && !part.closest("[aria-hidden=true], [data-listen], .page-line, .trap") &&
        !part.querySelector(seen);
    }).map(function (part) { return part.textContent.replace(/\s+/g, " ").trim(); }).filter(Boolean);
  }

  function listening() {
    var voice = window.speechSynthesis;
    if (!voice || !window.SpeechSynthesisUtterance) return;
    all("[data-listen]").forEach(function (button) {
      var words = button.querySelector("[data-listen-words]");
      var start = words.textContent;
      var quiet = function () { words.textContent = start; };
      button.hidden = false;
      button.addEventListener("click", function () {
        var speaking = voice.speaking;
        voice.cancel();
        if (speaking) return quiet();
        var parts = wordsOf(document.getElementById("main"));
        parts.forEach(function (part, at) {
          var utterance = new window.SpeechSynthesisUtterance(part);
          utterance.lang = document.documentElement.lang;
          if (at === parts.length - 1) utterance.onend = quiet;
          voice.speak(utterance);
        });
        words.textContent = button.dataset.stop;
      });
    });
    window.addEventListener("pagehide", function () { voice.cancel(); });
  }

  /* Says an answer back in words; what stands between braces is filled in and made bold. */
  function say(echo, pattern, values, bold) {
    var place = echo.querySelector("[data-echo-words]");
    place.textContent = "";
    pattern.split(/\{(\w+)\}/).forEach(function (piece, at) {
      var name = at % 2 ? piece : "";
      var node = bold.indexOf(name) < 0 ? document.createTextNode(name ? values[name] : piece) : document.createElement("strong");
      if (node.nodeType === 1) node.textContent = values[name];
      place.appendChild(node);
    });
    echo.hidden = false;
  }

  function scaleEcho() {
    all("[data-echo=scale]").forEach(function (echo) {
      var group = echo.closest("fieldset");
      var update = function () {
        var picked = group.querySelector(".tile__box:checked");
        echo.hidden = !picked;
        if (!picked) return;
        var words = picked.nextElementSibling.querySelector("[data-words]");
        var values = { answer: echo.dataset.ofTen.replace("{number}", picked.value) };
        values.words = words ? words.textContent.trim() : "";
        say(echo, words ? echo.dataset.pickedWords : echo.dataset.picked, values, ["answer"]);
      };
      group.addEventListener("change", update);
      update();
    });
  }

  function durationEcho() {
    var days = { days: 1, weeks: 7, months: 30, years: 365 };
    all("[data-echo=duration]").forEach(function (echo) {
      var group = echo.closest("fieldset");
      var update = function () {
        var number = parseInt(group.querySelector("[data-number]").value, 10);
        var unit = group.querySelector(".tile__box:checked");
        var when = new Date();
        if (unit) when.setDate(when.getDate() - number * days[unit.value]);
        echo.hidden = !(unit && number >= 0 && when.getFullYear() > 1900);
        if (echo.hidden) return;
        var date = when.toLocaleDateString(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang,
          { day: "numeric", month: "long", year: "numeric" });
        var name = unit.nextElementSibling.querySelector("[data-one]");
        var words = number === 1 ? name.dataset.one : name.textContent.trim();
        var pattern = echo.dataset.picked.replace("{number} {unit}", "{number}\u00a0{unit}");
        say(echo, pattern, { number: number, unit: words, date: date }, ["date"]);
      };
      group.addEventListener("input", update);
      group.addEventListener("change", update);
      update();
    });
  }

  /* How much room is left in a box of text, said only near its end. Nothing is cut: what is too long stays, and counts. */
  function counting() {
    all("[data-count]").forEach(function (line) {
      var box = document.getElementById(line.dataset.count), most = Number(box.dataset.most);
      var update = function () {
        var left = most - Array.from(box.value.trim()).length;
        line.hidden = left > most / 10;
        line.textContent = (left < 0 ? line.dataset.over : line.dataset.left) + " " + Math.abs(left);
      };
      box.addEventListener("input", update);
      update();
    });
  }

  [counting, errorSummary, backWorks, oneStepBack, noneOfThese, sending, printing, copying, listening, scaleEcho, durationEcho].forEach(function (part) { part(); });
})();
