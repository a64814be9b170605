// The page: films to rate on one side, what the service makes of it on the other. Ratings stay in this browser.
const KEY = "films-for-you";
const MOST = 300;
const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const words = /** @type {HTMLInputElement} */ (find("words"));
const by = /** @type {HTMLSelectElement} */ (find("by"));

/** @typedef {{film: number, name: string, genres: string[], ratings: number, because: string | null}} Film */
/** @typedef {{name: string, genres: string[], stars: number}} Mine */

/** @type {Map<number, Mine>} what the reader rated, by the number of the film */
let mine = new Map();
try {
  mine = new Map(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
} catch {
  // a browser that keeps nothing, or kept something else: begin with none
}

const keep = () => {
  try {
    localStorage.setItem(KEY, JSON.stringify([...mine]));
  } catch {
    // private windows may refuse: the ratings live as long as the page
  }
};

/** Ask the service; say in words what went wrong. @param {string} path @param {RequestInit} [how] */
const ask = async (path, how) => {
  const answer = await fetch(path, how);
  if (answer.status === 429) throw new Error(`too many requests: wait ${answer.headers.get("retry-after")} seconds`);
  if (!answer.ok) throw new Error(`the service answered ${answer.status}`);
  return answer.json();
};

/** @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} inside */
const make = (tag, attributes = {}, ...inside) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
};

/** A film with five stars to choose from, and a way to take them back. @param {number} film @param {Mine} known @param {string} list */
const rateable = (film, known, list) => {
  const stars = make("div", { class: "stars" });
  for (let star = 1; star <= 5; star += 1) {
    const input = /** @type {HTMLInputElement} */ (make("input", { type: "radio", name: `${list}-${film}`, value: String(star) }));
    input.setAttribute("aria-label", `${star} ${star === 1 ? "star" : "stars"}`);
    input.checked = mine.get(film)?.stars === star;
    input.addEventListener("change", () => rate(film, { ...known, stars: star }, list));
    stars.append(make("label", {}, make("span", { "aria-hidden": "true" }, "★"), input));
  }
  if (mine.has(film)) {
    const back = make("button", { type: "button", "aria-label": `take back the stars of ${known.name}` }, "take back");
    back.addEventListener("click", () => rate(film, null, list));
    stars.append(back);
  }
  const set = make("fieldset", {}, make("legend", {}, known.name), make("span", { class: "genres" }, known.genres.join(", ")), stars);
  return make("li", { "data-film": String(film) }, set);
};

/** @param {number} film @param {Mine | null} rating @param {string} list */
const rate = (film, rating, list) => {
  if (rating && !mine.has(film) && mine.size >= MOST) {
    find("state").textContent = `${MOST} ratings are the most that this page takes: take one back first.`;
    return;
  }
  const shown = find(list);
  if (rating) mine.set(film, rating);
  else mine.delete(film);
  keep();
  draw();
  const place = rating ? `input[value="${rating.stars}"]` : "input";
  /** @type {HTMLElement | null} */ (shown.querySelector(`[data-film="${film}"] ${place}`))?.focus();
  recommend();
};

/** @type {Film[]} */
let found = [];

const draw = () => {
  find("films").replaceChildren(...found.map((one) => rateable(one.film, { name: one.name, genres: one.genres, stars: 0 }, "films")));
  find("mine").replaceChildren(...[...mine].map(([film, known]) => rateable(film, known, "mine")));
  find("count").textContent = String(mine.size);
};

let asked = 0;

const recommend = async () => {
  asked += 1;
  const now = asked;
  const ratings = [...mine].map(([film, known]) => ({ film, stars: known.stars }));
  try {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ ratings, method: by.value });
    const answer = await ask("recommendations", { method: "POST", headers, body });
    if (now !== asked) return;
    find("state").textContent = answer.method === by.value
      ? `${answer.films.length} films, from ${ratings.length} ${ratings.length === 1 ? "rating" : "ratings"}`
      : "Most rated by others, until you rate something above or below two stars";
    find("recommended").replaceChildren(...answer.films.map((/** @type {Film} */ one) => {
      const why = one.because ? [make("span", { class: "because" }, `because of ${one.because}`)] : [];
      return make("li", {}, make("strong", {}, one.name), make("span", { class: "genres" }, one.genres.join(", ")), ...why);
    }));
    find("first").textContent = answer.films[0].name;
    find("jump").hidden = false;
  } catch (error) {
    if (now === asked) find("state").textContent = `No recommendations: ${error instanceof Error ? error.message : error}.`;
  }
};

let searched = 0;

const search = async () => {
  searched += 1;
  const now = searched;
  try {
    const films = await ask(`films?${new URLSearchParams({ search: words.value })}`);
    if (now !== searched) return;
    found = films;
    const none = `No film has “${words.value.trim()}” in its name.`;
    find("found").textContent = films.length ? (words.value.trim() ? `${films.length} found` : "Rated by most people") : none;
    draw();
  } catch (error) {
    if (now === searched) find("found").textContent = `No films: ${error instanceof Error ? error.message : error}.`;
  }
};

const measure = async () => {
  const told = await ask("evaluation");
  const [difference, low, high] = told.differences["factors - popularity"].map((/** @type {number} */ one) => one.toFixed(3));
  find("measured").textContent =
    `Measured on the last five ratings of ${told.people} people: ranking by factors beats popularity by ${difference} of nDCG at 10 (${low} to ${high}).`;
};

let waiting = 0;
words.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 200);
});
find("search").addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
by.addEventListener("change", recommend);
find("again").addEventListener("click", () => {
  mine.clear();
  keep();
  draw();
  recommend();
});
search();
recommend();
measure().catch(() => {});
