/* Before a form is sent.

   A session that ended must not cost anybody what they were writing. Asks whether it has ended before a form is sent
   and now and then; if so, a dialog leads to signing in beside the open page, and the form stays as it is.

   A form of Wagtail's that saves itself may be doing so when it is sent. Both at once would make two pages of a new one,
   or tell its only editor that somebody else had saved a newer version; so the one waits for the other, and says which
   draft was its own (site/editing/conflicts.py). What a script sends with form.submit() passes all this by. */

const dialog = document.querySelector("dialog[data-session]");
const FRESH = 60_000;
const EVERY = 5 * 60_000;
const MOST_ASKED = 5_000;
const MOST_WAITED = 15_000; // whoever saves that long has lost the network, and sending will say so
const MOST_SENT = 30_000; // as long as Wagtail's buttons show that they are at work
let user = null;
let asked = 0;
let ownDraft = null;
let released = null;
const held = new WeakSet();

const renew = (token) => {
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => {
    input.value = token;
  });
};

const isFresh = () => Date.now() - asked < FRESH;

/* True unless it is certain that this person is signed in no more: without a network nothing is certain. */
const isAlive = async () => {
  try {
    const answer = await fetch(dialog.dataset.session, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(MOST_ASKED),
    });
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
  form.hasAttribute("data-edit-form") &&
  document.querySelector("#w-autosave-indicator[data-w-autosave-state-value=saving]") !== null;

const untilSaved = async (form) => {
  const latest = Date.now() + MOST_WAITED;
  while (isSavingItself(form) && Date.now() < latest) await new Promise((done) => setTimeout(done, 50));
};

/* A draft that this form saved by itself is nobody else's newer version, however long ago that was. */
const nameOwnDraft = (form) => {
  if (!ownDraft || !form.hasAttribute("data-edit-form")) return;
  const input = form.querySelector("[name=own_draft]") ?? document.createElement("input");
  Object.assign(input, { type: "hidden", name: "own_draft", value: ownDraft });
  form.append(input);
};

/* A form that is on its way doesn't save itself beside that; where the page stays (a stop, a download), it does again. */
const saveItselfNoMore = (form) => {
  if (!form.hasAttribute("data-edit-form") || form.dataset.wAutosaveActiveValue === "false") return;
  form.dataset.wAutosaveActiveValue = "false";
  setTimeout(() => {
    form.dataset.wAutosaveActiveValue = "true";
  }, MOST_SENT);
};

/* A button that shows it is at work is disabled, and what a disabled button says (“publish”) is not sent. */
const send = (form, button) => {
  const busy = button?.disabled;
  released = form;
  try {
    if (busy) button.disabled = false;
    form.requestSubmit(button);
  } finally {
    if (busy) button.disabled = true;
    released = null;
  }
};

const hold = async (form, button) => {
  held.add(form);
  form.setAttribute("aria-busy", "true");
  try {
    await untilSaved(form);
    if (isFresh() || (await check())) {
      await untilSaved(form); // it may have begun meanwhile
      send(form, button);
    } else {
      button?.setAttribute("data-w-progress-loading-value", "false"); // it is not at work any more
    }
  } finally {
    form.removeAttribute("aria-busy");
    held.delete(form);
  }
};

if (dialog) {
  check();
  setInterval(() => document.visibilityState === "visible" && check(), EVERY);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && check());
  dialog.querySelector("[data-session-again]").addEventListener("click", check);
  document.addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter } = event;
      if (form.method !== "post") return;
      if (form === released || (isFresh() && !isSavingItself(form) && !held.has(form))) {
        nameOwnDraft(form);
        setTimeout(() => event.defaultPrevented || saveItselfNoMore(form)); // some forms are sent by a script
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!held.has(form)) hold(form, submitter); // what is pressed first is sent, and once
    },
    { capture: true },
  );
  document.addEventListener("w-autosave:success", ({ detail: { response } }) => {
    if (response.revision_created_at) ownDraft = `${response.revision_id} ${response.revision_created_at}`;
  });
}
