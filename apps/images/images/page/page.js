// The page: pictures come by a button, a drop or the clipboard, are made small, sent, and answered in cards.
const MOST = 16;
const SIDE = 1024;
const LARGE = 300_000;
const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const state = find("state");
const list = find("answers");
const drop = find("drop");

/** @typedef {{name: string, probability: number}} Guess */
/** @typedef {{sure?: boolean, guesses?: Guess[], refused?: string}} Answer */
/** @typedef {{name: string, sent: Blob, shown: HTMLCanvasElement | null}} Ready */

/** @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} inside */
const make = (tag, attributes = {}, ...inside) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
};

/** Draw a picture on a canvas with sides of at most `most`. @param {ImageBitmap} picture @param {number} most */
const drawn = (picture, most) => {
  const scale = Math.min(1, most / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
};

/** What is to be sent of a file, and what is shown of it; what this browser cannot read is sent as it is, for the
 * service to say why it refuses it. @param {File} file @returns {Promise<Ready>} */
const ready = async (file) => {
  try {
    const picture = await createImageBitmap(file);
    const shown = drawn(picture, 288);
    const small = drawn(picture, SIDE);
    picture.close();
    if (file.type === "image/png" && file.size < LARGE) return { name: file.name, sent: file, shown };
    const sent = await new Promise((done) => { small.toBlob(done, "image/jpeg", 0.92); });
    return { name: file.name, sent: sent ?? file, shown };
  } catch {
    return { name: file.name, sent: file, shown: null };
  }
};

const percent = (/** @type {number} */ share) => share < 0.01 ? "< 1 %" : `${Math.round(100 * share)} %`;

/** @param {Ready} one @param {Answer} answer */
const card = (one, answer) => {
  const picture = make("div", {}, ...(one.shown ? [one.shown] : []));
  one.shown?.setAttribute("role", "img");
  one.shown?.setAttribute("aria-label", `your picture ${one.name}`);
  const words = make("div");
  if (answer.refused || !answer.guesses) {
    words.append(make("h2", {}, "Refused"), make("p", {}, `${one.name}: ${answer.refused}.`));
  } else {
    words.append(make("h2", {}, answer.sure ? answer.guesses[0].name : "I am not sure"));
    if (!answer.sure) words.append(make("p", { class: "why" }, "It may be none of the things that I know. The nearest are:"));
    words.append(make("table", {}, make("tbody", {}, ...answer.guesses.map(({ name, probability }) => {
      const bar = make("meter", { min: "0", max: "1", value: String(probability), "aria-hidden": "true" });
      return make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, bar, ` ${percent(probability)}`));
    }))));
  }
  return make("li", {}, picture, words);
};

/** Ask the service; say in words what went wrong. @param {Ready[]} pictures @returns {Promise<Answer[]>} */
const ask = async (pictures) => {
  const body = new FormData();
  for (const one of pictures) body.append("pictures", one.sent, one.name);
  const answer = await fetch("classify/batch", { method: "POST", body });
  if (answer.status === 429) throw new Error(`too many requests: wait ${answer.headers.get("retry-after")} seconds`);
  if (answer.status === 413) throw new Error("together the pictures are larger than 5 MB");
  if (!answer.ok) throw new Error(`the service answered ${answer.status}`);
  return answer.json();
};

let asked = 0;

/** @param {Iterable<File>} files */
const classify = async (files) => {
  const chosen = [...files];
  if (!chosen.length) return;
  asked += 1;
  const now = asked;
  if (chosen.length > MOST) {
    state.textContent = `At most ${MOST} pictures at a time: these are ${chosen.length}.`;
    return;
  }
  state.textContent = chosen.length === 1 ? "Looking …" : `Looking at ${chosen.length} pictures …`;
  try {
    const pictures = await Promise.all(chosen.map(ready));
    const answers = await ask(pictures);
    if (now !== asked) return;
    list.replaceChildren(...answers.map((answer, at) => card(pictures[at], answer)));
    state.textContent = answers.length === 1 ? "One picture answered" : `${answers.length} pictures answered`;
  } catch (error) {
    if (now === asked) state.textContent = `No answer: ${error instanceof Error ? error.message : error}.`;
  }
};

for (const id of ["choose", "take"]) {
  const input = /** @type {HTMLInputElement} */ (find(id));
  input.addEventListener("change", async () => {
    await classify(input.files ?? []);
    input.value = ""; // so that the same picture may be chosen again
  });
}
for (const [kind, over] of /** @type {[string, boolean][]} */ ([["dragover", true], ["dragleave", false], ["drop", false]])) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", over);
    if (kind === "drop") classify(/** @type {DragEvent} */ (event).dataTransfer?.files ?? []);
  });
}
document.addEventListener("paste", (event) => classify(event.clipboardData?.files ?? []));
drop.hidden = false;
export {}; // a module, so that its names are its own
