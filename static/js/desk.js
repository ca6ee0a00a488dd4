// The review desk by keyboard: each decision is one request, whose answer brings the next proposal. Without this script the forms do the same.
"use strict";

(() => {
  const desk = document.getElementById("desk");
  const panel = document.getElementById("panel");
  const missing = document.getElementById("missing");
  const said = document.getElementById("said");
  const help = document.getElementById("help");
  const jump = document.getElementById("jump");
  const keysOn = document.getElementById("keys-on");
  const undoStack = JSON.parse(desk.dataset.undo || "[]");
  const skipped = new Set();
  let current = desk.dataset.current;
  let busy = false; // a request is under way
  let choosing = false; // X was pressed: the next digit is a reason

  const tell = (words, wrong = false) => {
    said.textContent = words;
    said.classList.toggle("wrong", wrong);
  };

  const work = () => {
    busy = true;
    panel.setAttribute("aria-busy", "true");
  };
  const settle = () => {
    busy = false;
    panel.removeAttribute("aria-busy");
  };

  async function ask(url, options = {}) {
    const sent = { credentials: "same-origin", ...options, headers: { Accept: "application/json", ...options.headers } };
    const answer = await fetch(url, sent).catch(() => { throw new Error("没有连上服务器，决定没有保存。请检查网络，再试一次。"); });
    if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) {
      throw new Error(answer.redirected || answer.status === 403 ? "登录已过期，或没有权限。请刷新页面重新登录，决定没有保存。" : "服务器没有回应，决定没有保存，请再试一次。");
    }
    return answer.json();
  }

  // Another editor has changed the article's text.
  function retext(answer) {
    if (!answer.text) return;
    document.getElementById("article-text").innerHTML = answer.text;
    desk.dataset.version = answer.version;
  }

  function place(answer) {
    retext(answer);
    panel.innerHTML = answer.panel;
    missing.replaceChildren();
    current = answer.current === null ? "" : String(answer.current);
    choosing = false;
    panel.classList.remove("choosing");
    dress();
    deskText.show(answer.states, current);
    deskText.underline(answer.slots);
    if (answer.message) tell(answer.message);
    if (answer.undo && answer.undo.length) undoStack.push(answer.undo);
    const heading = panel.querySelector(".refusal") || panel;
    heading.scrollIntoView({ block: "nearest" });
    panel.focus({ preventScroll: true });
    const address = current ? `?proposal=${current}` : location.pathname;
    history.replaceState(null, "", address);
  }

  function dress() {
    for (const button of panel.querySelectorAll("[data-help]")) button.hidden = false;
  }

  // One decision, one request.
  async function send(data) {
    if (busy) return;
    work();
    data.set("skipped", [...skipped].join(","));
    if (!data.get("csrfmiddlewaretoken")) data.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    if (!data.get("version")) data.set("version", desk.dataset.version);
    try {
      const answer = await ask(desk.dataset.url, { method: "POST", body: data });
      if (answer.missing) {
        retext(answer);
        missing.innerHTML = answer.missing;
        return tell(answer.refused, true);
      }
      if (data.get("action") === "undo" && !answer.refused) undoStack.pop();
      place(answer);
      if (answer.refused) tell(answer.refused, true);
    } catch (error) {
      tell(error.message, true);
    } finally {
      settle();
    }
  }

  async function open(id) {
    if (busy || !id) return;
    work();
    try {
      place(await ask(`${desk.dataset.url}?proposal=${id}`));
      tell("");
    } catch (error) {
      tell(error.message, true);
    } finally {
      settle();
    }
  }

  const press = (selector) => {
    const button = panel.querySelector(selector);
    if (button) button.click();
    return Boolean(button);
  };

  function form(id, action, more = {}) {
    const found = document.getElementById(id);
    if (!found) return;
    const data = new FormData(found);
    data.set("action", action);
    for (const [name, value] of Object.entries(more)) data.set(name, value);
    send(data);
  }

  function undo() {
    const numbers = undoStack[undoStack.length - 1];
    if (!numbers) return tell("没有可以撤销的决定。", true);
    const data = new FormData();
    data.set("action", "undo");
    data.set("numbers", numbers.join(","));
    data.set("proposal", current);
    send(data);
  }

  function edit() {
    const first = panel.querySelector("#parts .wrong input, #parts .wrong select, #parts #id_said, #parts #id_stage, #parts #id_object");
    const shown = [...panel.querySelectorAll("#parts .blanks:not([hidden]) input, #parts .blanks:not([hidden]) select")];
    const target = first && shown.includes(first) ? first : shown[0];
    if (!target) return;
    target.focus();
    if (target.select) target.select();
  }

  async function add() {
    const place = deskText.selection();
    if (!place) return tell("请先在正文中选出说明这一条的文字，再按 M。", true);
    try {
      const answer = await ask(`${desk.dataset.reading}?start=${place[0]}&end=${place[1]}`);
      if (answer.error) return tell(answer.error, true);
      missing.innerHTML = answer.panel;
      missing.scrollIntoView({ block: "nearest" });
      const box = missing.querySelector(".blanks input, .blanks select");
      if (box) box.focus();
    } catch (error) {
      tell(error.message, true);
    }
  }

  function choose() {
    const reasons = panel.querySelector("#reject .reasons");
    if (!reasons) return;
    choosing = true;
    panel.classList.add("choosing");
    tell("请按原因的号码，Esc 放弃。");
  }

  const acts = {
    Enter: () => {
      if (!document.getElementById("take")) return press("#go-on");
      if (panel.querySelector("#take [value=sentence]")) return form("take", "sentence");
      // An unresolved name is never taken by the main key: first it is listed.
      return document.getElementById("register") ? acts.KeyR() : form("take", "accept");
    },
    NumpadEnter: () => acts.Enter(),
    KeyA: () => form("take", "accept"),
    KeyE: edit,
    KeyX: choose,
    KeyH: () => document.getElementById("note")?.focus(),
    KeyR: () => document.querySelector("#register input:checked, #register-object input:checked")?.focus(),
    KeyS: () => {
      const link = panel.querySelector("[data-skip]");
      if (!link) return;
      skipped.add(current);
      open(nextAfterSkip(link.dataset.skip));
    },
    KeyU: undo,
    KeyJ: () => open(neighbour(1)),
    ArrowDown: () => open(neighbour(1)),
    KeyK: () => open(neighbour(-1)),
    ArrowUp: () => open(neighbour(-1)),
    KeyG: () => { jump.showModal(); document.getElementById("jump-number").select(); },
    KeyT: () => { const why = panel.querySelector("details.why"); if (why) why.open = !why.open; },
    KeyM: add,
    Slash: () => help.showModal(),
  };

  const neighbour = (step) => {
    const links = [...panel.querySelectorAll(".place [data-open]")];
    const wanted = step > 0 ? "下一条" : "上一条";
    return links.find((link) => link.textContent.includes(wanted))?.dataset.open;
  };

  // The server names the next pending proposal; those skipped before are passed over while anything else is left.
  function nextAfterSkip(offered) {
    const order = [...document.querySelectorAll("#article-text a.mark.pending")].flatMap((mark) => mark.dataset.ids.split(" "));
    const fresh = order.find((id, at) => !skipped.has(id) && at > order.lastIndexOf(current)) || order.find((id) => !skipped.has(id));
    if (!skipped.has(offered)) return offered;
    return fresh || offered;
  }

  const isTyping = (target) => target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
  const isControl = (target) => target.closest("button, a[href], summary, input, select, textarea");

  // A Chinese input method takes keys first: while it composes, none of them is ours.
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.code === "Escape") return escape(event);
    if (isTyping(target)) return;
    if (choosing && /^(Digit|Numpad)[1-9]$/.test(event.code)) {
      const button = panel.querySelectorAll("#reject .reasons button")[Number(event.code.slice(-1)) - 1];
      event.preventDefault();
      return button && form("reject", "reject", { reason: button.value });
    }
    if (!keysOn.checked) return;
    if (/^(Digit|Numpad)[1-9]$/.test(event.code) && !event.shiftKey) {
      const link = panel.querySelectorAll(".sentence [data-open]")[Number(event.code.slice(-1)) - 1];
      if (link) {
        event.preventDefault();
        open(link.dataset.open);
      }
      return;
    }
    if ((event.code === "Enter" || event.code === "NumpadEnter") && isControl(target)) return;
    if (event.code.startsWith("Arrow") && target.closest("input, details, [role=region]")) return;
    if (event.shiftKey && event.code !== "Slash") return;
    const act = acts[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  });

  function escape(event) {
    if (missing.contains(event.target) || choosing || isTyping(event.target)) {
      event.preventDefault();
      choosing = false;
      panel.classList.remove("choosing");
      if (missing.contains(event.target)) missing.replaceChildren();
      tell("");
      panel.focus();
    }
  }

  document.addEventListener("submit", (event) => {
    const sent = event.target;
    if (sent.classList.contains("undo")) {
      event.preventDefault();
      return undo();
    }
    if (!panel.contains(sent) && !missing.contains(sent)) return;
    event.preventDefault();
    const data = new FormData(sent);
    if (event.submitter && event.submitter.name) data.set(event.submitter.name, event.submitter.value);
    send(data);
  });

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.closest("[data-help]")) return help.showModal();
    if (target.closest("[data-cancel]")) return missing.replaceChildren();
    if (target.closest("[data-edit]")) { event.preventDefault(); return edit(); }
    const skip = target.closest("[data-skip]");
    if (skip) { event.preventDefault(); return acts.KeyS(); }
    const link = target.closest("[data-open]");
    if (link) { event.preventDefault(); return open(link.dataset.open); }
    const mark = target.closest("#article-text a.mark");
    if (mark && window.getSelection().isCollapsed) {
      event.preventDefault();
      const ids = mark.dataset.ids.split(" ");
      open(ids[(ids.indexOf(current) + 1) % ids.length]);
    } else if (mark) event.preventDefault();
  });

  jump.addEventListener("close", () => {
    const number = Number(document.getElementById("jump-number").value);
    const order = JSON.parse(desk.dataset.order);
    if (number >= 1 && number <= order.length) open(String(order[number - 1]));
    else tell(`没有第 ${number} 条，请输入 1 到 ${order.length}。`, true);
  });

  // The form shows the parts of the chosen kind; a value box shows how it is read.
  document.addEventListener("change", (event) => {
    if (event.target.name !== "kind") return;
    for (const row of event.target.form.querySelectorAll("[class*=of-]")) row.hidden = !row.classList.contains(`of-${event.target.value}`);
  });

  let waiting = 0;
  document.addEventListener("input", (event) => {
    const box = event.target;
    if (box.name !== "said" || event.isComposing) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => read(box), 200);
  });
  document.addEventListener("compositionend", (event) => { if (event.target.name === "said") read(event.target); });

  async function read(box) {
    const output = box.parentElement.querySelector(".reading");
    const unit = box.defaultValue.replace(/^[\d.,，．０-９—-]+/, "");
    const answer = await ask(`${desk.dataset.value}?${new URLSearchParams({ words: box.value, unit })}`).catch((error) => ({ error: error.message }));
    output.textContent = answer.error || answer.words;
    output.classList.toggle("wrong", Boolean(answer.error));
  }

  document.body.classList.add("scripted");
  dress();
  const slots = JSON.parse(desk.dataset.slots || "[]");
  deskText.underline(slots);
  deskText.reveal();
  panel.focus({ preventScroll: true });
})();
