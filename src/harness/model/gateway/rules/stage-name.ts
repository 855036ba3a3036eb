import { createProblem } from "../../../core/problem.ts";
import type { ImportRule } from "../rule.ts";

/** Letters, digits, hyphens, underscores, 128 at most; HTTP APIs have `$default` besides. */
export const reportStageName: ImportRule = ({ api: { logicalId, kind, stage } }) => {
  const name = stage?.name ?? null;
  if (stage === null || name === null || /^[A-Za-z0-9_-]{1,128}$/.test(name)) return [];
  if (kind === "http" && name === "$default") return [];
  return [
    createProblem({
      code: "gateway/stage-name",
      message: `The stage "${name}" of ${logicalId} has a name that API Gateway does not take.`,
      location: stage.location,
      expected: "letters, digits, - and _, at most 128",
      actual: name,
    }),
  ];
};
