// Shows in a page what a cell gives: the same elements as the built page has, made from what Python sent.
import { element } from "../dom.js";

/** @typedef {import("./python.js").Output} Output */
/** @typedef {import("./python.js").Failure} Failure */

const PX_PER_PT = 96 / 72;

/** What is compared with the output of our own run: text without its last line breaks, tables cell by cell. @param {ParentNode} box */
export function textOf(box) {
  return [...box.querySelectorAll("pre, table, .rm-figure--light")].map((part) => {
    if (part instanceof HTMLTableElement) return [...part.rows].map((row) => [...row.cells].map((one) => one.textContent?.trim() ?? "").join("\t")).join("\n");
    return part instanceof HTMLImageElement ? "figure" : (part.textContent ?? "").trimEnd();
  });
}

/** A pandas table without its styles: rows and cells are built anew, so that nothing else of the HTML comes along. @param {string} html */
function table(html) {
  const given = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  const made = element("table", { class: "rm-frame" });
  for (const section of given?.querySelectorAll("thead, tbody") ?? []) {
    const rows = element(section.localName);
    for (const row of section.querySelectorAll("tr")) {
      const cells = [...row.querySelectorAll("th, td")].map((cell) => {
        const text = cell.textContent?.trim() ?? "";
        /** @type {Record<string, string>} */
        const attributes = {};
        for (const name of ["colspan", "rowspan"]) if (cell.hasAttribute(name)) attributes[name] = cell.getAttribute(name) ?? "";
        if (cell.localName === "td" || !text) return element("td", attributes, text);
        return element("th", { scope: section.localName === "thead" ? "col" : "row", ...attributes }, text);
      });
      rows.append(element("tr", {}, ...cells));
    }
    made.append(rows);
  }
  return element("div", { class: "rm-scroll", role: "group", "aria-label": "Table made by the code above", tabindex: "0" }, made);
}

/** Text in which `…` stands for code. @param {string} text */
function withCode(text) {
  return text.split("`").map((part, place) => (place % 2 ? element("code", {}, part) : part));
}

/** The outputs of one cell, as they arrive. */
export class Outputs {
  /** @type {HTMLElement | null} */
  #text = null;
  #figures = 0;
  /** @type {string[]} */
  #addresses = [];

  /**
   * @param {HTMLElement} box where they go
   * @param {object} options
   * @param {string[]} options.alts what the figures show, in order
   * @param {boolean} options.edited whether the code differs from the one that these describe
   * @param {Record<string, string>} options.dark colours on a light page, and what they become on a dark one
   * @param {URL} options.root the root of the site
   */
  constructor(box, { alts, edited, dark, root }) {
    this.box = box;
    this.alts = alts;
    this.edited = edited;
    this.dark = dark;
    this.root = root;
  }

  /** @param {Output} output */
  add({ type, content }) {
    if (type === "text" || type === "warning") return this.#write(type, content);
    this.#text = null;
    if (type === "table") return this.#figure(table(content));
    if (type === "figure") return this.#figure(...this.#images(content));
    return this.#failure(JSON.parse(content));
  }

  /** Take everything away, and give the figures' memory back. */
  clear() {
    this.#text = null;
    this.#figures = 0;
    this.box.replaceChildren();
    for (const address of this.#addresses.splice(0)) URL.revokeObjectURL(address);
  }

  /** @param {"text" | "warning"} type @param {string} content */
  #write(type, content) {
    if (!this.#text || this.#text.dataset.type !== type) {
      const pre = element("pre", { class: type === "text" ? "rm-text" : "rm-text rm-warning", tabindex: "0" });
      this.#text = element("code", { "data-type": type });
      pre.append(this.#text);
      this.#figure(pre);
    }
    this.#text.append(content);
  }

  /** @param {Node[]} inside */
  #figure(...inside) {
    this.box.append(element("figure", { class: "rm-output" }, ...inside));
  }

  /** @param {string} svg */
  #images(svg) {
    const alt = this.alts[this.#figures];
    this.#figures += 1;
    const text = alt === undefined ? "A figure that your code drew" : this.edited ? `Drawn by your changed code. Before the change: ${alt}` : alt;
    const [, width, height] = /<svg[^>]*?\bwidth="([\d.]+)pt" height="([\d.]+)pt"/.exec(svg) ?? ["", "480", "285"];
    const size = { width: String(Math.round(Number(width) * PX_PER_PT)), height: String(Math.round(Number(height) * PX_PER_PT)) };
    const recoloured = Object.entries(this.dark).reduce((drawn, [light, dark]) => drawn.replaceAll(light, dark), svg);
    return Object.entries({ light: svg, dark: recoloured }).map(([scheme, drawn]) => {
      const src = URL.createObjectURL(new Blob([drawn], { type: "image/svg+xml" }));
      this.#addresses.push(src);
      return element("img", { class: `rm-figure rm-figure--${scheme}`, src, alt: text, ...size });
    });
  }

  /** @param {Failure} failure */
  #failure(failure) {
    const pre = element("pre", { class: "rm-text rm-traceback", tabindex: "0" }, element("code", {}, failure.traceback.trimEnd()));
    this.#figure(pre);
    if (!failure.help) return;
    const { text, link, label } = failure.help;
    const read = element("a", { href: new URL(link, this.root).href }, label);
    const means = element("span", {}, ...withCode(text));
    this.box.append(element("p", { class: "rm-help" }, element("strong", {}, "What it means: "), means, " Read on: ", read));
    import("./meant.js").then(
      ({ meant }) => means.replaceChildren(...withCode(meant(failure.traceback) ?? text)),
      () => {}, // offline: the general advice stays
    );
  }
}
