import type { FunctionLogging } from "../../core/function-invoker.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { JsonPointer } from "../../core/json-pointer.ts";
import type { Problem } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";

/**
 * A value after intrinsics: known, or unknown with the reason in words. `external` marks what only
 * AWS can know (an import, a lookup, another stack); without it the template itself is at fault.
 * `missing` names the parameter without a value that it hangs on.
 */
export type Resolved<T> =
  | { readonly known: true; readonly value: T }
  | {
      readonly known: false;
      readonly reason: string;
      readonly external?: true;
      readonly missing?: string;
    };

/** An event that triggers a function (`Events` of AWS::Serverless::Function). */
export interface FunctionEvent {
  readonly name: string;
  /** `Api`, `HttpApi`, `EventBridgeRule`, `SQS`, … */
  readonly type: string;
  readonly pointer: JsonPointer;
  /** Properties with intrinsics resolved as far as they can be (unknown ones left as written). */
  readonly properties: JsonObject;
  /** Logical id of the API an `Api` or `HttpApi` event names; `null` for the implicit one or other types. */
  readonly apiLogicalId: string | null;
}

/** AWS::Serverless::Function (or AWS::Lambda::Function), Globals merged. */
export interface FunctionResource {
  readonly logicalId: string;
  readonly pointer: JsonPointer;
  readonly functionName: Resolved<string>;
  readonly arn: string;
  readonly handler: Resolved<string>;
  /** Relative to the template's folder; `.` by default. */
  readonly codeUri: Resolved<string>;
  readonly runtime: Resolved<string>;
  /** Seconds; Lambda's default is 3. */
  readonly timeoutSeconds: number;
  /** MB; Lambda's default is 128. */
  readonly memoryMb: number;
  /** `ReservedConcurrentExecutions`; `null` where there is none or it is unknown. */
  readonly reservedConcurrency: number | null;
  readonly logging: FunctionLogging;
  readonly environment: Readonly<Record<string, Resolved<string>>>;
  /** `Metadata.BuildMethod`, e.g. `esbuild`; `null` without one. */
  readonly buildMethod: string | null;
  readonly buildProperties: JsonObject | null;
  readonly events: readonly FunctionEvent[];
  /**
   * Why it cannot be told whether it deploys (its condition hangs on a value that is not known here);
   * `null` where it does deploy.
   */
  readonly undecided: string | null;
}

/** How an API gets its OpenAPI document. */
export type DefinitionSource =
  | {
      readonly kind: "include";
      readonly location: string;
      readonly pointer: JsonPointer;
      readonly siblings: readonly string[];
    }
  | { readonly kind: "uri"; readonly location: string; readonly pointer: JsonPointer }
  | { readonly kind: "inline"; readonly body: JsonObject; readonly pointer: JsonPointer }
  | { readonly kind: "generated" }
  | { readonly kind: "unreadable"; readonly reason: string; readonly pointer: JsonPointer };

/** AWS::Serverless::Api (`rest`) or AWS::Serverless::HttpApi (`http`). */
export interface ApiResource {
  readonly logicalId: string;
  readonly kind: "rest" | "http";
  readonly pointer: JsonPointer;
  readonly stageName: Resolved<string>;
  /** Stage variables; values that cannot be known are left out and named in `problems`. */
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly definition: DefinitionSource;
  readonly binaryMediaTypes: readonly string[];
  /**
   * Why it cannot be told whether it deploys (its condition hangs on a value that is not known here);
   * `null` where it does deploy.
   */
  readonly undecided: string | null;
  /** Properties as written, Globals merged, intrinsics resolved as far as they can be. */
  readonly properties: JsonObject;
}

/** AWS::DynamoDB::Table or AWS::Serverless::SimpleTable. */
export interface TableResource {
  readonly logicalId: string;
  readonly pointer: JsonPointer;
  readonly tableName: string;
  readonly arn: string;
  /** HASH first, then RANGE. */
  readonly keys: readonly string[];
  /** Input of DynamoDB's CreateTable: TableName, KeySchema, AttributeDefinitions, indexes, BillingMode, StreamSpecification. */
  readonly createTableInput: JsonObject;
}

/** Any resource that deploys with the given parameters. */
export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly pointer: JsonPointer;
  /** The name it goes by in AWS: given, or `<stack>-<LogicalId>`. */
  readonly physicalName: Resolved<string>;
  /** Globals merged, intrinsics resolved as far as they can be (unknown ones left as written). */
  readonly properties: JsonObject;
  /** True for the API that SAM makes up when an event names none (`ServerlessRestApi`, `ServerlessHttpApi`). */
  readonly implicit: boolean;
  /**
   * Why it cannot be told whether it deploys (its condition hangs on a value that is not known here);
   * `null` where it does deploy.
   */
  readonly undecided: string | null;
}

/** A SAM template as it would deploy with the given parameters. */
export interface TemplateModel {
  readonly file: string;
  readonly source: SourceDocument;
  readonly functions: readonly FunctionResource[];
  readonly apis: readonly ApiResource[];
  readonly tables: readonly TableResource[];
  /** Every resource that deploys, those above included, by logical id. */
  readonly resources: ReadonlyMap<string, TemplateResource>;
  readonly context: TemplateContext;
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly outputs: Readonly<Record<string, Resolved<string>>>;
  readonly problems: readonly Problem[];
  /** Templates of nested stacks that lie on this machine, by the logical id of their resource. */
  readonly stacks: ReadonlyMap<string, TemplateModel>;
  /** Resolves a value of the template (or of a file it includes) with this template's parameters. */
  resolve(value: JsonValue): Resolved<JsonValue>;
}

/** What a template is resolved with. */
export interface TemplateContext {
  /** Parameter overrides (samconfig, command line). */
  readonly parameters: Readonly<Record<string, string>>;
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  readonly stackName: string;
}
