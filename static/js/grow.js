// A text box is as tall as what was written in it, up to two thirds of the screen.
const fit = (box) => {
  if (!box.offsetParent) return;
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 4, innerHeight * 0.66)}px`;
};
const fitAll = () => document.querySelectorAll("textarea.input").forEach(fit);

document.addEventListener("input", (event) => event.target.matches("textarea.input") && fit(event.target));
document.addEventListener("DOMContentLoaded", fitAll);
document.addEventListener("htmx:afterSettle", fitAll);
