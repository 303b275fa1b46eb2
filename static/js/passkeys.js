/* Passkeys: a form marked data-passkey asks the browser for a key and sends what it says.
   "sign-in" fetches its options first; "answer" and "add" find theirs in the page. */

const toBuffer = (text) => {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
};

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const withBuffers = (descriptors = []) => descriptors.map((key) => ({ ...key, id: toBuffer(key.id) }));

const readable = (credential) => {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const said = parts.filter((name) => response[name]).map((name) => [name, toText(response[name])]);
  return {
    type: credential.type,
    id: credential.id,
    rawId: toText(credential.rawId),
    response: { ...Object.fromEntries(said), ...(response.getTransports && { transports: response.getTransports() }) },
    clientExtensionResults: credential.getClientExtensionResults(),
  };
};

const options = () => JSON.parse(document.getElementById("passkey-options").textContent);

const ask = ({ publicKey }) =>
  navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: toBuffer(publicKey.challenge),
      allowCredentials: withBuffers(publicKey.allowCredentials),
    },
  });

const ceremonies = {
  async "sign-in"(form) {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return ask((await answer.json()).request_options);
  },
  answer: () => ask(options().request_options),
  add(form) {
    const { publicKey } = options().creation_options;
    const alone = form.elements.passwordless?.checked ?? false;
    return navigator.credentials.create({
      publicKey: {
        ...publicKey,
        challenge: toBuffer(publicKey.challenge),
        user: { ...publicKey.user, id: toBuffer(publicKey.user.id) },
        excludeCredentials: withBuffers(publicKey.excludeCredentials),
        authenticatorSelection: {
          ...publicKey.authenticatorSelection,
          residentKey: alone ? "required" : "discouraged",
          requireResidentKey: alone,
          ...(alone && { userVerification: "required" }),
        },
      },
    });
  },
};

const begin = (form) => {
  form.hidden = false;
  form.parentElement.querySelector("[data-passkey-absent]")?.remove();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const error = form.querySelector("[data-passkey-error]");
    error.hidden = true;
    try {
      const credential = await ceremonies[form.dataset.passkey](form);
      form.elements.credential.value = JSON.stringify(readable(credential));
      form.submit();
    } catch {
      error.hidden = false;
    }
  });
};

if (window.PublicKeyCredential) document.querySelectorAll("form[data-passkey]").forEach(begin);
