// At its end the banner goes from pages that are open, too.

const LONGEST = 2 ** 31 - 1; // ms that a browser's clock can be set to

const banner = document.querySelector(".banner");
const left = Date.parse(banner.dataset.until) - Date.now();
if (left <= LONGEST) setTimeout(() => banner.remove(), left);
