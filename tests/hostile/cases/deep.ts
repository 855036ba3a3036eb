import { namedCases, type HostileCase } from "../hostile-case.ts";
import { shopTemplate, specWithSchema, templateHead } from "../sound-project.ts";

const levels = 10_000;

function nest(open: string, inside: string, close: string, depth = levels): string {
  return open.repeat(depth) + inside + close.repeat(depth);
}

function blockMaps(depth: number): string {
  return Array.from({ length: depth }, (_, level) => `${" ".repeat(level)}a:`).join("\n");
}

function withValue(value: string): string {
  return `${templateHead}Resources:\n  Shop:\n    Type: AWS::Serverless::Api\n    Properties:\n      StageName: ${value}\n`;
}

const item = `{"type":"object"}`;

/** Things in things in things. */
export const deep: readonly HostileCase[] = namedCases("deep", {
  "spec of flow lists": () => ({ "spec.yaml": nest("[", "", "]") }),
  "spec of flow maps": () => ({ "spec.yaml": nest("{a: ", "1", "}") }),
  "spec of open brackets": () => ({ "spec.yaml": "[".repeat(100_000) }),
  "spec of open braces": () => ({ "spec.yaml": '{"a":'.repeat(100_000) }),
  "spec of block maps": () => ({ "spec.yaml": blockMaps(3000) }),
  "spec of block lists": () => ({ "spec.yaml": `${"- ".repeat(levels)}x` }),
  "spec of JSON": () => ({ "spec.yaml": nest('{"paths":', "1", "}") }),
  "template of flow maps": () => ({ "template.yaml": nest("{Resources: ", "1", "}") }),
  "template of flow lists": () => ({ "template.yaml": `Resources: ${nest("[", "", "]")}` }),
  "template of block maps": () => ({ "template.yaml": `Resources:\n${blockMaps(2000)}` }),
  "template of short tags": () => ({
    "template.yaml": withValue(nest("!Sub [a, {b: ", "c", "}]")),
  }),
  "Fn::Join in Fn::Join": () => ({
    "template.yaml": withValue(nest('{"Fn::Join":["",[', '"x"', "]]}")),
  }),
  "Fn::If in Fn::If": () => ({
    "template.yaml": withValue(nest('{"Fn::If":["IsProd",', '"x"', ',"y"]}')),
  }),
  "Fn::If of both branches": () => ({
    "template.yaml": shopTemplate.replace("StageName: !Ref Stage", `StageName: ${both(14)}`),
  }),
  "Fn::Not in Fn::Not": () => ({
    "template.yaml": `${templateHead}Conditions:\n  C: ${nest('{"Fn::Not":[', '{"Fn::Equals":["a","b"]}', "]}")}\n`,
  }),
  "schema of properties": () => ({
    "spec.yaml": specWithSchema(nest('{"type":"object","properties":{"a":', item, "}}")),
  }),
  "schema of items": () => ({
    "spec.yaml": specWithSchema(nest('{"type":"array","items":', item, "}")),
  }),
  "schema of allOf": () => ({ "spec.yaml": specWithSchema(nest('{"allOf":[', item, "]}")) }),
  "schema of 400 oneOf": () => ({
    "spec.yaml": specWithSchema(nest('{"oneOf":[{"type":"string"},', item, "]}", 400), '"x"'),
  }),
  "schema of not": () => ({ "spec.yaml": specWithSchema(nest('{"not":', item, "}", 500), "{}") }),
  "schema of 300 properties": () => ({
    "spec.yaml": specWithSchema(
      nest('{"type":"object","required":["a"],"properties":{"a":', item, "}}", 300),
      nest('{"a":', "{}", "}", 300),
    ),
  }),
  example: () => ({ "spec.yaml": specWithSchema("{}", nest("[", "1", "]")) }),
  "mapping template": () => ({
    "spec.yaml": specWithSchema(item).replace(
      '{"type":"mock"}',
      JSON.stringify({
        type: "mock",
        requestTemplates: { "application/json": nest("#if(true)", "x", "#end") },
      }),
    ),
  }),
  "expression of a mapping template": () => ({
    "spec.yaml": specWithSchema(item).replace(
      '{"type":"mock"}',
      JSON.stringify({
        type: "mock",
        requestTemplates: { "application/json": `#set($a = ${nest("(", "1", ")")})` },
      }),
    ),
  }),
  "references of a mapping template": () => ({
    "spec.yaml": specWithSchema(item).replace(
      '{"type":"mock"}',
      JSON.stringify({
        type: "mock",
        requestTemplates: { "application/json": `$input${".path($a".repeat(levels)}` },
      }),
    ),
  }),
  configuration: () => ({ "lockstep.config.json": nest('{"parameters":', "{}", "}") }),
  "samconfig.toml": () => ({ "samconfig.toml": `a = ${nest("[", "", "]")}` }),
  "samconfig.yaml": () => ({ "samconfig.yaml": nest("{default: ", "1", "}") }),
});

/** An expression that is twice as long with every level, and the same on every branch. */
function both(depth: number): string {
  if (depth === 0) return '"x"';
  const inside = both(depth - 1);
  return `{"Fn::If":["IsProd",${inside},${inside}]}`;
}
