import type { TextFiles } from "../../core/ports.ts";
import { sortProblems } from "../../core/problem.ts";
import type { ApiDocument, Operation } from "../openapi/api-document.ts";
import type { ApiResource, FunctionResource, TemplateModel } from "../template/template-model.ts";
import { answerFromConfiguration } from "./answer-from-configuration.ts";
import { apiOfEvent, routeOfEvent } from "./event-route.ts";
import { findExport } from "./find-export.ts";
import { findHandler } from "./find-handler.ts";
import { mergeEvents, type RoutedOperation } from "./merge-events.ts";
import { collectPermissions, refusedMethods, type Permissions } from "./permissions.ts";
import type { ProjectModel, WiredApi, WiredFunction, WiredOperation } from "./project-model.ts";
import { resolveIntegration } from "./resolve-integration.ts";
import { wiringRules } from "./rules/wiring-rules.ts";
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
  /** The document of each API, by the API's logical id. */
  readonly documents: ReadonlyMap<string, ApiDocument>;
  /** Reads handler files, by path relative to the project root. */
  readonly files: TextFiles;
  /** The template's folder, relative to the project root; `""` or `.` for the root itself. */
  readonly templateDir: string;
  /** Names, ARNs and references of functions outside the template that the configuration answers for. */
  readonly configuredFunctions?: readonly string[];
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
  const facts = answerFromConfiguration(gatherFacts(input), input.configuredFunctions ?? []);
  const functions = new Map<string, WiredFunction>(
    facts.functions.map(({ resource, handler }) => [resource.logicalId, { resource, handler }]),
  );
  const apis = facts.apis.flatMap((api): readonly WiredApi[] => {
    const { resource, document } = api;
    if (document === null) return [];
    return [
      {
        resource,
        document,
        operations: api.operations.map((operation) => toWired(operation, functions)),
      },
    ];
  });
  return {
    template: input.template,
    apis,
    functions: [...functions.values()],
    problems: sortProblems(wiringRules.flatMap((rule) => rule(facts))),
  };
}

function toWired(
  { operation, target, fn, refused }: OperationFacts,
  functions: ReadonlyMap<string, WiredFunction>,
): WiredOperation {
  return {
    operation,
    integration: target?.integration ?? { kind: "none" },
    function: fn === null ? null : (functions.get(fn.resource.logicalId) ?? null),
    permitted: fn !== null && refused.length === 0,
  };
}

function gatherFacts({ template, documents, files, templateDir }: WireProjectInput): WiringFacts {
  const functions = template.functions.map((resource) =>
    gatherFunction(resource, files, templateDir),
  );
  const permissions = collectPermissions(template);
  const apis = template.apis.map((resource) =>
    gatherApi(
      resource,
      documents.get(resource.logicalId) ?? null,
      functions,
      permissions,
      template,
    ),
  );
  return { template, apis, functions, permissions: permissions.list };
}

function gatherFunction(
  resource: FunctionResource,
  files: TextFiles,
  templateDir: string,
): FunctionFacts {
  const search = findHandler(resource, files, templateDir);
  const { found, text } = search;
  const exported =
    found === null || text === null ? "cannot-tell" : findExport(text, found.exportName);
  return { resource, handler: found, search, exported };
}

function gatherApi(
  resource: ApiResource,
  document: ApiDocument | null,
  functions: readonly FunctionFacts[],
  permissions: Permissions,
  template: TemplateModel,
): ApiFacts {
  const events = template.functions.flatMap((owner) => eventsOf(owner, resource));
  const merge = resource.properties["MergeDefinitions"];
  const mergesEvents = resource.kind === "http" || merge === true || merge === "true";
  if (document === null) return { resource, document, operations: [], events };
  const routed = mergesEvents
    ? mergeEvents(document.operations, events, template)
    : document.operations.map(unmerged);
  const operations = routed.map((each) =>
    gatherOperation(each, resource, functions, permissions, template),
  );
  return { resource, document, operations, events };
}

function unmerged(operation: Operation): RoutedOperation {
  return { operation, origin: null };
}

function eventsOf(owner: FunctionResource, api: ApiResource): readonly EventFacts[] {
  return owner.events.flatMap((event) => {
    const route = routeOfEvent(event);
    return route === null || apiOfEvent(event) !== api.logicalId
      ? []
      : [{ event, resource: owner, route }];
  });
}

function gatherOperation(
  { operation, origin }: RoutedOperation,
  api: ApiResource,
  functions: readonly FunctionFacts[],
  permissions: Permissions,
  template: TemplateModel,
): OperationFacts {
  if (operation.integration === null)
    return { operation, target: null, fn: null, refused: [], origin };
  const target = resolveIntegration(operation.integration, api, template);
  const { functionId, qualifier } = target;
  const fn = functions.find(({ resource }) => resource.logicalId === functionId) ?? null;
  const refused =
    functionId === null
      ? []
      : refusedMethods(operation, { functionId, qualifier }, api, permissions, template);
  return { operation, target, fn, refused, origin };
}
