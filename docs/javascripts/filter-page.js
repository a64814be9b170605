// The filter over the table of all resources. The whole table is there without it.
import { element } from "./dom.js";
import { fits, fromQuery, LENGTHS, sorted, toQuery } from "./filter.js";
import { watch } from "./store.js";

const table = /** @type {HTMLTableElement | null} */ (document.querySelector("table.rm-resources"));
const place = document.querySelector("[data-filter]");

/** @typedef {import("./filter.js").Row} Row */

/** What a row says of its resource, without the site's own words: buttons, labels, link checks. @param {HTMLTableRowElement} tr */
function textOf(tr) {
  const copy = /** @type {HTMLElement} */ (tr.cloneNode(true));
  for (const own of copy.querySelectorAll(".rm-own, [data-own]")) own.remove();
  return [...copy.children].map((cell) => cell.textContent).join(" ");
}

/** @param {HTMLTableRowElement} tr @returns {Row & { tr: HTMLTableRowElement }} */
function read(tr) {
  const { stage = "", kind = "", cost = "", level = "", hours = "", lang = "" } = tr.dataset;
  const title = tr.querySelector("a")?.textContent ?? "";
  const id = tr.id.replace(/^resource-/, "resource:");
  return { tr, id, title, text: textOf(tr), stage, kind, cost, level, hours: hours ? Number(hours) : null, lang };
}

if (table && place) {
  const rows = [...table.tBodies[0].rows].map(read);
  /** @type {string[]} */
  let saved = [];

  /** @param {string} name @param {string} label @param {[string, string][]} options */
  const choice = (name, label, options) =>
    element("label", {}, label, element("select", { name, "aria-label": label, autocomplete: "off" }, ...options.map(([value, text]) => element("option", { value }, text))));
  /** @param {"kind" | "lang"} field @returns {[string, string][]} */
  const values = (field) => [["", "any"], ...[...new Set(rows.map((row) => row[field]))].sort().map((value) => /** @type {[string, string]} */ ([value, value]))];
  const stages = [...new Set(rows.map((row) => row.stage))].map((value) => /** @type {[string, string]} */ ([value, /^\d$/.test(value) ? `stage ${value}` : value]));
  /** @type {[string, string][]} */
  const lengths = Object.entries(LENGTHS).map(([value, [from, to]]) => [value, to === Infinity ? `more than ${from} h` : from ? `${from} to ${to} h` : `up to ${to} h`]);

  const form = /** @type {HTMLFormElement} */ (
    element(
      "form",
      { class: "rm-filter", role: "search", "aria-label": "Filter resources" },
      element("label", { class: "rm-filter-text" }, "Words", element("input", { type: "search", name: "text", autocomplete: "off", maxlength: "200" })),
      choice("stage", "Where", [["", "any"], ...stages]),
      choice("kind", "Kind", values("kind")),
      choice("cost", "Cost", [["", "any"], ["free", "free"], ["freemium", "freemium"], ["paid", "paid"]]),
      choice("level", "Level", [["", "any"], ["beginner", "beginner"], ["intermediate", "intermediate"], ["advanced", "advanced"]]),
      choice("length", "Length", [["", "any"], ...lengths, ["none", "not stated"]]),
      choice("lang", "Language", values("lang")),
      choice("list", "Which", [["", "all"], ["mine", "my list"]]),
      choice("sort", "Order", [["", "of the roadmap"], ["title", "by title"], ["length", "by length"], ["level", "by level"], ["cost", "by cost"]]),
      element("button", { type: "reset", class: "md-button" }, "Show all"),
    )
  );
  const said = element("p", { role: "status" });
  place.replaceChildren(form, said);

  /** @param {import("./filter.js").Wishes} wishes */
  const fill = (wishes) => {
    for (const [name, value] of Object.entries(wishes)) {
      const field = form.elements.namedItem(name);
      if (!(field instanceof HTMLSelectElement || field instanceof HTMLInputElement)) continue;
      field.value = value;
      if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.selectedIndex = 0;
    }
  };
  const show = () => {
    const wishes = fromQuery(`?${new URLSearchParams(/** @type {any} */ (new FormData(form)))}`);
    const shown = sorted(rows.filter((row) => fits(row, wishes, saved)), wishes.sort);
    const order = sorted(rows, wishes.sort);
    // the row that the address leads to is shown whatever the filter says
    for (const row of rows) /** @type {any} */ (row).tr.hidden = !shown.includes(row) && `#${/** @type {any} */ (row).tr.id}` !== location.hash;
    table.tBodies[0].append(...order.map((row) => /** @type {any} */ (row).tr));
    const mine = wishes.list && !saved.length ? " Your list is empty: “save” beside a resource puts it there." : "";
    said.textContent = `${shown.length} of ${rows.length} resources.${mine}`;
    return wishes;
  };

  form.addEventListener("input", () => history.replaceState(null, "", `${location.pathname}${toQuery(show())}${location.hash}`));
  form.addEventListener("reset", () => setTimeout(() => history.replaceState(null, "", `${location.pathname}${toQuery(show())}`)));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => {
    show();
    document.getElementById(location.hash.slice(1))?.scrollIntoView(); // ids of rows are plain letters
  });
  addEventListener("popstate", () => {
    fill(fromQuery(location.search));
    show();
  });
  fill(fromQuery(location.search));
  watch((state) => {
    saved = Object.keys(state.saved);
    show();
  });
}
