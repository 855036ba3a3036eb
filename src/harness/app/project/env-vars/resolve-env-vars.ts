import { existsSync } from "node:fs";
import { posix, resolve } from "node:path";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { noteFile } from "../file-journal.ts";
import { placeInConfig } from "../place-in-config.ts";
import { createTextFiles, openProjectFiles, showPath } from "../project-files.ts";
import type { SamSettings } from "../read-sam-settings.ts";
import type { ConfiguredEnvVars, EnvVars } from "./env-vars.ts";
import { readEnvVarObject } from "./parse-env-vars.ts";
import { readEnvVars, refuseEnvVars } from "./read-env-vars.ts";

/** Variables as they were named, and what was wrong on the way. */
export interface NamedEnvVars {
  readonly vars: EnvVars | null;
  readonly problems: readonly Problem[];
}

type Named = string | ConfiguredEnvVars | false;

const none: NamedEnvVars = { vars: null, problems: [] };

/**
 * The variables that the caller names (`--env-vars`, an option of the library), else those of the
 * configuration; `null` where neither says anything.
 * Throws `project/env-vars-unreadable` and `project/env-vars-invalid`.
 */
export function readNamedEnvVars(
  root: string,
  override: Named | undefined,
  configured: Named | undefined,
  configFile: string | null,
): NamedEnvVars | null {
  if (override !== undefined) return readNamed(root, override, null);
  return configured === undefined ? null : readNamed(root, configured, configFile);
}

/** @param configFile the configuration that names them; `null` for the caller */
function readNamed(root: string, named: Named, configFile: string | null): NamedEnvVars {
  if (named === false) return none;
  const by = configFile ?? "--env-vars";
  if (typeof named === "string") return { vars: readEnvVars(root, named, by), problems: [] };
  const source = configFile ?? "the option envVars";
  const text = configFile === null ? null : createTextFiles(root).read(configFile);
  const locate = (...path: readonly string[]) =>
    configFile === null || text === null
      ? { file: source }
      : placeInConfig(configFile, text, ["envVars", ...path]);
  const read = readEnvVarObject(named, {
    locate: (path) => locate(...path),
    numberAt: (_path, value) => String(value),
  });
  if (!read.ok) throw refuseEnvVars(read.faults);
  const vars: EnvVars = {
    source,
    ...read.variables,
    locate: (name, variable) => locate(name, ...(variable === undefined ? [] : [variable])),
  };
  return { vars, problems: [] };
}

/**
 * The variables of the file that samconfig names for `sam local`. Such a file is often kept out of the
 * repository: one that is not there is told, and the template's values count.
 */
export function readSamEnvVars(
  root: string,
  { sam, file }: Pick<SamSettings, "sam" | "file">,
  command: "local_invoke" | "local_start_api" = "local_start_api",
): NamedEnvVars {
  const written = command === "local_invoke" ? sam?.invokeEnvVarsFile : sam?.envVarsFile;
  if (file === null || written === null || written === undefined) return none;
  const named = posix.isAbsolute(written) ? written : posix.join(posix.dirname(file), written);
  const isOutside = openProjectFiles(root, [file]).isOutside?.(named) === true;
  if (!isOutside) noteFile(resolve(root, named), "presence");
  if (!isOutside && existsSync(resolve(root, named)))
    return { vars: readEnvVars(root, named, file), problems: [] };
  const problem = createProblem({
    code: "project/env-vars-not-read",
    message: isOutside
      ? `${file} names ${written} for variables, which lies outside the project and is not read.`
      : `${file} names ${showPath(root, named)} for variables, and there is no such file: functions get the template's values.`,
    location: { file },
    ...(isOutside ? { hint: "Name it with --env-vars, if its variables are to be passed." } : {}),
  });
  return { vars: null, problems: [problem] };
}
