// Lists what the publishing rules find in the form while it is written. The server decides; this only asks and shows.
(() => {
  const PAUSE = 1200; // milliseconds; one pause without a change comes before the server is asked

  // The part of the form that a finding is about; a block that was just added is known by its place only.
  const target = ({ field, block, number, row, column }) => {
    if (row >= 0) return document.getElementById(`id_${field}-${row}-${column}`);
    const panel = document.querySelector(`[data-contentpath="${CSS.escape(field)}"]`);
    if (!panel || number < 0) return panel;
    const known = block && panel.querySelector(`[data-contentpath="${CSS.escape(block)}"]`);
    if (known) return known;
    const orders = [...panel.querySelectorAll(`input[name^="${field}-"][name$="-order"]`)]
      .filter(({ name }) => /^\d+$/.test(name.slice(field.length + 1, -"-order".length)))
      .filter(({ name }) => !panel.querySelector(`input[name="${name.replace(/order$/, "deleted")}"]`)?.value)
      .sort((one, other) => one.value - other.value);
    return orders[number]?.closest("[data-streamfield-child]") || panel;
  };

  const go = (finding) => {
    const element = target(finding);
    if (!element) return;
    const tab = element.closest('[role="tabpanel"]');
    if (tab?.hidden) document.querySelector(`[role="tab"][href="#${tab.id}"]`)?.click();
    for (let around = element; around; around = around.parentElement) {
      if (around.hidden) around.dispatchEvent(new Event("beforematch", { bubbles: true })); // Wagtail opens it
    }
    element.scrollIntoView({ block: "center" });
    const writable = '[contenteditable="true"], textarea, input:not([type="hidden"]), select';
    const focused = element.matches(writable) ? element : element.querySelector(writable) || element.querySelector("button");
    focused?.focus({ preventScroll: true });
  };

  const start = (panel) => {
    const form = document.querySelector("[data-edit-form]");
    if (!form) return;
    const told = panel.querySelector("[data-proofing-told]");
    const list = panel.querySelector("[data-proofing-list]");
    const template = panel.querySelector("[data-proofing-row]");
    let seen = null;
    let asked = null;
    let request = null;

    const written = () => {
      const data = [...new FormData(form)].filter(([, value]) => typeof value === "string");
      return new URLSearchParams(data).toString();
    };

    const row = (finding) => {
      const item = template.content.cloneNode(true);
      const put = (name, text) => { item.querySelector(`[data-proofing-${name}]`).textContent = text; };
      put("level", finding.label);
      put("message", finding.message);
      put("mend", finding.mend);
      put("where", finding.where);
      item.querySelector("[data-proofing-go]").addEventListener("click", () => go(finding));
      return item;
    };

    const ask = async (body) => {
      request?.abort();
      request = new AbortController();
      try {
        const answer = await fetch(panel.dataset.proofingUrl, {
          method: "POST",
          body,
          headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "XMLHttpRequest" },
          signal: request.signal,
        });
        if (!answer.ok) throw new Error(answer.status);
        const found = await answer.json();
        list.replaceChildren(...found.findings.map(row));
        if (told.textContent !== found.told) told.textContent = found.told;
      } catch (error) {
        if (error.name !== "AbortError") told.textContent = panel.dataset.proofingFailed;
      }
    };

    const look = () => {
      if (!panel.getClientRects().length) return; // the side panel is closed
      const now = written();
      if (now !== asked && (asked === null || now === seen)) {
        asked = now;
        ask(now);
      }
      seen = now;
    };

    panel.closest("[data-side-panel]")?.addEventListener("show", () => setTimeout(look));
    setInterval(look, PAUSE);
    look();
  };

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-proofing]").forEach(start));
})();
