// A pupil's choice is saved the moment it is made, one after the other; without a connection it waits and is sent again.
let last = Promise.resolve();
let waiting = 0;

const send = async (form) => {
  const state = form.querySelector("[data-state]");
  clearTimeout(waiting);
  try {
    const sent = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" } });
    const said = await sent.json();
    if (sent.ok) form.elements.seen.value = said.seen;
    state.textContent = said.words || form.dataset.kept;
  } catch {
    state.textContent = form.dataset.lost;
    waiting = setTimeout(() => save(form), 3000);
  }
};
const save = (form) => (last = last.then(() => send(form)));

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-answer]");
  if (form && event.target.name === "answer") save(form);
});
