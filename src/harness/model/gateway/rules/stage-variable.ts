import { createProblem } from "../../../core/problem.ts";
import type { StageVariable } from "../gateway-api.ts";
import type { ImportRule } from "../rule.ts";

/** Names: letters, digits, underscores, 64 at most. Values: 512 of a few characters at most. */
export const reportStageVariables: ImportRule = ({ api }) =>
  (api.stage?.variables ?? []).flatMap((variable) => {
    const fault = faultOf(variable);
    if (fault === null) return [];
    return [
      createProblem({
        code: "gateway/stage-variable",
        message: `The stage variable ${variable.name} of ${api.logicalId} ${fault}.`,
        location: variable.location,
      }),
    ];
  });

function faultOf({ name, value }: StageVariable): string | null {
  if (!/^[A-Za-z0-9_]+$/.test(name))
    return "has a name with other characters than letters, digits and _";
  if (name.length > 64) return `has a name of ${name.length} characters; 64 are allowed`;
  if (value.length > 512) return `has a value of ${value.length} characters; 512 are allowed`;
  const wrong = value.match(/[^A-Za-z0-9\-._~:/?#&=,]/gu) ?? [];
  const characters = [...new Set(wrong)].map((each) => `"${each}"`).join(" and ");
  return wrong.length === 0
    ? null
    : `has ${characters} in its value, which API Gateway does not take`;
}
