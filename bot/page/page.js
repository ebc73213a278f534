// What a click does. Gradio runs this once, with `element` (the desk) and `server` (what app.py lists of handlers*.py).
// Everything put into the page here was made, and escaped, by templates/.
const $ = (selector) => document.querySelector(selector);
const newsroom = $("#newsroom");
let cameFrom = "articles";   // the view that "Back" leads to
let pressed = null;          // the button that opened the article, so that focus can go back to it
let opener = null;           // the button outside the desk that opened it on a narrow window
let openId = null;           // the article in the reading view
let isOwn = false;           // it was opened for itself, from a list, and not for words that are cited
let isTakenNow = false;      // it was opened while an answer grew
const narrowWindow = matchMedia("(max-width: 60rem)");   // as in page.css

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
  cover();
  for (const tab of document.querySelectorAll(".tabs [data-view]"))
    tab.setAttribute("aria-pressed", String(tab.dataset.view === (view === "reading" ? cameFrom : view)));
}

function close() {
  delete newsroom.dataset.desk;
  cover();
  if (opener && opener.isConnected) opener.focus();
}

// On a narrow window the desk lies over the rooms: what is under it can't be reached.
function cover() {
  const isOver = narrowWindow.matches && newsroom.dataset.desk === "open";
  for (const under of ["#masthead", "#talk", "#check", "#said"]) $(under).inert = isOver;
}

// What opens by itself takes no focus, and never covers a narrow window.
async function openArticle(button, {byItself = false} = {}) {
  pressed = button;
  const place = {...button.dataset};
  const fromTalk = !!button.closest("#conversation, #check, #said");
  if (!byItself) {
    if (fromTalk) opener = button;
    if (!button.closest("#summary")) isOwn = !place.start;
    isTakenNow = "answering" in newsroom.dataset;
  }
  const html = await call("opened", place);
  if (pressed !== button) return;   // another was pressed meanwhile
  if (openId !== place.article) $("#summary").innerHTML = "";
  openId = place.article;
  $("#reading").innerHTML = html;
  calm($("[data-remove]"));
  show("reading", {open: !byItself});
  newsroom.dataset.fromTalk = fromTalk ? "yes" : "no";
  for (const other of document.querySelectorAll("[aria-current=location]")) other.removeAttribute("aria-current");
  if (place.start) button.setAttribute("aria-current", "location");
  const mark = $("#reading mark"), board = $("#board");
  if (mark) {
    mark.tabIndex = -1;
    if (!byItself) mark.focus({preventScroll: true});
    board.scrollTop += mark.getBoundingClientRect().top - board.getBoundingClientRect().top - board.clientHeight / 3;
  } else {
    board.scrollTop = 0;
    if (!byItself) $("#reading h2")?.focus({preventScroll: true});
  }
}

function back() {
  if (newsroom.dataset.fromTalk === "yes" && narrowWindow.matches) close();
  show(cameFrom, {open: newsroom.dataset.desk === "open"});
  const isElsewhere = document.activeElement?.closest("#masthead, #talk, #check, #said");   // as where it opened by itself
  if (!isElsewhere && pressed?.isConnected) pressed.focus();
}

function putSources(turn) {
  const found = turn?.querySelector(".turn-sources");
  if (!found?.querySelector("li") || $("#sources").contains(document.activeElement)) return false;
  $("#sources").innerHTML = found.innerHTML;
  return true;
}

