// The worker behind the theme's search field, in place of the theme's own. It speaks the theme's language: a message is a
// type and its data. A page from a disk hands over all that there is to read (scripts/make_zip.py); a served one nothing.
const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
const PATIENCE_MS = 200;

{
  const folder = new URL("../search/", location.href);
  /** @type {import("./search.js").Search | undefined} */
  let search;
  /** @type {Record<string, import("./search.js").Part>} */
  let handed = {};
  let query = "";

  /** @param {string} name @returns {Promise<any>} */
  const read = async (name) => (await fetch(new URL(name, folder))).json();

  /** Take in the words of the first characters that a query needs. @param {string[]} wanted */
  const take = (wanted) =>
    Promise.all(
      wanted.map(async (character) => {
        const name = `words/${character}.json`;
        // there are none of a rare character, and none without a network
        search?.add(character, handed[name] ?? (await read(name).catch(() => ({}))));
      }),
    );

  /** @param {any} docs */
  async function setUp(docs) {
    const { Search } = await import("./search.js");
    handed = docs;
    search = new Search(docs["entries.json"] ?? (await read("entries.json")));
    postMessage({ type: READY });
  }

  /** @param {string} asked */
  async function answer(asked) {
    query = asked;
    const found = search?.find(asked);
    if (!found?.wanted.length) return postMessage({ type: RESULT, data: found });
    // most parts are there before a reader has looked: then the list is drawn once
    const taken = take(found.wanted).then(() => true);
    const soon = await Promise.race([taken, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    if (!soon && query === asked) postMessage({ type: RESULT, data: found });
    await taken;
    if (query === asked) postMessage({ type: RESULT, data: search?.find(asked) });
  }

  addEventListener("message", ({ data: { type, data } }) => {
    if (type === SETUP) setUp(data.docs);
    if (type === QUERY) answer(data);
  });
}
