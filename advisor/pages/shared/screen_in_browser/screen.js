// Says a changed answer aloud to whoever listens to the page, and tells the page whether the window is a phone's width.
// Takes nothing in and keeps nothing.

const PHONE = window.matchMedia("(max-width: 700px)");
const UNSEEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;margin:0";

export default function ({ data, parentElement, setStateValue }) {
  let said = parentElement.querySelector('[role="status"]');
  if (!said) {
    said = document.createElement("p");
    said.setAttribute("role", "status");
    said.style.cssText = UNSEEN;
    parentElement.appendChild(said);
  }
  if (said.textContent !== data.say) said.textContent = data.say;
  const tell = () => setStateValue("narrow", PHONE.matches);
  // Not in one breath with what keeps settings: that speaks for the page, this for a part of it.
  if ((data.narrow ?? false) !== PHONE.matches) setTimeout(tell);
  PHONE.addEventListener("change", tell);
  return () => PHONE.removeEventListener("change", tell);
}
