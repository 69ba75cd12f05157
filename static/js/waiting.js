// Something written elsewhere still waits in this browser: what sends it is fetched, on whatever page of the staff one is.
document.addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("queue");
  let unsent = 0;
  try { unsent = Number(localStorage.getItem("unsent")); } catch { /* closed store */ }
  if (!place || !unsent || document.querySelector(`script[src="${place.dataset.script}"]`)) return;
  const script = document.createElement("script");
  script.src = place.dataset.script;
  document.head.append(script);
});
