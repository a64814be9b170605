// What there is to do in a section, as steps that can be done, ticked and led to. Pure.

/** @typedef {import("./catalogue.js").Section} Section */
/**
 * @typedef {{ id: string, label: string, title: string, section: string, stage: string, stageTitle: string, minutes: number,
 *   page: string, written: boolean }} Step `page` is an address below the root; `id` the key of its tick
 */

/** Minutes of a section's study time that go into the exercises of one lesson that does not say what they take. */
export const EXERCISES = 45;

/** The topics of a section by the lesson that each belongs to: the first of the section that teaches it, else the last. @param {Section} section */
function topicsByLesson(section) {
  const found = section.lessons.map(() => /** @type {string[]} */ ([]));
  for (const topic of section.topics) {
    const place = section.lessons.findIndex((lesson) => lesson.topics.includes(topic));
    found.at(place)?.push(topic);
  }
  return found;
}

/**
 * The study time of a section, in a share for each lesson, by how many topics it teaches. Nothing is lost by rounding.
 * @param {number} minutes
 * @param {number[]} weights
 */
export function shares(minutes, weights) {
  const sum = weights.reduce((all, one) => all + one, 0);
  let passed = 0;
  let given = 0;
  return weights.map((weight) => {
    passed += weight;
    const until = Math.round((minutes * passed) / sum);
    const share = until - given;
    given = until;
    return share;
  });
}

/**
 * All steps of a section in the order in which to take them: after each lesson its exercises and a part of the study, then
 * the projects and the milestone. Topics that are ticked shorten the study.
 * @param {Section} section
 * @param {Record<string, string>} titles
 * @param {Record<string, string>} done the ticks
 * @returns {Step[]}
 */
export function stepsOf(section, titles, done) {
  const home = `${section.stage}/`;
  const common = { section: section.id, stage: section.stage, stageTitle: section.stageTitle, written: true };
  const anchored = (/** @type {string} */ label, /** @type {import("./catalogue.js").Part} */ part) => ({ ...common, ...part, label, page: `${home}#${part.id.replace(":", "-")}` });
  const topics = topicsByLesson(section);
  const isTaught = topics.some((list) => list.length);
  const parts = shares(section.study, section.lessons.length ? topics.map((list) => (isTaught ? list.length : 1)) : [1]);
  const name = section.resource ? titles[section.resource] : section.title;
  const count = parts.filter((part) => part > 0).length;
  let number = 0;
  /** @param {number} part @param {number} place @param {number} taken minutes of it that go elsewhere */
  const study = (part, place, taken) => {
    if (!part) return [];
    number += 1;
    const list = topics[place] ?? [];
    const open = list.length ? list.filter((topic) => !(topic in done)).length / list.length : 1;
    const title = count > 1 ? `${name}, part ${number} of ${count}` : name;
    const page = section.resource ? `${home}#${section.resource.replace(":", "-")}` : home;
    return [{ ...common, id: `study:${section.id}.${place + 1}`, label: "Study", title, minutes: Math.max(0, Math.round(part * open) - taken), page }];
  };
  const steps = section.lessons.flatMap((lesson, place) => {
    const { id, title, page, written } = lesson;
    const own = lesson.exercises ?? 0;
    const taken = written && !own ? Math.min(EXERCISES, parts[place]) : 0;
    const minutes = written ? lesson.minutes : lesson.minutes + own; // there are no exercises to lead to yet
    const exercises = { ...common, id: id.replace("lesson:", "exercises:"), label: "Exercises", title, minutes: own + taken, page: `${page}#exercises` };
    return [{ ...common, id, title, minutes, page, written, label: "Lesson" }, ...(written && own + taken ? [exercises] : []), ...study(parts[place], place, taken)];
  });
  if (!section.lessons.length) steps.push(...study(parts[0], 0, 0));
  return [...steps, ...section.projects.map((part) => anchored("Project", part)), ...section.milestones.map((part) => anchored("Milestone", part))];
}

/**
 * Whether a section is done as a whole: its lessons are known, and its milestone is ticked; where it has none, its topics.
 * @param {Section} section
 * @param {Set<string>} ids what is known
 * @param {Record<string, string>} done the ticks
 */
export function isComplete(section, ids, done) {
  const proof = section.milestones.length ? section.milestones.map((part) => part.id) : section.topics;
  return section.lessons.every((lesson) => ids.has(lesson.id)) && proof.every((id) => id in done);
}

/**
 * The steps of some sections that are done.
 * @param {Step[]} steps
 * @param {Section[]} sections
 * @param {Set<string>} ids what is known
 * @param {Record<string, string>} done the ticks
 * @returns {Set<string>} their ids
 */
export function doneSteps(steps, sections, ids, done) {
  const whole = new Set(sections.filter((section) => isComplete(section, ids, done)).map((section) => section.id));
  const studied = new Set(sections.filter((section) => (section.resource ?? "") in done).map((section) => section.id));
  const isDone = (/** @type {Step} */ step) => ids.has(step.id) || whole.has(step.section) || (step.label === "Study" && (studied.has(step.section) || step.minutes === 0));
  return new Set(steps.filter(isDone).map((step) => step.id));
}
