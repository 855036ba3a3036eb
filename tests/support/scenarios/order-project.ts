import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  mkdirSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root, where the Order API lies. */
export const repositoryRoot = fileURLToPath(new URL("../../../", import.meta.url));

/** What of the repository makes up the Order API. */
const parts = [
  "openapi.yaml",
  "template.yaml",
  "samconfig.toml",
  "env.json",
  "src/orders",
  "contracts",
  "events",
];

/** A place in a text, for holding a problem's location against. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A copy of the Order API that a scenario may break. */
export interface OrderProject {
  /** Absolute. */
  readonly root: string;
  read(file: string): string;
  write(file: string, text: string): void;
  /** Removes a file, or a folder for good: `restore` brings back files only. */
  remove(file: string): void;
  /** Replaces the one occurrence of a text; throws where there is none, or more than one. */
  edit(file: string, from: string, to: string): void;
  /** The line on which a text begins, from 1. The text must occur once. */
  place(file: string, text: string): Place;
  /** Undoes every change. */
  restore(): void;
  /** Removes the folder. */
  dispose(): void;
}

function indexOfOnly(text: string, part: string, file: string): number {
  const index = text.indexOf(part);
  if (index === -1) throw new Error(`${file} does not hold ${JSON.stringify(part)}.`);
  if (text.includes(part, index + 1))
    throw new Error(`${file} holds ${JSON.stringify(part)} more than once.`);
  return index;
}

/** A package of its own, with what its code imports installed: the AWS SDK, and Lockstep from this repository. */
function installPackages(root: string): void {
  const modules = join(root, "node_modules");
  mkdirSync(modules);
  writeFileSync(join(root, "package.json"), '{ "name": "order-api", "type": "module" }\n');
  symlinkSync(
    realpathSync(join(repositoryRoot, "node_modules/@aws-sdk")),
    join(modules, "@aws-sdk"),
    "junction",
  );
  symlinkSync(repositoryRoot, join(modules, "lockstep-sam"), "junction");
}

/**
 * Copies the Order API into a folder of its own, with the repository's packages beside it.
 *
 * @example
 * const project = copyOrderProject();
 * project.edit("template.yaml", "Handler: handlers/get-order.handler", "Handler: gone.handler");
 */
export function copyOrderProject(): OrderProject {
  // The real path: what is reported must not depend on a link above the temporary folder.
  const root = realpathSync(mkdtempSync(join(tmpdir(), "lockstep-orders-")));
  for (const part of parts)
    cpSync(join(repositoryRoot, part), join(root, part), { recursive: true });
  installPackages(root);
  const originals = new Map<string, string | null>();
  const at = (file: string): string => join(root, file);
  const remember = (file: string): void => {
    if (!originals.has(file))
      originals.set(file, existsSync(at(file)) ? readFileSync(at(file), "utf8") : null);
  };
  const project: OrderProject = {
    root,
    read: (file) => readFileSync(at(file), "utf8"),
    write: (file, text) => {
      remember(file);
      mkdirSync(dirname(at(file)), { recursive: true });
      writeFileSync(at(file), text);
    },
    remove: (file) => {
      if (statSync(at(file)).isFile()) remember(file);
      rmSync(at(file), { recursive: true });
    },
    edit: (file, from, to) => {
      const text = project.read(file);
      const index = indexOfOnly(text, from, file);
      project.write(file, text.slice(0, index) + to + text.slice(index + from.length));
    },
    place: (file, text) => {
      const whole = project.read(file);
      const index = indexOfOnly(whole, text, file);
      return { file, line: whole.slice(0, index).split("\n").length };
    },
    restore: () => {
      for (const [file, text] of originals) {
        if (text === null) rmSync(at(file), { force: true });
        else {
          mkdirSync(dirname(at(file)), { recursive: true });
          writeFileSync(at(file), text);
        }
      }
      originals.clear();
    },
    dispose: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
  return project;
}
