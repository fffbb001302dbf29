// A grid of buttons of which one is chosen: one stop of the keyboard, moved within by the arrow keys. Draws what it is
// given, tells which button was touched, and keeps nothing.

const SVG = "http://www.w3.org/2000/svg";
const STEPS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

function picture(outlines) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${20 * outlines.length} 22`);
  svg.setAttribute("aria-hidden", "true");
  outlines.forEach((outline, nth) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", outline);
    path.setAttribute("transform", `translate(${20 * nth + 10} 11) scale(8)`);
    svg.append(path);
  });
  return svg;
}

function button({ value, shown, named, outlines }) {
  const drawn = document.createElement("button");
  drawn.type = "button";
  drawn.tabIndex = -1;
  drawn.value = JSON.stringify(value);
  drawn.setAttribute("aria-label", named);
  if (outlines.length) drawn.append(picture(outlines));
  drawn.append(shown);
  return drawn;
}

function press(buttons, chosen) {
  const pressed = buttons.filter((each) => each.value === chosen);
  buttons.forEach((each) => each.setAttribute("aria-pressed", String(pressed.includes(each))));
  if (!pressed.some((each) => each.tabIndex === 0)) focusable(buttons, pressed[0] ?? buttons[0]);
}

function focusable(buttons, one) {
  buttons.forEach((each) => { each.tabIndex = each === one ? 0 : -1; });
}

function draw({ name, columns, narrow, cells }) {
  const bar = document.createElement("div");
  const buttons = cells.map(button);
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", name);
  bar.style.setProperty("--columns", columns);
  bar.style.setProperty("--narrow", narrow);
  bar.append(...buttons);
  bar.addEventListener("keydown", (event) => {
    const row = getComputedStyle(bar).gridTemplateColumns.split(" ").length;
    const step = { ...STEPS, ArrowDown: row, ArrowUp: -row }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const to = Math.min(Math.max(buttons.indexOf(event.target) + step, 0), buttons.length - 1);
    focusable(buttons, buttons[to]);
    buttons[to].focus();
  });
  bar.addEventListener("click", (event) => {
    const touched = event.target.closest("button");
    if (!touched) return;
    const again = touched.getAttribute("aria-pressed") === "true";
    if (again && !bar.takesBack) return;
    const value = again ? "null" : touched.value;
    focusable(buttons, touched);
    press(buttons, value);
    bar.tell(JSON.parse(value));
  });
  return bar;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const { chosen, takesBack, ...grid } = data;
  const wanted = JSON.stringify(grid);
  let bar = parentElement.querySelector('[role="toolbar"]');
  if (bar?.dataset.grid !== wanted) {
    const drawn = draw(grid);
    drawn.dataset.grid = wanted;
    bar ? bar.replaceWith(drawn) : parentElement.append(drawn);
    bar = drawn;
  }
  bar.takesBack = takesBack;
  bar.tell = (value) => setTriggerValue("touched", { value });
  press([...bar.children], JSON.stringify(chosen));
}
