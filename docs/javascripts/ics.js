// A plan as an iCalendar file (RFC 5545): one all-day event for each study day.
import { addDays } from "./days.js";
import { duration } from "./plan.js";

/** @param {string} text */
const escaped = (text) => text.replace(/\\/g, "\\\\").replace(/;/g, "\\;").replace(/,/g, "\\,").replace(/\r?\n/g, "\\n");

/** A content line, folded so that no line has more than 75 bytes. @param {string} line */
function folded(line) {
  const encoder = new TextEncoder();
  let out = "";
  let size = 0;
  for (const character of line) {
    const bytes = encoder.encode(character).length;
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
 * @param {import("./plan.js").Plan} plan
 * @param {{ now: string, address: string }} how the moment of making as an ISO text, and the address of the planner
 * @returns {string}
 */
export function calendar(plan, { now, address }) {
  const stamp = `${now.slice(0, 19).replace(/[-:]/g, "")}Z`;
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Machine Learning Roadmap//Study plan//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"];
  for (const session of plan.sessions) {
    const [first, ...rest] = session.parts;
    const description = session.parts.map((part) => `${part.title}: ${duration(part.minutes)}`).join("\n");
    lines.push(
      "BEGIN:VEVENT",
      `UID:study-${session.day}@machine-learning-roadmap`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${compact(session.day)}`,
      `DTEND;VALUE=DATE:${compact(addDays(session.day, 1))}`,
      `SUMMARY:${escaped(first.title + (rest.length ? ` and ${rest.length} more` : ""))}`,
      `DESCRIPTION:${escaped(`${description}\n${address}`)}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    );
  }
  lines.push("END:VCALENDAR");
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
