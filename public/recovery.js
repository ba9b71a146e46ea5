// Exports the journal and the designs without the app. Reads only: whatever is stored stays as it is.
const outcome = document.getElementById("outcome");

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

async function collect() {
  const database = await done(indexedDB.open("systemcraft"));
  const stores = database.transaction(["events", "designs", "design_cards"]);
  const read = (name) => Promise.all([done(stores.objectStore(name).getAllKeys()), done(stores.objectStore(name).getAll())]);
  const [[, events], [ids, designs], [, cards]] = await Promise.all([read("events"), read("designs"), read("design_cards")]);
  database.close();
  return { format: "systemcraft-recovery", version: 1, events, cards, designs: ids.map((id, index) => ({ id, bytes: base64(designs[index]) })) };
}

document.getElementById("export").addEventListener("click", async () => {
  try {
    const everything = await collect();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(everything)], { type: "application/json" }));
    link.download = "systemcraft-recovery.json";
    link.click();
    outcome.textContent = `Saved ${everything.events.length} events and ${everything.designs.length} designs to systemcraft-recovery.json.`;
  } catch (error) {
    outcome.textContent = `The storage of this browser could not be read: ${error?.message ?? error}`;
  }
});
