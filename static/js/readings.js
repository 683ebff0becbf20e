// Says once that somebody has this story before them, for the lists of what is read most: its address, and nothing of
// whoever reads. A page that is made ready beforehand, or lies in a tab that nobody looks at, is not in sight.

const LONG_ENOUGH = 5000; // milliseconds in sight without a break

const { readings } = document.querySelector("[data-readings]").dataset;
let waiting;

function watch() {
  clearTimeout(waiting);
  if (document.visibilityState === "visible") waiting = setTimeout(tell, LONG_ENOUGH);
}

function tell() {
  document.removeEventListener("visibilitychange", watch);
  navigator.sendBeacon?.(readings, location.pathname);
}

document.addEventListener("visibilitychange", watch);
watch();
