import type { JsonValue } from "../../core/json.ts";
import type { Severity } from "../../core/problem.ts";
import type { RestChoices } from "../../core/rest-choices.ts";
import type { GivenCaller } from "../../model/wiring/authorization/given-caller.ts";
import type { ConfiguredCaller } from "./caller/configured-caller.ts";
import type { ConfiguredIdentity } from "./identity/configured-identity.ts";
import type { ConfiguredEnvVars, EnvVarSettings } from "./env-vars/env-vars.ts";

/** What a rule makes of a code; `warn` is `warning`. */
export type RuleSeverity = "off" | "info" | "warn" | "warning" | "error";

/** A finding that is accepted, with the reason. */
export interface ConfiguredSuppression {
  /** The code, as in docs/problems.md. */
  readonly code: string;
  /** File of the finding, as reports show it. Default: any. */
  readonly file?: string;
  /** JSON pointer at or below which the finding stands. Default: anywhere. */
  readonly pointer?: string;
  /** Why it is accepted. */
  readonly reason: string;
}

/**
 * What answers in a function's place:
 * - a file, relative to the project root, run like any handler: `src/stubs/session.ts` (its export
 *   `handler`) or `src/stubs/session.ts#getSession`;
 * - an http or https URL, which gets the event by POST as JSON and whose answer's body is the result;
 * - a fixed result, returned as it stands.
 */
export type ConfiguredFunction = string | { readonly result: JsonValue };

/** `ConfiguredFunction`, read. */
export type FunctionStandIn =
  | { readonly kind: "file"; readonly file: string; readonly exportName: string }
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "result"; readonly result: JsonValue };

/**
 * What a project may set in `lockstep.config.{ts,mts,mjs,js,json}`. Everything is optional: without a
 * file, the template, samconfig.toml and the folders' usual names say it all. Paths are relative to
 * the project root.
 */
export interface LockstepConfig {
  /** In a JSON file, for editors: where docs/lockstep-config.schema.json lies. */
  readonly $schema?: string;
  /**
   * SAM template, or several, which `check` takes one after the other. Default: `template.yaml`,
   * `template.yml` or `template.json`, whichever is there.
   */
  readonly template?: string | readonly string[];
  /** Environment of samconfig.toml whose parameters apply. Default: `default`. */
  readonly stage?: string;
  /** Template parameters; they win over samconfig.toml. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** AWS region used for ARNs and clients. Default: samconfig's, else `us-east-1`. */
  readonly region?: string;
  /** 12-digit account id used in ARNs. Default: `123456789012`. */
  readonly accountId?: string;
  /** Stack name. Default: samconfig's, else `local`. */
  readonly stackName?: string;
  /** Folder of pact files. Default: `contracts`. */
  readonly contracts?: string;
  /** Module whose default export is `defineProviderStates(…)`. Default: `<contracts>/provider-states.ts` (or .mjs, .js). */
  readonly providerStates?: string;
  /** Provider name pact files must carry. Default: any. */
  readonly provider?: string;
  /** Folder of sample events. Default: `events`. */
  readonly events?: string;
  /**
   * Schemas of events, JSON Schema or OpenAPI with `x-amazon-events-source` and
   * `x-amazon-events-detail-type`. Default: the files in `<events>/schemas`.
   */
  readonly eventSchemas?: readonly string[];
  /** Refuse paths without the stage prefix, as the execute-api endpoint does. Default: `false`. */
  readonly strictStagePrefix?: boolean;
  /** What REST APIs do where sources on API Gateway contradict each other. */
  readonly restApi?: Partial<RestChoices>;
  /** DynamoDB: an engine that runs here, or the URL of one that runs elsewhere. Default: `auto`. */
  readonly dynamodb?: "auto" | "dynoxide" | "dynalite" | { readonly endpoint: string };
  /**
   * What answers for functions that do not run on this machine, by name or ARN (of another stack's
   * function, as the problem prints it) or by logical id (of a function of the template, e.g. a Python
   * one). Default: none.
   *
   * @example
   * functions: {
   *   "arn:aws:lambda:us-east-1:123456789012:function:session": "src/stubs/session.ts",
   *   Pricing: "http://127.0.0.1:4000/pricing",
   *   ReportFunction: { result: { statusCode: 202, body: "{}" } },
   * }
   */
  readonly functions?: Readonly<Record<string, ConfiguredFunction>>;
  /**
   * Servers of HTTP integrations that are not on this machine: base URL → the URL that answers for it, or
   * `true` to let requests out to it. Without an entry such a request is answered 501: a document alone
   * makes nothing leave the machine. Default: none.
   *
   * @example
   * integrations: { "https://api.example.com/v1": "http://127.0.0.1:4000", "https://status.example.com": true }
   */
  readonly integrations?: Readonly<Record<string, string | true>>;
  /**
   * Variables that functions get on this machine: a file as `sam local --env-vars` takes it (JSON, or
   * lines of NAME=VALUE), or the same as an object; `false` leaves out the file that samconfig names.
   * Only variables the template declares are passed. Default: `env_vars` of samconfig.
   *
   * @example
   * envVars: { Parameters: { LOG_LEVEL: "debug" }, GetOrderFunction: { CACHE_SECONDS: 0 } }
   */
  readonly envVars?: string | ConfiguredEnvVars | false;
  /** Pass variables the template does not declare as well. Default: `false`. */
  readonly envVarsAll?: boolean;
  /**
   * Folders that stand for layers that are not built from the template, by ARN (with or without its
   * version) or logical id; what is in them lies in `/opt` on Lambda. Default: none.
   *
   * @example
   * layers: { "arn:aws:lambda:eu-west-1:111122223333:layer:shared": "layers/shared" }
   */
  readonly layers?: Readonly<Record<string, string>>;
  /**
   * What authorizers are taken to say of every caller, so that they are not asked: a file of it, or the
   * caller itself; as `--as`. Default: authorizers are asked.
   *
   * @example
   * as: { principalId: "user-1", context: { tenant: "a" } }
   */
  readonly as?: string | ConfiguredCaller;
  /**
   * Whom the stage on this machine knows beside itself: keys of issuers, of callers, of clients.
   *
   * @example
   * identity: { issuers: { "https://login.example.com": "tests/keys/jwks.json" }, apiKeys: { MobileKey: "mobile" } }
   */
  readonly identity?: ConfiguredIdentity;
  /** Count requests, and answer 429 beyond the limits of plans, stage and account. Default: `false`. */
  readonly throttling?: boolean;
  /** Severity from which a problem fails the run. Default: `error`. */
  readonly failOn?: Severity | "warn";
  /** Severity per code, group or glob: `{ "wiring/route-from-event": "off", "openapi/*": "warn" }`. */
  readonly rules?: Readonly<Record<string, RuleSeverity>>;
  /** Findings that are accepted, for files that cannot carry a comment. */
  readonly suppress?: readonly ConfiguredSuppression[];
  /** File that accepts today's findings; as `--baseline`. */
  readonly baseline?: string;
}

