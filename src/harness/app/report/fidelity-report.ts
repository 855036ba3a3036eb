import type { SourceLocation } from "../../core/problem.ts";

/** What a row is about, in the order a report shows them. */
export const fidelityGroups = [
  "APIs",
  "Functions",
  "Event sources",
  "Services",
  "Template",
] as const;
export type FidelityGroup = (typeof fidelityGroups)[number];

/** One behaviour of a template that this machine does not show as AWS does. */
export interface FidelityRow {
  readonly group: FidelityGroup;
  /** `the Lambda authorizer MyAuth of OrderApi`. */
  readonly what: string;
  readonly location: SourceLocation;
  readonly state: "not done" | "different";
  /** What happens instead: `GET /orders is answered with 501`. */
  readonly instead: string;
  /** Id of the row in docs/fidelity.md. */
  readonly anchor: string;
}

/** What the local stage does not emulate of a template. */
export interface FidelityReport {
  readonly template: string;
  readonly rows: readonly FidelityRow[];
  /** Logical ids of APIs whose document could not be read: of them nothing is known. */
  readonly unread: readonly string[];
}
