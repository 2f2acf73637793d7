// Passkeys: a button for each part of the page that asks for one. Nothing else on these pages needs a
// script, and without one the page says what to do instead.
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(
    atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const post = async (path, body) => {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
    });
    return answer.json();
  };

  const read = (question) => ({
    ...question,
    challenge: bytes(question.challenge),
    ...(question.user && { user: { ...question.user, id: bytes(question.user.id) } }),
    ...(question.excludeCredentials && {
      excludeCredentials: question.excludeCredentials.map((each) => ({ ...each, id: bytes(each.id) })),
    }),
    allowCredentials: undefined,
  });

  const written = ({ id, rawId, type, response, authenticatorAttachment }) => {
    const said = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[part]) said[part] = text(response[part]);
    }
    if (response.getTransports) said.transports = response.getTransports();
    return JSON.stringify({
      id, rawId: text(rawId), type, response: said, authenticatorAttachment, clientExtensionResults: {},
    });
  };

  const go = async (part, said) => {
    const name = part.querySelector("input")?.value ?? "";
    const asked = await post(part.dataset.ask, {});
    if (asked.to) return location.assign(asked.to);
    if (!asked.question) return said(asked.said ?? part.dataset.failed);
    const publicKey = read(asked.question);
    let shown;
    try {
      shown = await (publicKey.user
        ? navigator.credentials.create({ publicKey })
        : navigator.credentials.get({ publicKey }));
    } catch (error) {
      return said(error.name === "InvalidStateError" ? part.dataset.known : part.dataset.cancelled);
    }
    const done = await post(part.dataset.answer, { answer: written(shown), name });
    return done.to ? location.assign(done.to) : said(done.said ?? part.dataset.failed);
  };

  for (const part of document.querySelectorAll("[data-ask]")) {
    const word = part.querySelector("[role=status]");
    const said = (what) => { word.textContent = what; };
    if (!window.PublicKeyCredential) {
      said(part.dataset.unable);
      continue;
    }
    word.textContent = "";
    for (const each of part.querySelectorAll("[hidden]")) each.hidden = false;
    part.querySelector("button").addEventListener("click", async ({ currentTarget }) => {
      currentTarget.disabled = true;
      said("");
      try {
        await go(part, said);
      } catch {
        said(part.dataset.failed);
      }
      currentTarget.disabled = false;
    });
  }
})();
