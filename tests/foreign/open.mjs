// Opens an export with the program it is meant for, and prints what that program found in it, as JSON.
//
//     node open.mjs PACKAGES mermaid|drawio FILE
//
// PACKAGES is the folder in which npm put `package.json`'s dependencies.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, format, file] = process.argv.slice(2);
const from = createRequire(join(packages, "package.json"));
const load = (name) => import(pathToFileURL(from.resolve(name)).href);

const { JSDOM } = await load("jsdom");
const page = new JSDOM("<!doctype html><html><body></body></html>");
globalThis.window = page.window;
for (const name of ["document", "navigator", "Element", "Node", "HTMLElement", "SVGElement", "DOMParser", "XMLSerializer"]) {
  // Some of these are node's own, in newer versions, and cannot be set.
  globalThis[name] ?? Object.defineProperty(globalThis, name, { value: page.window[name], configurable: true });
}

const openers = { mermaid: openMermaid, drawio: openDrawio };
const found = await openers[format](readFileSync(file, "utf8"));
process.stdout.write(JSON.stringify(found, null, 1));

async function openMermaid(text) {
  const { default: mermaid } = await load("mermaid");
  // As a page that shows the flowchart does, with the limits that it has.
  mermaid.initialize({ startOnLoad: false });
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const groups = db.getSubGraphs();
  return {
    components: [...db.getVertices().values()]
      .filter(({ id }) => !groups.some((group) => group.id === id))
      .map(({ id, text, type }) => ({ id, label: words(text), shape: type ?? null })),
    connections: db
      .getEdges()
      .map(({ start, end, text, stroke }) => ({ from: start, to: end, label: words(text), stroke })),
    groups: groups.map(({ id, title, nodes }) => ({ id, label: words(title), holds: nodes })),
  };
}

// Mermaid holds entities in letters of its own until it draws them.
function words(text) {
  const html = text.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";");
  const element = page.window.document.createElement("textarea");
  element.innerHTML = html;
  return element.value;
}

async function openDrawio(text) {
  const { GraphDataModel, ModelXmlSerializer } = await load("@maxgraph/core");
  const file = new page.window.DOMParser().parseFromString(text, "text/xml");
  const model = new GraphDataModel();
  new ModelXmlSerializer(model).import(new page.window.XMLSerializer().serializeToString(file.querySelector("mxGraphModel")));
  const cells = Object.values(model.cells);
  const label = (cell) => {
    const element = page.window.document.createElement("div");
    element.innerHTML = cell.value?.getAttribute?.("label") ?? "";
    return element.textContent;
  };
  const data = (cell) => cell.value?.getAttributeNames?.().filter((name) => name.startsWith("systemcraft-")) ?? [];
  const within = (cell) => (cell.parent && cell.parent.id !== "1" ? cell.parent.id : null);
  return {
    boxes: cells
      .filter((cell) => cell.vertex)
      .map((cell) => {
        const { x, y, width, height } = cell.geometry;
        return { id: cell.id, label: label(cell), data: data(cell), within: within(cell), bounds: [x, y, width, height] };
      }),
    arrows: cells
      .filter((cell) => cell.edge)
      .map((cell) => ({
        label: label(cell),
        from: cell.source?.id ?? null,
        to: cell.target?.id ?? null,
        isDashed: Boolean(cell.style.dashed),
      })),
  };
}
