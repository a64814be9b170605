// The form of a module that the build makes from the lessons.
export interface PracticePage {
  /** Such as `Exercise 1: An ink budget`. */
  title: string;
  /** Its address below the root. */
  page: string;
  /** The title of its lesson. */
  lesson: string;
}
/** Exercises and tasks, by the key under which work is kept, such as `exercise:km-budget`. */
declare const made: Record<string, PracticePage>;
export default made;
