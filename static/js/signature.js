// A signature drawn with finger, pen or mouse; it goes with the form as a PNG. Without this, a photo or paper does.
const begin = (pad) => {
  const canvas = pad.querySelector("canvas");
  const field = document.getElementById(pad.dataset.signature);
  const pen = canvas.getContext("2d");
  let from = null;
  const wipe = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    field.value = "";
  };
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
  };
  const line = (event) => {
    if (!from) return;
    const to = at(event);
    pen.beginPath();
    pen.moveTo(...from);
    pen.lineTo(...to);
    pen.stroke();
    from = to;
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    from = at(event);
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", line);
  canvas.addEventListener("pointerup", (event) => {
    line(event);
    if (from) field.value = canvas.toDataURL("image/png");
    from = null;
  });
  canvas.addEventListener("pointercancel", () => { from = null; });
  pad.querySelector("[data-wipe]").addEventListener("click", wipe);
  pen.lineWidth = 4;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = "#111";
  const redraw = () => {
    const earlier = field.value;
    wipe();
    if (!earlier.startsWith("data:image/png")) return;
    const picture = new Image();
    picture.onload = () => { pen.drawImage(picture, 0, 0); field.value = earlier; };
    picture.src = earlier;
  };
  field.addEventListener("refill", redraw);
  redraw();
  pad.hidden = false;
};

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-signature]").forEach(begin));
document.addEventListener("begin", (event) => begin(event.target));  // a page unfolded without a signal
