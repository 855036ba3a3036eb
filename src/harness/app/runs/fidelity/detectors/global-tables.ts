import { resourceDetector } from "../resource-detector.ts";

/** Tables replicated over regions. */
export const globalTables = resourceDetector({
  anchor: "global-tables",
  group: "Services",
  state: "not done",
  types: ["AWS::DynamoDB::GlobalTable"],
  applies: ({ logicalId }, { template }) =>
    template.tables.every((table) => table.logicalId !== logicalId),
  what: (names) => `the global table ${names}`,
  instead: "the table is not made: calls to it fail with ResourceNotFoundException",
});
