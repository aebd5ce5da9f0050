// The grid of figures: moves like a workbook, takes a pasted block, and keeps what is typed.
(() => {
  "use strict";

  const grid = document.querySelector('[data-behave="grid"]');
  if (!grid) return;
  const cells = () => [...grid.querySelectorAll("td.cell input.input")];

  const go = (from, step) => {
    const all = cells();
    const next = all[all.indexOf(from) + step];
    if (!next) return false;
    next.focus();
    next.select();
    return true;
  };

  grid.addEventListener("keydown", (event) => {
    if (!event.target.matches("td.cell input.input") || event.isComposing) return;
    const steps = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step === undefined) return;
    // Enter never sends the form from inside the grid: half a return would be filed by mistake.
    if (go(event.target, step) || event.key === "Enter") event.preventDefault();
  });

  grid.addEventListener("paste", (event) => {
    if (!event.target.matches("td.cell input.input")) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    const values = text.split("\n").map((line) => line.split("\t").pop().trim());
    if (values.length < 2) return;
    event.preventDefault();
    const all = cells();
    const start = all.indexOf(event.target);
    values.slice(0, all.length - start).forEach((value, at) => {
      all[start + at].value = value;
      all[start + at].dispatchEvent(new Event("input", { bubbles: true }));
    });
    all[Math.min(start + values.length, all.length) - 1].focus();
  });

  // Autosave: a form that names data-autosave is sent there in the background, 2 seconds after the last key.
  const form = grid.closest("form[data-autosave]");
  const said = document.querySelector('[data-behave="save-state"]');
  if (!form) return;

  let waiting = 0;
  let dirty = false;
  const say = (state, time) => {
    if (!said) return;
    said.dataset.state = state;
    said.querySelector(".words").textContent = said.dataset[state] + (time ? ` ${time}` : "");
  };
  const clock = () => new Date().toLocaleTimeString("zh-CN", { hour12: false });

  const save = async () => {
    dirty = false;
    const typed = new FormData(form);
    typed.delete("form_key"); // that one belongs to the deed, and acts once
    say("saving");
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: typed,
        headers: { "HX-Request": "true" },
        redirect: "error",
      });
      if (answer.status === 409) say("conflict");
      else if (answer.ok) {
        // the next saving begins where this one ended
        const edition = answer.headers.get("X-Edition");
        if (edition && form.elements.edition) form.elements.edition.value = edition;
        say("saved", clock());
      }
      else throw new Error(String(answer.status));
    } catch (_refused) {
      dirty = true;
      say("offline");
      waiting = window.setTimeout(save, 15000);
    }
  };

  form.addEventListener("input", () => {
    dirty = true;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(save, 2000);
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(waiting);
    dirty = false;
  });
  window.addEventListener("online", () => {
    if (dirty) save();
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
})();
