import { joinPointer } from "../../../core/json-pointer.ts";
import { listIntegrations } from "../list-methods.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { plainNumber } from "../unknowable.ts";

const shortest = 50;
/** Of REST APIs this is a quota that can be raised for Regional and private ones (since June 2024). */
const longest = { rest: 29_000, http: 30_000 };
/** A streamed response may take 15 minutes. */
const longestStream = 900_000;

/** `timeoutInMillis` outside of what API Gateway takes. */
export const reportIntegrationTimeouts: ImportRule = ({ document, api }) =>
  listIntegrations(document).flatMap(({ operation, integration }) => {
    const { raw, pointer } = integration;
    const timeout = plainNumber(raw["timeoutInMillis"]);
    if (timeout === null) return [];
    const isStream = raw["responseTransferMode"] === "STREAM";
    const most = isStream ? longestStream : longest[api.kind];
    if (timeout >= shortest && timeout <= most) return [];
    const canBeRaised = api.kind === "rest" && !isStream && timeout > most;
    const range = `${shortest} to ${most}`;
    return [
      problemAt(document, joinPointer(pointer, "timeoutInMillis"), {
        code: "gateway/integration-timeout",
        ...(canBeRaised ? { severity: "warning" as const } : {}),
        message: canBeRaised
          ? `timeoutInMillis of ${operation.key} is ${timeout}; API Gateway takes ${range} unless the quota of the account was raised.`
          : `timeoutInMillis of ${operation.key} is ${timeout}; API Gateway takes ${range}.`,
        operation: operation.key,
        expected: range,
        actual: String(timeout),
      }),
    ];
  });
