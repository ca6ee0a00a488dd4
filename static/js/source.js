// Escape closes the sentence that a citation mark has opened. Without this script the mark opens and closes it all the same.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const opened = document.activeElement?.closest("details.source[open]");
  if (!opened) return;
  opened.open = false;
  opened.querySelector("summary").focus();
});
