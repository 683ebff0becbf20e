// The form of a pin: shows the picture of the story that was just chosen, to be cropped, and says what
// the pin takes from others.

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

async function sayWhose() {
  const note = form.querySelector("[data-displaces]");
  const asked = new URLSearchParams(
    ["article", "zone", "place", "pin"].map((name) => [name, form.elements[name].value])
  ).toString();
  note.dataset.asked = asked;
  const answer = await fetch(`${note.dataset.displaces}?${asked}`);
  if (!answer.ok || asked !== note.dataset.asked) return;
  note.textContent = await answer.text();
  note.hidden = !note.textContent;
}

if (form && picture) {
  form.querySelector(".form-row.field-place").append(form.querySelector("[data-displaces]"));
  // The field that finds stories tells jQuery alone of a choice.
  window.django.jQuery(story).on("change", (event) => {
    if (!event.originalEvent) story.dispatchEvent(new Event("change", { bubbles: true }));
  });
  story.addEventListener("change", showPicture);
  story.addEventListener("change", sayWhose);
  for (const name of ["zone", "place"]) form.elements[name].addEventListener("input", sayWhose);
}
