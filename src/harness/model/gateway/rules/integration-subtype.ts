import { joinPointer } from "../../../core/json-pointer.ts";
import { listIntegrations } from "../list-methods.ts";
import { didYouMean } from "../../../core/suggest-names.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { plainText } from "../unknowable.ts";

/** Guide: "Integration subtype reference". */
const subtypes = [
  "EventBridge-PutEvents",
  "SQS-SendMessage",
  "SQS-ReceiveMessage",
  "SQS-DeleteMessage",
  "SQS-PurgeQueue",
  "AppConfig-GetConfiguration",
  "Kinesis-PutRecord",
  "StepFunctions-StartExecution",
  "StepFunctions-StartSyncExecution",
  "StepFunctions-StopExecution",
];

/** The services an HTTP API calls without a function. */
export const reportIntegrationSubtypes: ImportRule = ({ document }) =>
  listIntegrations(document).flatMap(({ operation, integration }) => {
    const subtype = plainText(integration.raw["integrationSubtype"]);
    if (subtype === null || subtypes.includes(subtype)) return [];
    return [
      problemAt(document, joinPointer(integration.pointer, "integrationSubtype"), {
        code: "gateway/integration-subtype",
        message: `The integration of ${operation.key} has the subtype ${subtype}, which API Gateway does not know${didYouMean(subtype, subtypes) || "."}`,
        operation: operation.key,
        expected: `one of ${subtypes.join(", ")}`,
        actual: subtype,
      }),
    ];
  });
