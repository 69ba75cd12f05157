// What is written where there is no signal waits in this browser, locked with a key of the session, and is sent by itself later.
// A page says data-queue (a form with a client_id), data-roll (a list that is saved tap by tap), data-keep (opens without signal).
const WAITS = 20_000;
const TRIES = 15_000;
const REMEMBERS = 800;

let key = null;
let owner = "";
let words = {};
let waiting = [];
const after = new Map();  // by id: where to go once it is saved
let sending = false;
let remembering = 0;

const random = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (part) => part.toString(16).padStart(2, "0")).join("");
const say = (id, text, stays) => document.dispatchEvent(new CustomEvent("say", { detail: { id, words: text, stays } }));
const box = () => document.getElementById("queue");

// --- the locked store -------------------------------------------------------------------------------------------------
const opened = () => new Promise((ok, no) => {
  const asked = indexedDB.open("shouwang", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("kept", { keyPath: "id" });
  asked.onsuccess = () => ok(asked.result);
  asked.onerror = () => no(asked.error);
});
const stored = async (mode, act) => {
  const base = await opened();
  return new Promise((ok, no) => {
    const work = base.transaction("kept", mode);
    const asked = act(work.objectStore("kept"));
    work.oncomplete = () => { base.close(); ok(asked.result); };
    work.onerror = work.onabort = () => { base.close(); no(work.error); };
  });
};
const put = async (record) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(record));
  const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain);
  await stored("readwrite", (kept) => kept.put({ id: record.id, owner, iv, body }));
};
const drop = (id) => stored("readwrite", (kept) => kept.delete(id));
const unlocked = async (row) => {
  try {
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, key, row.body)));
  } catch { return null; }
};
const one = async (id) => {
  const row = await stored("readonly", (kept) => kept.get(id));
  return row && row.owner === owner ? unlocked(row) : null;
};
const load = async () => {
  const rows = (await stored("readonly", (kept) => kept.getAll())).filter((row) => row.owner === owner && !row.id.includes(":"));
  waiting = (await Promise.all(rows.map(unlocked))).filter(Boolean).sort((a, b) => a.at - b.at);
};

// --- sending ----------------------------------------------------------------------------------------------------------
const token = () => document.querySelector("[name=csrf_token]")?.value || "";
const sent = async (entry) => {
  const body = new FormData();
  for (const [name, value, file] of entry.fields) {
    if (file) body.append(name, await (await fetch(value)).blob(), file);
    else body.append(name, value);
  }
  body.append("ago", Date.now() - entry.at);
  const gate = new AbortController();
  const late = setTimeout(() => gate.abort(), WAITS);
  try {
    const headers = { "X-Queue": "1", "X-CSRFToken": token() };
    return await fetch(entry.url, { method: "POST", body, headers, signal: gate.signal, credentials: "same-origin" });
  } finally { clearTimeout(late); }
};
const settle = async (entry, answer) => {
  const told = await answer.json().catch(() => ({}));
  if (answer.ok && told.saved === entry.id) {
    await drop(entry.id);
    waiting = waiting.filter((other) => other !== entry);
    after.set(entry.id, told.next);
    return true;
  }
  if (answer.status === 401 || answer.status === 400) { say("unsent", words.signin, true); return false; }
  if (answer.ok || answer.status >= 500) return false;
  entry.trouble = { status: answer.status, reason: told.reason || "", differences: told.differences || [] };
  await put(entry);
  return true;
};
const flush = async () => {
  if (sending || !key) return;
  sending = true;
  let taps = false;
  try {
    await load();
    taps = waiting.length > 0;
    for (const entry of waiting.filter((each) => !each.trouble)) if (!await settle(entry, await sent(entry))) break;
  } catch { /* no signal: the next try */ } finally { sending = false; }
  show();
  const list = document.querySelector("[data-roll]");
  if (list && taps && window.htmx && !waiting.length) window.htmx.trigger(list, "refresh");
};
const keep = async (entry) => {
  waiting = [...waiting.filter((other) => other.id !== entry.id), entry];
  show();
  await put(entry);
};

