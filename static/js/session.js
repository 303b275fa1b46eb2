/* A session that ended must not cost anybody what they were writing. Asks whether it has ended before a form is sent
   and now and then; if so, a dialog leads to signing in beside the open page, and the form stays as it is. */

const dialog = document.querySelector("dialog[data-session]");
const FRESH = 60_000;
const EVERY = 5 * 60_000;
let user = null;
let asked = 0;

const renew = (token) => {
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => {
    input.value = token;
  });
};

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

if (dialog) {
  check();
  setInterval(() => document.visibilityState === "visible" && check(), EVERY);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && check());
  dialog.querySelector("[data-session-again]").addEventListener("click", check);
  document.addEventListener(
    "submit",
    async (event) => {
      const { target: form, submitter } = event;
      if (form.method !== "post" || Date.now() - asked < FRESH) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (await check()) {
        asked = Date.now();
        form.requestSubmit(submitter);
      }
    },
    { capture: true },
  );
}
