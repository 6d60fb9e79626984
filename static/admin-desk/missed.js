// Words selected in an article's text, as parts of a quote that the program missed. Without it the words are pasted.
"use strict";

(() => {
  const text = document.querySelector(".desk-text");
  if (!text) return;

  // The body counts characters, a script counts UTF-16 units: "🙂" is one of those and two of these.
  const characters = (string) => Array.from(string).length;

  // The article's own text in a paragraph: the labels that name the marks are none of it.
  const textNodes = (paragraph) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".desk-label") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };

  // Where a range stands in the body, and its words; null where it holds none of the text.
  const stretch = (range) => {
    let start = null;
    let end = null;
    const words = [];
    for (const paragraph of text.querySelectorAll("p[data-start]")) {
      if (!range.intersectsNode(paragraph)) continue;
      let at = Number(paragraph.dataset.start);
      let line = "";
      for (const node of textNodes(paragraph)) {
        const from = node === range.startContainer ? range.startOffset : 0;
        const to = node === range.endContainer ? range.endOffset : node.data.length;
        if (range.intersectsNode(node) && from < to) {
          start ??= at + characters(node.data.slice(0, from));
          end = at + characters(node.data.slice(0, to));
          line += node.data.slice(from, to);
        }
        at += characters(node.data);
      }
      if (line) words.push(line);
    }
    const joined = words.join("\n").trim();
    return joined ? { at: `${start}-${end}`, words: joined, range } : null;
  };

  // A press on a button may take the selection away; a click into the text does so on purpose.
  let last = null;
  const selected = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount) return last;
    const range = selection.getRangeAt(0);
    if (!selection.isCollapsed) last = stretch(range.cloneRange()) ?? last;
    else if (text.contains(range.startContainer)) last = null;
    return last;
  };
  document.addEventListener("selectionchange", selected);

  // On a quote's page the way to the form takes the selection along.
  const way = document.querySelector("[data-missed]");
  way?.addEventListener("click", () => {
    const there = new URL(way.href);
    const found = selected();
    there.search = found ? new URLSearchParams({ content: found.at, body: way.dataset.missed }) : "";
    way.href = there;
  });

  const form = document.querySelector("#desk-missed");
  if (!form) return;
  const told = document.querySelector("[data-taken]");

  const show = (name, range) => {
    if (!globalThis.CSS?.highlights) return;
    if (range) CSS.highlights.set(`desk-${name}`, new Highlight(range));
    else CSS.highlights.delete(`desk-${name}`);
  };

  for (const button of document.querySelectorAll("[data-take]")) {
    const name = button.dataset.take;
    const field = form.elements[name];
    const at = form.elements[`${name}_at`];
    // What is typed afterwards stands elsewhere, or nowhere.
    field.addEventListener("input", () => {
      at.value = "";
      show(name, null);
    });
    button.addEventListener("click", () => {
      const found = selected();
      if (!found) {
        told.textContent = "Select words in the article’s text first.";
        return;
      }
      field.value = found.words;
      at.value = found.at;
      show(name, found.range);
      told.textContent = `${button.dataset.name}: ${found.words}`;
    });
  }
})();
