// A button that copies the text of another element. It stays hidden without this script: the text can be selected by hand.
for (const button of document.querySelectorAll("button[data-copies]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copies).innerText.trim();
    await navigator.clipboard.writeText(text);
    button.textContent = button.dataset.done;
  });
}
