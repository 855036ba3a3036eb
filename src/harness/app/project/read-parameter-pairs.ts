import { LockstepError } from "../../core/lockstep-error.ts";
import { parameterFiles } from "../../model/template/parameter-files.ts";
import { parseParameterOverrides } from "../../model/template/parameter-overrides.ts";
import { openProjectFiles } from "./project-files.ts";

/**
 * Reads what `--parameter-overrides` is given: `NAME=VALUE`, or `file://` with a YAML, JSON or TOML file that
 * holds any form SAM CLI takes. Paths count from the root, and a later value replaces an earlier one.
 *
 * Throws `project/config-invalid` for anything else, and for a file that cannot be read.
 */
export function readParameterPairs(
  words: readonly string[],
  root: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    words.flatMap((word): readonly (readonly [string, string])[] => {
      const at = word.indexOf("=");
      if (/(?:^|\s)file:\/\//.test(word)) return Object.entries(readFiles(word, root));
      if (at >= 1) return [[word.slice(0, at), word.slice(at + 1)]];
      throw new LockstepError({
        code: "project/config-invalid",
        message: `--parameter-overrides "${word}" is not NAME=VALUE.`,
        hint: "Write for example --parameter-overrides Stage=staging.",
      });
    }),
  );
}

function readFiles(word: string, root: string): Readonly<Record<string, string>> {
  const named = [...word.matchAll(/(?:^|\s)file:\/\/(\S+)/g)].map(([, path = ""]) => path);
  const files = parameterFiles(openProjectFiles(root, named), "");
  const { values, faults } = parseParameterOverrides(word, files);
  if (faults.length === 0) return values;
  throw new LockstepError({
    code: "project/config-invalid",
    message: `--parameter-overrides "${word}" cannot be read: ${faults.join("; ")}.`,
    hint: "Write for example --parameter-overrides file://parameters.yaml, a map of names and values.",
  });
}
