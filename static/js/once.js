// A button that was pressed shows that it works, and a second press does not send the form again.
const release = (form) => {
  delete form.dataset.sent;
  form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
};

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (event.target.hasAttribute("data-stays") || event.target.closest("[hx-post], [data-hx-post]")) return;
  event.target.dataset.sent = "1";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => release(event.target), 10_000);  // a download leaves the page standing
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
