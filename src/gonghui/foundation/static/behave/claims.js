// The list of claims by keyboard: single letters act only while the focus is in the list, and can be switched off.
(() => {
  "use strict";

  const list = document.querySelector('[data-behave="claims"]');
  if (!list) return;
  const current = list.querySelector("[aria-current]");
  if (current) {
    current.tabIndex = -1;
    if (window.location.hash.startsWith("#claim-")) current.focus();
  }

  list.addEventListener("keydown", (event) => {
    if (event.target.matches("input, textarea, select")) return;
    if (event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.letters === "off") return;
    const key = event.key.toUpperCase();
    if (key === "J" || key === "K") {
      const items = [...list.children].filter((item) => item.dataset.address);
      const next = items[items.indexOf(list.querySelector("[aria-current]")) + (key === "J" ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      window.location.assign(next.dataset.address);
      return;
    }
    const act = list.querySelector(`[aria-current] [data-key="${CSS.escape(key)}"]`);
    if (act) {
      event.preventDefault();
      act.click();
    }
  });
})();
