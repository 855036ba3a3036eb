import { statSync } from "node:fs";
import { posix, resolve } from "node:path";
import { createProblem, type Problem } from "../../core/problem.ts";
import type { ResolvedConfig } from "./project-config.ts";

const builtTemplates = [".aws-sam/build/template.yaml", ".aws-sam/build/template.yml"];

/** Milliseconds since the epoch; `null` for a file that is not there. */
function changedAt(root: string, file: string): number | null {
  try {
    return statSync(resolve(root, file)).mtimeMs;
  } catch {
    return null;
  }
}

/**
 * `sam deploy` and `sam local` take `.aws-sam/build/template.yaml` when it is there: one older than the
 * template, a document or a handler is not what the sources say.
 *
 * @param sources documents, handlers and nested templates the template names, relative to the project root
 */
export function findOutdatedBuild(
  { root, template }: Pick<ResolvedConfig, "root" | "template">,
  sources: readonly string[],
): readonly Problem[] {
  const folder = sourceFolder(template);
  const built = builtTemplates
    .map((name) => posix.normalize(posix.join(folder, name)))
    .find((file) => changedAt(root, file) !== null);
  if (built === undefined) return [];
  const builtAt = changedAt(root, built) ?? 0;
  const templates = template === built ? sourceTemplates(folder) : [template];
  const newer = [...templates, ...sources].filter(
    (file) => !file.includes(".aws-sam/") && (changedAt(root, file) ?? 0) > builtAt,
  );
  if (newer.length === 0) return [];
  return [
    createProblem({
      code: "project/build-outdated",
      message: `${built} is older than ${nameSome(newer)}; sam deploy and sam local use the build.`,
      location: { file: built },
    }),
  ];
}

/** The first few; who wants them all builds anyway. */
function nameSome(files: readonly string[]): string {
  const left = files.length - 3;
  return `${files.slice(0, 3).join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}

/** The folder a template was built from, where a built one is named. */
function sourceFolder(template: string): string {
  const at = template.indexOf(".aws-sam/build/");
  return at < 0 ? posix.dirname(template) : posix.normalize(`./${template.slice(0, at)}`);
}

function sourceTemplates(folder: string): readonly string[] {
  return ["template.yaml", "template.yml", "template.json"].map((name) => posix.join(folder, name));
}
