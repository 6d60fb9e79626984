// Picking a speaker while typing (an ARIA combobox). Without this file the field is a text field that finds names.
"use strict";

for (const picker of document.querySelectorAll("[data-picker]")) {
  const input = picker.querySelector("input");
  const list = picker.querySelector("[role=listbox]");
  const status = picker.querySelector("[data-picker-status]");
  const form = input.form;
  const options = () => [...list.querySelectorAll("[role=option]")];
  let active = -1;
  let marked = "";
  let sent = input.value;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);

  const mark = (index) => {
    active = index;
    for (const [i, option] of options().entries()) option.setAttribute("aria-selected", String(i === index));
    const chosen = options()[index];
    marked = chosen ? chosen.dataset.slug : "";
    if (chosen) {
      input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };
  const open = (wanted) => {
    const isOpen = wanted && options().length > 0;
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    mark(-1);
  };
  open(false);

  // The form has one speaker at most: chosen here, or words of a name.
  const search = (slug) => {
    let field = form.elements.namedItem("speaker");
    if (slug && !field) {
      field = Object.assign(document.createElement("input"), { type: "hidden", name: "speaker" });
      form.append(field);
    }
    if (slug) {
      field.value = slug;
      input.value = "";
    } else if (field && input.value) {
      field.value = "";
    }
    sent = input.value;
    open(false);
    form.requestSubmit();
  };

  // Half a name finds nobody's quotes: the live search waits until one is chosen or the field is left.
  input.addEventListener("input", (event) => event.stopPropagation());
  input.addEventListener("blur", () => {
    open(false);
    if (input.value !== sent) search("");
  });
  list.addEventListener("htmx:afterSwap", (event) => {
    event.stopPropagation();
    if (document.activeElement !== input) return;
    const found = options().length;
    const before = marked;
    open(found > 0);
    // An answer that comes late may offer the one who is marked already.
    const again = before ? options().findIndex((option) => option.dataset.slug === before) : -1;
    if (again >= 0) mark(again);
    status.textContent = found === 1 ? "1 speaker offered" : `${found} speakers offered`;
  });
  // Keeps the focus in the field.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) search(option.dataset.slug);
  });
  input.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!count) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (list.hidden) open(true);
      mark(active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      open(false);
    } else if (event.key === "Enter") {
      event.preventDefault();
      search(active < 0 ? "" : options()[active].dataset.slug);
    }
  });
}
