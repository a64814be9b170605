// Which result of a placement test says that a section is known. Pure.

/** Per cent of the questions of a section that must be right. */
export const ENOUGH = 80;

/** @param {number} right @param {number} all */
export const isEnough = (right, all) => all > 0 && right * 100 >= ENOUGH * all;
