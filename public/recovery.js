// Writes a backup without the app: the journal, the designs and the packs that were installed, in the format that Settings restores
// (crates/journal/src/backup), but for its checksums. Reads only: whatever is stored stays as it is.
const outcome = document.getElementById("outcome");

const FILE = "systemcraft-recovery.jsonl";
// As in a backup of the app: with more than this it would be too large to be read back.
const MOST_PACKS = 100;
const MOST_PACK_BYTES = 32 * 1024 * 1024;

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

const count = (things, noun) => `${things.length} ${noun}${things.length === 1 ? "" : "s"}`;

// What a list shows of a design or a pack, as JSON; it may be missing or damaged.
function readCard(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

// A line of the journal goes in as it stands; one that is no JSON in one line any more goes in as a string.
function eventLine(event) {
  try {
    JSON.parse(event);
    if (!/[\r\n]/.test(event)) return `{"event":${event}}`;
  } catch {
    // It is damaged, and kept all the same.
  }
  return JSON.stringify({ damaged_event: String(event) });
}

function now() {
  const date = new Date();
  const offset_minutes = -date.getTimezoneOffset();
  const civil = new Date(date.getTime() + offset_minutes * 60000).toISOString().slice(0, -1);
  return { utc_millis: date.getTime(), civil, offset_minutes, zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? "" };
}

// Everything that a store holds, by its key. Storage of an earlier version has fewer stores.
async function read(database, name) {
  if (!database.objectStoreNames.contains(name)) return new Map();
  const store = database.transaction(name).objectStore(name);
  const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
  return new Map(keys.map((key, index) => [key, values[index]]));
}

// Small packs first; those for which there is no room are only named.
function withinRoom(packs) {
  const encoder = new TextEncoder();
  const sized = packs.map((pack) => ({ pack, bytes: encoder.encode(pack.text).length })).sort((a, b) => a.bytes - b.bytes);
  let room = MOST_PACK_BYTES;
  return sized.map(({ pack, bytes }, place) => {
    if (place >= MOST_PACKS || bytes > room) return { ...pack, text: null };
    room -= bytes;
    return pack;
  });
}

async function collect() {
  const database = await done(indexedDB.open("systemcraft"));
  const names = ["events", "designs", "design_cards", "packs", "pack_cards"];
  const [events, designs, designCards, packs, packCards] = await Promise.all(names.map((name) => read(database, name)));
  database.close();
  return {
    events: [...events.values()],
    designs: [...designs].map(([id, bytes]) => ({ id, name: readCard(designCards.get(id)).name ?? "", bytes: base64(bytes) })),
    packs: withinRoom([...packs].map(([id, text]) => {
      const { title = id, version = "" } = readCard(packCards.get(id));
      return { id, title, version, text };
    })),
  };
}

function backupOf({ events, designs, packs }) {
  const counts = { events: events.length, designs: designs.length, settings: 0, packs: packs.length };
  return [
    JSON.stringify({ systemcraft_backup: { version: 2, exported_at: now(), counts } }),
    ...events.map(eventLine),
    ...designs.map((design) => JSON.stringify({ design })),
    ...packs.map((pack) => JSON.stringify({ pack })),
    JSON.stringify({ end: { counts } }),
  ];
}

document.getElementById("export").addEventListener("click", async () => {
  try {
    const everything = await collect();
    const lines = backupOf(everything).map((line) => `${line}\n`);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(lines, { type: "application/jsonl" }));
    link.download = FILE;
    link.click();
    const { events, designs, packs } = everything;
    const [whole, named] = [packs.filter((pack) => pack.text !== null), packs.filter((pack) => pack.text === null)];
    const noRoom = named.length ? ` There was no room for the content of ${named.map((pack) => pack.title).join(", ")}: keep the files that you installed them from.` : "";
    outcome.textContent = `Saved ${count(events, "event")}, ${count(designs, "design")} and ${count(whole, "pack")} to ${FILE}. “Restore from a backup” in the settings of the app reads it.${noRoom}`;
  } catch (error) {
    outcome.textContent = `The storage of this browser could not be read: ${error?.message ?? error}`;
  }
});
