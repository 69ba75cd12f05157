// Reads a part of the page aloud: <section data-aloud> gets a button of its own, <button data-aloud="#id" hidden> reads that part.
// Nothing shows where the browser cannot speak.
const speech = window.speechSynthesis;
let speaking = null;

const hush = () => {
  speech.cancel();
  if (speaking) speaking.lastChild.textContent = speaking.dataset.words;
  speaking = null;
};

const sentences = (place) => [...place.querySelectorAll("h1, h2, h3, p, li, b, td")]
  .filter((part) => part.getClientRects().length && !part.closest("[data-silent], button, a.btn") && !part.parentElement.closest("p, li, td"))
  .map((part) => part.textContent.trim()).filter(Boolean);

const say = (button, place) => {
  const again = speaking === button;
  hush();
  if (again) return;
  speaking = button;
  button.dataset.words = button.lastChild.textContent;
  button.lastChild.textContent = document.body.dataset.hush;
  const parts = sentences(place);
  parts.forEach((words, at) => {
    const said = new SpeechSynthesisUtterance(words);
    said.lang = place.closest("[lang]").lang;
    said.rate = 0.9;
    if (at === parts.length - 1) said.onend = () => speaking === button && hush();
    speech.speak(said);
  });
};

document.addEventListener("DOMContentLoaded", () => {
  if (!speech) return;
  for (const found of document.querySelectorAll("[data-aloud]")) {
    let button = found;
    if (found.tagName !== "BUTTON") {
      button = document.createElement("button");
      button.type = "button";
      button.className = "btn small aloud";
      button.append(document.body.dataset.say);
      found.prepend(button);
    }
    const place = button === found ? document.querySelector(found.dataset.aloud) : found;
    button.hidden = false;
    button.addEventListener("click", () => say(button, place));
  }
});
addEventListener("pagehide", () => speech?.cancel());
