import type { Problem } from "../../core/problem.ts";
import type { GatewayApi } from "../../model/gateway/gateway-api.ts";
import { lintImport } from "../../model/gateway/lint-import.ts";
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
    const problems = lint(part, api, gateway).filter((problem) => {
      const key = `${gateway.kind} ${JSON.stringify([problem.code, problem.location])}`;
      return !told.has(key) && told.add(key);
    });
    return {
      name: `${part.prefix}${gateway.logicalId} ← ${api.document.file}`,
      operation: null,
      file: api.document.file,
      status: statusOf(problems, failOn),
      durationMs: 0,
      problems,
    };
  });
  const number = cases.reduce((sum, each) => sum + each.problems.length, 0);
  return {
    summary:
      cases.length === 0
        ? "no document is imported"
        : `${count(cases.length, "document")}, ${count(number, "finding")}`,
    cases,
    problems: [],
    skipped: cases.length === 0,
  };
}

function lint(part: ProjectPart, { document }: ProjectApi, api: GatewayApi): readonly Problem[] {
  const { source } = part.template;
  return document.written === "inline" && document.file === source.file
    ? lintImport({ document, api, text: source.text })
    : lintImport({ document, api });
}
