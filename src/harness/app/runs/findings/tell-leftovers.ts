import { createProblem, type Problem } from "../../../core/problem.ts";
import type { Suppression } from "../../project/finding-settings.ts";
import { count } from "../run-phase.ts";
import type { BaselineEntry } from "./baseline.ts";

/** Says which of the configuration's suppressions accepted nothing. */
export function tellUnusedSettings(
  unused: readonly Suppression[],
  configFile: string | null,
): readonly Problem[] {
  return unused.map(({ code, file, pointer }) => {
    const where = `${file === null ? "" : ` in ${file}`}${pointer === null ? "" : ` at ${pointer}`}`;
    return createProblem({
      code: "project/suppression-unused",
      message: `suppress of the configuration accepts ${code}${where}, which is not found.`,
      ...(configFile === null ? {} : { location: { file: configFile } }),
    });
  });
}

function describeEntry({ code, file, pointer, message }: BaselineEntry): string {
  const place = `${file}${pointer === null ? "" : `#${pointer}`}`;
  return [code, place, message ?? ""].filter((text) => text !== "").join("  ");
}

/** Says in one problem what a baseline accepts and nothing has any more. */
export function tellGoneEntries(
  gone: readonly { readonly entry: BaselineEntry; readonly left: number }[],
  file: string,
): readonly Problem[] {
  if (gone.length === 0) return [];
  const total = gone.reduce((sum, { left }) => sum + left, 0);
  return [
    createProblem({
      code: "project/baseline-entry-gone",
      message: `${count(total, "finding")} of the baseline ${total === 1 ? "is" : "are"} not found any more.`,
      location: { file },
      details: gone.map(
        ({ entry, left }) => `${describeEntry(entry)}${left === 1 ? "" : `  ${left} times`}`,
      ),
    }),
  ];
}
