// The desk's keys, and the quote in view. Everything can be done with links, buttons and forms alone.
"use strict";

(() => {
  const STORED = "desk-keys";
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;

  const decisions = [...desk.querySelectorAll("details.desk-decision")];
  let sent = false;

  const stored = () => {
    try {
      return localStorage.getItem(STORED);
    } catch {
      return null; // storage can be forbidden; keys are then on, and the switch lasts as long as the page
    }
  };
  const store = (value) => {
    try {
      localStorage.setItem(STORED, value);
    } catch {
      /* as above */
    }
  };

  let keysOn = stored() !== "off";
  const showKeys = () => desk.classList.toggle("desk-with-keys", keysOn);
  const keySwitch = desk.querySelector("[data-desk-keys]");
  if (keySwitch) {
    const box = keySwitch.querySelector("input");
    keySwitch.hidden = false;
    box.checked = keysOn;
    box.addEventListener("change", () => {
      keysOn = box.checked;
      store(keysOn ? "on" : "off");
      showKeys();
    });
  }
  showKeys();

  for (const field of desk.querySelectorAll(".desk-scripted")) field.hidden = false;

  // Far mentions and long paragraphs before it can push the quote out of the window. At once, so that nothing moves, and
  // without the focus. Where the address names a place, or the quote is in view already, the page stays as it is.
  const content = desk.querySelector(".desk-text p:not(.desk-legend) .desk-content");
  const showContent = () => {
    const { top, bottom, height } = content.getBoundingClientRect();
    if (top >= 0 && bottom <= innerHeight) return;
    content.scrollIntoView({ block: height < innerHeight ? "center" : "start", behavior: "instant" });
  };
  if (content && !location.hash) showContent();

  // Django's autocomplete leaves its search field without a name; it is made after this script has run.
  const nameSearchFields = () => {
    for (const search of desk.querySelectorAll(".desk-scripted .select2-search__field")) {
      const label = search.closest(".desk-scripted").querySelector("label");
      search.setAttribute("aria-label", label.textContent);
    }
  };

  new MutationObserver(nameSearchFields).observe(desk, { childList: true, subtree: true });

  // One decision open at a time: a digit means a reason of that one.
  for (const decision of decisions) {
    decision.addEventListener("toggle", () => {
      if (!decision.open) return;
      for (const other of decisions) if (other !== decision) other.open = false;
      decision.querySelector("form input:not([type=hidden]), form select, form button:not(.desk-enter)")?.focus();
    });
  }

  // A key held down, or pressed twice, decides once. The page kept for the back button may decide again.
  desk.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });

  const isTyping = (element) =>
    element.isContentEditable ||
    element.matches("textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=submit]):not([type=button])") ||
    element.closest(".select2-container") !== null;

  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.key === "Escape") {
      const open = decisions.find((decision) => decision.open);
      if (open && !target.closest(".select2-container")) {
        open.open = false;
        open.querySelector("summary").focus();
      }
      return;
    }
    if (!keysOn || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(target)) return;
    const chosen = /^[1-9]$/.test(event.key)
      ? desk.querySelector(`:is(details.desk-decision[open], .desk-alone) [data-digit="${event.key}"]`)
      : /^[a-z]$/.test(event.key)
        ? desk.querySelector(`[data-key="${event.key}"]`)
        : null;
    if (!chosen) return;
    event.preventDefault();
    chosen.click();
  });
})();
