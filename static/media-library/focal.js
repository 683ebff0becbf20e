// A click in a picture sets its focal point; the number fields beside it work as well, and alone where no script runs.
// Who puts another picture there dispatches “focal:new” on the document.

const across = document.querySelector("#id_focal_x, #id_crop_x");
const down = document.querySelector("#id_focal_y, #id_crop_y");

function show() {
  const chooser = document.querySelector("[data-focal]");
  if (!chooser) return;
  chooser.classList.add("focal-choosable");
  const [x, y] = [`${across.value || 50}%`, `${down.value || 50}%`];
  const point = chooser.querySelector(".focal-point");
  point.style.left = x;
  point.style.top = y;
  for (const crop of chooser.querySelectorAll(".focal-crops img")) centre(crop, parseFloat(x) / 100, parseFloat(y) / 100);
}

// Around the point, as far as the picture reaches: as renditions.py cuts it.
function centre(crop, x, y) {
  const whole = crop.naturalWidth / crop.naturalHeight;
  const shown = crop.offsetWidth / crop.offsetHeight;
  const place = (point, part) => (part < 1 ? `${100 * Math.min(1, Math.max(0, (point - part / 2) / (1 - part)))}%` : "50%");
  crop.style.objectPosition = `${place(x, shown / whole)} ${place(y, whole / shown)}`;
}

function choose(event) {
  const whole = event.target.closest("[data-focal] .focal-whole");
  if (!whole) return;
  const box = whole.getBoundingClientRect();
  const percent = (part, whole) => Math.min(100, Math.max(0, Math.round((100 * part) / whole)));
  across.value = percent(event.clientX - box.left, box.width);
  down.value = percent(event.clientY - box.top, box.height);
  show();
  down.dispatchEvent(new Event("change", { bubbles: true }));
}

if (across && down) {
  document.addEventListener("click", choose);
  document.addEventListener("focal:new", show);
  for (const field of [across, down]) field.addEventListener("input", show);
  document.addEventListener("load", ({ target }) => target.closest?.(".focal-crops") && show(), { capture: true });
  show();
}
