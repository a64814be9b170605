// What a lesson needs, directly and in the end. Pure.

/** @typedef {Record<string, string[]>} Needs needs by lesson id, in the order of the roadmap */

/**
 * Everything that must be known before a lesson, in the order of the roadmap, without the lesson itself.
 * @param {Needs} needs
 * @param {string} goal
 */
export function before(needs, goal) {
  const found = new Set();
  const open = [...(needs[goal] ?? [])];
  while (open.length) {
    const id = /** @type {string} */ (open.pop());
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(needs[id] ?? []));
  }
  return Object.keys(needs).filter((id) => found.has(id));
}

/**
 * What is lacking for a goal and what may be skipped on the way to it. What a ticked lesson needs counts as known.
 * @param {Needs} needs
 * @param {string} goal
 * @param {string[]} done ids
 */
export function pathTo(needs, goal, done) {
  const known = new Set();
  for (const id of done) for (const one of [id, ...before(needs, id)]) known.add(one);
  const wanted = before(needs, goal);
  return {
    lacking: wanted.filter((id) => !known.has(id)),
    skipped: Object.keys(needs).filter((id) => id !== goal && (!wanted.includes(id) || known.has(id))),
  };
}

/**
 * Lessons that are not done and whose needs are.
 * @param {Needs} needs
 * @param {string[]} done ids
 */
export const ready = (needs, done) => Object.keys(needs).filter((id) => !done.includes(id) && needs[id].every((need) => done.includes(need)));
