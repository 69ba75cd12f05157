// Short words at the bottom: those the server sent, and those of the browser itself. Other modules raise "say".
const LASTS = 8000;

const leaveSoon = (toast) => setTimeout(() => toast.matches(":hover, :focus-within") ? leaveSoon(toast) : toast.remove(), LASTS);

document.addEventListener("say", ({ detail }) => {
  document.getElementById(detail.id)?.remove();
  if (!detail.words) return;
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.id = detail.id;
  toast.setAttribute("role", detail.stays ? "alert" : "status");
  toast.append(detail.words);
  document.body.append(toast);
  if (!detail.stays) leaveSoon(toast);
});

document.addEventListener("click", (event) => {
  const close = event.target.closest?.("[data-close]");
  if (close) close.closest("[data-toast], .notice, dialog")?.remove();
});

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-toast]").forEach(leaveSoon));
