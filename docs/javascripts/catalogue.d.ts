// The form of a module that the build makes from the data file.
export interface Part {
  kind: "lesson" | "project" | "milestone";
  id: string;
  title: string;
  minutes: number;
  needs?: string[];
}
export const sections: { id: string; title: string; stage: string; stageTitle: string; study: number; parts: Part[] }[];
export const titles: Record<string, string>;
