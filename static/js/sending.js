/* Before a form is sent.

   A session that ended must not cost anybody what they were writing. Asks whether it has ended before a form is sent
   and now and then; if so, a dialog leads to signing in beside the open page, and the form stays as it is.

   A form of Wagtail's that saves itself may be doing so when it is sent. Both at once would make two pages of a new one,
   or tell its only editor that somebody else had saved a newer version; so the one waits for the other. */

const dialog = document.querySelector("dialog[data-session]");
const FRESH = 60_000;
const EVERY = 5 * 60_000;
const MOST_WAITED = 15_000;
let user = null;
let asked = 0;
let lastSaving = null;
let ready = null;

const renew = (token) => {
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => {
    input.value = token;
  });
};

const isFresh = () => Date.now() - asked < FRESH;

/* True unless it is certain that this person is signed in no more: without a network nothing is certain. */
const isAlive = async () => {
  try {
    const answer = await fetch(dialog.dataset.session, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return true;
    const found = await answer.json();
    user ??= found.user;
    if (found.user !== user) return false;
    asked = Date.now();
    if (dialog.open) {
      renew(found.token);
      dialog.close();
    }
    return true;
  } catch {
    return true;
  }
};

const check = async () => {
  const alive = await isAlive();
  if (!alive && !dialog.open) dialog.showModal();
  return alive;
};

const isSavingItself = (form) =>
  form.matches("[data-edit-form]") && document.querySelector("#w-autosave-indicator[data-w-autosave-state-value=saving]");

const saved = async (form) => {
  const latest = Date.now() + MOST_WAITED;
  while (isSavingItself(form) && Date.now() < latest) await new Promise((done) => setTimeout(done, 50));
};

/* What was typed goes with the form. */
const saveItselfNoMore = (form) => {
  if (!form.matches("[data-edit-form]")) return;
  form.dataset.wAutosaveActiveValue = "false";
  lastSaving?.preventDefault(); // it is announced first, and waits for a pause in typing
};

/* A button that shows it is at work is disabled, and what a disabled button says (“publish”) is not sent. */
const send = (form, button) => {
  const busy = button?.disabled;
  if (busy) button.disabled = false;
  ready = form;
  form.requestSubmit(button);
  ready = null;
  if (busy) button.disabled = true;
};

if (dialog) {
  check();
  setInterval(() => document.visibilityState === "visible" && check(), EVERY);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && check());
  dialog.querySelector("[data-session-again]").addEventListener("click", check);
  document.addEventListener(
    "submit",
    async (event) => {
      const { target: form, submitter } = event;
      if (form.method !== "post") return;
      if (form === ready || (isFresh() && !isSavingItself(form))) {
        setTimeout(() => event.defaultPrevented || saveItselfNoMore(form)); // some forms are sent by a script
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isFresh() || (await check())) {
        await saved(form);
        send(form, submitter);
      } else {
        submitter?.setAttribute("data-w-progress-loading-value", "false"); // it is not at work any more
      }
    },
    { capture: true },
  );
  document.addEventListener("w-autosave:save", (event) => {
    lastSaving = event;
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    const form = persisted && document.querySelector("[data-edit-form]");
    if (form) delete form.dataset.wAutosaveActiveValue;
  });
}
