// The address of a new story follows its headline at each key (Django's prepopulate.js); one that is pasted presses none.

const $ = window.django.jQuery;
const headline = document.querySelector("#id_headline");

headline?.addEventListener("input", () => $(headline).trigger("keyup"));