// Beside a whole answer its first citation stands open by itself; beside a refusal, or where the window has no room
// for it, the sources stand ready. What the reader is at stays: an article of their own choice from the list, unless
// the answer stands in it, one that was opened while the answer grew, and whatever in the desk has the focus.
function showBeside(turn) {
  const first = "stopped" in turn.dataset ? null : turn.querySelector(".reply > :is(.short, .claims) .cite");
  const isReading = newsroom.dataset.view === "reading";
  const isAtIt = isTakenNow || $("#desk").contains(document.activeElement);
  isTakenNow = false;
  if (!putSources(turn) || isAtIt || newsroom.dataset.room !== "talk") return;
  if (isReading && isOwn && first?.dataset.article !== openId) return;
  if (!first || narrowWindow.matches) return show("sources", {open: false});
  if (!isReading) show("sources", {open: false});
  else if (!isOwn) cameFrom = "sources";
  openArticle(first, {byItself: true});
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

// A whole question is put back into the box, to be mended and asked anew.
function edit(question) {
  const box = $("#question textarea");
  box.value = question;
  box.dispatchEvent(new Event("input", {bubbles: true}));   // Gradio keeps a value of its own
  box.focus();
  box.setSelectionRange(question.length, question.length);
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
  const isFirst = !newsroom.dataset.ready;
  newsroom.dataset.ready = "yes";
  newsroom.toggleAttribute("data-empty", !!now.is_empty);
  list();
  choose();
  isSaidOld = true;
  if (newsroom.dataset.room === "said") listSaid();
  if (isFirst) checkSample();
}

// Which model writes may have been changed in another tab: the line on top never says less than what is so.
async function restate() {
  const now = await call("status", null).catch(() => null);
  if (now?.is_over) $("#status-line").textContent = now.line;
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

// The rooms: asking, checking, and who said what; the desk beside them stays. The address keeps the room for a reload.
const ROOMS = ["talk", "check", "said"];
function enter(room) {
  newsroom.dataset.room = room;
  for (const tab of document.querySelectorAll("[data-room].tab"))
    tab.setAttribute("aria-pressed", String(tab.dataset.room === room));
  history.replaceState(history.state, "", room === "talk" ? location.pathname + location.search : `#${room}`);
  if (room === "said" && newsroom.dataset.ready && isSaidOld) listSaid();
  if (room === "check") showAltered();
}

// The sample draft is checked as soon as the archive is open; whoever opens the room sees a difference beside its source.
let isSample = true;
function checkSample(tries = 20) {
  if (!isSample || !tries || $("#checked")?.textContent.trim()) return;
  if ($("#draft textarea")?.value) document.dispatchEvent(new CustomEvent("newsbot:sample", {detail: {}}));
  setTimeout(checkSample, 500, tries - 1);   // Gradio may still be making the draft, or what listens
}

function showAltered() {
  const altered = isSample && $("#checked .report:not([data-growing]) .finding[data-verdict=altered] .cite");
  if (!altered || newsroom.dataset.room !== "check" || narrowWindow.matches) return;
  isSample = false;
  altered.closest(".checked-sentence").scrollIntoView({block: "nearest"});
  openArticle(altered, {byItself: true});
}

// A report has grown, or is whole; one that was stopped ends where it stood, even if more of it was under way.
let isHalted = false;
function reported() {
  const report = $("#checked .report");
  if (isHalted) {
    $("#checked .waiting")?.remove();
    if (report?.hasAttribute("data-growing")) {
      report.removeAttribute("data-growing");
      report.removeAttribute("aria-busy");
      report.querySelector(".tally").textContent = report.dataset.stopped;
      for (const judging of report.querySelectorAll(".judging")) judging.disabled = false;
    }
  }
  newsroom.toggleAttribute("data-checking", !!$("#checked :is([data-growing], .waiting)"));
  showAltered();
}

// The counts on top lead to the findings, one after another.
function jump(button) {
  const found = [...document.querySelectorAll(`#checked .finding[data-verdict=${button.dataset.jump}]`)];
  const next = found[(found.findIndex((one) => one.hasAttribute("data-here")) + 1) % found.length];
  for (const other of document.querySelectorAll("#checked [data-here]")) other.removeAttribute("data-here");
  next.setAttribute("data-here", "");
  next.closest(".checked-sentence").scrollIntoView({block: "center"});
  next.focus({preventScroll: true});
}

// One after another: a note may be kept because the other button was pressed.
let judging = Promise.resolve();
function judge(finding, decision) {
  judging = judging.catch(() => {}).then(() => keep(finding, decision));
}

async function keep(finding, decision) {
  const {text, verdict, reason, places} = finding.dataset;
  const note = finding.querySelector(".note").value, kept = finding.querySelector(".kept");
  const html = await call("judged", {text, verdict, reason, places, note, decision});
  kept.innerHTML = html;
  if (kept.querySelector(".trouble")) return;
  for (const button of finding.querySelectorAll("[data-judge]"))
    button.setAttribute("aria-pressed", String(button.dataset.judge === decision));
}

async function download() {
  const lines = await call("judgements", null);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([lines], {type: "application/json"}));
  link.download = "newsbot-verdicts.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

let isSaidOld = true;        // something was added or removed since
async function listSaid() {
  isSaidOld = false;
  const given = {speaker: $("#said-speaker").value, about: $("#said-about").value};
  const html = await call("said", given);
  if (given.speaker === $("#said-speaker").value && given.about === $("#said-about").value)
    $("#said-list").innerHTML = html;
}

document.addEventListener("submit", (event) => {
  if (event.target.id === "said-form") event.preventDefault();
});

document.addEventListener("newsbot:checked", reported);
narrowWindow.addEventListener("change", cover);

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest?.(selector);
  let found;
  if (on("#checking")) isSample = isHalted = false;
  if (on("#halting")) {
    isHalted = true;
    reported();
    $("#checking").focus();
  }
  if (!on("[data-remove]") && $("[data-remove]")) calm($("[data-remove]"));
  if ((found = on("[data-article]"))) openArticle(found);
  else if ((found = on("[data-question]")))
    document.dispatchEvent(new CustomEvent("newsbot:ask", {detail: {question: found.dataset.question}}));
  else if ((found = on("[data-sources]"))) {
    putSources(found.closest(".turn"));
    show("sources");
  }
  else if ((found = on("button[data-view]"))) {
    show(found.dataset.view);
    if (!found.closest("#desk")) {
      opener = found;
      $(`.tabs [data-view=${found.dataset.view}]`).focus();
    }
  }
  else if ((found = on("[data-room].tab"))) enter(found.dataset.room);
  else if ((found = on("[data-judge]"))) judge(found.closest(".finding"), found.dataset.judge);
  else if ((found = on("[data-jump]"))) jump(found);
  else if (on("[data-export]")) download();
  else if (on("[data-close]")) close();
  else if (on("[data-back]")) back();
  else if ((found = on("[data-edit]"))) edit(found.dataset.edit);
  else if (on("[data-widen]")) {
    for (const field of filters()) field.value = "";
    narrow();
  }
  else if ((found = on("[data-summarize]"))) summarize(found);
  else if ((found = on("[data-remove]"))) remove(found);
});

