// A forgotten page closes itself. Writing counts as being here: the server is told about it once a minute at most.
const WARNS = 120_000;
const TELLS = 60_000;

document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("idle-box");
  if (!box?.showModal) return;
  const allowed = Number(box.dataset.idle) * 1000;
  let seen = Date.now();
  let told = seen;

  const sharedSeen = () => {
    try { return Number(localStorage.getItem("seen")) || 0; } catch { return 0; }
  };
  const tell = async () => {
    told = Date.now();
    try { localStorage.setItem("seen", told); } catch { /* one tab only, then */ }
    if (!box.dataset.ping) return;
    const token = document.querySelector("[name=csrf_token]")?.value || "";
    try { await fetch(box.dataset.ping, { method: "POST", headers: { "X-CSRFToken": token } }); } catch { /* offline: the next one */ }
  };
  const here = () => {
    if (box.open) return;
    seen = Date.now();
    if (seen - told > TELLS) tell();
  };
  const close = () => {
    document.documentElement.dataset.closing = "1";
    location.reload();
  };
  const look = () => {
    const quiet = Date.now() - Math.max(told, sharedSeen());
    if (quiet > allowed + 2000) close();
    else if (quiet > allowed - WARNS && !box.open) box.showModal();
    else if (quiet <= allowed - WARNS && box.open) box.close();
  };

  try { localStorage.setItem("seen", seen); } catch { /* one tab only, then */ }
  for (const act of ["keydown", "pointerdown", "input"]) document.addEventListener(act, here, { passive: true });
  box.querySelector("[data-stay]").addEventListener("click", () => { tell(); box.close(); });
  box.addEventListener("cancel", tell);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  setInterval(look, 10_000);
});
