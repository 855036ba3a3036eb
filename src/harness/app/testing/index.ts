/** `lockstep-sam`: the library's face for test code. */
export { LockstepError } from "../../core/lockstep-error.ts";
export type { Problem, Severity, SourceLocation } from "../../core/problem.ts";
export type { ProbedTable, StateProbe } from "../../core/state-probe.ts";
export type { AwsCall, Exchange, Target, Trace } from "../../core/target.ts";
export {
  defineConfig,
  type ConfiguredFunction,
  type LockstepConfig,
} from "../project/project-config.ts";
export { ApiResponse } from "./api-response.ts";
export { checkResponse } from "./check-response.ts";
export { ContractViolation } from "./contract-violation.ts";
export { createContext, type ContextInput } from "./create-context.ts";
export { eventFor, type EventInput } from "./event-for.ts";
export {
  FunctionError,
  loadFunction,
  type FunctionResult,
  type LoadedFunction,
  type LoadFunctionOptions,
} from "./load-function.ts";
export { openApi, type Api, type OpenApiOptions, type RawRequest } from "./open-api.ts";
export type { ConfiguredCaller } from "../project/caller/configured-caller.ts";
export type {
  ConfiguredAccessKey,
  ConfiguredIdentity,
} from "../project/identity/configured-identity.ts";
export type { ConfiguredEnvVars } from "../project/env-vars/env-vars.ts";
export type { ProjectOptions } from "./open-project.ts";
export { openTables, type Tables } from "./open-tables.ts";
export type { OperationInput } from "./request-input.ts";
export {
  apiGatewayEvent,
  dynamoDbEvent,
  eventBridgeEvent,
  httpApiEvent,
  kinesisEvent,
  logsEvent,
  s3Event,
  snsEvent,
  sqsEvent,
  type DeliveredEvent,
  type DynamoDbEventInput,
  type EventBridgeInput,
  type EventPlace,
  type ItemChangeInput,
  type KinesisEventInput,
  type LogsEventInput,
  type S3EventInput,
  type SnsEventInput,
  type SqsEventInput,
} from "./service-events.ts";
export { signTestToken, type TestTokenOptions } from "./sign-test-token.ts";
export {
  startStage,
  type StartedApi,
  type StartedStage,
  type StartStageOptions,
} from "./start-stage.ts";
export { closeSession } from "./session.ts";
