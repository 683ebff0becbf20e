// Where the menu is wider than the screen: brings the current entry into view, and marks the edges behind which there is more.

const menu = document.querySelector(".menu");
const list = menu?.querySelector("ul");
const current = list?.querySelector("[aria-current]");

function mark() {
    menu.toggleAttribute("data-before", list.scrollLeft > 1);
    menu.toggleAttribute("data-after", list.scrollLeft + list.clientWidth < list.scrollWidth - 1);
}

if (list) {
    if (current) list.scrollLeft = current.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
    list.addEventListener("scroll", mark);
    new ResizeObserver(mark).observe(list);
}
