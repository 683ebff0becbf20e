// The form of a pin: shows the picture of the story that was just chosen, to be cropped, and says whose place it takes.

const story = document.querySelector("#pin_form select[name=article]");
const form = story?.form;
const picture = form?.querySelector(".field-picture .readonly");

async function showPicture() {
  for (const name of ["crop_x", "crop_y"]) form.elements[name].value = ""; // they were of another picture
  const asked = story.value;
  const answer = await fetch(`${picture.querySelector("[data-picture-of]").dataset.pictureOf}?article=${asked}`);
  if (!answer.ok || asked !== story.value) return;
  picture.innerHTML = await answer.text();
  document.dispatchEvent(new Event("focal:new"));
}

function sayWhose() {
  const note = form.querySelector("[data-displaces]");
  const held = JSON.parse(note.dataset.displaces);
  const whose = held[`${form.elements.zone.value}:${Number(form.elements.place.value)}`];
  note.hidden = !whose;
  note.textContent = whose ? `Takes the place of “${whose}”, which is pinned there.` : "";
}

if (form && picture) {
  form.querySelector(".form-row.field-place").append(form.querySelector("[data-displaces]"));
  // The field that finds stories tells jQuery alone of a choice.
  window.django.jQuery(story).on("change", (event) => {
    if (!event.originalEvent) story.dispatchEvent(new Event("change", { bubbles: true }));
  });
  story.addEventListener("change", showPicture);
  for (const name of ["zone", "place"]) form.elements[name].addEventListener("input", sayWhose);
}
