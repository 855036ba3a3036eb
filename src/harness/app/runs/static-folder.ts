import { resolve } from "node:path";
import { LockstepError } from "../../core/lockstep-error.ts";
import { lookAt } from "../../local/lambda/look-at.ts";
import { staticFiles, type AnswerUnrouted } from "../../local/stage/static-files.ts";

/**
 * The files of `--static-dir`, relative to the project root, and a warning that they are none of API Gateway's.
 * Throws `project/config-invalid` where there is no such folder.
 */
export function openStaticFolder(
  root: string,
  folder: string,
  say: (line: string) => void,
): AnswerUnrouted {
  const path = resolve(root, folder);
  if (lookAt(path)?.isDirectory() !== true)
    throw new LockstepError({
      code: "project/config-invalid",
      message: `--static-dir: there is no folder ${folder}.`,
      hint: "Correct the path; it is relative to the project root.",
    });
  say(
    `warning: files of ${folder} are served where no route answers (--static-dir); API Gateway serves none.`,
  );
  return staticFiles(path);
}
