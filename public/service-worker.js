// Keeps one whole build, so that the app opens without a network, and beside it the heavy files that not everybody
// needs, from their first use on. The build writes the three constants below.
const BUILD = /*BUILD*/"";
const FILES = /*PRECACHE*/[];
const LATER = /*LATER*/[];
const CACHE = `systemcraft-${BUILD}`;
// Outlives builds: what did not change is not fetched again.
const LATER_CACHE = "systemcraft-later";

const hexOf = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

// A file that differs from what was built must not enter the cache: two builds would mix.
async function fetchChecked([path, hash]) {
  const response = await fetch(path, { cache: "reload" });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  const bytes = await response.arrayBuffer();
  if (!hexOf(await crypto.subtle.digest("SHA-256", bytes)).startsWith(hash)) throw new Error(`${path} is not the file that was built`);
  return [path, new Response(bytes, { headers: { "Content-Type": response.headers.get("Content-Type") ?? "application/octet-stream" } })];
}

async function keepBuild() {
  const fetched = await Promise.all(FILES.map(fetchChecked));
  const cache = await caches.open(CACHE);
  await Promise.all(fetched.map(([path, response]) => cache.put(path, response)));
}

// A heavy file is kept under its name and its hash.
const laterKey = ([path, hash]) => `${path}?sha256=${hash}`;

async function fetchLater(file) {
  const cache = await caches.open(LATER_CACHE);
  const kept = await cache.match(laterKey(file));
  if (kept) return kept;
  const [, response] = await fetchChecked(file);
  // Where the device has no room, it works for now and needs the network again.
  await cache.put(laterKey(file), response.clone()).catch(() => {});
  return response;
}

// Whoever had a heavy file without a network has this build's as well.
async function renewLater() {
  const cache = await caches.open(LATER_CACHE);
  const renewed = await Promise.all(LATER.map(([path]) => cache.match(path, { ignoreSearch: true })));
  await Promise.all(LATER.filter((_, place) => renewed[place]).map(fetchLater));
}

async function dropOldLater() {
  const cache = await caches.open(LATER_CACHE);
  const wanted = LATER.map((file) => new URL(laterKey(file), self.location).href);
  const kept = await cache.keys();
  await Promise.all(kept.filter(({ url }) => !wanted.includes(url)).map((request) => cache.delete(request)));
}

async function dropOldBuilds() {
  const names = await caches.keys();
  const isOld = (name) => name.startsWith("systemcraft-") && name !== CACHE && name !== LATER_CACHE;
  await Promise.all(names.filter(isOld).map((name) => caches.delete(name)));
  await dropOldLater();
  await self.clients.claim();
}

async function answer(request) {
  const later = LATER.find(([path]) => new URL(path, self.location).href === request.url);
  if (later) return fetchLater(later);
  const cache = await caches.open(CACHE);
  // What is no file of the build is a route of the one page; the page of last resort is a file.
  const kept = (await cache.match(request)) ?? (request.mode === "navigate" ? await cache.match("index.html") : undefined);
  return kept ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(Promise.all([keepBuild(), renewLater()])));
self.addEventListener("activate", (event) => event.waitUntil(dropOldBuilds()));
self.addEventListener("fetch", (event) => {
  const sameOrigin = new URL(event.request.url).origin === self.location.origin;
  if (BUILD && sameOrigin && event.request.method === "GET") event.respondWith(answer(event.request));
});
