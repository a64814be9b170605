// A copy button on every code block. The theme's own wraps each in a landmark, and a page with forty landmarks of the
// same name is hard to walk through with a screen reader.
const RESET_MS = 2000;

if (navigator.clipboard) {
  for (const block of document.querySelectorAll(".highlight")) {
    const code = block.querySelector("code");
    if (!code) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rm-copy";
    button.textContent = "Copy";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent ?? "");
      button.dataset.done = "";
      button.textContent = "Copied";
      setTimeout(() => {
        delete button.dataset.done;
        button.textContent = "Copy";
      }, RESET_MS);
    });
    block.append(button);
  }
}
