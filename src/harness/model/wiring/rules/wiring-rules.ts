import type { WiringRule } from "../wiring-facts.ts";
import { apiKeyNotRequired } from "./api-key-not-required.ts";
import { authorizerNamesNoFunction } from "./authorizer-names-no-function.ts";
import { authorizerNotPermitted } from "./authorizer-not-permitted.ts";
import { authorizerUndefined } from "./authorizer-undefined.ts";
import { authorizerUnresolved } from "./authorizer-unresolved.ts";
import { codeFolderMissing } from "./code-folder-missing.ts";
import { corsInvalid } from "./cors-invalid.ts";
import { documentShared } from "./document-shared.ts";
import { entryPointMissing } from "./entry-point-missing.ts";
import { eventNamesNoApi } from "./event-names-no-api.ts";
import { eventNamesOtherFunction } from "./event-names-other-function.ts";
import { eventPatternNeverMatches } from "./event-pattern-never-matches.ts";
import { eventPatternRejected } from "./event-pattern-rejected.ts";
import { eventRouteInvalid } from "./event-route-invalid.ts";
import { eventSettingIgnored } from "./event-setting-ignored.ts";
import { eventWithoutOperation } from "./event-without-operation.ts";
import { filterRejected } from "./filter-rejected.ts";
import { functionUnreachable } from "./function-unreachable.ts";
import { functionWithoutHandlerFile } from "./function-without-handler-file.ts";
import { handlerExportMissing } from "./handler-export-missing.ts";
import { handlerMalformed } from "./handler-malformed.ts";
import { handlerNotChecked } from "./handler-not-checked.ts";
import { integrationMethodNotPost } from "./integration-method-not-post.ts";
import { integrationNamesNoFunction } from "./integration-names-no-function.ts";
import { integrationUnresolved } from "./integration-unresolved.ts";
import { intrinsicInDefinitionUri } from "./intrinsic-in-definition-uri.ts";
import { openApiVersionMisplaced } from "./open-api-version-misplaced.ts";
import { operationNotPermitted } from "./operation-not-permitted.ts";
import { operationWithoutIntegration } from "./operation-without-integration.ts";
import { payloadVersionDiffers } from "./payload-version-differs.ts";
import { payloadVersionMissing } from "./payload-version-missing.ts";
import { preflightGuarded } from "./preflight-guarded.ts";
import { propertyBesideInclude } from "./property-beside-include.ts";
import { propertyNeedsBody } from "./property-needs-body.ts";
import { referenceUnknown } from "./reference-unknown.ts";
import { routeFromEvent } from "./route-from-event.ts";
import { routeDefinedTwice } from "./route-defined-twice.ts";
import { scheduleRejected } from "./schedule-rejected.ts";
import { securityNotOpened } from "./security-not-opened.ts";
import { specNotWired } from "./spec-not-wired.ts";
import { stageNameTaken } from "./stage-name-taken.ts";
import { modelUndefined } from "./model-undefined.ts";
import { targetInputFaults } from "./target-input-faults.ts";
import { titleSetTwice } from "./title-set-twice.ts";

/** Rules about the project as a whole, in the order of a request's way: document, function, handler, permission. */
export const projectRules: readonly WiringRule[] = [
  specNotWired,
  documentShared,
  openApiVersionMisplaced,
  stageNameTaken,
  propertyNeedsBody,
  titleSetTwice,
  propertyBesideInclude,
  corsInvalid,
  preflightGuarded,
  referenceUnknown,
  authorizerNamesNoFunction,
  authorizerUnresolved,
  authorizerNotPermitted,
  codeFolderMissing,
  functionWithoutHandlerFile,
  entryPointMissing,
  handlerMalformed,
  handlerExportMissing,
  handlerNotChecked,
  eventNamesNoApi,
  eventPatternRejected,
  eventPatternNeverMatches,
  filterRejected,
  targetInputFaults,
  scheduleRejected,
  eventRouteInvalid,
  functionUnreachable,
];

/**
 * Rules about the operations of one API, in the same order. Each is asked for every API by itself,
 * so that what is found is known to be that API's: two may have the same route.
 */
export const operationRules: readonly WiringRule[] = [
  operationWithoutIntegration,
  integrationUnresolved,
  integrationNamesNoFunction,
  integrationMethodNotPost,
  payloadVersionMissing,
  payloadVersionDiffers,
  intrinsicInDefinitionUri,
  authorizerUndefined,
  securityNotOpened,
  apiKeyNotRequired,
  modelUndefined,
  operationNotPermitted,
  routeDefinedTwice,
  eventWithoutOperation,
  eventNamesOtherFunction,
  eventSettingIgnored,
  routeFromEvent,
];
