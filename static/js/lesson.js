// Keeps the place in a lesson: the section being read, the second of sound and film. What could not be sent waits on this
// phone and goes out when the connection is back; the server lets a device that was away only go on, never back.
document.addEventListener("DOMContentLoaded", () => {
  const text = document.querySelector("[data-place]");
  if (!text) return;
  const key = `place:${text.dataset.reader}:${text.dataset.place}`;
  const players = [...document.querySelectorAll(".lesson-media")];
  const now = { section: Number(text.dataset.at), audio_seconds: 0, video_seconds: 0, version: Number(text.dataset.version) };
  let waiting = false;
  let timer = 0;

  const keep = (value) => {
    try { value ? localStorage.setItem(key, JSON.stringify(value)) : localStorage.removeItem(key); } catch { /* this visit only */ }
  };
  const kept = () => {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  };

  const send = async () => {
    clearTimeout(timer);
    if (!waiting) return;
    const sent = { ...now };
    keep(sent);
    try {
      const answer = await fetch(text.dataset.place, {
        method: "POST", body: new URLSearchParams(sent), headers: { "X-CSRFToken": text.dataset.token }, keepalive: true,
      });
      if (!answer.ok || answer.redirected) throw new Error();
      now.version = (await answer.json()).version;
      waiting = sent.section !== now.section;
      if (!waiting) keep(null);
    } catch {
      timer = setTimeout(send, 20_000);
    }
  };
  const changed = (soon) => {
    waiting = true;
    clearTimeout(timer);
    timer = setTimeout(send, soon);
  };

  for (const player of players) {
    const name = `${player.dataset.kind}_seconds`;
    now[name] = Number(player.dataset.second);
    player.addEventListener("loadedmetadata", () => {
      if (now[name] > 1 && now[name] < player.duration - 2 && player.currentTime < now[name] - 1) player.currentTime = now[name];
    });
    player.addEventListener("timeupdate", () => {
      const second = Math.floor(player.currentTime);
      if (player.seeking || Math.abs(second - now[name]) < 5) return;
      now[name] = second;
      changed(100);
    });
    player.addEventListener("pause", () => { now[name] = player.ended ? 0 : Math.floor(player.currentTime); changed(0); });
  }

  const left = kept();
  if (left) {
    now.section = Math.max(now.section, left.section);
    for (const name of ["audio_seconds", "video_seconds"]) now[name] = Math.max(now[name], left[name]);
    waiting = true;
    send();
  }

  if (window.IntersectionObserver) {
    const watch = new IntersectionObserver((seen) => {
      const top = seen.filter((one) => one.isIntersecting).map((one) => Number(one.target.dataset.section));
      if (!top.length || !scrollY) return;
      now.section = Math.max(...top);
      changed(1500);
    }, { rootMargin: "-10% 0px -70% 0px" });
    for (const section of text.querySelectorAll("[data-section]")) watch.observe(section);
  }
  addEventListener("online", send);
  addEventListener("pagehide", send);
});
