// The form of a module that the build makes from the data file.
export interface Lesson {
  /** Such as `lesson:k-means`. */
  id: string;
  title: string;
  /** The number of its section, such as 2.2. */
  section: string;
  /** Its address below the root; of a planned one that of its row in its stage. */
  page: string;
  /** Of reading, where it says what its exercises take; otherwise of all of it. */
  minutes: number;
  exercises?: number;
  written: boolean;
  /** Such as `topic:k-means-idea`. */
  topics: string[];
  /** Lessons that come before it, such as `lesson:calculus-gradients`. */
  needs: string[];
  /** The keys of exercises, tasks and predictions in it, such as `exercise:km-budget`. */
  work: string[];
}
declare const made: Lesson[];
export default made;
