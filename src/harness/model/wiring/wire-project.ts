import { joinPointer } from "../../core/json-pointer.ts";
import type { TextFiles } from "../../core/ports.ts";
import { sortProblems, type Problem } from "../../core/problem.ts";
import type { DetailSchema } from "../eventbridge/never-matches/never-matches.ts";
import type { ApiDocument } from "../openapi/api-document.ts";
import type { ApiResource, FunctionResource, TemplateModel } from "../template/template-model.ts";
import { answerFunction } from "./answer-from-configuration.ts";
import { authorizeRoute } from "./authorization/authorize-route.ts";
import { eventsOfApi } from "./api-events.ts";
import { isEditedBySam } from "./is-edited-by-sam.ts";
import { preflightOperations } from "./definition/preflight-operations.ts";
import { findHandler } from "./handlers/find-handler.ts";
import { missingEntryPoints } from "./handlers/missing-entry-points.ts";
import { missingHandler } from "./handlers/missing-handler.ts";
import { mergeEvents, type RoutedOperation } from "./merge-events.ts";
import { collectPermissions, refusedMethods, type Permissions } from "./permissions.ts";
import type {
  AddedRoute,
  ProjectModel,
  WiredApi,
  WiredFunction,
  WiredOperation,
} from "./project-model.ts";
import { resolveIntegration } from "./resolve-integration.ts";
import { writtenAt } from "./written-property.ts";
import { operationRules, projectRules } from "./rules/wiring-rules.ts";
import type {
  ApiFacts,
  EventFacts,
  FunctionFacts,
  OperationFacts,
  WiringFacts,
} from "./wiring-facts.ts";

/** What a project is wired from. */
export interface WireProjectInput {
  readonly template: TemplateModel;
  /** The document of each API, by the API's logical id; of an API in a nested stack by `Child/Api`. */
  readonly documents: ReadonlyMap<string, ApiDocument>;
  /** Reads handler files, by path relative to the project root. */
  readonly files: TextFiles;
  /** The template's folder, relative to the project root; `""` or `.` for the root itself. */
  readonly templateDir: string;
  /** Names, ARNs and references of functions outside the template that the configuration answers for. */
  readonly configuredFunctions?: readonly string[];
  /** OpenAPI documents of the project that no API names; offered where an API has none. */
  readonly unwiredDocuments?: readonly ApiDocument[];
  /** Schemas of the detail of events. */
  readonly eventSchemas?: readonly DetailSchema[];
}

/**
 * Joins spec and template: follows every operation to its integration, function, handler file and
 * permission, and reports each link that is missing.
 *
 * @example
 * const project = wireProject({ template, documents: new Map([["OrderApi", document]]), files, templateDir: "." });
 * project.apis[0]?.operations[0]?.function?.handler; // { file: "src/handlers/get-order.ts", exportName: "handler" }
 */
export function wireProject(input: WireProjectInput): ProjectModel {
  return toModel(gather(input));
}

/** A template with everything found out about it, and its nested stacks likewise. */
interface Gathered {
  readonly facts: WiringFacts;
  readonly stacks: ReadonlyMap<string, Gathered>;
  /** The functions an integration may lead to: its own, and those of nested stacks as `Child/Function`. */
  readonly reachable: ReadonlyMap<string, FunctionFacts>;
}

