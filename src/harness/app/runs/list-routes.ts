import type { Problem } from "../../core/problem.ts";
import { describeIntegration, lambdaOf } from "../../model/wiring/describe-integration.ts";
import { readLambdaName } from "../../model/wiring/function-lookup.ts";
import type { ProjectModel, WiredApi, WiredOperation } from "../../model/wiring/project-model.ts";
import { authorizationOf } from "../../model/wiring/route-authorization.ts";
import type { TemplateModel } from "../../model/template/template-model.ts";
import { loadProject, type Project } from "../project/load-project.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import { decidedOperations, undecidedRoutes } from "./undecided-routes.ts";
import type { ApiRoutesReport, RouteReport, RoutesReport } from "../report/routes-report.ts";

/** Problems behind which routes may be hidden. */
const hiding: ReadonlySet<string> = new Set([
  "project/spec-not-found",
  "project/spec-outside-template-folder",
  "project/api-not-read",
  "project/no-api",
  "openapi/syntax-error",
  "template/syntax-error",
  "template/definition-unreadable",
  "template/transform-not-applied",
  // Which routes there are may hang on the parameter.
  "template/parameter-value",
  "template/parameter-type",
]);

/** Problems of a document that was not read, or not whole, and of values that do not deploy. */
const unread: ReadonlySet<string> = new Set([
  "template/parameter-value",
  "project/spec-not-found",
  "openapi/syntax-error",
  "template/syntax-error",
  "template/definition-unreadable",
]);

/** Problems the documents' reader finds about routes: a path or a condition only AWS knows. */
const ofRoutes: ReadonlySet<string> = new Set([
  "template/value-unknown",
  "template/condition-unknown",
]);

/**
 * `lockstep routes`: what will be deployed, route by route, those included that SAM adds.
 *
 * Throws `LockstepError` for a missing template or an unusable configuration.
 */
export async function listRoutes(overrides: ConfigOverrides): Promise<RoutesReport> {
  const { config } = await resolveConfig(overrides);
  const project = loadProject(config);
  const problems = [...hidingProblems(project), ...undecidedRoutes(project.model)];
  const isWhole =
    !problems.some(({ code }) => unread.has(code)) &&
    everyDocumentRead(project.template, project.model);
  return { apis: reportApis(project.model, ""), problems, exitCode: isWhole ? 0 : 1 };
}

function everyDocumentRead(template: TemplateModel, model: ProjectModel): boolean {
  return (
    template.apis.every(({ logicalId }) =>
      model.apis.some(({ resource }) => resource.logicalId === logicalId),
    ) &&
    [...template.stacks].every(([id, stack]) => {
      const nested = model.stacks.get(id);
      return nested !== undefined && everyDocumentRead(stack, nested);
    })
  );
}

function hidingProblems({ problems, template }: Project): readonly Problem[] {
  const ofTemplates = (each: TemplateModel): readonly Problem[] => [
    ...each.problems.filter(({ code }) => hiding.has(code)),
    ...[...each.stacks.values()].flatMap(ofTemplates),
  ];
  const own = problems.filter(({ code }) => hiding.has(code) || ofRoutes.has(code));
  return [...ofTemplates(template), ...own];
}

function reportApis(model: ProjectModel, prefix: string): readonly ApiRoutesReport[] {
  const own = model.apis.map((api): ApiRoutesReport => {
    const { logicalId, kind, stageName, undecided } = api.resource;
    const routes = decidedOperations(model, api).map((wired) => reportRoute(model, api, wired));
    return {
      id: `${prefix}${logicalId}`,
      type: kind,
      stage: stageName.known ? stageName.value : null,
      undecided,
      routes: routes.toSorted(byPathAndMethod),
    };
  });
  const nested = [...model.stacks].flatMap(([id, stack]) => reportApis(stack, `${prefix}${id}/`));
  return [...own, ...nested];
}

/** By code unit, so that the order is the same everywhere. */
function byPathAndMethod(a: RouteReport, b: RouteReport): number {
  const key = ({ path, method }: RouteReport) => `${path}\u0000${method}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

function reportRoute(model: ProjectModel, api: WiredApi, wired: WiredOperation): RouteReport {
  const { operation, added } = wired;
  const { authorizer, apiKeyRequired } = authorizationOf(api, wired);
  const location =
    added === null
      ? api.document.source.locate(operation.pointer)
      : model.template.source.locate(added.pointer);
  return {
    method: operation.anyMethod ? "ANY" : operation.method,
    path: operation.path.replace(/^\/\$default$/, "$default"),
    ...callOf(model, wired),
    validator: operation.requestValidator?.name ?? null,
    authorizer,
    apiKeyRequired,
    location,
    addedBy: added?.by ?? null,
  };
}

function callOf(
  { template }: ProjectModel,
  { operation, integration, function: fn }: WiredOperation,
): Pick<RouteReport, "function" | "qualifier" | "integration"> {
  if (integration.kind === "lambda") {
    return { function: integration.functionId, qualifier: integration.qualifier };
  }
  const text =
    operation.integration === null ? null : describeIntegration(operation.integration, template);
  if (fn !== null && text !== null) {
    const qualifier = readLambdaName(lambdaOf(text))?.qualifier ?? null;
    return { function: fn.resource.logicalId, qualifier };
  }
  return { integration: integration.kind === "foreign-lambda" ? integration.reference : text };
}
