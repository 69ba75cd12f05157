// A form with data-draft saves itself: a few seconds after the last word, after each field, and again when the connection is back.
const PAUSE = 3000;
const RETRY = 5000;

const keep = (form) => {
  const said = form.querySelector("[data-draft-said]");
  let timer = 0;
  let busy = false;
  let dirty = false;
  let over = false;

  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
  const tell = (words) => { if (said.textContent !== words) said.textContent = words; };
  const stop = (words) => { over = true; tell(words); };

  async function save() {
    if (over || !dirty) return;
    if (busy) return later(PAUSE);
    busy = true;
    dirty = false;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), redirect: "manual" });
      if (answer.status === 409) return stop(form.dataset.older);
      if (!answer.ok) throw new Error(answer.status);
      const { version, said: words } = await answer.json();
      form.elements.version.value = version;
      tell(words);
    } catch {
      dirty = true;
      tell(form.dataset.unsaved);
      later(RETRY);
    } finally {
      busy = false;
    }
  }

  form.addEventListener("input", () => { dirty = true; later(PAUSE); });
  form.addEventListener("change", () => { dirty = true; later(0); });
  form.addEventListener("submit", () => { over = true; clearTimeout(timer); });
  addEventListener("online", () => later(0));
};

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("form[data-draft]").forEach(keep));
