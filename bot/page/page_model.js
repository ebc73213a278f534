// Which model writes: a dialog that tells, and changes it. It goes on from page.js; what is put into it is made by
// handlers_model.py, out of templates/model.html.
const dialog = $("#model");
let changed = 0;             // how often a field was changed: an answer about what stood there before is not shown

async function openModel() {
  dialog.showModal();
  $("#model-inside").innerHTML = await call("panel", null);
  $("#model-inside input:checked")?.focus();
}

// What was agreed to was agreed to for what stood in the fields.
function rethink() {
  changed += 1;
  const use = $("#model-use");
  delete use.dataset.agreed;
  use.textContent = "Use";
  $("#model-said").textContent = "";
}

async function useModel() {
  const use = $("#model-use"), said = $("#model-said"), before = changed;
  const isModel = $("#model-chat").checked;
  const chosen = {
    model: isModel ? $("#model-name").value : "none",
    url: isModel ? $("#model-url").value : "",
    second_opinion: isModel && $("#model-second").checked,
    agreed: use.dataset.agreed ?? "",
  };
  said.textContent = "Opening …";
  const told = await call("use", chosen);
  if (told.on) {
    $("#model-on").textContent = told.on;
    restate();
  }
  if (changed !== before) return;
  said.innerHTML = told.said;
  if (told.agree) use.dataset.agreed = told.agree;
  else delete use.dataset.agreed;
  use.textContent = told.agree ? "Yes, send it there" : "Use";
  use.scrollIntoView({block: "nearest"});
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-model]")) openModel();
  else if (event.target.closest?.("[data-dismiss]")) dialog.close();
});

document.addEventListener("input", (event) => {
  if (event.target.closest?.("#model-form")) rethink();
});

document.addEventListener("submit", (event) => {
  if (event.target.id !== "model-form") return;
  event.preventDefault();
  useModel();
});
