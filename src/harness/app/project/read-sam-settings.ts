import { existsSync } from "node:fs";
import { posix, resolve } from "node:path";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { Problem } from "../../core/problem.ts";
import { readSamConfig, type SamConfig } from "../../model/template/sam-config.ts";
import { noteFile } from "./file-journal.ts";
import { openProjectFiles } from "./project-files.ts";
import { suggest } from "./select-codes.ts";

/** The names SAM CLI looks for, in its order. */
const samConfigNames = ["samconfig.toml", "samconfig.yaml", "samconfig.yml"];

/** Which samconfig, and which of its environments. */
export interface SamQuestion {
  readonly root: string;
  /** Folder of the template, where SAM CLI looks; `.` is the root. */
  readonly templateFolder: string;
  /** `--config-file`. */
  readonly named: string | undefined;
  /** `--config-env`, here also `--stage`. */
  readonly stage: string | undefined;
}

/** What samconfig says. */
export interface SamSettings {
  readonly sam: SamConfig | null;
  /** Relative to the root; `null` without one. */
  readonly file: string | null;
  /** The template it names, relative to the root; `null` where it names none. */
  readonly template: string | null;
  /** True when that template lies outside the project. */
  readonly isOutside: boolean;
  readonly problems: readonly Problem[];
}

const nothing: SamSettings = {
  sam: null,
  file: null,
  template: null,
  isOutside: false,
  problems: [],
};

/** The folders samconfig is looked for in: the template's, as SAM CLI does, then the root. */
function foldersOf({ templateFolder }: SamQuestion): readonly string[] {
  return [...new Set([templateFolder, "."])];
}

/** The samconfig of a project, relative to its root; `null` where there is none. */
export function findSamConfig(question: SamQuestion): string | null {
  const { root, named } = question;
  const names = named === undefined ? samConfigNames : [named];
  for (const folder of foldersOf(question)) {
    for (const name of names) {
      const file = posix.isAbsolute(name) ? name : posix.join(folder, name);
      noteFile(resolve(root, file), "presence");
      if (existsSync(resolve(root, file))) return file;
    }
  }
  if (named === undefined) return null;
  throw new LockstepError({
    code: "project/config-unreadable",
    message: `There is no samconfig file at ${named}.`,
    hint: "Correct --config-file; the path is relative to the template's folder or the project root.",
  });
}

/** A path that samconfig names, relative to its own folder. */
function besideConfig(file: string, path: string): string {
  return posix.isAbsolute(path) ? path : posix.join(posix.dirname(file), path);
}

/**
 * Reads the environment of samconfig that applies. Throws `project/unknown-stage` for one that is not
 * there, and `project/config-unreadable` for a file that was named and is not there, or a link out of the project.
 */
export function readSamSettings(question: SamQuestion): SamSettings {
  const { root, stage } = question;
  const file = findSamConfig(question);
  const { named, templateFolder } = question;
  const own = [
    posix.join(templateFolder, "samconfig.toml"),
    ...(named === undefined ? [] : [named]),
  ];
  const files = openProjectFiles(root, own);
  if (file !== null && files.isOutside?.(file) === true)
    throw new LockstepError({
      code: "project/config-unreadable",
      message: `${file} is a link that leads out of the project.`,
      hint: "Name the file it leads to with --config-file.",
    });
  const text = file === null ? null : files.read(file);
  if (file === null || text === null) {
    if (stage === undefined || stage === "default") return nothing;
    throw new LockstepError({
      code: "project/unknown-stage",
      message: `There is no samconfig.toml to take the stage "${stage}" from.`,
      hint: "Give the stage's parameters with --parameter-overrides NAME=VALUE, or add a samconfig.toml.",
    });
  }
  const sam = readSamConfig({ file, text, environment: stage ?? "default", files });
  // A file that does not parse has a problem of its own; what it would have said is not known.
  const isRead = sam.problems.every(({ code }) => code !== "template/config-syntax-error");
  if (stage !== undefined && isRead && !sam.environments.includes(stage)) {
    const all = `Its environments are ${sam.environments.join(", ")}.`;
    throw new LockstepError({
      code: "project/unknown-stage",
      message: `${file} has no environment "${stage}".`,
      hint:
        sam.environments.length === 0
          ? `Add a table [${stage}.deploy.parameters] to it.`
          : [suggest(stage, sam.environments, ""), all].filter((part) => part !== "").join(" "),
    });
  }
  const template = sam.template === null ? null : besideConfig(file, sam.template);
  const isOutside = template !== null && files.isOutside?.(template) === true;
  return { sam, file, template, isOutside, problems: sam.problems };
}