document.addEventListener("keydown", (event) => {
  const isWriting = event.target.matches?.("input, textarea, select") && event.target.value;
  if (event.key === "Escape" && !isWriting && !$("#model").open) {
    if (newsroom.dataset.view === "reading") back();
    else if (narrowWindow.matches && newsroom.dataset.desk === "open") close();
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest?.("#draft") && !("checking" in newsroom.dataset))
    $("#checking").click();
});

document.addEventListener("change", (event) => {
  if (event.target.closest?.("#narrow [data-filter]")) narrow();
  const finding = event.target.matches?.(".note") && event.target.closest(".finding");
  const decided = finding && finding.querySelector("[data-judge][aria-pressed=true]");
  if (decided) judge(finding, decided.dataset.judge);   // a note written, or written anew, after the decision
});

let typing;
document.addEventListener("input", (event) => {
  if (event.target.closest?.("#draft")) isSample = false;
  const lists = {filter: list, "said-speaker": listSaid, "said-about": listSaid}[event.target.id];
  if (!lists) return;
  clearTimeout(typing);
  typing = setTimeout(lists, 200);
});

// One question at a time, and the next may follow right after Stop: Gradio's own "once" would drop that one, unsaid.
let askedAt = -Infinity;     // in milliseconds; a question that brings no answer at all does not bar the next for long
function hold(event) {
  const isSent = event.type === "click" ? event.target.closest?.("#ask")
    : event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.closest?.("#question");
  if (!isSent) return;
  if ("answering" in newsroom.dataset || performance.now() - askedAt < 3000) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else if ($("#question textarea").value.trim()) {
    askedAt = performance.now();
  }
}
document.addEventListener("click", hold, {capture: true});
document.addEventListener("keydown", hold, {capture: true});

// An answer has grown: its question stays in view, and what it rests on is shown beside it once it is whole.
document.addEventListener("newsbot:answer", () => {
  const turn = $("#current .turn"), talk = $("#conversation");
  askedAt = -Infinity;
  if (!turn) return newsroom.removeAttribute("data-answering");
  const isGrowing = turn.hasAttribute("data-growing");
  newsroom.toggleAttribute("data-answering", isGrowing);
  const below = turn.getBoundingClientRect().bottom - talk.getBoundingClientRect().bottom;
  const room = turn.getBoundingClientRect().top - talk.getBoundingClientRect().top - 16;
  if (below > 0 && room > 0) talk.scrollTop += Math.min(below, room);
  if (isGrowing) return;
  showBeside(turn);
  restate();
});

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && newsroom.dataset.ready) restate();
});

document.addEventListener("newsbot:added", () => {
  $("#report").scrollIntoView({block: "nearest"});
  if (newsroom.dataset.ready) status();
});

// To a screen reader the conversation is a log: what is added to it is read out, once it is whole (aria-busy).
$("#conversation").setAttribute("role", "log");
$("#conversation").setAttribute("aria-label", "Conversation");

for (const [room, name] of [["check", "Check a text"], ["said", "Who said what"]]) {
  $(`#${room}`).setAttribute("role", "region");
  $(`#${room}`).setAttribute("aria-label", name);
}

enter(ROOMS.includes(location.hash.slice(1)) ? location.hash.slice(1) : "talk");
show("articles", {open: false});
status();
