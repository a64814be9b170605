// The page: a conversation, whose answers are read as they come. It is kept nowhere but here.
const MOST_TURNS = 20;
const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const question = /** @type {HTMLInputElement} */ (find("question"));
const send = /** @type {HTMLButtonElement} */ (find("send"));

/** @typedef {{link: string, heading: string, lesson: string}} Place */
/** @typedef {{name: string, data: any}} Told */

/** @type {string[]} what was asked so far */
let before = [];
/** @type {AbortController | null} */
let running = null;

/** @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} inside */
const make = (tag, attributes = {}, ...inside) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
};

/**
 * Cut a stream into events. Bytes come in pieces that end anywhere, in the middle of an event or of a letter: what is not
 * whole yet waits for the next piece.
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<Told>}
 */
export async function* eventsOf(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let waiting = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    waiting += decoder.decode(value, { stream: true });
    const parts = waiting.split("\n\n");
    waiting = parts.pop() ?? "";
    for (const part of parts) {
      const [first, second] = part.split("\n");
      yield { name: first.replace("event: ", ""), data: JSON.parse(second.replace("data: ", "")) };
    }
  }
}

/** @param {Place} place */
const link = (place) => make("a", { href: place.link }, `${place.heading} (${place.lesson})`);

/** @param {string} text */
const ask = async (text) => {
  const asked = make("p", { class: "asked" }, text);
  const quote = make("blockquote");
  const said = make("div", { class: "said" }, quote);
  const turn = make("div", { class: "turn" }, asked, said);
  const log = find("log");
  log.append(turn);
  log.setAttribute("aria-busy", "true");
  find("examples").hidden = true;
  find("stop").hidden = false;
  find("again").hidden = true;
  send.disabled = true;
  find("state").textContent = "Searching …";
  running = new AbortController();
  let ended = "";
  try {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ question: text, before: before.slice(-MOST_TURNS) });
    const answer = await fetch("ask", { method: "POST", headers, body, signal: running.signal });
    if (answer.status === 429) throw new Error(`too many questions: wait ${answer.headers.get("retry-after")} seconds`);
    if (!answer.ok || !answer.body) throw new Error(`the service answered ${answer.status}`);
    for await (const { name, data } of eventsOf(answer.body)) {
      if (name === "start" && data.understood.length > 1) {
        said.prepend(make("p", { class: "joined" }, `Understood together with: ${data.understood.slice(0, -1).join(" ")}`));
      } else if (name === "words") {
        quote.append(data);
        find("state").textContent = "";
      } else if (name === "source") {
        said.append(make("p", {}, "From ", link(data)));
      } else if (name === "nearby") {
        said.append(make("p", {}, "Perhaps here:"), make("ul", {}, ...data.map((/** @type {Place} */ one) => make("li", {}, link(one)))));
      } else if (name === "end") {
        ended = data;
      }
    }
    if (!ended) throw new Error("it broke off, so do not take it for the whole answer");
    if (ended === "quoted") quote.prepend("“"), quote.append("”");
    before.push(text);
  } catch (error) {
    const stopped = error instanceof DOMException && error.name === "AbortError";
    const why = stopped ? "you stopped it" : error instanceof TypeError ? "the connection was lost" : error instanceof Error ? error.message : error;
    said.append(make("p", { class: "broken" }, `No whole answer: ${why}.`));
  }
  running = null;
  log.setAttribute("aria-busy", "false");
  find("state").textContent = "";
  find("stop").hidden = true;
  find("again").hidden = false;
  send.disabled = false;
  turn.scrollIntoView({ block: "nearest" });
};

/** @param {string} text */
const submit = (text) => {
  const asked = text.trim();
  if (!asked || running) return;
  question.value = "";
  question.focus();
  ask(asked);
};

find("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  submit(question.value);
});
for (const button of document.querySelectorAll("#examples button")) {
  button.addEventListener("click", () => submit(button.textContent ?? ""));
}
find("stop").addEventListener("click", () => running?.abort());
find("again").addEventListener("click", () => {
  before = [];
  find("log").replaceChildren();
  find("again").hidden = true;
  find("examples").hidden = false;
  question.focus();
});

const tell = async () => {
  const health = await (await fetch("health")).json();
  const words = health.search === "words";
  find("how").textContent = words
    ? "It searches by words alone, as no encoder is installed here: what you describe without the term is found less often."
    : "It searches by words and by what a sentence is about.";
  const found = (await (await fetch("evaluation")).json())[health.search];
  find("measured").textContent =
    `Measured on ${found.questions} questions: it answered ${found.answered}, ${found.rightly} of them rightly. The texts had an answer to ${found["with an answer"]}.`;
};
tell().catch(() => {});