function gather(input: WireProjectInput): Gathered {
  const { template } = input;
  const stacks = new Map(
    [...template.stacks].map(([id, child]): [string, Gathered] => [
      id,
      gather({
        ...input,
        template: child,
        documents: documentsOfStack(input.documents, id),
        configuredFunctions: configuredInStack(input, id),
        templateDir: folderOf(child.file),
      }),
    ]),
  );
  const { configuredFunctions: configured = [], unwiredDocuments = [], eventSchemas = [] } = input;
  const functions = template.functions.map((resource) =>
    answerFunction(gatherFunction(resource, input), configured),
  );
  const reachable = new Map<string, FunctionFacts>(
    functions.map((each) => [each.resource.logicalId, each]),
  );
  for (const [stackId, stack] of stacks) {
    for (const [id, each] of stack.reachable) {
      const logicalId = `${stackId}/${id}`;
      reachable.set(logicalId, { ...each, resource: { ...each.resource, logicalId } });
    }
  }
  const permissions = collectPermissions(template);
  const setting: Setting = { template, reachable, permissions, configured };
  const apis = template.apis.map((resource) =>
    gatherApi(resource, input.documents.get(resource.logicalId) ?? null, setting),
  );
  return {
    facts: { template, apis, functions, permissions, unwiredDocuments, eventSchemas, configured },
    stacks,
    reachable,
  };
}

function documentsOfStack(
  documents: ReadonlyMap<string, ApiDocument>,
  id: string,
): ReadonlyMap<string, ApiDocument> {
  const prefix = `${id}/`;
  return new Map(
    [...documents].flatMap(([name, document]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), document] as const] : [],
    ),
  );
}

/** The configuration's names as a nested stack sees them: its own functions go by `Child/Function`. */
function configuredInStack(
  { template, configuredFunctions = [] }: WireProjectInput,
  id: string,
): readonly string[] {
  const prefix = `${id}/`;
  const own = new Set(template.functions.map(({ logicalId }) => logicalId));
  return configuredFunctions.flatMap((name) => {
    if (name.startsWith(prefix)) return [name.slice(prefix.length)];
    return own.has(name) ? [] : [name];
  });
}

function folderOf(file: string): string {
  const slash = file.lastIndexOf("/");
  return slash < 0 ? "." : file.slice(0, slash);
}

function toWiredFunction({ resource, handler, missing }: FunctionFacts): WiredFunction {
  return { resource, handler, missing };
}

function toModel({ facts, stacks, reachable }: Gathered): ProjectModel {
  const functions = new Map([...reachable].map(([id, each]) => [id, toWiredFunction(each)]));
  const found = facts.apis.map((api) => ({
    api,
    problems: sortProblems(operationRules.flatMap((rule) => rule({ ...facts, apis: [api] }))),
  }));
  const apis = found.flatMap(({ api, problems }): readonly WiredApi[] => {
    const { resource, document } = api;
    if (document === null) return [];
    const { template, permissions, configured } = facts;
    const setting = { template, permissions, configured, api: resource, document };
    const operations = api.operations.map((operation) => ({
      ...toWired(operation, functions),
      authorization: authorizeRoute(setting, operation),
    }));
    return [{ resource, document, operations, problems }];
  });
  const nested = new Map([...stacks].map(([id, stack]) => [id, toModel(stack)] as const));
  const own = [
    ...projectRules.flatMap((rule) => rule(facts)),
    ...found.flatMap(({ problems }) => problems),
  ];
  return {
    template: facts.template,
    apis,
    functions: facts.functions.map(toWiredFunction),
    stacks: nested,
    problems: sortProblems(
      onePerPlace([...own, ...[...nested.values()].flatMap(({ problems }) => problems)]),
    ),
  };
}

/** Two stacks may be of one template. */
function onePerPlace(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, message, location, operation }) => {
    const key = JSON.stringify([code, message, location, operation]);
    return !seen.has(key) && seen.add(key);
  });
}

function toWired(
  { operation, target, fn, refused, added }: OperationFacts,
  functions: ReadonlyMap<string, WiredFunction>,
): Omit<WiredOperation, "authorization"> {
  return {
    operation,
    integration: target?.integration ?? { kind: "none" },
    function: fn === null ? null : (functions.get(fn.resource.logicalId) ?? null),
    permitted: fn !== null && refused.length === 0,
    added,
  };
}

