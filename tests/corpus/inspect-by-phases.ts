import { performance } from "node:perf_hooks";
import { loadProject } from "../../src/harness/app/project/load-project.ts";
import { resolveConfig } from "../../src/harness/app/project/resolve-config.ts";
import { loadPhase } from "../../src/harness/app/runs/load-phase.ts";
import { wiringPhase } from "../../src/harness/app/runs/wiring-phase.ts";
import { LockstepError } from "../../src/harness/core/lockstep-error.ts";
import type { Problem } from "../../src/harness/core/problem.ts";
import type { CorpusProject } from "./corpus-project.ts";
import type { Finding, Inspection, ListedRoute } from "./inspect-project.ts";

function toFinding({ code, severity, message, location, operation }: Problem): Finding {
  const line = location?.line === undefined ? "" : `:${String(location.line)}`;
  return {
    code,
    severity,
    message,
    place: `${location?.file ?? ""}${line}`,
    pointer: location?.pointer ?? "",
    operation: operation ?? "",
  };
}

const nothing = { findings: [], routes: {}, fidelity: null, refusal: null, crash: null };

/** The first phases of `lockstep check`, for as long as no command does just them. */
export async function inspectByPhases({ root, template }: CorpusProject): Promise<Inspection> {
  const start = performance.now();
  try {
    const { config, problems } = await resolveConfig({ root, template });
    const project = loadProject(config);
    const phases = [await loadPhase(project, problems), wiringPhase(project)];
    const all = phases.flatMap((phase) => [
      ...phase.problems,
      ...phase.cases.flatMap((each) => each.problems),
    ]);
    const routes = project.model.apis.map(({ resource, operations }) => {
      const listed = operations.map(({ operation, integration }): ListedRoute => {
        const method = operation.anyMethod ? "ANY" : operation.method;
        return { key: `${method} ${operation.path}`, json: JSON.stringify({ integration }) };
      });
      return [resource.logicalId, listed] as const;
    });
    return {
      ...nothing,
      findings: [...new Set(all)].map(toFinding),
      routes: Object.fromEntries(routes),
      milliseconds: performance.now() - start,
    };
  } catch (error) {
    const milliseconds = performance.now() - start;
    if (LockstepError.is(error))
      return { ...nothing, refusal: `${error.code} ${error.summary}`, milliseconds };
    const crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ...nothing, crash, milliseconds };
  }
}
