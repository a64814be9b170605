// Which cells have to run.

/** @typedef {{ number: number, code: string }} Step */

/**
 * What is left to do so that exactly the `wanted` cells have run, in order and with their present code. When what ran is
 * not the beginning of that, or all of it, everything runs again in an empty namespace.
 * @param {Step[]} ran
 * @param {Step[]} wanted
 * @returns {{ fresh: boolean, cells: Step[] }}
 */
export function next(ran, wanted) {
  const begun = ran.length < wanted.length && ran.every((step, place) => step.number === wanted[place].number && step.code === wanted[place].code);
  return begun && ran.length ? { fresh: false, cells: wanted.slice(ran.length) } : { fresh: true, cells: wanted };
}
