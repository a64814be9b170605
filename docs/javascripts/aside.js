// Copies of stored progress that could not be read, set aside in this browser: none is overwritten, and the page "Your
// progress" shows them.

// The next ones are .2, .3 …
const FIRST = "mlroadmap.damaged";

/** @typedef {{ name: string, text: string }} Copy */

/** All copies, the oldest first. @returns {Copy[]} */
export function copies() {
  try {
    const names = Object.keys(localStorage).filter((name) => name === FIRST || name.startsWith(`${FIRST}.`));
    const place = (/** @type {string} */ name) => Number(name.slice(FIRST.length + 1) || 1);
    return names.sort((one, other) => place(one) - place(other)).map((name) => ({ name, text: localStorage.getItem(name) ?? "" }));
  } catch {
    // storage is blocked
    return [];
  }
}

/** @param {string} text @returns {boolean} whether a copy of it is kept */
export function setAside(text) {
  const kept = copies();
  if (kept.some((copy) => copy.text === text)) return true;
  const names = new Set(kept.map((copy) => copy.name));
  let name = FIRST;
  for (let number = 2; names.has(name); number += 1) name = `${FIRST}.${number}`;
  try {
    localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
export function remove(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // storage is blocked
  }
}
