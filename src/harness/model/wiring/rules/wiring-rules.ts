import type { WiringRule } from "../wiring-facts.ts";
import { codeFolderMissing } from "./code-folder-missing.ts";
import { eventNamesOtherFunction } from "./event-names-other-function.ts";
import { eventWithoutOperation } from "./event-without-operation.ts";
import { functionWithoutHandlerFile } from "./function-without-handler-file.ts";
import { handlerExportMissing } from "./handler-export-missing.ts";
import { handlerMalformed } from "./handler-malformed.ts";
import { handlerNotChecked } from "./handler-not-checked.ts";
import { integrationMethodNotPost } from "./integration-method-not-post.ts";
import { integrationNamesNoFunction } from "./integration-names-no-function.ts";
import { integrationUnresolved } from "./integration-unresolved.ts";
import { intrinsicInDefinitionUri } from "./intrinsic-in-definition-uri.ts";
import { operationNotPermitted } from "./operation-not-permitted.ts";
import { operationWithoutIntegration } from "./operation-without-integration.ts";
import { payloadVersionMissing } from "./payload-version-missing.ts";
import { routeFromEvent } from "./route-from-event.ts";
import { specNotWired } from "./spec-not-wired.ts";

/** Every wiring rule, in the order of a request's way: document, integration, function, handler, permission. */
export const wiringRules: readonly WiringRule[] = [
  specNotWired,
  operationWithoutIntegration,
  integrationUnresolved,
  integrationNamesNoFunction,
  integrationMethodNotPost,
  payloadVersionMissing,
  intrinsicInDefinitionUri,
  codeFolderMissing,
  functionWithoutHandlerFile,
  handlerMalformed,
  handlerExportMissing,
  handlerNotChecked,
  operationNotPermitted,
  eventWithoutOperation,
  eventNamesOtherFunction,
  routeFromEvent,
];
