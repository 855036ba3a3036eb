import type { Problem } from "../../core/problem.ts";
import type { GatewayApi } from "../../model/gateway/gateway-api.ts";
import { lintImport } from "../../model/gateway/lint-import.ts";
import { findBrokenIntegrations } from "../../local/stage/integrations/find-broken.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";
import { partsOf, type ProjectPart } from "../project/project-parts.ts";
import type { CheckCase } from "../report/run-result.ts";
import { toGatewayApi } from "./to-gateway-api.ts";
import { count, statusOf, type PhaseFindings } from "./run-phase.ts";

/** What API Gateway refuses, drops or ignores when it imports the documents. */
export function gatewayPhase(project: Project): PhaseFindings {
  const { failOn } = project.config;
  const apis = partsOf(project).flatMap((part) =>
    part.apis
      .filter(({ document }) => document.written !== "generated")
      .map((api) => ({ part, api })),
  );
  // Two APIs may share a document; what is wrong with it is told once for each kind of API.
  const told = new Set<string>();
  const cases = apis.map(({ part, api }): CheckCase => {
    const gateway = toGatewayApi(part, api);
    const problems = [...lint(part, api, gateway)];
    problems.push(...brokenIntegrations(api, problems));
    const fresh = problems.filter((problem) => {
      const key = `${gateway.kind} ${JSON.stringify([problem.code, problem.location])}`;
      return !told.has(key) && told.add(key);
    });
    return {
      name: `${part.prefix}${gateway.logicalId} ← ${api.document.file}`,
      operation: null,
      file: api.document.file,
      status: statusOf(fresh, failOn),
      durationMs: 0,
      problems: fresh,
    };
  });
  return {
    summary: cases.length === 0 ? "no document is imported" : count(cases.length, "document"),
    cases,
    problems: [],
    skipped: cases.length === 0,
  };
}

/** Patterns and templates that cannot be read, but for templates the import rules have told of. */
function brokenIntegrations({ wired }: ProjectApi, linted: readonly Problem[]): readonly Problem[] {
  if (wired.resource.kind !== "rest") return [];
  const told = linted
    .filter(({ code }) => code === "gateway/template-unbalanced")
    .map(({ location }) => `${location?.pointer ?? ""}/`);
  return findBrokenIntegrations(wired).filter(
    ({ code, location }) =>
      code === broken && !told.some((place) => place.startsWith(`${location?.pointer ?? ""}/`)),
  );
}

const broken = "stage/integration-broken";

/** Rules about paths that a REST API cannot have; the local stage finds these as well when it routes. */
const pathCodes: ReadonlySet<string> = new Set([
  "gateway/sibling-path-variables",
  "gateway/greedy-not-last",
  "gateway/partial-path-parameter",
]);

/** The problems of a stage that the import lint of the same document has not told of already. */
export function notToldByGateway(
  project: Project,
  api: ProjectApi,
  found: readonly Problem[],
): readonly Problem[] {
  const isConflict = ({ code }: Problem): boolean => code === "stage/route-conflict";
  if (api.document.written === "generated") return found;
  const problems = found.filter(({ code }) => code !== broken);
  if (!problems.some(isConflict)) return problems;
  const [part] = partsOf(project);
  if (part === undefined) return problems;
  const told = lint(part, api, toGatewayApi(part, api)).flatMap(({ code, location }) =>
    pathCodes.has(code) && location?.pointer !== undefined ? [`${location.pointer}/`] : [],
  );
  return problems.filter(
    (problem) =>
      !isConflict(problem) ||
      !told.some((path) => problem.location?.pointer?.startsWith(path) === true),
  );
}

function lint(part: ProjectPart, { document }: ProjectApi, api: GatewayApi): readonly Problem[] {
  const { source } = part.template;
  return document.written === "inline" && document.file === source.file
    ? lintImport({ document, api, text: source.text })
    : lintImport({ document, api });
}
