// The questions of interviews on one topic. Without this file the answers can be opened, and nothing is kept.
import { enhanceRecall } from "./recall.js";

for (const section of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".rm-recall"))) enhanceRecall(section);