/** What an API is looked at in. */
interface Setting {
  readonly template: TemplateModel;
  readonly reachable: ReadonlyMap<string, FunctionFacts>;
  readonly permissions: Permissions;
  readonly configured: readonly string[];
}

/** `sam build` leaves such a function out: something else writes its code (source: SAM CLI, `Metadata.SkipBuild`). */
function isPrebuilt(template: TemplateModel, { pointer }: FunctionResource): boolean {
  const skip = writtenAt(template, joinPointer(pointer, "Metadata", "SkipBuild"));
  return skip !== undefined && skip !== false && skip !== null;
}

function gatherFunction(
  resource: FunctionResource,
  { files, templateDir, template }: WireProjectInput,
): FunctionFacts {
  const found = findHandler(resource, files, templateDir);
  const search =
    found.expected !== null && found.unbuilt === null && isPrebuilt(template, resource)
      ? { ...found, unbuilt: { source: null } }
      : found;
  return {
    resource,
    handler: search.runs ? search.found : null,
    missing: missingHandler(resource, search),
    search,
    missingEntryPoints: isPrebuilt(template, resource)
      ? []
      : missingEntryPoints(resource, files, templateDir),
  };
}

function gatherApi(
  resource: ApiResource,
  document: ApiDocument | null,
  setting: Setting,
): ApiFacts {
  const { template } = setting;
  const events = eventsOfApi(template, resource);
  if (document === null) return { resource, document, operations: [], events };
  const routed = routesOf(resource, document, events, template);
  const operations = routed.map((each) => gatherOperation(each, resource, setting));
  return { resource, document, operations, events };
}

interface Routed extends RoutedOperation {
  readonly added: AddedRoute | null;
}

/** The operations of the document, those of events, and those of `Cors`. */
function routesOf(
  resource: ApiResource,
  document: ApiDocument,
  events: readonly EventFacts[],
  template: TemplateModel,
): readonly Routed[] {
  const merge = resource.properties["MergeDefinitions"];
  const eventsWin = resource.kind === "rest";
  const merges =
    document.written !== "generated" &&
    isEditedBySam(template, resource) &&
    (!eventsWin || merge === true || merge === "true");
  const merged = merges
    ? mergeEvents(document.operations, events, { template, api: resource, root: document.root })
    : document.operations.map((operation): RoutedOperation => ({
        operation,
        origin: null,
        event: null,
      }));
  const own = merged.map((each): Routed => ({ ...each, added: addedOf(each, document) }));
  const operations = own.map(({ operation }) => operation);
  const cors = joinPointer(resource.pointer, "Properties", "Cors");
  const preflight = preflightOperations(template, resource, document, operations).map(
    (operation): Routed => ({
      operation,
      origin: null,
      event: null,
      added: { by: "cors", pointer: cors },
    }),
  );
  return [...own, ...preflight];
}

function addedOf({ operation, origin }: RoutedOperation, document: ApiDocument): AddedRoute | null {
  if (origin !== null)
    return origin.adds === "route" ? { by: "event", pointer: origin.facts.event.pointer } : null;
  if (document.written !== "generated") return null;
  const { pointer = "" } = document.source.locate(operation.pointer);
  const isEvent = /\/Properties\/Events\/[^/]+$/.test(pointer);
  return isEvent ? { by: "event", pointer } : null;
}

function gatherOperation(
  { operation, origin, event, added }: Routed,
  api: ApiResource,
  { template, reachable, permissions, configured }: Setting,
): OperationFacts {
  if (operation.integration === null)
    return { operation, target: null, fn: null, refused: [], origin, event, added };
  const target = resolveIntegration(operation.integration, api, template, configured);
  const { functionId, qualifier } = target;
  const fn = functionId === null ? null : (reachable.get(functionId) ?? null);
  const refused =
    functionId === null
      ? []
      : refusedMethods(operation, { functionId, qualifier }, api, permissions, template);
  return { operation, target, fn, refused, origin, event, added };
}