// --- what is seen of it -----------------------------------------------------------------------------------------------
const filled = (text, count) => (text || "").replace("{n}", count);
const show = () => {
  try { localStorage.setItem("unsent", waiting.length); } catch { /* closed store */ }
  const taps = document.querySelectorAll("[data-roll]");
  for (const list of taps) for (const entry of waiting) if (entry.url.endsWith(list.dataset.roll)) paint(list, entry);
  for (const place of document.querySelectorAll("[data-unsent]")) {
    place.hidden = !waiting.length;
    place.textContent = filled(words.unsent, waiting.length);
  }
  for (const button of document.querySelectorAll("[data-when-sent]")) button.disabled = waiting.length > 0;
  if (!document.querySelector("[data-unsent]")) say("unsent", waiting.length ? filled(words.unsent, waiting.length) : "", true);
  for (const out of document.querySelectorAll("form[data-out]")) {
    if (waiting.length) out.dataset.confirm = filled(words.leaving, waiting.length);
    else delete out.dataset.confirm;
  }
  troubles();
};
const paint = (list, entry) => {
  const field = Object.fromEntries(entry.fields);
  const button = list.querySelector(`[data-child="${field.child}"] [type=radio][value="${field.state}"]`);
  if (!button) return;
  button.checked = true;
  button.closest("li").dataset.waits = "1";
};
const part = (name, text, to) => {
  const made = document.createElement(name);
  made.textContent = text;
  to.append(made);
  return made;
};
const pressed = (to, text, act) => {
  const button = part("button", text, to);
  button.type = "button";
  button.className = "btn small";
  button.addEventListener("click", act);
};
const troubles = () => {
  const place = box();
  if (!place) return;
  place.replaceChildren();
  const found = waiting.filter((entry) => entry.trouble);
  place.hidden = !found.length;
  for (const entry of found) trouble(entry, place);
};
const trouble = (entry, place) => {
  const shown = part("div", "", place);
  shown.className = "notice warn";
  const inner = part("div", "", shown);
  part("strong", entry.label, inner);
  part("p", entry.trouble.status === 409 ? words.both : entry.trouble.reason || words.change, inner);
  for (const change of entry.trouble.differences) {
    part("p", change.label, inner).className = "sm mute";
    part("p", `${words.theirs}：${change.theirs || "—"}`, inner);
    part("p", `${words.yours}：${change.yours || "—"}`, inner);
  }
  const acts = part("p", "", inner);
  acts.className = "flow gap-s";
  if (entry.trouble.status === 409) pressed(acts, words.keepBoth, () => again(entry));
  else if (entry.page) part("a", words.open, acts).href = entry.page;
  pressed(acts, words.drop, async () => { await drop(entry.id); await load(); show(); });
};
const again = async (entry) => {
  await drop(entry.id);
  const id = random();
  const fields = entry.fields.map((each) => each[0] === "client_id" ? ["client_id", id] : each);
  await put({ ...entry, id, fields: [...fields, ["anyway", "yes"]], trouble: undefined });
  flush();
};

// --- lists and forms --------------------------------------------------------------------------------------------------
document.addEventListener("change", async (event) => {
  const list = event.target.closest?.("[data-roll]");
  const line = event.target.closest?.("[data-child]");
  if (!list || !line || !key) return;
  const id = random();
  const fields = [["client_id", id], ["child", line.dataset.child], ["state", event.target.value]];
  await keep({ id, at: Date.now(), label: line.dataset.name, url: list.dataset.roll, fields });
  flush();
});

