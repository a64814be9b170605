// A drawing board, and what the network of the lesson makes of the drawing. Pen and picture are moved by fingers or keys.
import { button, element } from "../dom.js";
import { KINDS, SIDE, dab, mirrored, moved, recognise, upsideDown } from "./garments.js";

const PAUSE = 450; // ms after the last stroke until a screen reader is told
const INK = 0.8; // about the brightness of the clothes
/** @type {Record<string, [number, number]>} */
const KEYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

/** A square drawing surface. @param {string} name */
function surface(name) {
  const canvas = /** @type {HTMLCanvasElement} */ (element("canvas", { class: name }));
  return { canvas, context: /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")) };
}

/**
 * Paint maps beside each other: black whose opacity is the value. Style sheets turn it white in the dark scheme.
 * @param {CanvasRenderingContext2D} context @param {Float64Array[]} maps @param {number} side @param {number} most the value of full ink @param {number} across
 */
function paint(context, maps, side, most, across) {
  const gap = maps.length > 1 ? 2 : 0;
  context.canvas.width = across * (side + gap) - gap;
  context.canvas.height = Math.ceil(maps.length / across) * (side + gap) - gap;
  maps.forEach((map, n) => {
    const image = context.createImageData(side, side);
    map.forEach((value, at) => (image.data[4 * at + 3] = (255 * value) / most));
    context.putImageData(image, (n % across) * (side + gap), Math.floor(n / across) * (side + gap));
  });
}

/** @param {HTMLElement} section @param {import("./npz.js").Tables} net */
export default function show(section, net) {
  const { pictures, kinds } = net;
  let picture = new Float64Array(SIDE * SIDE);
  let truth = "";
  let place = -1; // of the real picture that was shown last
  const pen = { row: 13, column: 13, down: false };

  const board = surface("rm-board-ink");
  const filters = surface("rm-board-maps");
  const cursor = element("span", { class: "rm-board-pen" });
  const area = element("div", { class: "rm-board", tabindex: "0", role: "application", "aria-label": "Drawing board, 28 by 28. Arrow keys move the pen, with Shift by four. Space puts it down or lifts it." }, board.canvas, cursor);
  const radius = /** @type {HTMLInputElement} */ (element("input", { type: "range", min: "0.5", max: "4", step: "0.5", value: "2", "aria-label": "Radius of the pen" }));
  const eraser = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
  const other = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
  other.addEventListener("change", () => draw());
  const rows = KINDS.map((kind) => {
    const [bar, share] = [element("span", { class: "rm-odds-bar" }), element("td")];
    return { bar, share, row: element("tr", {}, element("th", { scope: "row" }, kind), share, element("td", { "aria-hidden": "true" }, bar)) };
  });
  const said = element("p", { class: "rm-explore-said" });
  const voice = element("p", { class: "rm-sr", role: "status" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let talk;

  /** @param {string} [first] what is spoken before the verdict */
  function draw(first = "") {
    const { maps, probabilities } = recognise(net, picture, other.checked ? "moved" : "plain");
    paint(board.context, [picture], SIDE, 1, 1);
    paint(filters.context, maps, SIDE / 2, Math.max(1e-9, ...maps.map((map) => Math.max(...map))), 4);
    cursor.style.left = `${((pen.column + 0.5) / SIDE) * 100}%`;
    cursor.style.top = `${((pen.row + 0.5) / SIDE) * 100}%`;
    cursor.toggleAttribute("data-down", pen.down);
    const percent = (/** @type {number} */ n) => `${Math.round(100 * probabilities[n])} %`;
    rows.forEach(({ bar, share }, n) => {
      bar.style.width = `${100 * probabilities[n]}%`;
      share.textContent = percent(n);
    });
    const [one, two] = KINDS.map((_, n) => n).sort((a, b) => probabilities[b] - probabilities[a]);
    const verdict = picture.some((value) => value > 0) ? `Most likely: ${KINDS[one]}, ${percent(one)}. Then ${KINDS[two]}, ${percent(two)}.` : `An empty board, and still it says ${KINDS[one]}, ${percent(one)}.`;
    said.textContent = `${truth}${verdict}`;
    clearTimeout(talk);
    talk = setTimeout(() => (voice.textContent = `${first}${said.textContent}`), PAUSE);
  }

  /** @param {number} row @param {number} column */
  const touch = (row, column) => dab(picture, row, column, Number(radius.value), eraser.checked ? 0 : INK);

  /** Draw from the pen to a place and leave the pen there. @param {number} row @param {number} column */
  function stroke(row, column) {
    const steps = Math.max(1, Math.ceil(2 * Math.hypot(row - pen.row, column - pen.column)));
    for (let n = 1; n <= steps; n++) touch(pen.row + ((row - pen.row) * n) / steps, pen.column + ((column - pen.column) * n) / steps);
    Object.assign(pen, { row, column });
  }

  area.addEventListener("keydown", (event) => {
    const by = KEYS[event.key];
    if (!by && event.key !== " ") return;
    event.preventDefault();
    const held = (/** @type {number} */ value) => Math.max(0, Math.min(SIDE - 1, Math.round(value)));
    if (by) {
      const [row, column] = [pen.row, pen.column].map((value, n) => held(value + by[n] * (event.shiftKey ? 4 : 1)));
      if (pen.down) stroke(row, column);
      else Object.assign(pen, { row, column });
    } else {
      pen.down = !pen.down;
      if (pen.down) touch(pen.row, pen.column);
    }
    draw(`Pen ${pen.down ? "down" : "up"}, row ${pen.row + 1}, column ${pen.column + 1}. `);
  });
  /** @param {PointerEvent} event @returns {[number, number]} */
  const under = (event) => {
    const box = board.canvas.getBoundingClientRect();
    return [((event.clientY - box.top) / box.height) * SIDE - 0.5, ((event.clientX - box.left) / box.width) * SIDE - 0.5];
  };
  area.addEventListener("pointerdown", (event) => {
    area.setPointerCapture(event.pointerId);
    [pen.row, pen.column] = under(event);
    pen.down = false;
    touch(pen.row, pen.column);
    draw();
  });
  area.addEventListener("pointermove", (event) => {
    if (!area.hasPointerCapture(event.pointerId)) return;
    stroke(...under(event));
    draw();
  });

  /** @type {[string, () => void][]} */
  const actions = [
    ["A real picture", () => {
      place = (place + 1) % kinds.values.length;
      picture = pictures.values.slice(place * SIDE * SIDE, (place + 1) * SIDE * SIDE).map((value) => value / 255);
      truth = `A test picture of kind ${KINDS[kinds.values[place]]}. `;
    }],
    ["Two pixels right", () => (picture = moved(picture, 2, 0))],
    ["Mirror", () => (picture = mirrored(picture))],
    ["Upside down", () => (picture = upsideDown(picture))],
    ["Clear", () => {
      picture = new Float64Array(SIDE * SIDE);
      truth = "";
    }],
  ];
  const buttons = actions.map(([label, act]) =>
    button(label, () => {
      act();
      draw();
    }),
  );

  section.append(
    element("div", { class: "rm-board-parts" },
      element("div", {}, area, element("p", { class: "rm-meta" }, "Drag, or use the arrow keys; Space puts the pen down.")),
      element("table", { class: "rm-odds" }, element("tbody", {}, ...rows.map(({ row }) => row)))),
    element("div", { class: "rm-board-tools" }, ...buttons, element("label", {}, "Pen ", radius), element("label", {}, eraser, " Erase"), element("label", {}, other, " Ask the network that saw moved and mirrored pictures")),
    said,
    voice,
    element("p", { class: "rm-meta" }, "What the eight filters of the first layer answer, after ReLU and pooling:"),
    filters.canvas,
  );
  filters.canvas.setAttribute("aria-hidden", "true");
  draw();
  area.focus({ preventScroll: true });
}
