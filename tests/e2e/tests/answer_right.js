// Answers the question on the screen as its pack says it is right, and hands it in. Returns the item's id.
// What cannot be entered from here (an order) is handed in as it stands.
const plain = (text) => text.replace(/\]\([^)]*\)/g, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
const form = document.querySelector("form.question");
if (!form) return null;
if (!window.packForTests) {
  const fetched = performance.getEntriesByType("resource").find((entry) => /\/packs\/system-design[^/]*\.json/.test(entry.name));
  window.packForTests = await (await fetch(fetched.name)).json();
}
const stem = plain(form.querySelector(".markdown").innerText);
const item = window.packForTests.items.find((item) => plain(item.stem) === stem);
if (!item) throw new Error(`no item has the stem ${stem}`);
const { question } = item;
const write = (field, text) => {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
if (question.options) {
  const right = new Set(question.options.filter((option) => option.correct).map((option) => plain(option.text)));
  for (const label of form.querySelectorAll("label.option")) {
    const words = plain(label.querySelector(".option__face").lastElementChild.innerText);
    if (right.has(words)) label.querySelector("input").click();
  }
}
if (question.answer !== undefined) write(form.querySelector("#number"), String(question.answer));
if (question.pairs) {
  for (const row of form.querySelectorAll("select")) {
    const left = plain(row.labels[0].innerText);
    const pair = question.pairs.find((pair) => plain(pair.left) === left);
    // An option is numbered where it is shown.
    const option = [...row.options].find((option) => plain(option.text).endsWith(plain(pair.right)));
    row.value = option.value;
    row.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
if (question.blanks) [...form.querySelectorAll("input.gap")].forEach((gap, place) => write(gap, question.blanks[place].accepted[0]));
if (question.model_answer) write(form.querySelector("textarea, input[type=text]"), question.accepted?.[0] ?? question.model_answer);
await new Promise(requestAnimationFrame);
form.querySelector("button[type=submit]").click();
return item.id;
