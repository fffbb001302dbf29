// Keeps what the reader wants to find again in this browser, one slot a purpose, and nothing about any patient.
// Sends what is kept when the page opens, and when another window has changed it; else writes what the page says.
// Takes a case that came by link out of the address, once the page has read it.

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

export default function ({ data, setStateValue }) {
  const { store, slot, write, over, echo, plain, session } = data;
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
}
