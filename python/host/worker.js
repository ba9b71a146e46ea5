// Runs learners' programs. Everything that is needed is handed in with the first message; from then on there is nothing
// to reach: the policy of the frame that this worker comes from allows no connection, and its origin owns no storage.
import { loadPyodide } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { info } from "pyodide/pyodide-lock.json";
import start_of_program from "./start.py";
import { Output } from "./output.js";

const WASM_PAGE_BYTES = 65536;
const MODULES_FOLDER = "/modules";
const PACKAGES_FOLDER = "/packages";

self.onmessage = ({ data: { port, module, library, modules, packages, limits } }) => {
  self.onmessage = null;
  const post = port.postMessage.bind(port);
  // Taken from before the first program runs, so that no program can put something else in its place.
  const stringify = JSON.stringify;
  const tell = (message) => post(stringify(message));
  const memoryBytes = limitMemory(limits.memoryBytes);
  // Memory that was grown stays: the worker of a program that took much is replaced.
  const isWorn = () => memoryBytes() > limits.memoryBytes / 2;
  const fail = (error) => tell({ failed: String(error), cause: causeOf(error) });
  serve(port, tell, fail, { module, library, modules, packages, limits, isWorn }).catch(fail);
};

// Why Python itself came to its end, where that can be told from what the engine says.
function causeOf(error) {
  if (error?.name === "Exit") return "exit";
  // Chromium and Safari, then Firefox.
  const isTooDeep = /Maximum call stack|too much recursion/.test(String(error));
  return isTooDeep ? "depth" : "";
}

// Python's memory grows through this one call. A refusal becomes Python's MemoryError. Gives what tells how much it is.
function limitMemory(mostBytes) {
  let bytes = 0;
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * WASM_PAGE_BYTES > mostBytes) throw new RangeError("the memory limit is reached");
    bytes = this.buffer.byteLength + pages * WASM_PAGE_BYTES;
    return grow.call(this, pages);
  };
  return () => bytes;
}

async function serve(port, tell, fail, { module, library, modules, packages, limits, isWorn }) {
  const python = await load(module, library);
  mount(python, JSON.parse(new TextDecoder().decode(modules)));
  const unopened = unpack(python, packages);
  const output = new Output(tell, limits);
  const lines = new Lines(tell, output);
  python.setStdout({ write: (bytes) => output.write("out", bytes) });
  python.setStderr({ write: (bytes) => output.write("err", bytes) });
  python.setStdin({ stdin: () => lines.nextOfBox() });
  const canAsk = "Suspending" in WebAssembly;
  const namespace = python.toPy({ next_line: () => lines.next(), can_ask: canAsk });
  const [uses, run, answer] = python.runPython(start_of_program, { globals: namespace, filename: "start.py" });
  ["js", "pyodide_js"].forEach((name) => python.unregisterJsModule(name));

  const perform = async ({ source, probes, box }) => {
    output.begin();
    lines.begin(box);
    // Asked before the program can touch anything, and never asked again.
    const used = probes === null ? "" : uses(source);
    const outcome = await (canAsk ? run.callPromising(source) : run(source));
    output.end();
    // Told at once: what is asked next runs the program's functions, which may never come to their end.
    if (probes !== null) tell({ ran: outcome, uses: used });
    // The program's channel is closed before it is asked what it left behind.
    const answers = probes === null ? "" : answer(probes);
    tell({ outcome, uses: used, answers, linesCut: output.linesCut, isCut: output.isCut, isWorn: isWorn() });
  };
  port.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.run) perform(message.run).catch(fail);
    else lines.answer(message.line);
  };
  tell({ ready: python.version, canAsk, unopened });
}

// What Pyodide would fetch was handed in.
function load(module, library) {
  self.fetch = async (address) => new Response(String(address).endsWith("python_stdlib.zip") ? library : null);
  WebAssembly.instantiateStreaming = async (_response, imports) => ({
    module,
    instance: await WebAssembly.instantiate(module, imports),
  });
  return loadPyodide({
    createPyodideModule,
    // Addresses are resolved, and none is asked for.
    indexURL: "https://python.invalid/",
    packageBaseUrl: "https://python.invalid/",
    lockFileContents: { info, packages: {} },
    stdin: () => null,
  });
}

function mount(python, modules) {
  for (const [path, text] of Object.entries(modules)) {
    const file = `${MODULES_FOLDER}/${path}`;
    python.FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    python.FS.writeFile(file, text);
  }
}

// Unpacks the packages that the learner chose; returns the names of the files that could not be.
function unpack(python, packages) {
  python.FS.mkdirTree(PACKAGES_FOLDER);
  return Object.entries(packages).filter(([, bytes]) => {
    try {
      python.unpackArchive(bytes, "zip", { extractDir: PACKAGES_FOLDER });
      return false;
    } catch (error) {
      if (error?.name !== "PythonError") throw error;
      return true;
    }
  }).map(([name]) => name);
}

// What a program reads: first the lines that were written before the run, then what the learner is asked for.
class Lines {
  constructor(tell, output) {
    this.tell = tell;
    this.output = output;
    this.box = [];
    this.answered = null;
  }

  begin(box) {
    this.box = [...box];
    this.answered = null;
  }

  nextOfBox() {
    return this.box.length ? `${this.box.shift()}\n` : null;
  }

  // A line without its end, or nothing when there is none; a promise when the learner is asked.
  next() {
    if (this.box.length) return this.box.shift();
    this.output.flush();
    this.tell({ ask: true });
    return new Promise((resolve) => { this.answered = resolve; });
  }

  answer(line) {
    this.answered?.(line);
    this.answered = null;
  }
}