const written = async (form) => {
  const fields = [];
  for (const [name, value] of new FormData(form)) {
    if (name === "csrf_token" || name === "submission") continue;
    if (typeof value === "string") fields.push([name, value]);
    else if (value.size) fields.push([name, await asText(value), value.name]);
  }
  return fields;
};
const asText = (file) => new Promise((ok) => {
  const reader = new FileReader();
  reader.onload = () => ok(reader.result);
  reader.readAsDataURL(file);
});
const draftOf = (form) => `draft:${new URL(form.action).pathname}`;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.hasAttribute("data-out")) return;
  if (!form.matches("form[data-queue]") || !key || form.dataset.plain) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset.sent) return;
  form.dataset.sent = "1";
  clearTimeout(remembering);
  const id = form.elements.client_id.value;
  const entry = { id, at: Date.now(), label: form.dataset.queue, url: form.action, page: location.pathname, fields: await written(form) };
  await keep(entry);
  await drop(draftOf(form));
  await flush();
  delete form.dataset.sent;
  const left = waiting.find((other) => other.id === id);
  if (left?.trouble && left.trouble.status !== 409) {
    await drop(id);
    form.dataset.plain = "1";
    form.requestSubmit(event.submitter || undefined);
  } else if (left) document.documentElement.scrollTo(0, 0);
  else {
    document.documentElement.dataset.closing = "1";
    location.assign(after.get(id) || location.href);
  }
}, true);

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-queue]");
  if (!form || !key) return;
  clearTimeout(remembering);
  remembering = setTimeout(async () => {
    const fields = await written(form);
    if (!form.dataset.sent) put({ id: draftOf(form), fields });
  }, REMEMBERS);
});
const refill = async (form) => {
  const stuck = waiting.find((entry) => entry.url === form.action && entry.trouble?.status === 422);
  const kept = stuck || await one(draftOf(form));
  if (!kept || form.querySelector(".errsum")) return;
  for (const control of form.elements) if (control.type === "checkbox") control.checked = false;
  for (const [name, value, file] of kept.fields) if (!file) for (const control of named(form, name)) set(control, value);
  say("queue-draft", words.draft);
};
const named = (form, name) => Array.from(form.elements).filter((control) => control.name === name);
const set = (control, value) => {
  if (control.type === "radio" || control.type === "checkbox") control.checked ||= control.value === value;
  else if (control.type !== "file") control.value = value;
  if (control.type === "hidden") control.dispatchEvent(new Event("refill", { bubbles: true }));
};

// --- coming and going -------------------------------------------------------------------------------------------------
const snapshot = () => {
  if (!document.querySelector("[data-keep]")) return;
  put({ id: `page:${location.pathname}`, title: document.title, css: document.body.className, html: document.body.innerHTML.replace(/ style="[^"]*"/g, "") });
};
const begin = async (given) => {
  if (!given || !crypto.subtle || !window.indexedDB) return;
  const raw = Uint8Array.from(atob(given.key), (letter) => letter.charCodeAt(0));
  ({ owner, words } = given);
  key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  if (document.body.hasAttribute("data-shell") && !await unfold(given)) return;
  await load();
  for (const form of document.querySelectorAll("form[data-queue]")) {
    form.dataset.ready = "1";
    await refill(form);
  }
  show();
  await flush();
  setInterval(() => waiting.some((entry) => !entry.trouble) && flush(), TRIES);
};
const unfold = async (given) => {
  let seen = 0;
  try { seen = Number(localStorage.getItem("seen")); } catch { /* closed store */ }
  const page = Date.now() - seen < given.idle ? await one(`page:${location.pathname}`) : null;
  if (!page) return false;
  document.title = page.title;
  document.body.className = page.css;
  document.body.innerHTML = page.html;
  window.htmx?.process(document.body);
  for (const pad of document.querySelectorAll("[data-signature]")) pad.dispatchEvent(new Event("begin", { bubbles: true }));
  return true;
};
document.addEventListener("submit", (event) => {
  if (!event.target.hasAttribute("data-out") || event.defaultPrevented) return;
  sessionStorage.removeItem("queue");
  indexedDB.deleteDatabase("shouwang");
});
document.addEventListener("submit", (event) => {  // the taps are saved already, one by one
  if (key && event.target.hasAttribute("data-taps")) for (const tap of event.target.querySelectorAll("[type=radio]")) tap.disabled = true;
});
addEventListener("online", flush);
document.addEventListener("htmx:afterSwap", () => { if (key) { show(); snapshot(); } });
const start = async () => {
  const place = box();
  let given = null;
  try {
    if (place?.dataset.queue) sessionStorage.setItem("queue", place.dataset.queue);
    given = JSON.parse(sessionStorage.getItem("queue"));
  } catch { given = place?.dataset.queue ? JSON.parse(place.dataset.queue) : null; }
  if (!place && !document.body.hasAttribute("data-shell")) return;
  if (place && document.querySelector("[data-keep]")) navigator.serviceWorker?.register(place.dataset.worker, { scope: place.dataset.root });
  await begin(given);
  if (key && place) snapshot();
};
start();
