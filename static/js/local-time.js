// Says moments in the reader's own time zone. Without it, and for those who live in the publication's zone, the
// server's words stand: absolute, with the name of the zone. The digits are those of the server, in every language.

const FORMATS = {
  moment: { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
  minute: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "long", year: "numeric" },
};

const { lang, dataset } = document.documentElement;

if (Intl.DateTimeFormat().resolvedOptions().timeZone !== dataset.timeZone) {
  for (const time of document.querySelectorAll("time[data-local]")) {
    const format = new Intl.DateTimeFormat(lang, { hourCycle: "h23", numberingSystem: "latn", ...FORMATS[time.dataset.local] });
    time.textContent = format.format(new Date(time.dateTime));
  }
}
