// Without a connection nothing is sent and nothing is lost: the words stay in the fields and the page says so.
const words = (name) => document.querySelector("[data-keep]")?.dataset[name] || document.body.dataset[name] || "";
const say = (detail) => document.dispatchEvent(new CustomEvent("say", { detail }));

addEventListener("offline", () => say({ id: "offline", words: words("offline"), stays: true }));
addEventListener("online", () => say({ id: "offline" }));
document.addEventListener("submit", (event) => {
  // Forms that are ready to wait in the browser (queue.js) are let through.
  if (navigator.onLine || event.target.matches("[data-ready]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say({ id: "offline", words: words("offline"), stays: true });
}, true);
document.addEventListener("htmx:sendError", (event) => event.target.closest?.("[data-roll]") || say({ id: "failed", words: words("offline") }));
document.addEventListener("htmx:responseError", () => say({ id: "failed", words: words("failed") }));
