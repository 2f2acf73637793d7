// Words, times and plain text: everything that is shown passes here.

let words = {};
let language = "zh-CN";
const known = {}; // values that words of the page itself may name

/** `values`: such as the limits of this site. */
export const know = (values) => Object.assign(known, values);

export function speak(all, wanted) {
  language = wanted in all ? wanted : "zh-CN";
  words = all[language];
  document.documentElement.lang = language;
}

export const spoken = () => language;

export function word(key, values = {}) {
  const text = words[key] ?? words.failed;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? known[name] ?? "");
}

/** The words of the page's own elements, in the language now spoken. */
export function dress(root = document) {
  for (const element of root.querySelectorAll("[data-word]")) {
    element.textContent = word(element.dataset.word);
  }
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
  }
  for (const element of root.querySelectorAll("[data-hint]")) {
    element.placeholder = word(element.dataset.hint);
  }
  for (const element of root.querySelectorAll("[data-tip]")) {
    element.title = word(element.dataset.tip);
  }
}

/** Without control characters; line feeds and tabs stay. */
export const visible = (text) =>
  text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");

export const clock = (at) =>
  new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hour12: false }).format(at);

export function day(at) {
  const midnight = new Date().setHours(0, 0, 0, 0);
  const days = Math.round((midnight - new Date(at).setHours(0, 0, 0, 0)) / 86400000);
  if (days === 0) return word("today");
  if (days === 1) return word("yesterday");
  const sameYear = new Date(at).getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(language, {
    year: sameYear ? undefined : "numeric", month: "long", day: "numeric", weekday: "short",
  }).format(at);
}

export const moment = (at) =>
  new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(at);

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
