/* Drawn on a grid of 20 by 20, in strokes. */

const PATHS = {
  bold: "M6 4h4.5a3 3 0 0 1 0 6H6zM6 10h5.5a3 3 0 0 1 0 6H6z",
  italic: "M9 4h5M6 16h5M11.5 4l-3 12",
  link: "M8.5 11.5a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1M11.5 8.5a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1",
  bulletList: "M8 5h9M8 10h9M8 15h9M3.9 5h.2M3.9 10h.2M3.9 15h.2",
  orderedList: "M8 5h9M8 10h9M8 15h9M3 4l1-.7V7M2.8 9.6c.3-1 2.2-1 2.2.2 0 .9-2.2 1.4-2.2 2.4H5M2.8 14.4c1-.8 2.4-.2 2 .6-.2.4-.7.5-1 .5.5 0 1.2.2 1.2.8 0 1-1.6 1.2-2.3.4",
  blockquote: "M3 4v12M7 6h10M7 10h10M7 14h6",
  pullQuote: "M3 4h14M3 16h14M6 8v4M6 8h2.5v2.2c0 1-.8 1.8-2 1.8M11.5 8v4M11.5 8H14v2.2c0 1-.8 1.8-2 1.8",
  table: "M3 4h14v12H3zM3 8h14M3 12h14M8 4v12M12.5 4v12",
  gallery: "M3 7h11v9H3zM6.5 4H17v8.5M3.5 14l3-3.5 2.5 3 1.8-2 2.7 3",
  horizontalRule: "M3 10h14M5 5h10M5 15h10",
  find: "M9 4a5 5 0 1 1 0 10A5 5 0 0 1 9 4M12.6 12.6 17 17",
  undo: "M7 4 3.5 7.5 7 11M4 7.5h8a4 4 0 0 1 0 8H8",
  redo: "M13 4l3.5 3.5L13 11M16 7.5H8a4 4 0 0 0 0 8h4",
};

const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
