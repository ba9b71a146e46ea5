// Keeps one whole build, so that the app opens without a network. The build writes the two constants below.
const BUILD = /*BUILD*/"";
const FILES = /*PRECACHE*/[];
const CACHE = `systemcraft-${BUILD}`;

const hexOf = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

// A file that differs from what was built must not enter the cache: two builds would mix.
async function fetchChecked([path, sha256]) {
  const response = await fetch(path, { cache: "reload" });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  const bytes = await response.arrayBuffer();
  if (hexOf(await crypto.subtle.digest("SHA-256", bytes)) !== sha256) throw new Error(`${path} is not the file that was built`);
  return [path, new Response(bytes, { headers: { "Content-Type": response.headers.get("Content-Type") ?? "application/octet-stream" } })];
}

async function keepBuild() {
  const fetched = await Promise.all(FILES.map(fetchChecked));
  const cache = await caches.open(CACHE);
  await Promise.all(fetched.map(([path, response]) => cache.put(path, response)));
}

async function dropOldBuilds() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("systemcraft-") && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  // Every route is the one page.
  const wanted = request.mode === "navigate" ? "index.html" : request;
  return (await cache.match(wanted)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepBuild()));
self.addEventListener("activate", (event) => event.waitUntil(dropOldBuilds()));
self.addEventListener("fetch", (event) => {
  const sameOrigin = new URL(event.request.url).origin === self.location.origin;
  if (BUILD && sameOrigin && event.request.method === "GET") event.respondWith(answer(event.request));
});
