import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { JsonPointer } from "../../core/json-pointer.ts";
import type { Problem } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import type { GatewayDialect, SchemaDialect } from "../schema/schema-validator.ts";

/** Upper-case HTTP methods an OpenAPI path item may carry. */
export type HttpMethod = "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE";

/** A parameter of an operation, path-item parameters merged in, `$ref`s followed. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  /** Where the parameter object stands. */
  readonly pointer: JsonPointer;
  /** Where its schema stands (`…/schema`, or the parameter itself in Swagger 2.0); `null` without one. */
  readonly schemaPointer: JsonPointer | null;
  /** `example`, else the first of `examples`, else the schema's `example`; absent when none is given. */
  readonly example?: JsonValue;
}

/** A named example of a body. */
export interface BodyExample {
  /** Key under `examples`, or `example`. */
  readonly name: string;
  readonly pointer: JsonPointer;
  readonly value: JsonValue;
}

/** One media type of a request or response body. */
export interface MediaTypeObject {
  /** As written: `application/json`. */
  readonly mediaType: string;
  readonly pointer: JsonPointer;
  readonly schemaPointer: JsonPointer | null;
  readonly examples: readonly BodyExample[];
}

/** The body an operation takes. */
export interface RequestBody {
  readonly required: boolean;
  readonly pointer: JsonPointer;
  readonly content: readonly MediaTypeObject[];
}

/** A header a response documents. */
export interface ResponseHeader {
  readonly name: string;
  readonly required: boolean;
  readonly pointer: JsonPointer;
  readonly schemaPointer: JsonPointer | null;
}

/** One documented answer. */
export interface ResponseObject {
  /** `200`, `4XX` or `default`. */
  readonly key: string;
  readonly pointer: JsonPointer;
  readonly content: readonly MediaTypeObject[];
  readonly headers: readonly ResponseHeader[];
}

/** `x-amazon-apigateway-integration`, its intrinsics untouched. */
export interface IntegrationObject {
  readonly pointer: JsonPointer;
  /** Lower-cased `type`: `aws_proxy`, `aws`, `http`, `http_proxy`, `mock`. */
  readonly type: string;
  /** `uri` as written: a string or an intrinsic such as `{ "Fn::Sub": "…" }`; `null` when absent. */
  readonly uri: JsonValue;
  readonly raw: JsonObject;
}

/** Which checks API Gateway itself makes before it calls the integration (REST only). */
export interface RequestValidatorChoice {
  readonly name: string;
  /** False when the name is not defined in the document. */
  readonly defined: boolean;
  readonly validateBody: boolean;
  readonly validateParameters: boolean;
}

/** An operation of the document. */
export interface Operation {
  /** `METHOD /path`, unique in a document; how operations go by inside the harness. */
  readonly key: string;
  readonly operationId: string | null;
  readonly method: HttpMethod;
  /** True for `x-amazon-apigateway-any-method`; `method` is then `GET` by convention of callers that need one. */
  readonly anyMethod: boolean;
  /** Path template as written: `/orders/{orderId}`. */
  readonly path: string;
  readonly pointer: JsonPointer;
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | null;
  readonly responses: readonly ResponseObject[];
  readonly integration: IntegrationObject | null;
  /** `null` when neither the operation nor the document names a validator. */
  readonly requestValidator: RequestValidatorChoice | null;
  /** Effective security requirements (scheme names), root security applied; empty when none. */
  readonly security: readonly (readonly string[])[];
  readonly deprecated: boolean;
}

/** A customised gateway response: `x-amazon-apigateway-gateway-responses`. */
export interface GatewayResponseObject {
  /** `BAD_REQUEST_BODY`, `DEFAULT_4XX`, … */
  readonly type: string;
  readonly pointer: JsonPointer;
  readonly statusCode: number | null;
  /** Media type → template text. */
  readonly responseTemplates: Readonly<Record<string, string>>;
  /** `gatewayresponse.header.X` → mapping expression. */
  readonly responseParameters: Readonly<Record<string, string>>;
}

/** An OpenAPI document as loaded: `$ref`s kept, operations resolved as far as they can be. */
export interface ApiDocument {
  readonly file: string;
  /** A file of its own, a part of the template, or made from events or hand-written methods. */
  readonly written: "file" | "inline" | "generated";
  readonly source: SourceDocument;
  /** The document's value (intrinsics as objects). */
  readonly root: JsonObject;
  readonly version: "2.0" | "3.0" | "3.1";
  readonly dialect: Exclude<SchemaDialect, GatewayDialect>;
  readonly title: string;
  /** SHA-256 of the document's text: evidence with another digest is stale. */
  readonly digest: string;
  readonly operations: readonly Operation[];
  readonly gatewayResponses: readonly GatewayResponseObject[];
  readonly binaryMediaTypes: readonly string[];
  /** Security schemes that are defined outside the document: the authorizers of a template's `Auth`. */
  readonly schemesElsewhere?: readonly string[];
  /** Defects found while reading: syntax, dangling references, duplicate ids, examples that break their schema. */
  readonly problems: readonly Problem[];
}
