import { namedCases, type HostileCase, type HostileFiles } from "../hostile-case.ts";
import { shopSpec, shopTemplate, specWithSchema } from "../sound-project.ts";

const bodied =
  (schema: string, example: string | null = null) =>
  (): HostileFiles => ({
    "spec.yaml": specWithSchema(schema, example),
  });

const typed = (keywords: string) => (): HostileFiles => ({
  "spec.yaml": shopSpec.replace("minimum: 0", keywords),
});

const head = 'openapi: 3.0.1\ninfo: {title: t, version: "1"}\n';

function many(count: number, entry: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => entry(at)).join(",");
}

const operation =
  '{"get":{"responses":{"200":{"description":"d"}},"x-amazon-apigateway-integration":{"type":"mock"}}}';

const longText = "a".repeat(40);

/** Values that are too large, too many or of the wrong kind. */
export const values: readonly HostileCase[] = namedCases("values", {
  infinity: typed("minimum: .inf, maximum: -.inf, multipleOf: .nan"),
  "1e999": typed("minimum: 1e999, maximum: -1e999"),
  "400 digits": typed(`minimum: ${"9".repeat(400)}`),
  "other number systems": typed("minimum: 0x1F, maximum: 0o17, multipleOf: 0b1"),
  "multiples of zero": typed("multipleOf: 0"),
  "negative lengths": typed("minLength: -5, maxLength: -1.5, minItems: 1e18"),
  dates: typed("minimum: 2020-01-01, default: 2020-01-01T00:00:00Z"),
  "types of nothing": typed("type: [], enum: [], required: true, properties: []"),
  "a type of everything": bodied(
    '{"type":["string","null",5,{}],"nullable":"yes","$schema":7,"$id":{}}',
    "{}",
  ),
  "an $id of elsewhere": bodied(
    '{"$id":"http://json-schema.org/draft-07/schema#","type":"string"}',
    "1",
  ),
  "a $schema of elsewhere": bodied('{"$schema":"http://example.org/none","type":"string"}', "1"),
  "an anchor in a schema": bodied('{"$dynamicRef":"#a","$recursiveRef":"#","$anchor":"a"}', "1"),
  "patterns that take forever": bodied('{"type":"string","pattern":"^(a+)+$"}', `"${longText}!"`),
  "patterns of names that take forever": bodied(
    '{"type":"object","patternProperties":{"^(a|a)*$":{"type":"string"}},"additionalProperties":false}',
    `{"${longText}!":"x"}`,
  ),
  "a parameter's pattern that takes forever": () => ({
    "spec.yaml": shopSpec
      .replace('"^[a-z]+$"', '"^([a-z]+)*$"')
      .replace("example: abc", `example: "${longText}!"`),
  }),
  "patterns that are none": bodied('{"type":"string","pattern":"(((["}', '"x"'),
  "a pattern of 1 MB": bodied(`{"type":"string","pattern":"${"a?".repeat(500_000)}"}`, '"x"'),
  "a pattern of many groups": bodied(
    `{"type":"string","pattern":"${"(".repeat(20_000)}a${")".repeat(20_000)}"}`,
    '"x"',
  ),
  "repeats of repeats": bodied('{"type":"string","pattern":"((a{1000}){1000}){1000}"}', '"x"'),
  "an enum of 100,000": bodied(`{"enum":[${many(100_000, String)}]}`, "5"),
  "an enum of equal objects": bodied(`{"enum":[${many(3000, () => '{"a":{"b":[1,2]}}')}]}`, "5"),
  "100,000 required": bodied(
    `{"type":"object","required":[${many(100_000, (at) => `"p${String(at)}"`)}]}`,
    "{}",
  ),
  "20,000 properties": bodied(
    `{"type":"object","properties":{${many(20_000, (at) => `"p${String(at)}":{"type":"string"}`)}}}`,
    "{}",
  ),
  "unique items": bodied(
    '{"type":"array","uniqueItems":true}',
    `[${many(5000, (at) => `{"a":[${String(at)}]}`)}]`,
  ),
  "1,000 alternatives": bodied(
    `{"oneOf":[${many(1000, (at) => `{"type":"object","required":["p${String(at)}"]}`)}]}`,
    '{"p1":1}',
  ),
  "100,000 paths": () => ({
    "spec.yaml": `{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{${many(100_000, (at) => `"/p${String(at)}":{}`)}}}`,
  }),
  "5,000 operations": () => ({
    "spec.yaml": `{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{${many(5000, (at) => `"/p${String(at)}":${operation}`)}}}`,
  }),
  "a path of 1 MB": () => ({
    "spec.yaml": `{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{"/${"a/".repeat(500_000)}":${operation}}}`,
  }),
  "a path of 10,000 variables": () => ({
    "spec.yaml": `{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{"${Array.from({ length: 10_000 }, (_, at) => `/{v${String(at)}}`).join("")}":${operation}}}`,
  }),
  "paths that are none": () => ({
    "spec.yaml": `{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{"":${operation},"a":${operation},"/{":${operation},"/}{":${operation},"/{}":${operation},"/{a}{a}":${operation},"//":${operation},"/%zz":${operation},"/{proxy+}/{proxy+}":${operation}}}`,
  }),
  "a path variable of prototypes": () => ({
    "spec.yaml": `{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{"/{__proto__}/{constructor}":${operation}}}`,
  }),
  "10,000 parameters": () => ({
    "spec.yaml": `${head}paths: {/a: {get: {parameters: [${many(10_000, (at) => `{name: q${String(at)}, in: query, schema: {type: string}}`)}], responses: {}}}}`,
  }),
  "parameters that are none": () => ({
    "spec.yaml": `${head}paths: {/a: {parameters: {a: b}, get: {parameters: [null, 1, [], {name: [], in: {}}, {in: path}], requestBody: [], responses: [1, 2]}}}`,
  }),
  "versions that are none": () => ({
    "spec.yaml": "openapi: [3, 0]\nswagger: {}\npaths: {/a: {get: {}}}\n",
  }),
  "both versions": () => ({
    "spec.yaml": `swagger: "2.0"\n${shopSpec}`,
  }),
  "an example of 2 MB": bodied(
    '{"type":"array","items":{"type":"string"}}',
    `[${many(200_000, () => '"abcdef"')}]`,
  ),
  "2,000 functions": () => ({
    "template.yaml": `${shopTemplate.slice(0, shopTemplate.indexOf("Outputs:"))}${Array.from(
      { length: 2000 },
      (_, at) =>
        `  F${String(at)}: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/, Handler: reader.handler, Events: {E: {Type: Api, Properties: {Path: /f${String(at)}, Method: any}}}}}`,
    ).join("\n")}\n`,
  }),
  "2,000 events of one function": () => ({
    "template.yaml": shopTemplate.replace(
      "      Events:\n",
      `      Events:\n${Array.from({ length: 2000 }, (_, at) => `        E${String(at)}: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: "/f${String(at)}/{proxy+}", Method: get } }`).join("\n")}\n`,
    ),
  }),
  "300 APIs of one document": () => ({
    "template.yaml": `${shopTemplate.slice(0, shopTemplate.indexOf("Outputs:"))}${Array.from(
      { length: 300 },
      (_, at) =>
        `  A${String(at)}: {Type: AWS::Serverless::Api, Properties: {StageName: s, DefinitionUri: spec.yaml}}`,
    ).join("\n")}\n`,
  }),
});
