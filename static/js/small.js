// Small conveniences: print, copy, choose all, and a question before written text is left behind.
document.addEventListener("click", async (event) => {
  const asked = event.target.closest?.("[data-print], [data-copy]");
  if (!asked) return;
  if (asked.hasAttribute("data-print")) return print();
  const source = document.getElementById(asked.dataset.copy);
  await navigator.clipboard?.writeText(source?.value ?? source?.textContent.trim() ?? asked.dataset.copy);
  document.dispatchEvent(new CustomEvent("say", { detail: { id: "copied", words: document.body.dataset.copied } }));
});

document.addEventListener("change", (event) => {
  const name = event.target.dataset?.all;
  if (!name) return;
  for (const box of event.target.form.querySelectorAll(`[name="${name}"]`)) box.checked = event.target.checked;
});

let written = false;
document.addEventListener("input", (event) => { written ||= event.target.matches("form[method=post] textarea"); });
document.addEventListener("submit", () => { written = false; });
addEventListener("beforeunload", (event) => { if (written && !document.documentElement.dataset.closing) event.preventDefault(); });

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-print], [data-copy]")) button.hidden = false;
});
