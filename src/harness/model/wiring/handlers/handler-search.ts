import type { HandlerFile } from "../project-model.ts";
import type { ExportState } from "./find-export.ts";

/** A handler looked for: where it was found, and every file it could have been. */
export interface HandlerSearch {
  /** The file the handler is written in, whether it is run here or not. */
  readonly found: HandlerFile | null;
  readonly text: string | null;
  /** Whether `found` exports the handler, as far as its text tells. */
  readonly exported: ExportState;
  /** False for a language that is not run on this machine; it is checked all the same. */
  readonly runs: boolean;
  /** The first file that would have been right, TypeScript first; `null` when there is nothing to look for. */
  readonly expected: HandlerFile | null;
  /** Why there is nothing to look for; `null` when there is. */
  readonly skipped: string | null;
  /** True when the runtime itself refuses the Handler's form. */
  readonly malformed: boolean;
  /** The topmost folder above `expected` that is not there; `null` when all are, or nobody can tell. */
  readonly missingFolder: string | null;
  /** When `expected` is what a build writes: the source it is written from, if that can be told. */
  readonly unbuilt: { readonly source: string | null } | null;
}

/** Nothing to look for, and nothing to tell: something else answers in the function's place. */
export const nothing: HandlerSearch = {
  found: null,
  text: null,
  exported: "cannot-tell",
  runs: false,
  expected: null,
  skipped: null,
  malformed: false,
  missingFolder: null,
  unbuilt: null,
};

/** A search that ends before it begins, with the reason in words that end "not looked at, for …". */
export function skipSearch(reason: string): HandlerSearch {
  return { ...nothing, skipped: reason };
}

/** A `Handler` that its runtime cannot take apart. */
export function malformedHandler(reason: string): HandlerSearch {
  return { ...nothing, skipped: reason, malformed: true };
}

/** A handler that was found. */
export function foundHandler(
  found: HandlerFile,
  text: string,
  exported: ExportState,
  runs: boolean,
): HandlerSearch {
  return { ...nothing, found, text, exported, runs };
}

/** A handler that is not there. */
export function missingHandler(
  parts: Pick<HandlerSearch, "expected" | "missingFolder" | "unbuilt" | "runs">,
): HandlerSearch {
  return { ...nothing, ...parts };
}
