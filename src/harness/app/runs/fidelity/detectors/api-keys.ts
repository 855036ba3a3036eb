import { isObject, type JsonValue } from "../../../../core/json.ts";
import type { ApiResource } from "../../../../model/template/template-model.ts";
import { authorizerDetector } from "../authorizer-detector.ts";
import type { Detector, FidelityFacts, Finding } from "../detector.ts";
import { isSet } from "../is-set.ts";
import { answeredWith501 } from "../list-names.ts";
import { locateProperty } from "../locate-property.ts";
import { resourceDetector } from "../resource-detector.ts";

const anchor = "api-keys";

/** API Gateway takes a key in `x-api-key` for its own, unless the scheme names another way. */
const schemes = authorizerDetector({
  anchor,
  kind: "API key scheme",
  scheme: (scheme) =>
    scheme["type"] === "apiKey" &&
    scheme["in"] === "header" &&
    String(scheme["name"]).toLowerCase() === "x-api-key" &&
    scheme["x-amazon-apigateway-authorizer"] === undefined &&
    scheme["x-amazon-apigateway-authtype"] === undefined,
  entry: () => false,
});

const resources = resourceDetector({
  anchor,
  group: "APIs",
  state: "not done",
  types: ["AWS::ApiGateway::ApiKey", "AWS::ApiGateway::UsagePlan"],
  what: (names) => `keys and usage plans (${names})`,
  instead: "no key is asked for and nothing is counted, but by what an operation says",
});

const settings: readonly {
  readonly name: string;
  readonly asks: (value: JsonValue | undefined) => boolean;
  readonly what: string;
  readonly instead: (keyed: readonly string[]) => string;
}[] = [
  {
    name: "ApiKeyRequired",
    asks: (value) => value === true,
    what: "API keys",
    instead: (keyed) =>
      keyed.length === 0 ? "no route of it asks for a key" : answeredWith501(keyed),
  },
  {
    name: "UsagePlan",
    asks: isSet,
    what: "the usage plan",
    instead: () => "nothing is counted and no request is answered with 429",
  },
];

function findSettings(
  { template, apis }: FidelityFacts,
  { logicalId, properties }: ApiResource,
): readonly Finding[] {
  const auth = properties["Auth"];
  if (!isObject(auth)) return [];
  const wired = apis.find((api) => api.wired.resource.logicalId === logicalId)?.wired;
  const keyed = (wired?.operations ?? [])
    .filter(({ authorization }) => authorization.apiKeyRequired)
    .map(({ operation }) => operation.key);
  return settings
    .filter(({ name, asks }) => asks(auth[name]))
    .map(({ name, what, instead }) => ({
      what: `${what} of ${logicalId}`,
      location: locateProperty(template, logicalId, "Auth", name),
      instead: instead(keyed),
    }));
}

/** Keys of clients, and the plans that count their requests. */
export const apiKeys: Detector = {
  anchor,
  group: "APIs",
  state: "not done",
  find: (facts) => [
    // HTTP APIs have no keys: the scheme takes no effect there.
    ...schemes.find({
      ...facts,
      apis: facts.apis.filter(({ wired }) => wired.resource.kind === "rest"),
    }),
    ...facts.template.apis.flatMap((api) => findSettings(facts, api)),
    ...resources.find(facts),
  ],
};
