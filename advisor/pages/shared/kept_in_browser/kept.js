// Keeps what the reader wants to find again in this browser, one slot a purpose, and nothing about any patient.
// Sends what is kept when the page opens, and when another window has changed it; else writes what the page says.
// Takes a case that came by link out of the address, once the page has read it.
// Lets the browser ask before a window is left that holds what is in no file yet.
// Brings the reader to the top of another screen: Streamlit leaves a page where the last one was left.

function kept(store, slot) {
  try {
    return window[store].getItem(slot) ?? "";
  } catch {
    return ""; // storage is switched off: what is told lives as long as the page
  }
}

function keep(store, slot, text) {
  try {
    if (text === "") window[store].removeItem(slot);
    else window[store].setItem(slot, text);
  } catch {
    // as above
  }
}

const seen = new Map(); // by slot, what this window last read or wrote; anything else is another window's
const spoken = new Map(); // by slot, the visit that it was spoken of with last
let turn = 0; // how often another window's was told: the same text may come twice

const screens = new Map(); // by slot, the screen that was shown last

function toTop(slot, screen) {
  if (screen === null || screens.get(slot) === screen) return;
  const first = !screens.has(slot);
  screens.set(slot, screen);
  const main = document.querySelector('[data-testid="stMain"]');
  if (first || !main) return;
  main.scrollTop = 0;
  const heading = main.querySelector("h1");
  if (!heading) return;
  heading.tabIndex = -1; // the keyboard goes on from here, as what it stood on is gone
  heading.focus({ preventScroll: true });
}

const unsaved = new Set(); // parts of the page that say so
window.addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});

export default function ({ data, parentElement, setStateValue }) {
  if (data.unsaved) {
    unsaved.add(parentElement);
    return () => unsaved.delete(parentElement); // once it is no longer drawn
  }
  const { store, slot, write, over, echo, plain, session, screen } = data;
  const held = kept(store, slot);
  const anew = spoken.get(slot) !== session && write !== null && write !== held; // the server knows what it was told long ago
  const other = anew || (!over && seen.has(slot) && seen.get(slot) !== held);
  spoken.set(slot, session);
  if (other) setStateValue("turn", ++turn);
  if (other || write === null) setStateValue("kept", held);
  else if (write !== held) {
    keep(store, slot, write);
    if (echo && kept(store, slot) === write) setStateValue("kept", write);
  }
  seen.set(slot, kept(store, slot));
  if (plain && window.location.search) window.history.replaceState(window.history.state, "", window.location.pathname);
  toTop(slot, screen);
}
