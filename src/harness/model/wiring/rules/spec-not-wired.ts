import { createProblem, type Problem } from "../../../core/problem.ts";
import type { ApiDocument, Operation } from "../../openapi/api-document.ts";
import type { EventRoute } from "../event-route.ts";
import { routeKey } from "../event-route.ts";
import type { ApiFacts, WiringFacts, WiringRule } from "../wiring-facts.ts";

/**
 * An API without a document can be held against nothing. A document that the template names but
 * that could not be read is for whoever reads it to report. Where a document lies in the project
 * and describes the same routes, it is offered as the contract, with the routes that differ.
 */
export const specNotWired: WiringRule = (facts) =>
  facts.apis.flatMap((api): readonly Problem[] => {
    const routes = routesOf(api);
    const found = nearestDocument(routes, facts.unwiredDocuments);
    if (!lacksContract(api, found !== null)) return [];
    const { logicalId } = api.resource;
    const offered =
      found === null
        ? ""
        : `; ${found.document.file} describes ${String(found.shared)} of its ${String(routes.length)} routes and is not wired`;
    return [
      createProblem({
        code: "wiring/spec-not-wired",
        // Most APIs are made so on purpose; a document that lies there unused is likely forgotten.
        ...(found === null ? { severity: "info" as const } : {}),
        message: `${logicalId} ${describe(facts, api, routes.length)}, so nothing it does can be held against a contract${offered}.`,
        location: facts.template.source.locate(api.resource.pointer),
        related: found === null ? [] : differences(found.document, routes),
        hint: hintFor(facts, api, found?.document.file ?? "openapi.yaml"),
      }),
    ];
  });

/** An inline document without a single schema is a list of routes, no contract; that is said only with a better one at hand. */
function lacksContract({ resource, document }: ApiFacts, hasBetter: boolean): boolean {
  const { kind } = resource.definition;
  if (kind === "generated") return true;
  if (kind !== "inline") return false;
  return document === null || (hasBetter && !document.operations.some(hasSchema));
}

function hasSchema({ requestBody, responses }: Operation): boolean {
  const contents = [requestBody?.content ?? [], ...responses.map(({ content }) => content)];
  return contents.flat().some(({ schemaPointer }) => schemaPointer !== null);
}

function routesOf({ document, operations, events }: ApiFacts): readonly EventRoute[] {
  const described =
    operations.length > 0 ? operations.map(({ operation }) => operation) : document?.operations;
  return described !== undefined && described.length > 0
    ? described
    : events.map(({ route }) => route);
}

/** The names of path parameters and a trailing slash do not make another route. */
function shapeOf({ path, method, anyMethod }: EventRoute): string {
  const shape = path.replace(/(.)\/$/, "$1").replaceAll(/\{[^{}]*?(\+?)\}/g, "{$1}");
  return `${anyMethod ? "ANY" : method} ${shape}`;
}

interface Found {
  readonly document: ApiDocument;
  readonly shared: number;
}

/** The document that describes the most of the routes; `null` when none describes any. */
function nearestDocument(
  routes: readonly EventRoute[],
  documents: readonly ApiDocument[],
): Found | null {
  const shapes = new Set(routes.map(shapeOf));
  let best: Found | null = null;
  for (const document of documents) {
    const shared = new Set(document.operations.map(shapeOf).filter((shape) => shapes.has(shape)));
    if (shared.size > (best?.shared ?? 0)) best = { document, shared: shared.size };
  }
  return best;
}

/** How many routes that differ are told of, of each kind. */
const mostTold = 10;

function differences(document: ApiDocument, routes: readonly EventRoute[]): Problem["related"] {
  const deployed = new Set(routes.map(shapeOf));
  const described = new Set(document.operations.map(shapeOf));
  const onlyDescribed = document.operations.filter((each) => !deployed.has(shapeOf(each)));
  const onlyDeployed = routes.filter((route) => !described.has(shapeOf(route)));
  return [
    { message: "the document", location: document.source.locate("") },
    ...onlyDescribed.slice(0, mostTold).map((operation) => ({
      message: `${operation.key} is described, not deployed`,
      location: document.source.locate(operation.pointer),
    })),
    ...onlyDeployed.slice(0, mostTold).map((route) => ({
      message: `${routeKey(route)} is deployed, not described`,
      location: document.source.locate("/paths"),
    })),
  ];
}

function hintFor({ template }: WiringFacts, { resource }: ApiFacts, file: string): string {
  const { logicalId, kind } = resource;
  const owner = template.resources.get(logicalId);
  if (owner?.implicit ?? false) {
    const type = kind === "rest" ? "Api" : "HttpApi";
    return `Declare an AWS::Serverless::${type} whose DefinitionBody includes ${file}, and name it in the events.`;
  }
  const property = owner?.type.startsWith("AWS::ApiGateway") === true ? "Body" : "DefinitionBody";
  return `Add to the Properties of ${logicalId}:\n${property}:\n  Fn::Transform:\n    Name: AWS::Include\n    Parameters:\n      Location: ${relativeTo(template.file, file)}`;
}

/** Location is relative to the template's folder. */
function relativeTo(template: string, file: string): string {
  const from = template.split("/").slice(0, -1);
  const to = file.split("/");
  let same = 0;
  while (same < from.length && from[same] === to[same]) same += 1;
  return [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/");
}

function describe({ template }: WiringFacts, { resource }: ApiFacts, count: number): string {
  if (resource.definition.kind === "inline") return "has an inline document without schemas";
  const routes = count === 1 ? "route comes" : `${String(count)} routes come`;
  const byHand = template.resources.get(resource.logicalId)?.type.startsWith("AWS::ApiGateway");
  return `has no OpenAPI document; its ${routes} from ${byHand === true ? "hand-written resources" : "events"} alone`;
}
