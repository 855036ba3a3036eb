import type { FunctionInvoker } from "../../core/function-invoker.ts";
import type { Clock, Ids, Randomness } from "../../core/ports.ts";
import type { RestChoices } from "../../core/rest-choices.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import type { AwsCall, Exchange } from "../../core/target.ts";
import type { Operation } from "../../model/openapi/api-document.ts";
import type { SchemaRegistry } from "../../model/schema/schema-validator.ts";
import type { WiredApi } from "../../model/wiring/project-model.ts";
import type { UsagePlan } from "../../model/wiring/usage/usage-plan.ts";
import type { StageIdentity } from "./authorization/stage-identity.ts";
import type { IntegrationReach } from "./integrations/http-destination.ts";
import type { ContextLookUp } from "./access-log/format-access-log.ts";
import type { ResetHook } from "./reset-hooks.ts";
import type { ResponseSink } from "./response-sink.ts";
import type { AnswerUnrouted } from "./static-files.ts";

/** Calls back once after `milliseconds`; the returned function calls it off. */
export type StartTimer = (milliseconds: number, callback: () => void) => () => void;

/** What the stage takes from the world. */
export interface StagePorts {
  readonly clock: Clock;
  readonly ids: Ids;
  /** For the integration timeout; the process's own timer by default. */
  readonly startTimer?: StartTimer;
  /**
   * Where a step that keeps something between requests (a bucket, a cache) registers what clears it; the stage
   * gives it to its gateway.
   */
  readonly onReset?: (hook: ResetHook) => void;
}

/** What the access log gets of each request. */
export interface AccessLogEntry {
  readonly requestId: string;
  readonly sourceIp: string;
  readonly method: string;
  /** As requested, stage included. */
  readonly path: string;
  /** Path template, `null` when no resource matched. */
  readonly resourcePath: string | null;
  readonly status: number;
  /** Bytes of the body. */
  readonly responseLength: number;
  readonly durationMs: number;
  /** The value of a `$context` variable, for a format: `identity.sourceIp`; `null` for none. */
  readonly variable: ContextLookUp;
}

/** How to set up a stage. */
export interface StageOptions {
  readonly api: WiredApi;
  readonly stageName: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** Validators over the API's document; the stage asks for dialect `gateway`. */
  readonly schemas: SchemaRegistry;
  readonly invoker: FunctionInvoker;
  /** The template, for placing problems of the API's settings. */
  readonly template?: SourceDocument;
  readonly ports: StagePorts;
  /** What `Ref` gives for the API in its template; by default an id made of its logical id. */
  readonly apiId?: string;
  /** 12 digits; `123456789012` by default. */
  readonly accountId?: string;
  /** `us-east-1` by default. */
  readonly region?: string;
  /** Answer 403 to paths without the stage's prefix, as API Gateway does. Off by default. */
  readonly strictStagePrefix?: boolean;
  /** What to do where the sources contradict each other; see `defaultRestChoices`. */
  readonly choices?: Partial<RestChoices>;
  /** Whose tokens, signatures and keys it takes; nobody's by default. */
  readonly identity?: StageIdentity;
  /** The address every request is taken to come from; its own by default. */
  readonly sourceIp?: string | null;
  /** The usage plans of a REST API's stage; none by default. */
  readonly usagePlans?: readonly UsagePlan[];
  /** Count requests, and answer 429 to those beyond the limits of plans, stage and account. Off by default. */
  readonly throttling?: boolean;
  /** What sends requests of a REST API to its canary; without it all go to the stage. */
  readonly canary?: Randomness | null;
  /** Milliseconds an integration may take unless the operation sets its own; 29 000 by default. */
  readonly integrationTimeoutMs?: number;
  /** Is a function under a debugger now? The integration's timeout does not apply to it then. */
  readonly isDebugged?: (functionId: string) => boolean;
  /** Called with each finished exchange; the operation is `null` when none matched. */
  readonly onExchange?: (exchange: Exchange, operation: Operation | null) => void;
  /** The AWS calls made under a trace root (`1-5f…-…`, without `Root=`). */
  readonly awsCallsOf?: (traceRoot: string) => readonly AwsCall[];
  /** What HTTP integrations may reach; by default this machine alone. */
  readonly reach?: Partial<IntegrationReach>;
  /** The local AWS endpoint, which gets the calls of service integrations; without one they are refused. */
  readonly awsEndpoint?: string;
  readonly accessLog?: (entry: AccessLogEntry) => void;
  /** Answers what no route takes, before the gateway refuses it: files that are served beside the API. */
  readonly unrouted?: AnswerUnrouted | null;
}

/** How a custom domain leads to a stage. */
export interface DomainMapping {
  /** `/v1`; empty for the mapping of the whole domain. */
  readonly basePath: string;
}

/** Who a request comes from. */
export interface StageConnection {
  readonly sourceIp: string;
  /** How many APIs of the template a request came through; none by default. */
  readonly hops?: number;
  /** True when a server cut the body off because it passed the payload limit. */
  readonly oversized?: boolean;
  /** The mapping of a custom domain that led here; the path holds its base path and no stage. */
  readonly mapping?: DomainMapping;
  /** Gets a streamed response as it comes; whoever has none waits for the whole. */
  readonly sink?: ResponseSink;
}

/** The process's own timer. */
export const startProcessTimer: StartTimer = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  return () => {
    clearTimeout(timer);
  };
};