/** A project's configuration with every question answered. */
export interface ResolvedConfig {
  /** Absolute project root. */
  readonly root: string;
  /** The configuration file, relative to the root; `null` or absent without one. */
  readonly configFile?: string | null;
  /** Relative to the root. */
  readonly template: string;
  /** Stage (samconfig environment) the parameters came from. */
  readonly stage: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  readonly contracts: string;
  readonly providerStates: string | null;
  readonly provider: string | null;
  readonly events: string;
  /** Files of event schemas; `null` for those of the events folder. */
  readonly eventSchemas: readonly string[] | null;
  /** The folders the configuration names, which must be there; those of the usual names need not. */
  readonly namedFolders: readonly ("contracts" | "events")[];
  readonly strictStagePrefix: boolean;
  readonly restApi: RestChoices;
  readonly dynamodb: "auto" | "dynoxide" | "dynalite" | { readonly endpoint: string };
  readonly functions: Readonly<Record<string, FunctionStandIn>>;
  /** What answers for servers of HTTP integrations, by base URL; `true` lets requests out. */
  readonly integrations: Readonly<Record<string, string | true>>;
  readonly envVars: EnvVarSettings;
  /** Folders of layers, relative to the root, by ARN or logical id. */
  readonly layers: Readonly<Record<string, string>>;
  /** What authorizers are taken to say; `null`: they are asked. */
  readonly as: GivenCaller | null;
  /** Is no authorizer asked? Only the command line says so. */
  readonly disableAuthorizers?: boolean;
  readonly identity: ConfiguredIdentity;
  readonly throttling: boolean;
  /** Do requests go to canaries, by chance? */
  readonly canary: boolean;
  readonly failOn: Severity;
}

/**
 * Types a configuration file.
 *
 * @example
 * // lockstep.config.ts
 * import { defineConfig } from "lockstep-sam";
 * export default defineConfig({ stage: "staging", strictStagePrefix: true });
 */
export function defineConfig(config: LockstepConfig): LockstepConfig {
  return config;
}
