// The questions at the end of a lesson, and those of a placement test.
// Without this file the choices can still be marked, and the answers stand in the <details> below them.
import { enhance } from "./questions.js";

for (const question of /** @type {NodeListOf<HTMLFieldSetElement>} */ (document.querySelectorAll(".rm-questions fieldset"))) enhance(question);
