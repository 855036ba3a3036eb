import { awsCodes, awsSetupErrors } from "./codes/aws.ts";
import { conformanceCodes, conformanceSetupErrors } from "./codes/conformance.ts";
import { contractsCodes, contractsSetupErrors } from "./codes/contracts.ts";
import { coverageCodes, coverageSetupErrors } from "./codes/coverage.ts";
import { eventsCodes, eventsSetupErrors } from "./codes/events.ts";
import { gatewayCodes, gatewaySetupErrors } from "./codes/gateway.ts";
import { generateCodes, generateSetupErrors } from "./codes/generate.ts";
import { lambdaCodes, lambdaSetupErrors } from "./codes/lambda.ts";
import { openapiCodes, openapiSetupErrors } from "./codes/openapi.ts";
import { projectCodes, projectSetupErrors } from "./codes/project.ts";
import { schemaCodes, schemaSetupErrors } from "./codes/schema.ts";
import { stageCodes, stageSetupErrors } from "./codes/stage.ts";
import { targetCodes, targetSetupErrors } from "./codes/target.ts";
import { templateCodes, templateSetupErrors } from "./codes/template.ts";
import { wiringCodes, wiringSetupErrors } from "./codes/wiring.ts";

/** Every problem code there is; docs/problems.md has a paragraph for each, and a test holds the two together. */
export const problemCodes = {
  ...schemaCodes,
  ...openapiCodes,
  ...templateCodes,
  ...eventsCodes,
  ...generateCodes,
  ...gatewayCodes,
  ...wiringCodes,
  ...lambdaCodes,
  ...awsCodes,
  ...stageCodes,
  ...targetCodes,
  ...conformanceCodes,
  ...contractsCodes,
  ...coverageCodes,
  ...projectCodes,
} as const;

/** Every set-up error code there is (see `LockstepError`). */
export const setupErrorCodes = {
  ...schemaSetupErrors,
  ...openapiSetupErrors,
  ...templateSetupErrors,
  ...eventsSetupErrors,
  ...generateSetupErrors,
  ...gatewaySetupErrors,
  ...wiringSetupErrors,
  ...lambdaSetupErrors,
  ...awsSetupErrors,
  ...stageSetupErrors,
  ...targetSetupErrors,
  ...conformanceSetupErrors,
  ...contractsSetupErrors,
  ...coverageSetupErrors,
  ...projectSetupErrors,
} as const;

/** The code of a problem. */
export type ProblemCode = keyof typeof problemCodes;

/** The code of a set-up error. */
export type SetupErrorCode = keyof typeof setupErrorCodes;
