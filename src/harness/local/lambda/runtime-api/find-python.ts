import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { isObject, parseJson } from "../../../core/json.ts";
import { lookAt } from "../look-at.ts";

/** A Python interpreter, or why there is none that can run functions. */
export type PythonSearch =
  | { readonly kind: "found"; readonly executable: string }
  /** An interpreter without the Runtime API client. */
  | { readonly kind: "no-client"; readonly executable: string }
  | { readonly kind: "none"; readonly tried: string };

/** Where an interpreter is looked for. */
export interface PythonPlaces {
  /** The value of LOCKSTEP_PYTHON; `null` when it is not set. */
  readonly chosen: string | null;
  /** Absolute folders a `.venv` or `venv` may lie in, the nearest first. */
  readonly folders: readonly string[];
}

const onWindows = process.platform === "win32";

function isFile(file: string): boolean {
  return lookAt(file)?.isFile() === true;
}

/** Python of a virtual environment, with whether the client is installed in it: read, not run, since the project brings it. */
function readVirtualEnvironment(folder: string): PythonSearch | null {
  const executable = path.join(
    folder,
    ...(onWindows ? ["Scripts", "python.exe"] : ["bin", "python3"]),
  );
  if (!isFile(executable) || !isFile(path.join(folder, "pyvenv.cfg"))) return null;
  const hasClient = packageFolders(folder).some((packages) =>
    isFile(path.join(packages, "awslambdaric", "__main__.py")),
  );
  return { kind: hasClient ? "found" : "no-client", executable };
}

function packageFolders(folder: string): readonly string[] {
  if (onWindows) return [path.join(folder, "Lib", "site-packages")];
  const library = path.join(folder, "lib");
  try {
    return readdirSync(library).map((name) => path.join(library, name, "site-packages"));
  } catch {
    return [];
  }
}

/** Finds the client without importing it, and tells where the interpreter behind a name really lies. */
const question = [
  "import importlib.util, json, sys",
  "print(json.dumps({'executable': sys.executable, 'client': importlib.util.find_spec('awslambdaric') is not None}))",
].join("\n");

const answers = new Map<string, PythonSearch>();

/** Asks an interpreter of the machine whether it has the client: once in a session. */
function askInterpreter(name: string): PythonSearch {
  const known = answers.get(name);
  if (known !== undefined) return known;
  const fresh = runInterpreter(name);
  answers.set(name, fresh);
  return fresh;
}

function runInterpreter(name: string): PythonSearch {
  try {
    const text = execFileSync(name, ["-E", "-c", question], {
      // Python imports from where it stands: nobody else writes there.
      cwd: path.parse(process.execPath).root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 10_000,
    });
    const answer = parseJson(text);
    const executable = isObject(answer) ? answer["executable"] : null;
    if (!isObject(answer) || typeof executable !== "string") return { kind: "none", tried: name };
    return { kind: answer["client"] === true ? "found" : "no-client", executable };
  } catch {
    return { kind: "none", tried: name };
  }
}

/**
 * Finds the interpreter that runs Python functions: the one LOCKSTEP_PYTHON names; else that of a `.venv` or
 * `venv` near the function, else `python3` on PATH. One with the package `awslambdaric`, AWS's Runtime API
 * client, comes before one without.
 */
export function findPython({ chosen, folders }: PythonPlaces): PythonSearch {
  if (chosen !== null) return askInterpreter(chosen);
  const near = folders
    .flatMap((folder) => [".venv", "venv"].map((name) => path.join(folder, name)))
    .flatMap((folder) => readVirtualEnvironment(folder) ?? []);
  const ready = near.find(({ kind }) => kind === "found");
  if (ready !== undefined) return ready;
  const ofMachine = askInterpreter(onWindows ? "python" : "python3");
  if (ofMachine.kind === "found") return ofMachine;
  return near[0] ?? ofMachine;
}
