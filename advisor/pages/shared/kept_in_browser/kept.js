// Keeps what the reader wants to find again in this browser, one slot a purpose, and nothing about any patient.
// Sends what is kept when the page opens, and when another window has changed it; else writes what the page says.

function kept(slot) {
  try {
    return window.localStorage.getItem(slot) ?? "";
  } catch {
    return ""; // storage is switched off: what is told lives as long as the page
  }
}

function keep(slot, text) {
  try {
    if (text === "") window.localStorage.removeItem(slot);
    else window.localStorage.setItem(slot, text);
  } catch {
    // as above
  }
}

const seen = new Map(); // by slot, what this window last read or wrote; anything else is another window's
let turn = 0; // how often another window's was told: the same text may come twice

export default function ({ data, setStateValue }) {
  const { slot, write, over } = data;
  const held = kept(slot);
  const other = !over && seen.has(slot) && seen.get(slot) !== held;
  if (other) setStateValue("turn", ++turn);
  if (other || write === null) setStateValue("kept", held);
  else if (write !== held) keep(slot, write);
  seen.set(slot, kept(slot));
}
