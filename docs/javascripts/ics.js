// A plan as an iCalendar file (RFC 5545): one all-day event for each step of a study day.
import { addDays } from "./days.js";
import { duration } from "./plan.js";

/** @param {string} text */
const escaped = (text) => text.replace(/\\/g, "\\\\").replace(/;/g, "\\;").replace(/,/g, "\\,").replace(/\r?\n/g, "\\n");

const encoder = new TextEncoder();

/** A content line, folded so that no line has more than 75 bytes. @param {string} line */
function folded(line) {
  if (/^[ -~]{0,75}$/.test(line)) return line; // a slow plan has a hundred thousand of these
  let out = "";
  let size = 0;
  for (const character of line) {
    const bytes = character < "\x80" ? 1 : encoder.encode(character).length;
    if (size + bytes > 75) {
      out += "\r\n ";
      size = 1;
    }
    out += character;
    size += bytes;
  }
  return out;
}

const compact = (/** @type {string} */ day) => day.replaceAll("-", "");

/**
 * Each part of a step is an entry of its own. Its id is made of the plan's, the step's and the number of the part, so that it
 * stays the same when the plan changes: a calendar then moves the entry. Entries that earlier files had and this plan has no
 * longer stand in the file as cancelled, so that a calendar takes them out.
 * @param {import("./plan.js").Plan} made
 * @param {{ id: string, name: string, now: string, addresses: Record<string, string>, before: Record<string, number> }} how the id
 *   of the plan and its name, the moment of making as an ISO text, the addresses of the steps, and how many entries of each step
 *   earlier files had
 * @returns {{ text: string, entries: Record<string, number> }} the file, and how many entries of each step files have had by now
 */
export function calendar(made, { id, name, now, addresses, before }) {
  const stamp = `${now.slice(0, 19).replace(/[-:]/g, "")}Z`;
  const sequence = Math.max(0, Math.floor((Date.parse(now) - Date.UTC(2026, 0, 1)) / 60_000)); // rises with every export
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Machine Learning Roadmap//Study plan//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", `NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`];
  /** @param {string} step @param {number} number @param {string} day @param {string[]} rest */
  const add = (step, number, day, rest) =>
    lines.push(
      "BEGIN:VEVENT",
      `UID:${step.replace(":", "-")}.${number}.${id}@machine-learning-roadmap`,
      `DTSTAMP:${stamp}`,
      `SEQUENCE:${sequence}`,
      `DTSTART;VALUE=DATE:${compact(day)}`,
      `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
      ...rest,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    );
  /** @type {Map<string, number>} */
  const count = new Map();
  for (const { day, parts } of made.sessions) {
    for (const part of parts) {
      const number = (count.get(part.id) ?? 0) + 1;
      count.set(part.id, number);
      add(part.id, number, day, [
        `SUMMARY:${escaped(part.title)}`,
        `DESCRIPTION:${escaped(`${duration(part.minutes)}\n${addresses[part.id]}\n${name}`)}`,
        `URL:${addresses[part.id]}`,
      ]);
    }
  }
  const entries = { ...before, ...Object.fromEntries(count) };
  for (const [step, most] of Object.entries(before)) {
    for (let number = (count.get(step) ?? 0) + 1; number <= most; number += 1) {
      add(step, number, made.sessions[0].day, ["SUMMARY:No longer in the plan", "STATUS:CANCELLED"]);
    }
    entries[step] = Math.max(most, count.get(step) ?? 0);
  }
  lines.push("END:VCALENDAR");
  return { text: `${lines.map(folded).join("\r\n")}\r\n`, entries };
}
