import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { posix, resolve } from "node:path";
import type { Problem } from "../../../core/problem.ts";
import { formatLocation } from "../../../core/problem.ts";
import type { WiredFunction } from "../../../model/wiring/project-model.ts";
import { otherRuntimeOf } from "../../../local/lambda/runtime-api/other-runtimes.ts";
import { allFunctions } from "../../project/all-functions.ts";
import type { FunctionRunner } from "../../project/find-runners.ts";
import { templateFolder, type Project } from "../../project/load-project.ts";
import type { ConfigResolution } from "../../project/resolve-config.ts";
import { count } from "../run-phase.ts";
import { fail, ok, skipped, warn, type DoctorAnswer } from "./doctor-check.ts";
import { findUnknownValues } from "./find-unknown-values.ts";
import { lookAt } from "../../../local/lambda/look-at.ts";

function describe({ message, location }: Problem): string {
  return location === undefined ? message : `${formatLocation(location)} ${message}`;
}

/** Which template is read, and can it be? */
export function checkTemplate({ config, template }: Project): DoctorAnswer {
  const errors = template.problems.filter(({ code }) => code === "template/syntax-error");
  return errors.length === 0
    ? ok(`${config.template}: ${count(template.resources.size, "resource")}.`)
    : fail(
        `${config.template} is no template that can be read.`,
        "Mend its text.",
        errors.map(describe),
      );
}

/** Is the document of each API found and read? */
export function checkSpecs(project: Project): DoctorAnswer {
  const broken = project.problems.filter(({ severity }) => severity === "error");
  const read = project.apis.map(
    ({ wired, document }) =>
      `${wired.resource.logicalId}: ${document.file} (${count(document.operations.length, "operation")})`,
  );
  if (broken.length > 0) {
    return fail(
      `${count(broken.length, "problem")} with the documents of ${count(project.template.apis.length, "API")}.`,
      "Run lockstep check --static for the places; generate a document that is built before.",
      [...broken.map(describe), ...read],
    );
  }
  return read.length === 0
    ? warn("No API has a document.", "Give an API a DefinitionBody with an OpenAPI document.")
    : ok(`${count(read.length, "document")} read.`, read);
}

/** Node.js and Python: their handlers name a file. */
function namesFile({ resource: { runtime } }: WiredFunction): boolean {
  if (!runtime.known || runtime.value.startsWith("nodejs")) return true;
  return otherRuntimeOf(runtime.value) === "python";
}

const noFunctions = "The template has no functions.";

/** Are the files of handlers found? Those of languages that do not run here are not looked for. */
export function checkHandlers({ model }: Project): DoctorAnswer {
  if (model.functions.length === 0) return skipped(noFunctions);
  const own = model.functions.filter(namesFile);
  if (own.length === 0) return skipped("No function runs on Node.js or Python.");
  const missing = own.filter(({ handler }) => handler === null);
  const found = `${own.length - missing.length} of ${count(own.length, "handler")} found`;
  if (missing.length === 0) return ok(`${found}.`);
  return warn(
    `${found}.`,
    "Correct Handler and CodeUri, or write the file; lockstep check --static names what it looked for.",
    missing.map(({ resource }) => resource.logicalId),
  );
}

/** `Score: python3.13 by /usr/bin/python3`, or what is missing for it. */
function describeRunner(id: string, { resource }: WiredFunction, runner: FunctionRunner): string {
  const name = resource.runtime.known ? `${id}: ${resource.runtime.value}` : id;
  if (runner.kind !== "program") return name;
  return runner.search.ok
    ? `${name} by ${runner.search.command.executable}`
    : `${name}: ${runner.search.failure.errorMessage}`;
}

/** What runs the functions of other runtimes, and which do not run here? */
export function checkRuntimes({ model, runners }: Project): DoctorAnswer {
  const all = allFunctions(model);
  if (all.size === 0) return skipped(noFunctions);
  const others = [...all].flatMap(([id, fn]) => {
    const runner = runners.get(id) ?? { kind: "none" };
    return runner.kind === "node" ? [] : [{ runner, text: describeRunner(id, fn, runner) }];
  });
  if (others.length === 0) return ok("Every function runs on Node.js.");
  const details = others.map(({ text }) => text);
  const left = others.filter(({ runner }) => runner.kind !== "program" || !runner.search.ok);
  if (left.length === 0)
    return ok(`${count(others.length, "function")} of another runtime run here too.`, details);
  const missing = left.some(({ runner }) => runner.kind === "program");
  return warn(
    `${count(left.length, "function")} of another runtime: checked by reading, not run here.`,
    missing
      ? "Install what the lines below name, or check them on a deployed stage with --url."
      : "Check them on a deployed stage with --url.",
    details,
  );
}

