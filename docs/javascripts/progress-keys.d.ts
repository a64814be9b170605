// The form of a module that the build makes from the data file.
declare const made: Record<string, string[]>;
export default made;
