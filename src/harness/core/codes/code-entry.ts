/** Only `error` fails a run by default (`--fail-on` moves the line). */
export type Severity = "error" | "warning" | "info";

/** What the registry says of a problem code. */
export interface CodeEntry {
  readonly severity: Severity;
  /** A few words for tables and headings. */
  readonly title: string;
  /** The next action when the finder has nothing more exact to say. */
  readonly hint?: string;
}

/** What the registry says of a set-up error: thrown, and ends the run with its exit code. */
export interface SetupErrorEntry {
  readonly exitCode: 2 | 3;
  readonly title: string;
  readonly hint?: string;
}
