// What every page can do better with script; without it all of it still works.
(() => {
  "use strict";

  // A refused form: the list of errors gets the focus, so that readers hear it first.
  const summary = document.querySelector('[data-behave="error-summary"]');
  if (summary) summary.focus();

  // Forms are sent once: a second click while the first is on its way does nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // Dialogs and drawers: the opener is a real link; an empty drawer fetches the page behind it.
  const close = (event) => {
    if (event.target === event.currentTarget) event.currentTarget.close();
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("a[data-opens]");
    const closer = event.target.closest("[data-closes]");
    if (closer) {
      const open = closer.closest("dialog");
      if (open) {
        event.preventDefault();
        open.close();
      }
      return;
    }
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const box = document.getElementById(opener.dataset.opens);
    if (!box || !box.showModal) return;
    event.preventDefault();
    const body = box.querySelector(".drawer-body");
    if (body && window.htmx && (!body.textContent.trim() || body.dataset.from)) {
      body.dataset.from = opener.href;
      window.htmx.ajax("GET", opener.href, { target: body, select: "#main .page", swap: "innerHTML" });
    }
    box.addEventListener("click", close);
    box.addEventListener("close", () => opener.focus(), { once: true });
    box.showModal();
  });

  // A menu that hangs from the bar closes when the click is elsewhere, or with Escape.
  const menus = () => document.querySelectorAll("details.account[open], details.phone-menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // On paper the tables under the charts are open.
  window.addEventListener("beforeprint", () => {
    for (const twin of document.querySelectorAll("details.twin")) twin.open = true;
  });

  // Leaving a page about harassment at once leaves no trace in the way back.
  document.addEventListener("click", (event) => {
    const exit = event.target.closest('[data-behave="quick-exit"]');
    if (!exit) return;
    event.preventDefault();
    window.location.replace(exit.href);
  });
})();
