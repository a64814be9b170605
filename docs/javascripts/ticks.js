// Keeps the ticks of milestones in this browser (localStorage, key below) and counts them. Without it the checkboxes
// still work for as long as the page is open.
const KEY = "mlroadmap.ticks";

/** @returns {Record<string, string>} the day of each tick, by id such as `milestone:s1-clean-table` */
function read() {
  try {
    const ticks = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return ticks && typeof ticks === "object" && !Array.isArray(ticks) ? ticks : {};
  } catch {
    return {}; // storage is blocked, or holds something else: start empty
  }
}

/** @param {Record<string, string>} ticks */
function write(ticks) {
  try {
    localStorage.setItem(KEY, JSON.stringify(ticks));
  } catch {
    // storage is full or blocked: the tick holds until the page is closed
  }
}

function show() {
  const ticks = read();
  for (const box of document.querySelectorAll("input[data-tick]")) {
    box.checked = box.dataset.tick in ticks;
  }
  for (const row of document.querySelectorAll("[data-ticks]")) {
    const done = row.dataset.ticks.split(" ").filter((id) => `milestone:${id}` in ticks).length;
    row.querySelector("progress").value = done;
    row.querySelector(".rm-ticked").textContent = String(done);
  }
}

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !box.dataset.tick) return;
  const ticks = read();
  if (box.checked) ticks[box.dataset.tick] = new Date().toISOString().slice(0, 10);
  else delete ticks[box.dataset.tick];
  write(ticks);
});
addEventListener("storage", show);
show();
