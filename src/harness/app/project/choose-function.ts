import { findFunction, type FunctionNames } from "../../core/find-function.ts";
import { parseLambdaName } from "../../core/lambda-name.ts";
import { partitionOf } from "../../core/partition-of.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { allFunctions } from "./all-functions.ts";
import { assertFunctionRuns } from "./assert-function-runs.ts";
import { defineFunctions, defineStandIns } from "./define-functions.ts";
import type { Project } from "./load-project.ts";

/** A function of the project that somebody named. */
export interface ChosenFunction {
  /** Of a nested stack `Child/Function`; of a stand-in its key in the configuration. */
  readonly logicalId: string;
  readonly arn: string;
  /** Alias, version or `$LATEST`, as the name has it; `null` where it has none. */
  readonly qualifier: string | null;
  /** `REGION:ACCOUNT` of an ARN that places it elsewhere than the project is; else `null`. */
  readonly elsewhere: string | null;
}

/** The functions of the template and those of the configuration, by what they can be named. */
function namesOf(project: Project): readonly FunctionNames[] {
  const { accountId, region, stackName } = project.config;
  const ofTemplate = [...allFunctions(project.model)].map(([logicalId, { resource }]) => ({
    logicalId,
    functionName: resource.functionName.known
      ? resource.functionName.value
      : `${stackName}-${resource.logicalId}`,
    arn: resource.arn,
  }));
  const ofResults = [...defineStandIns(project).keys()].map((logicalId) => {
    const functionName = parseLambdaName(logicalId)?.name ?? logicalId;
    const arn = `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${functionName}`;
    return { logicalId, functionName, arn };
  });
  const all = [...ofTemplate, ...defineFunctions(project), ...ofResults];
  return [...new Map(all.toReversed().map((each) => [each.logicalId, each])).values()].toReversed();
}

function listed(names: readonly FunctionNames[]): string {
  const ids = names.map(({ logicalId }) => logicalId);
  return ids.length === 0 ? "none" : ids.join(", ");
}

/** The one function of a template needs no name. */
function onlyFunction(project: Project, names: readonly FunctionNames[]): FunctionNames {
  const [only, ...others] = allFunctions(project.model).keys();
  const found = names.find(({ logicalId }) => logicalId === only);
  if (found === undefined) {
    throw new LockstepError({
      code: "lambda/function-unknown",
      message: `${project.config.template} has no function.`,
      hint: "Name another template with --template.",
    });
  }
  if (others.length === 0) return found;
  throw new LockstepError({
    code: "lambda/function-ambiguous",
    message: `${project.config.template} has ${others.length + 1} functions, and none was named.`,
    hint: `Name one of them: ${listed(names)}.`,
  });
}

/**
 * The function that a name means (see `findFunction`), or the only one of the template where there is no
 * name. Throws `lambda/function-unknown` with the nearest names, or why it does not run here, and
 * `lambda/function-ambiguous`.
 */
export function chooseFunction(project: Project, name: string | null): ChosenFunction {
  const names = namesOf(project);
  const runnable = [
    ...defineFunctions(project).map(({ logicalId }) => logicalId),
    ...defineStandIns(project).keys(),
  ];
  if (name === null) {
    const { logicalId, arn } = onlyFunction(project, names);
    assertFunctionRuns(project, logicalId, runnable);
    return { logicalId, arn, qualifier: null, elsewhere: null };
  }
  const found = findFunction(names, name);
  if (found.kind === "ambiguous") {
    throw new LockstepError({
      code: "lambda/function-ambiguous",
      message: `"${name}" may be any of ${found.logicalIds.join(", ")}.`,
    });
  }
  if (found.kind === "unknown") {
    throw new LockstepError({
      code: "lambda/function-unknown",
      message: `No function is called "${name}".`,
      hint:
        found.near.length === 0
          ? `Known functions: ${listed(names)}.`
          : `Did you mean ${found.near.join(" or ")}?`,
    });
  }
  const { logicalId, qualifier, elsewhere } = found;
  assertFunctionRuns(project, logicalId, runnable);
  const arn = names.find((each) => each.logicalId === logicalId)?.arn ?? "";
  return { logicalId, arn, qualifier, elsewhere };
}
