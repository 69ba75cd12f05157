// Light or dark, as chosen in this browser. Runs before the page is drawn, so that nothing flashes.
const root = document.documentElement;
const kept = () => {
  try { return localStorage.getItem("theme"); } catch { return null; }
};
const wear = (choice) => {
  if (choice === "light" || choice === "dark") root.dataset.theme = choice;
  else delete root.dataset.theme;
};
if (kept()) wear(kept());

document.addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll("[data-theme-choice]")) {
    box.hidden = false;
    const current = box.querySelector(`[value="${kept() || root.dataset.theme || "system"}"]`);
    if (current) current.checked = true;
    box.addEventListener("change", (event) => {
      try { localStorage.setItem("theme", event.target.value); } catch { /* a closed browser forgets */ }
      wear(event.target.value);
    });
  }
});
