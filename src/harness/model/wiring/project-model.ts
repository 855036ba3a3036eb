import type { JsonObject } from "../../core/json.ts";
import type { JsonPointer } from "../../core/json-pointer.ts";
import type { Problem } from "../../core/problem.ts";
import type { ApiDocument, Operation } from "../openapi/api-document.ts";
import type { RouteAuthorization } from "./authorization/route-authorizer.ts";
import type { ApiResource, FunctionResource, TemplateModel } from "../template/template-model.ts";

/** Where an operation's requests end up. */
export type WiredIntegration =
  /** `functionId` is a logical id, of a function in a nested stack `Child/Function`. */
  | { readonly kind: "lambda"; readonly functionId: string; readonly qualifier: string | null }
  /**
   * A Lambda function that is not in this template. `configured` is the key under `functions` of the
   * configuration that answers for it, `null` when none does.
   */
  | {
      readonly kind: "foreign-lambda";
      readonly reference: string;
      readonly configured: string | null;
    }
  /**
   * A Lambda function called with what a request template makes (type `aws`: Lambda custom integration).
   * `settings`, here and below: the integration with its intrinsics resolved.
   */
  | {
      readonly kind: "lambda-custom";
      readonly functionId: string;
      readonly qualifier: string | null;
      readonly settings: JsonObject;
    }
  /** An answer made of templates alone. */
  | { readonly kind: "mock"; readonly settings: JsonObject }
  /** A server by its URL; `api` is the API of this template that the URL leads to. */
  | {
      readonly kind: "http";
      readonly proxy: boolean;
      readonly uri: string;
      readonly api: string | null;
      readonly settings: JsonObject;
    }
  /**
   * Another AWS service: `action/PutItem` or `path/bucket/key`; of an HTTP API the `subtype`, such as
   * `SQS-SendMessage`.
   */
  | {
      readonly kind: "service";
      readonly service: string;
      readonly way: "action" | "path" | "subtype";
      readonly target: string;
      readonly settings: JsonObject;
    }
  /** An integration the local stage does not emulate, named. */
  | { readonly kind: "unsupported"; readonly reason: string }
  | { readonly kind: "none" };

/** The module a handler lives in. */
export interface HandlerFile {
  /** Relative to the project root. */
  readonly file: string;
  /** Dotted export name. */
  readonly exportName: string;
}

/** A function and its handler file, `null` when the file is not there. */
export interface WiredFunction {
  readonly resource: FunctionResource;
  readonly handler: HandlerFile | null;
  /** Where Node.js would look for a handler that is not there; `null` where one is there, or nobody can tell. */
  readonly missing: HandlerFile | null;
}

/** What SAM adds a route for while it deploys. */
export interface AddedRoute {
  /** `event`: an Api or HttpApi event; `cors`: the `Cors` of the API. */
  readonly by: "event" | "cors";
  /** Where that stands in the template. */
  readonly pointer: JsonPointer;
}

/** An operation followed to its function. */
export interface WiredOperation {
  readonly operation: Operation;
  readonly integration: WiredIntegration;
  readonly function: WiredFunction | null;
  /** True when an Api event or a Lambda permission lets API Gateway invoke the function for this operation. */
  readonly permitted: boolean;
  /** What it asks of a caller, followed to the function or issuer that decides. */
  readonly authorization: RouteAuthorization;
  /** What the route comes from when nobody wrote it into a document; `null` when somebody did. */
  readonly added: AddedRoute | null;
}

/** An API of the template with its document. */
export interface WiredApi {
  readonly resource: ApiResource;
  readonly document: ApiDocument;
  readonly operations: readonly WiredOperation[];
  /** What is wrong with its routes and integrations; among the project's problems as well. */
  readonly problems: readonly Problem[];
}

/** Spec and template as one: operation → integration → function → handler file. */
export interface ProjectModel {
  readonly template: TemplateModel;
  readonly apis: readonly WiredApi[];
  readonly functions: readonly WiredFunction[];
  /** Nested stacks, by the logical id of their resource. */
  readonly stacks: ReadonlyMap<string, ProjectModel>;
  /** Problems of wiring alone, nested stacks included; those of documents and template are theirs. */
  readonly problems: readonly Problem[];
}
