import { resolve } from "node:path";
import { LockstepError } from "../../../core/lockstep-error.ts";
import { loadProject, type Project } from "../../project/load-project.ts";
import {
  resolveConfigs,
  type ConfigOverrides,
  type ConfigResolution,
} from "../../project/resolve-config.ts";
import { doctorSchema, type DoctorCheck, type DoctorReport } from "../../report/doctor-report.ts";
import { toolName, toolVersion } from "../../report/tool-version.ts";
import { checkUrl } from "./check-url.ts";
import { answerCheck, ok, skipped, type DoctorAnswer } from "./doctor-check.ts";
import {
  checkDynamo,
  checkEsbuild,
  checkNode,
  checkPackage,
  checkPact,
  checkPort,
  checkWriteAccess,
} from "./environment-checks.ts";
import {
  checkBuild,
  checkHandlers,
  checkIgnored,
  checkRuntimes,
  checkSamConfig,
  checkSpecs,
  checkTemplate,
  checkValues,
} from "./project-checks.ts";

/** What `doctor` is asked to do. */
export interface DoctorOptions {
  readonly overrides: ConfigOverrides;
  /** A stage that should answer, `null` without one. */
  readonly url: string | null;
}

async function checkEnvironment({ overrides, url }: DoctorOptions) {
  const root = resolve(overrides.root ?? ".");
  const checks: readonly (readonly [string, () => DoctorAnswer | Promise<DoctorAnswer>])[] = [
    ["package", checkPackage],
    ["node", () => checkNode(process.versions.node)],
    ["esbuild", checkEsbuild],
    ["pact", checkPact],
    ["dynamodb", checkDynamo],
    ["port", () => checkPort()],
    ["write access", () => checkWriteAccess(root)],
    ["stage URL", () => checkUrl(url)],
  ];
  return Promise.all(checks.map(([name, check]) => answerCheck(name, "environment", check)));
}

const projectChecks: readonly (readonly [string, (project: Project) => DoctorAnswer])[] = [
  ["template", checkTemplate],
  ["specs", checkSpecs],
  ["handlers", checkHandlers],
  ["runtimes", checkRuntimes],
  ["values", checkValues],
  ["build", checkBuild],
];

/** The checks of one template; one that cannot be loaded has one line that says why. */
async function checkTemplateProject(
  resolution: ConfigResolution,
  suffix: string,
): Promise<readonly DoctorCheck[]> {
  let project: Project | null = null;
  const load = await answerCheck(`template${suffix}`, "project", () => {
    project = loadProject(resolution.config);
    return ok("");
  });
  const samConfig = await answerCheck(`samconfig${suffix}`, "project", () =>
    checkSamConfig(resolution),
  );
  const loaded: Project | null = project;
  if (loaded === null) return [load, samConfig];
  const answers = projectChecks.map(([name, check]) =>
    answerCheck(`${name}${suffix}`, "project", () => check(loaded)),
  );
  return [...(await Promise.all(answers)), samConfig];
}

interface CheckedProject {
  readonly checks: readonly DoctorCheck[];
  /** False when the configuration, or the template it names, cannot be used. */
  readonly usable: boolean;
}

/** What a set-up error is about: not all that keeps a project from being found is its configuration. */
function subjectOf(error: unknown): string {
  if (!LockstepError.is(error)) return "configuration";
  const subjects = new Map<string, string>([
    ["template/not-found", "template"],
    ["project/unknown-stage", "samconfig"],
    ["project/root-not-found", "root"],
  ]);
  return subjects.get(error.code) ?? "configuration";
}

async function checkProject({ overrides }: DoctorOptions): Promise<CheckedProject> {
  let resolutions: readonly ConfigResolution[] = [];
  let fault: unknown = null;
  const configuration = await answerCheck("configuration", "project", async () => {
    try {
      resolutions = await resolveConfigs(overrides);
    } catch (error) {
      fault = error;
      throw error;
    }
    const [first] = resolutions;
    const file = first?.findings.configFile ?? null;
    return ok(file === null ? "No configuration file; the usual names apply." : `${file}.`);
  });
  const usable = configuration.status === "ok";
  const several = resolutions.length > 1;
  const name = subjectOf(fault);
  const checks: DoctorCheck[] = [{ ...configuration, name }];
  for (const resolution of resolutions) {
    const suffix = several ? ` (${resolution.config.template})` : "";
    checks.push(...(await checkTemplateProject(resolution, suffix)));
  }
  if (!usable && name !== "template") {
    checks.push(
      await answerCheck("template", "project", () => skipped(`Not read: the ${name} comes first.`)),
    );
  }
  const root = resolve(overrides.root ?? ".");
  checks.push(await answerCheck("git", "project", () => checkIgnored(root)));
  return { checks, usable };
}

function exitCodeOf(
  environment: readonly DoctorCheck[],
  { checks, usable }: CheckedProject,
): DoctorReport["exitCode"] {
  const isFailed = ({ status }: DoctorCheck): boolean => status === "fail";
  if (environment.some(isFailed)) return 3;
  if (!usable) return 2;
  return checks.some(isFailed) ? 1 : 0;
}

/**
 * `lockstep doctor`: can this machine run what Lockstep runs, and is the project as Lockstep needs it? A check that
 * breaks is a line of the report.
 */
export async function runDoctor(options: DoctorOptions): Promise<DoctorReport> {
  const environment = await checkEnvironment(options);
  const project = await checkProject(options);
  return {
    schema: doctorSchema,
    tool: { name: toolName, version: toolVersion() },
    checks: [...environment, ...project.checks],
    exitCode: exitCodeOf(environment, project),
  };
}