/** Which values can only AWS know? */
export function checkValues({ template }: Project): DoctorAnswer {
  const { imports, dynamic } = findUnknownValues(template.source.value);
  const missing = template.problems
    .filter(({ code }) => code === "template/parameter-missing")
    .map(describe);
  const details = [
    ...missing,
    ...imports.map((name) => `Fn::ImportValue ${name}`),
    ...dynamic.map((text) => `dynamic reference ${text}`),
  ];
  const refused = template.problems
    .filter(({ code }) => code === "template/parameter-value" || code === "template/parameter-type")
    .map(describe);
  if (refused.length > 0)
    return fail(
      `${count(refused.length, "parameter")} with a value that CloudFormation refuses.`,
      "Give another with --parameter-overrides NAME=VALUE, in samconfig or in the configuration.",
      [...refused, ...details],
    );
  if (details.length === 0)
    return ok("Every parameter has a value; nothing is taken from elsewhere.");
  const message = [
    ...(missing.length === 0 ? [] : [`${count(missing.length, "parameter")} without a value`]),
    ...(imports.length === 0 ? [] : [`${count(imports.length, "import")} of other stacks`]),
    ...(dynamic.length === 0 ? [] : [count(dynamic.length, "dynamic reference")]),
  ].join(", ");
  return warn(
    `${message}: unknown here.`,
    missing.length === 0
      ? "Nothing, unless a function needs one here: its variable is absent then; tests can set it (environment of loadFunction)."
      : "Give parameters with --parameter-overrides NAME=VALUE, --stage NAME, or in the configuration.",
    details,
  );
}

/** Is samconfig there and readable, and which environments has it? */
export function checkSamConfig({
  samConfigFile,
  problems,
  config,
}: ConfigResolution): DoctorAnswer {
  if (samConfigFile === null) return skipped("There is no samconfig; defaults and options apply.");
  return problems.length === 0
    ? ok(`${samConfigFile}, environment ${config.stage}.`)
    : fail(`${samConfigFile} is not sound.`, "Mend the lines named.", problems.map(describe));
}

function modified(file: string): number {
  return lookAt(file)?.mtimeMs ?? 0;
}

/** Is the build of SAM CLI older than the sources? `sam local` and `sam deploy` take it, Lockstep does not. */
export function checkBuild(project: Project): DoctorAnswer {
  const { config, model, apis } = project;
  const folder = templateFolder(config);
  const built = resolve(folder, ".aws-sam", "build", "template.yaml");
  if (!existsSync(built)) return skipped("There is no .aws-sam/build.");
  const since = modified(built);
  const sources = new Set([
    config.template,
    ...apis.map(({ document }) => document.file),
    ...model.functions.flatMap(({ handler }) => handler?.file ?? []),
  ]);
  const newer = [...sources].filter((file) => modified(resolve(config.root, file)) > since);
  return newer.length === 0
    ? ok(".aws-sam/build is as new as the sources looked at.")
    : warn(
        ".aws-sam/build is older than its sources; sam local and sam deploy would take it.",
        "Run sam build, or remove .aws-sam/build. Lockstep reads the sources.",
        newer,
      );
}

/** Is `.lockstep` kept out of version control? */
export function checkIgnored(root: string): DoctorAnswer {
  try {
    execFileSync("git", ["check-ignore", "-q", posix.join(".lockstep", "cache")], {
      cwd: root,
      stdio: "ignore",
    });
    return ok(".lockstep is ignored by git.");
  } catch (error) {
    const status: unknown = error instanceof Error ? Reflect.get(error, "status") : null;
    if (status !== 1) return skipped("This is no git repository, or git is not there.");
    const file = resolve(root, ".gitignore");
    const has = existsSync(file) && readFileSync(file, "utf8").includes(".lockstep");
    return warn(
      ".lockstep is not ignored by git.",
      has ? "Correct the entry in .gitignore." : "Add the line .lockstep/ to .gitignore.",
    );
  }
}
