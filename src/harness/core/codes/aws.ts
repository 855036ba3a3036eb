import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `aws` layer. */
export const awsCodes = {} as const satisfies Record<`aws/${string}`, CodeEntry>;

/** Set-up errors of the `aws` layer. */
export const awsSetupErrors = {
  "aws/engine-unavailable": {
    exitCode: 3,
    title: "the embedded DynamoDB cannot be started",
    hint: "Install the other engine, or name a DynamoDB with --dynamodb-endpoint URL.",
  },
  "aws/table-not-created": {
    exitCode: 3,
    title: "a table of the template could not be created",
    hint: "Run `lockstep check` to see whether the table's definition is complete.",
  },
  "aws/unknown-table": {
    exitCode: 2,
    title: "no table of the template has this name",
  },
  "aws/tables-not-ours": {
    exitCode: 2,
    title: "tables of a DynamoDB that runs elsewhere are not emptied",
    hint: "Delete the items the test wrote, or let the test run on the embedded engine.",
  },
  "aws/not-ready": {
    exitCode: 3,
    title: "the local AWS endpoint did not start in time",
  },
} as const satisfies Record<`aws/${string}`, SetupErrorEntry>;
