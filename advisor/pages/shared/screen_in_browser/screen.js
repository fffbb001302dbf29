// Says a changed answer aloud to whoever listens to the page, or tells the page whether the window is a phone's width.
// Takes nothing in and keeps nothing.

const PHONE = window.matchMedia("(max-width: 700px)");
const UNSEEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;margin:0";

function say(text, place) {
  let said = place.querySelector('[role="status"]');
  if (!said) {
    said = document.createElement("p");
    said.setAttribute("role", "status");
    said.style.cssText = UNSEEN;
    place.appendChild(said);
  }
  if (said.textContent !== text) said.textContent = text;
}

export default function ({ data, parentElement, setStateValue }) {
  if (data.say !== undefined) {
    say(data.say, parentElement);
    return;
  }
  const tell = () => setStateValue("narrow", PHONE.matches);
  if ((data.narrow ?? false) !== PHONE.matches) tell();
  PHONE.addEventListener("change", tell);
  return () => PHONE.removeEventListener("change", tell);
}
