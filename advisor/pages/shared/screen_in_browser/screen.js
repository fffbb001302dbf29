// Says a changed answer aloud to whoever listens to the page, and makes a list of its steps to them; or tells the page
// whether the window is a phone's width. Holds the case that the page shows as long as the page is open, nowhere else, and
// tells it to a server that was started anew.

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

function list({ key, item, name }) {
  const steps = document.querySelector(`.st-key-${key}`);
  if (!steps) return;
  steps.setAttribute("role", "list");
  steps.setAttribute("aria-label", name);
  steps.querySelectorAll(`[class*="st-key-${item}"]`).forEach((step) => step.setAttribute("role", "listitem"));
}

// A step that is opened or new is drawn as anything else; it is a step again before the next frame.
function keepListed(steps, place) {
  list(steps);
  place.drawn?.disconnect();
  place.drawn = new MutationObserver(() => list(steps));
  place.drawn.observe(document.body, { childList: true, subtree: true });
  return () => place.drawn.disconnect();
}

const held = { session: null, shown: "" }; // the visit that it is of, and the case as an address writes it

function hold(shown, session) {
  if (shown === null || (shown === "" && session !== held.session)) return; // the new server's page is empty at first
  Object.assign(held, { session, shown });
}

export default function ({ data, parentElement, setStateValue }) {
  if (data.say !== undefined) {
    say(data.say, parentElement);
    hold(data.shown, data.session);
    return keepListed(data.steps, parentElement);
  }
  const tell = () => setStateValue("narrow", PHONE.matches);
  if ((data.narrow ?? false) !== PHONE.matches) tell();
  if (held.shown && held.session !== data.session) {
    held.session = data.session;
    setStateValue("shown", held.shown);
  }
  PHONE.addEventListener("change", tell);
  return () => PHONE.removeEventListener("change", tell);
}
