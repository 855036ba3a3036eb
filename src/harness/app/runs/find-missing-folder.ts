import { resolve } from "node:path";
import { createProblem } from "../../core/problem.ts";
import type { ResolvedConfig } from "../project/project-config.ts";
import type { PhaseFindings } from "./run-phase.ts";
import { lookAt } from "../../local/lambda/look-at.ts";

/** What to say of a folder the configuration names and that is not there; `null` where all is well. */
export function findMissingFolder(
  { root, namedFolders, ...config }: ResolvedConfig,
  option: "contracts" | "events",
): PhaseFindings | null {
  if (!namedFolders.includes(option)) return null;
  const folder = config[option];
  const entry = lookAt(resolve(root, folder));
  if (entry?.isDirectory() === true) return null;
  const problem = createProblem({
    code: "project/folder-not-found",
    message: `The configuration names ${folder} as the folder of ${option}; there is no such folder.`,
  });
  return { summary: `no ${folder}/ folder`, cases: [], problems: [problem] };
}
