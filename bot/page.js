// What a click does. Gradio runs this once, with `element` (the desk) and `server` (the functions of Desk in page.py).
// Everything put into the page here was made, and escaped, by sheet.py.
const $ = (selector) => document.querySelector(selector);
const newsroom = $("#newsroom");
let cameFrom = "articles";   // the view that "Back" leads to
let pressed = null;          // the button that opened the article, so that focus can go back to it
let openId = null;           // the article in the reading view

// Ask the server; when it is gone, say so in the line on top.
async function call(name, given) {
  try {
    return await server[name](given);
  } catch (trouble) {
    $("#status-line").textContent = "newsbot doesn’t answer. Is it still running?";
    throw trouble;
  }
}

function show(view, {open = true} = {}) {
  const now = newsroom.dataset.view;
  if (view === "reading" && now && now !== "reading") cameFrom = now;
  newsroom.dataset.view = view;
  if (open) newsroom.dataset.desk = "open";
  for (const tab of document.querySelectorAll(".tabs [data-view]"))
    tab.setAttribute("aria-pressed", String(tab.dataset.view === (view === "reading" ? cameFrom : view)));
}

function close() {
  delete newsroom.dataset.desk;
  if (pressed && pressed.isConnected) pressed.focus();
}

async function openArticle(button) {
  pressed = button;
  const place = {...button.dataset};
  const fromTalk = !!button.closest("#conversation");
  const html = await call("opened", place);
  if (pressed !== button) return;   // another was pressed meanwhile
  if (openId !== place.article) $("#summary").innerHTML = "";
  openId = place.article;
  $("#reading").innerHTML = html;
  calm($("[data-remove]"));
  show("reading");
  newsroom.dataset.fromTalk = fromTalk ? "yes" : "no";
  for (const other of document.querySelectorAll("[aria-current=location]")) other.removeAttribute("aria-current");
  if (place.start) button.setAttribute("aria-current", "location");
  const mark = $("#reading mark"), board = $("#board");
  if (mark) {
    mark.tabIndex = -1;
    mark.focus({preventScroll: true});
    board.scrollTop += mark.getBoundingClientRect().top - board.getBoundingClientRect().top - board.clientHeight / 3;
  } else {
    board.scrollTop = 0;
    $("#reading h2")?.focus({preventScroll: true});
  }
}

function back() {
  if (newsroom.dataset.fromTalk === "yes" && matchMedia("(max-width: 60rem)").matches) close();
  show(cameFrom, {open: newsroom.dataset.desk === "open"});
  if (pressed && pressed.isConnected) pressed.focus();
}

function showSources(turn, {open}) {
  const found = turn?.querySelector(".turn-sources");
  if (!found || !found.querySelector("li")) return;
  $("#sources").innerHTML = found.innerHTML;
  show("sources", {open});
}

async function list() {
  const matching = $("#filter").value;
  const html = await call("listed", matching);
  if (matching === $("#filter").value) $("#listed").innerHTML = html;
}

// Narrowing: what the fields say is put where Gradio takes it along with the question, and beside the word "Narrow".
const filters = () => [...document.querySelectorAll("#narrow [data-filter]")];
function narrow() {
  const set = filters().filter((field) => field.value);
  const said = {outlet: "in ", language: "in ", since: "from ", until: "to "};
  const words = set.map((field) => said[field.dataset.filter] + (field.selectedOptions?.[0].textContent ?? field.value));
  $("#narrow-state").textContent = words.length ? "· " + words.join(", ") : "";
  const box = $("#narrowed textarea, #narrowed input");
  if (!box) return void setTimeout(narrow, 50);   // Gradio is still making it
  box.value = words.length ? JSON.stringify(Object.fromEntries(set.map((f) => [f.dataset.filter, f.value]))) : "";
  box.dispatchEvent(new Event("input", {bubbles: true}));
}

async function choose() {
  const options = await call("choices", null);
  for (const field of filters()) {
    if (!(field.dataset.filter in options)) continue;
    const before = field.value;
    field.innerHTML = options[field.dataset.filter];
    field.value = [...field.options].some((one) => one.value === before) ? before : "";
  }
  narrow();
}

async function status() {
  let now;
  try {
    now = await call("status", null);
  } catch {
    return setTimeout(status, 3000);
  }
  $("#status-line").textContent = now.line;
  const bar = $("#status-share");
  bar.hidden = now.share === null;
  if (now.share !== null) bar.value = now.share;
  if (!now.is_over) return setTimeout(status, 700);
  newsroom.dataset.ready = "yes";
  list();
  choose();
}

async function summarize(button) {
  const id = openId;
  button.disabled = true;
  try {
    const html = await call("summarized", id);
    if (id === openId) $("#summary").innerHTML = html;
  } finally {
    button.disabled = false;
  }
  $("#board").scrollTop = 0;
}

// Removing asks once more, on the button itself.
function calm(button) { button.textContent = "Remove"; delete button.dataset.sure; }
async function remove(button) {
  if (!button.dataset.sure) {
    button.dataset.sure = "yes";
    button.textContent = "Remove it for good?";
    return;
  }
  const trouble = await call("removed", openId);
  if (trouble) return void ($("#summary").innerHTML = trouble);
  $("#reading").innerHTML = $("#summary").innerHTML = "";
  openId = null;
  show("articles");
  status();
}

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest?.(selector);
  let found;
  if (!on("[data-remove]") && $("[data-remove]")) calm($("[data-remove]"));
  if ((found = on("[data-article]"))) openArticle(found);
  else if ((found = on("[data-question]")))
    document.dispatchEvent(new CustomEvent("newsbot:ask", {detail: {question: found.dataset.question}}));
  else if ((found = on("[data-sources]"))) showSources(found.closest(".turn"), {open: true});
  else if ((found = on("[data-view].tab"))) show(found.dataset.view);
  else if (on("[data-close]")) close();
  else if (on("[data-back]")) back();
  else if (on("[data-widen]")) {
    for (const field of filters()) field.value = "";
    narrow();
  }
  else if ((found = on("[data-summarize]"))) summarize(found);
  else if ((found = on("[data-remove]"))) remove(found);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && newsroom.dataset.view === "reading") back();
});

document.addEventListener("change", (event) => {
  if (event.target.closest?.("#narrow [data-filter]")) narrow();
});

let typing;
document.addEventListener("input", (event) => {
  if (event.target.id !== "filter") return;
  clearTimeout(typing);
  typing = setTimeout(list, 150);
});

// An answer has grown: its question stays in view, and its sources are shown beside it once it is whole.
document.addEventListener("newsbot:answer", () => {
  const turn = $("#current .turn"), talk = $("#conversation");
  if (!turn) return;
  const isGrowing = turn.hasAttribute("data-growing");
  newsroom.toggleAttribute("data-answering", isGrowing);
  const below = turn.getBoundingClientRect().bottom - talk.getBoundingClientRect().bottom;
  const room = turn.getBoundingClientRect().top - talk.getBoundingClientRect().top - 16;
  if (below > 0 && room > 0) talk.scrollTop += Math.min(below, room);
  if (!isGrowing) showSources(turn, {open: false});
});

document.addEventListener("newsbot:added", () => {
  $("#report").scrollIntoView({block: "nearest"});
  if (newsroom.dataset.ready) status();
});

// To a screen reader the conversation is a log: what is added to it is read out, once it is whole (aria-busy).
$("#conversation").setAttribute("role", "log");
$("#conversation").setAttribute("aria-label", "Conversation");

show("articles", {open: false});
status();
