import type { Problem, SourceLocation } from "../../core/problem.ts";
import type { DetailSchema } from "../eventbridge/never-matches/never-matches.ts";
import type { ApiDocument, Operation } from "../openapi/api-document.ts";
import type {
  ApiResource,
  FunctionEvent,
  FunctionResource,
  TemplateModel,
} from "../template/template-model.ts";
import type { EventRoute } from "./event-route.ts";
import type { HandlerSearch } from "./handlers/handler-search.ts";
import type { MissingEntryPoint } from "./handlers/missing-entry-points.ts";
import type { Permissions } from "./permissions.ts";
import type { AddedRoute, HandlerFile } from "./project-model.ts";
import type { IntegrationTarget } from "./resolve-integration.ts";

/** A function with its handler looked for. */
export interface FunctionFacts {
  readonly resource: FunctionResource;
  /** `null` when it is not there, or not run on this machine. */
  readonly handler: HandlerFile | null;
  /** Where it would be looked for, if it is not there. */
  readonly missing: HandlerFile | null;
  readonly search: HandlerSearch;
  readonly missingEntryPoints: readonly MissingEntryPoint[];
}

/** An Api or HttpApi event with its function and route. */
export interface EventFacts {
  readonly event: FunctionEvent;
  readonly resource: FunctionResource;
  readonly route: EventRoute;
}

/** An operation followed as far as it goes. */
export interface OperationFacts {
  readonly operation: Operation;
  /** `null` when the operation has no integration. */
  readonly target: IntegrationTarget | null;
  readonly fn: FunctionFacts | null;
  /** Methods API Gateway may not invoke the function for. */
  readonly refused: readonly string[];
  /** The event that gave the route (or only its integration), when the document does not have it. */
  readonly origin: { readonly facts: EventFacts; readonly adds: "route" | "integration" } | null;
  /** The event that SAM merges into it, whether it adds anything or not. */
  readonly event: EventFacts["event"] | null;
  /** What the route comes from when nobody wrote it into a document. */
  readonly added: AddedRoute | null;
}

/** An API of the template; without a document there are no operations. */
export interface ApiFacts {
  readonly resource: ApiResource;
  readonly document: ApiDocument | null;
  readonly operations: readonly OperationFacts[];
  readonly events: readonly EventFacts[];
}

/** What every rule looks at. */
export interface WiringFacts {
  readonly template: TemplateModel;
  readonly apis: readonly ApiFacts[];
  readonly functions: readonly FunctionFacts[];
  readonly permissions: Permissions;
  /** OpenAPI documents that lie in the project and that no API of the template names. */
  readonly unwiredDocuments: readonly ApiDocument[];
  /** Schemas of the detail of events. */
  readonly eventSchemas: readonly DetailSchema[];
  /** Names under `functions` of the configuration. */
  readonly configured: readonly string[];
}

/** One rule: facts in, problems out. */
export type WiringRule = (facts: WiringFacts) => readonly Problem[];

/** Where an operation stands in its document. */
export function locateOperation(document: ApiDocument, operation: Operation): SourceLocation {
  return document.source.locate(operation.pointer);
}

/** Where an operation's integration stands. */
export function locateIntegration(document: ApiDocument, operation: Operation): SourceLocation {
  return document.source.locate(operation.integration?.pointer ?? operation.pointer);
}
