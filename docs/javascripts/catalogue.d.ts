// The form of a module that the build makes from the data file.
import type { Lesson } from "./lessons.js";
export interface Part {
  /** Such as `project:text-report`; its page is that of its stage, with this id as the anchor, a hyphen for the colon. */
  id: string;
  title: string;
  minutes: number;
}
export interface Section {
  id: string;
  title: string;
  stage: string;
  stageTitle: string;
  /** Minutes for one main resource, worked through with its exercises. */
  study: number;
  topics: string[];
  /** The one to take when in doubt. */
  resource: string | null;
  lessons: Lesson[];
  projects: Part[];
  milestones: Part[];
}
export const sections: Section[];
export const titles: Record<string, string>;
