// The progress of a long task: asks once a second, and shows the page anew when a file more is done.
"use strict";

(() => {
  const progress = document.getElementById("progress");
  const bar = progress.querySelector("progress");
  const words = progress.querySelector("span");

  async function look() {
    try {
      const answer = await fetch(progress.dataset.url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      const task = await answer.json();
      bar.max = task.total || 1;
      bar.value = task.done;
      words.textContent = `${task.done} / ${task.total}${task.failed ? `，失败 ${task.failed}` : ""}，${task.state}`;
      if (task.finished || String(task.lines) !== progress.dataset.lines) return location.reload();
    } catch {
      words.textContent = "暂时联系不上服务器，稍后自动再试。";
    }
    setTimeout(look, 1000);
  }
  setTimeout(look, 800);
})();
