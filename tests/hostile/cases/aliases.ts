import { namedCases, type HostileCase } from "../hostile-case.ts";
import { shopTemplate, templateHead } from "../sound-project.ts";

function laughs(levels: number, width: number): string {
  const lines = ["a0: &a0 [lol, lol, lol]"];
  for (let level = 1; level <= levels; level += 1) {
    const uses = Array.from({ length: width }, () => `*a${String(level - 1)}`).join(", ");
    lines.push(`a${String(level)}: &a${String(level)} [${uses}]`);
  }
  return `${lines.join("\n")}\n`;
}

function laughingMaps(levels: number, width: number): string {
  const lines = ["m0: &m0 {type: object}"];
  for (let level = 1; level <= levels; level += 1) {
    const uses = Array.from(
      { length: width },
      (_, use) => `p${String(use)}: *m${String(level - 1)}`,
    ).join(", ");
    lines.push(`m${String(level)}: &m${String(level)} {type: object, properties: {${uses}}}`);
  }
  return `${lines.join("\n")}\n`;
}

const head = 'openapi: 3.0.1\ninfo: {title: t, version: "1"}\n';

/** A spec whose body has this schema; what anchors stand in comes before. */
function specUsing(anchors: string, schema: string): string {
  return `${head}x-a:\n${anchors.replaceAll(/^/gmu, "  ")}\npaths:
  /a:
    post:
      requestBody: {content: {application/json: {schema: ${schema}}}}
      responses: {"200": {description: d}}
      x-amazon-apigateway-integration: {type: mock}
`;
}

function templateUsing(anchors: string, value: string): string {
  return `${templateHead}Metadata:\n${anchors.replaceAll(/^/gmu, "  ")}\n${shopTemplate
    .slice(templateHead.length)
    .replace("StageName: !Ref Stage", `StageName: dev\n      Variables: ${value}`)}`;
}

/** Anchors that are used too often, or in themselves. */
export const aliases: readonly HostileCase[] = namedCases("aliases", {
  "billion laughs in a spec": () => ({ "spec.yaml": specUsing(laughs(9, 10), "{enum: *a9}") }),
  "billion laughs in a template": () => ({
    "template.yaml": templateUsing(laughs(9, 10), "{V: *a9}"),
  }),
  "a million laughs in a spec": () => ({ "spec.yaml": specUsing(laughs(5, 10), "{enum: *a5}") }),
  "a million laughs in a template": () => ({
    "template.yaml": templateUsing(laughs(5, 10), "{V: *a5}"),
  }),
  "laughing schemas": () => ({ "spec.yaml": specUsing(laughingMaps(8, 10), "*m8") }),
  "laughing schemas, few": () => ({ "spec.yaml": specUsing(laughingMaps(3, 10), "*m3") }),
  "laughing resources": () => ({ "template.yaml": templateUsing(laughingMaps(8, 10), "*m8") }),
  "a list in itself": () => ({ "spec.yaml": specUsing("c: &c [*c]", "{enum: *c}") }),
  "a map in itself": () => ({ "spec.yaml": specUsing("c: &c {properties: *c}", "*c") }),
  "a schema in itself": () => ({
    "spec.yaml": specUsing("c: &c {type: object, properties: {child: *c}}", "*c"),
  }),
  "paths in themselves": () => ({ "spec.yaml": `${head}paths: &p\n  /a: *p\n` }),
  "a document in itself": () => ({ "spec.yaml": `&d\n${head}paths: *d\n` }),
  "resources in themselves": () => ({
    "template.yaml": `${templateHead}Resources: &r\n  Shop: *r\n`,
  }),
  "properties in themselves": () => ({
    "template.yaml": templateUsing("c: &c {a: *c}", "&v {V: *v}"),
  }),
  "an intrinsic in itself": () => ({
    "template.yaml": templateUsing("c: x", "{V: &v {Fn::Join: ['', [*v]]}}"),
  }),
  "a merge of itself": () => ({ "spec.yaml": specUsing("c: &c {<<: *c, type: object}", "*c") }),
  "merges of merges": () => ({
    "spec.yaml": specUsing(
      ["m0: &m0 {a: 1}"]
        .concat(
          Array.from(
            { length: 40 },
            (_, level) =>
              `m${String(level + 1)}: &m${String(level + 1)} {<<: [*m${String(level)}, *m${String(level)}], b${String(level)}: 1}`,
          ),
        )
        .join("\n"),
      "*m40",
    ),
  }),
  "an alias of nothing": () => ({ "spec.yaml": specUsing("c: 1", "*nothing") }),
  "an alias of nothing in a template": () => ({
    "template.yaml": templateUsing("c: 1", "{V: *nothing}"),
  }),
  "an anchor twice": () => ({ "spec.yaml": specUsing("c: &c 1\nd: &c 2", "{enum: [*c]}") }),
  "100,000 anchors": () => ({
    "spec.yaml": specUsing(
      Array.from({ length: 100_000 }, (_, n) => `k${String(n)}: &k${String(n)} 1`).join("\n"),
      "{enum: [*k99999]}",
    ),
  }),
  "billion laughs in samconfig.yaml": () => ({ "samconfig.yaml": laughs(9, 10) }),
});
