// Run by the build, in Node: writes Python's library anew with what every start imports compiled already, which halves
// the time of a start. The rest stays as text, which is half as large.
//
//     node precompile.mjs <folder of the package pyodide> <modules.json> <file to write>
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, modules, into] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: folder });
for (const [path, text] of Object.entries(JSON.parse(await readFile(modules, "utf8")))) {
  const file = `/modules/${path}`;
  python.FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
  python.FS.writeFile(file, text);
}
python.FS.writeFile("/before.zip", await readFile(join(folder, "python_stdlib.zip")));
python.runPython(`
import sys

sys.path.insert(0, "/modules")
import harness

harness.run("raise ValueError")
library = next(path for path in sys.path if path.endswith(".zip")) + "/"
files = [getattr(module, "__file__", None) or "" for module in sys.modules.values()]
started = {file.removeprefix(library) for file in files if file.startswith(library)}

import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash

with zipfile.ZipFile("/before.zip") as before, zipfile.ZipFile("/after.zip", "w") as after:
    for name in sorted(name for name in before.namelist() if not name.endswith("/")):
        data = before.read(name)
        if name in started:
            code = compile(data, library + name, "exec", dont_inherit=True)
            # Never held against the text, which is not there any more.
            data = bytes(_code_to_hash_pyc(code, source_hash(data), False))
            name += "c"
        after.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, 9)
`);
await writeFile(into, python.FS.readFile("/after.zip"));
