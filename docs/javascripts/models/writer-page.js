// A text that the reader begins and the network goes on with, the odds of the next character, and where each head looks.
import { button, element } from "../dom.js";
import { ALPHABET, BLOCKS, HEADS, drawn, known, read, warmed } from "./writer.js";

const [MANY, SHOWN, PAUSE] = [120, 6, 30]; // characters a press, odds shown, ms between two characters
/** How a space is written where it would not be seen. @param {string} one */
const named = (one) => (one === " " ? "space" : one);

/** @param {HTMLElement} section @param {import("./npz.js").Tables} net */
export default function show(section, net) {
  let busy = false;
  const text = /** @type {HTMLTextAreaElement} */ (element("textarea", { rows: "4", spellcheck: "false", class: "rm-writer-text" }));
  text.value = "Mr. Darcy ";
  const heat = /** @type {HTMLInputElement} */ (element("input", { type: "range", min: "0.1", max: "2", step: "0.1", value: "0.7" }));
  const degrees = element("output", {}, "0.7");
  const head = /** @type {HTMLSelectElement} */ (element("select", {}));
  for (let n = 0; n < BLOCKS * HEADS; n++) head.append(element("option", { value: String(n) }, `block ${Math.floor(n / HEADS)}, head ${n % HEADS}`));
  const rows = Array.from({ length: SHOWN }, () => {
    const [name, share, bar] = [element("th", { scope: "row" }), element("td"), element("span", { class: "rm-odds-bar" })];
    return { name, share, bar, row: element("tr", {}, name, share, element("td", { "aria-hidden": "true" }, bar)) };
  });
  const seen = element("p", { class: "rm-writer-seen", "aria-hidden": "true" });
  const said = element("p", { class: "rm-explore-said" });
  const voice = element("p", { class: "rm-sr", role: "status" });

  let scores = /** @type {Float64Array} */ (new Float64Array(ALPHABET.length));
  function draw() {
    const { looks, ...now } = read(net, known(text.value) || " ");
    scores = now.scores;
    const odds = warmed(scores, Number(heat.value));
    degrees.textContent = Number(heat.value).toFixed(1);
    const best = [...odds.keys()].sort((a, b) => odds[b] - odds[a]).slice(0, SHOWN);
    const percent = (/** @type {number} */ n) => `${Math.round(100 * odds[n])} %`;
    best.forEach((n, at) => {
      rows[at].name.textContent = named(ALPHABET[n]);
      rows[at].share.textContent = percent(n);
      rows[at].bar.style.width = `${100 * odds[n]}%`;
    });
    const letters = [...(known(text.value) || " ")].slice(-looks[0][0].length);
    const weights = looks[Math.floor(Number(head.value) / HEADS)][Number(head.value) % HEADS][letters.length - 1];
    seen.replaceChildren(
      ...letters.map((one, n) => {
        const part = element("span", {}, one === " " ? "\u2423" : one);
        part.style.setProperty("--rm-part", `${Math.round(100 * Math.sqrt(weights[n]))}%`);
        return part;
      }),
    );
    const most = weights.indexOf(Math.max(...weights));
    const back = letters.length - 1 - most;
    said.textContent =
      `Next: ${named(ALPHABET[best[0]])}, ${percent(best[0])}, then ${named(ALPHABET[best[1]])}, ${percent(best[1])}. ` +
      `This head, from the last character, looks most at ${named(letters[most])}, ${back ? `${back} back` : "the last one itself"}, with ${Math.round(100 * weights[most])} % of its weight.`;
  }
  function write(/** @type {number} */ left) {
    if (!busy || left === 0) return stop();
    text.value = known(text.value) + drawn(warmed(scores, Number(heat.value)), Math.random());
    text.scrollTop = text.scrollHeight;
    draw();
    setTimeout(() => write(left - 1), PAUSE);
  }
  function stop() {
    busy = false;
    many.textContent = `Write ${MANY} characters`;
    voice.textContent = `The text ends: ${text.value.slice(-MANY)}`;
  }
  const many = button(`Write ${MANY} characters`, () => {
    if (busy) return void (busy = false);
    busy = true;
    many.textContent = "Stop";
    write(MANY);
  });
  const one = button("One character", () => {
    if (busy) return;
    busy = true;
    write(1);
  });
  const clear = button("Clear", () => {
    busy = false;
    text.value = "";
    draw();
  });
  for (const control of [text, heat, head]) control.addEventListener("input", draw);

  section.append(
    element("label", { class: "rm-writer-label" }, "Your beginning, and what the network adds", text),
    element("div", { class: "rm-board-tools" }, many, one, clear, element("label", {}, "Temperature ", heat, " ", degrees)),
    element("table", { class: "rm-odds" }, element("tbody", {}, ...rows.map(({ row }) => row))),
    element("div", { class: "rm-board-tools" }, element("label", {}, "Look into ", head)),
    seen,
    said,
    voice,
  );
  draw();
  text.focus({ preventScroll: true });
}
