import { isObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import type {
  ApiResource,
  TemplateModel,
  TemplateResource,
} from "../../template/template-model.ts";
import { mapOf } from "../definition/generated-body.ts";
import { linkTo } from "../definition/template-links.ts";
import type { ApiKey, Quota, Throttle, UsagePlan } from "./usage-plan.ts";

/**
 * The usage plans of a REST API's stage: `AWS::ApiGateway::UsagePlan` with the keys that
 * `AWS::ApiGateway::UsagePlanKey` ties to it, and what SAM makes of `Auth.UsagePlan` (a plan and a key of the API's
 * own, or one of each that the APIs of the template share).
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiusageplan.html
 */
export function usagePlansOf(template: TemplateModel, api: ApiResource): readonly UsagePlan[] {
  if (api.kind === "http") return [];
  const plans = [...template.resources.values()].flatMap((resource) => {
    if (resource.type !== planType) return [];
    const stage = stageOf(template, api, resource);
    return stage === null ? [] : [planOf(template, resource, stage)];
  });
  const own = planOfSam(api);
  return own === null ? plans : [...plans, own];
}

const planType = "AWS::ApiGateway::UsagePlan";
const keyType = "AWS::ApiGateway::ApiKey";

/** The entry of `ApiStages` that names the stage of the API; `null` where none does. */
function stageOf(
  template: TemplateModel,
  api: ApiResource,
  plan: TemplateResource,
): JsonObject | null {
  const resource = template.resources.get(api.logicalId);
  const stages = plan.properties["ApiStages"];
  if (resource === undefined || !Array.isArray(stages)) return null;
  const link = linkTo(template, resource.type);
  const entries = stages.filter((each): each is JsonObject => isObject(each));
  const isOwn = ({ Stage: stage }: JsonObject): boolean =>
    // What cannot be told is taken for the stage that is served here.
    typeof stage !== "string" || !api.stageName.known || stage === api.stageName.value;
  return entries.find((entry) => link(entry["ApiId"]) === resource && isOwn(entry)) ?? null;
}

function planOf(template: TemplateModel, plan: TemplateResource, stage: JsonObject): UsagePlan {
  const planOfKey = linkTo(template, planType);
  const keyOf = linkTo(template, keyType);
  const keys = [...template.resources.values()].flatMap(({ type, properties }): ApiKey[] => {
    if (type !== "AWS::ApiGateway::UsagePlanKey") return [];
    if (planOfKey(properties["UsagePlanId"]) !== plan) return [];
    const key = keyOf(properties["KeyId"]);
    return key === null ? [] : [readKey(key)];
  });
  const methods = Object.entries(mapOf(stage["Throttle"])).flatMap(
    ([name, value]): [string, Throttle][] => {
      const throttle = readThrottle(value);
      return throttle === null ? [] : [[name, throttle]];
    },
  );
  return {
    name: plan.logicalId,
    keys,
    throttle: readThrottle(plan.properties["Throttle"]),
    quota: readQuota(plan.properties["Quota"]),
    methods: new Map(methods),
  };
}

function readKey({ logicalId, properties }: TemplateResource): ApiKey {
  const { Value: value, Enabled: enabled } = properties;
  return {
    name: logicalId,
    // A dynamic reference stands for a text only AWS knows.
    value: typeof value === "string" && !value.includes("{{resolve:") ? value : null,
    enabled: enabled === true || enabled === "true",
  };
}

/** What SAM makes (source: SAM translator, `_construct_usage_plan` and its naming). */
function planOfSam({ logicalId, properties }: ApiResource): UsagePlan | null {
  const written = mapOf(mapOf(properties["Auth"])["UsagePlan"]);
  const creates = written["CreateUsagePlan"];
  if (creates !== "PER_API" && creates !== "SHARED") return null;
  const prefix = creates === "SHARED" ? "Serverless" : logicalId;
  return {
    name: `${prefix}UsagePlan`,
    keys: [{ name: `${prefix}ApiKey`, value: null, enabled: true }],
    throttle: readThrottle(written["Throttle"]),
    quota: readQuota(written["Quota"]),
    methods: new Map(),
  };
}

/** `RateLimit` and `BurstLimit`; `null` unless both are known. */
function readThrottle(value: JsonValue | undefined): Throttle | null {
  const { RateLimit: rate, BurstLimit: burst } = mapOf(value);
  return throttleOf(rate, burst);
}

/** A throttle of rate and burst; a rate alone stands for a burst of as many. `null` where neither is known. */
export function throttleOf(
  rate: JsonValue | undefined,
  burst: JsonValue | undefined,
): Throttle | null {
  const ratePerSecond = numberOf(rate);
  const most = numberOf(burst);
  if (ratePerSecond === null) return null;
  return { ratePerSecond, burst: most ?? Math.max(1, Math.ceil(ratePerSecond)) };
}

function readQuota(value: JsonValue | undefined): Quota | null {
  const { Limit: written, Period: period, Offset: offset } = mapOf(value);
  const limit = numberOf(written);
  if (limit === null || (period !== "DAY" && period !== "WEEK" && period !== "MONTH")) return null;
  return { limit, period, offset: numberOf(offset) ?? 0 };
}

/** Templates write numbers as texts, too. */
function numberOf(value: JsonValue | undefined): number | null {
  const number =
    typeof value === "number"
      ? value
      : typeof value === "string" && value.trim() !== ""
        ? Number(value)
        : Number.NaN;
  return Number.isFinite(number) && number >= 0 ? number : null;
}
