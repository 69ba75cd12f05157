// Reads a part of the page aloud: <button data-aloud="#id" data-stop="words" hidden>. Stays hidden where the browser cannot speak.
const speech = window.speechSynthesis;
let speaking = null;

const hush = () => {
  speech.cancel();
  if (speaking) speaking.lastChild.textContent = speaking.dataset.words;
  speaking = null;
};

const sentences = (place) => [...place.querySelectorAll("h1, h2, h3, p, li, b, td")]
  .filter((part) => part.offsetParent && !part.closest("[data-silent]") && !part.parentElement.closest("p, li, td"))
  .map((part) => part.textContent.trim()).filter(Boolean);

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-aloud]");
  if (!button) return;
  const again = speaking === button;
  hush();
  if (again) return;
  speaking = button;
  button.dataset.words = button.lastChild.textContent;
  button.lastChild.textContent = button.dataset.stop;
  const parts = sentences(document.querySelector(button.dataset.aloud));
  parts.forEach((words, at) => {
    const said = new SpeechSynthesisUtterance(words);
    said.lang = "zh-CN";
    said.rate = 0.9;
    if (at === parts.length - 1) said.onend = () => speaking === button && hush();
    speech.speak(said);
  });
});

document.addEventListener("DOMContentLoaded", () => {
  if (!speech) return;
  for (const button of document.querySelectorAll("[data-aloud]")) button.hidden = false;
});
addEventListener("pagehide", () => speech?.cancel());
