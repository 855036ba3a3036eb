import type { StageContext } from "./stage-context.ts";

/**
 * Sends a request to the stage or to its canary: by chance, as `PercentTraffic` says. Either is the API as it stands
 * here; the canary has stage variables of its own.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
 */
export function chooseDeployment(context: StageContext): StageContext {
  const { canary, api } = context;
  if (canary === null) return context;
  const { percent, randomness } = canary;
  const isCanaryRequest = randomness !== null && randomness.next() * 100 < percent;
  const stageVariables = isCanaryRequest
    ? { ...api.stageVariables, ...canary.variables }
    : api.stageVariables;
  return { ...context, api: { ...api, stageVariables, isCanaryRequest } };
}
