// Says times of day in the reader's own time zone, with its name. Without it, and for those who live in the publication's
// zone, the server's words stand. A day alone is always one of the publication's. The digits are those of the server, in
// every language.
//
// No module: each time is written anew while the page is read, before it is drawn, so that nothing moves.

{
  const FORMATS = {
    moment: { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
    minute: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
  };
  const { lang, dataset } = document.documentElement;

  const write = (time) => {
    const format = new Intl.DateTimeFormat(lang, { hourCycle: "h23", numberingSystem: "latn", ...FORMATS[time.dataset.local] });
    time.textContent = format.format(new Date(time.dateTime)).replace(/ (?=\S+$)/, "\u00a0"); // the zone stays with its hour
    delete time.dataset.local;
  };

  // What the reading of the page has not come to the end of waits for the next turn.
  const isRead = (node) => {
    for (; node; node = node.parentNode) if (node.nextSibling) return true;
    return document.readyState !== "loading";
  };

  const writeAll = () => [...document.querySelectorAll("time[data-local]")].filter(isRead).forEach(write);

  if (Intl.DateTimeFormat().resolvedOptions().timeZone !== dataset.timeZone) {
    const reading = new MutationObserver(writeAll);
    reading.observe(document, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", () => {
      reading.disconnect();
      writeAll();
    });
  }
}
