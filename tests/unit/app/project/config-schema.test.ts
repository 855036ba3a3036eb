import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect } from "chai";
import { checkConfig, optionNames } from "../../../../src/harness/app/project/check-config.ts";
import { isObject, parseJson } from "../../../../src/harness/core/json.ts";

const file = new URL("../../../../docs/lockstep-config.schema.json", import.meta.url);
const schema = parseJson(readFileSync(file, "utf8"));
if (!isObject(schema)) throw new TypeError("The schema is an object.");
const validate = new Ajv({ allErrors: true }).compile(schema);

function isTaken(value: unknown): boolean {
  try {
    checkConfig(value, "lockstep.config.json");
    return true;
  } catch {
    return false;
  }
}

/** Values of every option, sound and unsound, on which schema and checker must agree. */
const values: readonly unknown[] = [
  {},
  [],
  "text",
  { $schema: "./x.json" },
  { template: "a.yaml" },
  { template: ["a.yaml", "b.yaml"] },
  { template: [] },
  { template: [""] },
  { template: 1 },
  { stage: "dev" },
  { stage: "" },
  { parameters: { A: "b" } },
  { parameters: { A: 1 } },
  { region: 1 },
  { accountId: "111122223333" },
  { accountId: "1" },
  { stackName: "" },
  { contracts: "c", events: "e", providerStates: "p", provider: "x" },
  { contracts: 1 },
  { events: [] },
  { providerStates: {} },
  { provider: "" },
  { strictStagePrefix: true },
  { strictStagePrefix: "yes" },
  { restApi: {} },
  { restApi: { remapAuthenticate: false, numericHeaders: "refuse", listSizes: true } },
  { restApi: { numericHeaders: "number" } },
  { restApi: { listSizes: "yes" } },
  { restApi: { sizes: true } },
  { restApi: true },
  { dynamodb: "auto" },
  { dynamodb: "sqlite" },
  { dynamodb: { endpoint: "http://127.0.0.1:8000" } },
  { dynamodb: { endpoint: "ftp://x" } },
  { dynamodb: { endpoint: "http://127.0.0.1:8000", port: 1 } },
  { dynamodb: {} },
  { as: "caller.json" },
  { as: "" },
  { as: {} },
  { as: { principalId: "u", context: { tenant: "a", roles: ["x"] }, usageIdentifierKey: "k" } },
  { as: { context: {} } },
  { as: { usageIdentifierKey: "k" } },
  { as: { principalId: 1 } },
  { as: { claims: { sub: "u", age: 7, admin: true }, scopes: ["a"] } },
  { as: { claims: { groups: ["a"] } } },
  { as: { scopes: "a b" } },
  { as: { user: "u" } },
  { as: [] },
  { as: true },
  { envVars: "env.json" },
  { envVars: "" },
  { envVars: false },
  { envVars: true },
  { envVars: { Parameters: { A: "b", C: 1, D: true }, Fn: {} } },
  { envVars: { A: "b" } },
  { envVars: { Fn: { A: null } } },
  { envVars: { Fn: { A: ["b"] } } },
  { envVars: [] },
  { envVarsAll: true },
  { envVarsAll: "yes" },
  { identity: { issuers: { "https://a.test": "keys.json" }, accessKeys: { a: "b" }, apiKeys: {} } },
  { identity: {} },
  { identity: { sourceIp: "203.0.113.7" } },
  { identity: { sourceIp: "2001:db8::7" } },
  { identity: { sourceIp: "::ffff:203.0.113.7" } },
  { identity: { sourceIp: 7 } },
  { identity: { sourceIp: "" } },
  { identity: { sourceIp: "here" } },
  { identity: { sourceIp: "203.0.113" } },
  { identity: { sourceIp: "203.0.113.7." } },
  { identity: { sourceIp: "203.0.113.256" } },
  { identity: { sourceIp: "203.0.113.0/24" } },
  { identity: { sourceIp: "203.0.113.7:80" } },
  { identity: { sourceIp: "2001:db8::/32" } },
  { identity: { accessKeys: { a: { secret: "b", arn: "arn:aws:iam::111122223333:user/c" } } } },
  { identity: { accessKeys: { a: { secret: "b", arn: "arn:aws:iam::111122223333:root" } } } },
  { identity: { accessKeys: { a: { secret: "b" } } } },
  {
    identity: {
      accessKeys: {
        a: { secret: "b", arn: "arn:aws:sts::111122223333:assumed-role/r/s", more: 1 },
      },
    },
  },
  { identity: { issuers: { a: "" } } },
  { identity: { apiKeys: ["a"] } },
  { identity: { keys: {} } },
  { throttling: true },
  { throttling: 1 },
  { layers: { Shared: "layers/shared" } },
  { layers: { Shared: "" } },
  { layers: ["layers/shared"] },
  { failOn: "warn" },
  { failOn: "warning" },
  { failOn: "fatal" },
  { rules: { "openapi/*": "off", events: "warn" } },
  { rules: { "openapi/*": "loud" } },
  { rules: [] },
  { suppress: [{ code: "project/no-api", reason: "r" }] },
  { suppress: [{ code: "project/no-api", file: "a", pointer: "/b", reason: "r" }] },
  { suppress: [{ code: "project/no-api" }] },
  { suppress: [{ code: "project/no-api", reason: " " }] },
  { suppress: [{ code: "project/no-api", reason: "r", line: 3 }] },
  { suppress: {} },
  { baseline: "b.json" },
  { baseline: true },
  { colour: true },
];

describe("docs/lockstep-config.schema.json", () => {
  it("has the options the checker knows", () => {
    const properties = isObject(schema["properties"]) ? schema["properties"] : {};
    expect(Object.keys(properties).toSorted()).to.deep.equal([...optionNames].toSorted());
  });

  for (const value of values)
    it(`agrees with the checker on ${JSON.stringify(value)}`, () => {
      expect(validate(value)).to.equal(isTaken(value));
    });
});
