// Keeps the practice's own settings in this browser, and nothing about any patient.
// Sends what is kept once, when the page opens; afterwards writes what the page says.

const NAME = "dental-exposure-advisor";

function kept() {
  try {
    return window.localStorage.getItem(NAME) ?? "";
  } catch {
    return ""; // storage is switched off: the settings live as long as the page
  }
}

function keep(text) {
  try {
    if (text === "") window.localStorage.removeItem(NAME);
    else window.localStorage.setItem(NAME, text);
  } catch {
    // as above
  }
}

export default function ({ data, setStateValue }) {
  if (data.write === null) setStateValue("kept", kept());
  else if (data.write !== kept()) keep(data.write);
}
