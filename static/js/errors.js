// After a form came back, the list of what to change takes the focus; a link in it goes to the field itself.
document.addEventListener("DOMContentLoaded", () => document.querySelector(".errsum")?.focus());
document.addEventListener("htmx:afterSwap", (event) => event.detail.elt.querySelector?.(".errsum")?.focus());

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".errsum a[href^='#'], [data-focus]");
  const field = link && document.getElementById(link.dataset.focus || link.hash.slice(1));
  if (!field) return;
  requestAnimationFrame(() => {
    field.focus({ preventScroll: true });
    (field.closest(".field") || field).scrollIntoView({ block: "center" });
  });
});
