import { namedCases, type HostileCase, type HostileFiles } from "../hostile-case.ts";

const schemaRef = (name: string): string => `{"$ref":"#/components/schemas/${name}"}`;

interface Parts {
  readonly schemas?: string;
  readonly schema?: string;
  readonly paths?: string;
  readonly parameters?: string;
  readonly example?: string;
}

function spec({
  schemas = "{}",
  schema = schemaRef("A"),
  paths,
  parameters,
  example,
}: Parts): string {
  const shown = example === undefined ? "" : `,"example":${example}`;
  const own = `{"/items":{"post":{${parameters === undefined ? "" : `"parameters":${parameters},`}
    "requestBody":{"content":{"application/json":{"schema":${schema}${shown}}}},
    "responses":{"200":{"description":"d"}},
    "x-amazon-apigateway-integration":{"type":"mock"}}}}`;
  return `{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":${paths ?? own},
    "components":{"schemas":${schemas},"parameters":{"P":{"$ref":"#/components/parameters/Q"},"Q":{"$ref":"#/components/parameters/P"}}}}`;
}

function pointing(target: string): () => HostileFiles {
  return () => ({ "spec.yaml": spec({ schema: JSON.stringify({ $ref: target }) }) });
}

function chain(length: number): string {
  const links = Array.from(
    { length },
    (_, link) => `"S${String(link)}":${schemaRef(`S${String(link + 1)}`)}`,
  );
  return `{${links.join(",")},"S${String(length)}":{"type":"string"}}`;
}

/** Every schema holds the next one twice: small to write, endless to unfold. */
function doubling(length: number): string {
  const links = Array.from({ length }, (_, link) => {
    const next = schemaRef(`S${String(link + 1)}`);
    return `"S${String(link)}":{"allOf":[${next},${next}]}`;
  });
  return `{${links.join(",")},"S${String(length)}":{"type":"string"}}`;
}

const external = (target: string): string =>
  `openapi: 3.0.1\ninfo: {title: t, version: "1"}\npaths:\n  /a:\n    $ref: "${target}"\n`;

/** References that lead nowhere, everywhere or back. */
export const references: readonly HostileCase[] = namedCases("references", {
  "to itself": () => ({ "spec.yaml": spec({ schemas: `{"A":${schemaRef("A")}}` }) }),
  "in a ring": () => ({
    "spec.yaml": spec({
      schemas: `{"A":${schemaRef("B")},"B":${schemaRef("C")},"C":${schemaRef("A")}}`,
      example: "{}",
    }),
  }),
  "allOf itself": () => ({
    "spec.yaml": spec({ schemas: `{"A":{"allOf":[${schemaRef("A")}]}}`, example: "{}" }),
  }),
  "allOf in a ring": () => ({
    "spec.yaml": spec({
      schemas: `{"A":{"allOf":[${schemaRef("B")},{"type":"object"}]},"B":{"allOf":[${schemaRef("A")}]}}`,
      example: "{}",
    }),
  }),
  "oneOf in a ring": () => ({
    "spec.yaml": spec({
      schemas: `{"A":{"oneOf":[${schemaRef("A")},${schemaRef("B")}]},"B":{"anyOf":[${schemaRef("A")},${schemaRef("B")}]}}`,
      example: '{"a":1}',
    }),
  }),
  "required of itself": () => ({
    "spec.yaml": spec({
      schemas: `{"A":{"type":"object","required":["a"],"properties":{"a":${schemaRef("A")}}}}`,
    }),
  }),
  "not itself": () => ({
    "spec.yaml": spec({ schemas: `{"A":{"not":${schemaRef("A")}}}`, example: "1" }),
  }),
  "5,000 in a row": () => ({
    "spec.yaml": spec({ schemas: chain(5000), schema: schemaRef("S0"), example: '"x"' }),
  }),
  "doubling 60 times": () => ({
    "spec.yaml": spec({ schemas: doubling(60), schema: schemaRef("S0"), example: '"x"' }),
  }),
  "parameters in a ring": () => ({
    "spec.yaml": spec({ parameters: '[{"$ref":"#/components/parameters/P"}]', schema: "{}" }),
  }),
  "path items in a ring": () => ({
    "spec.yaml": spec({
      paths:
        '{"/a":{"$ref":"#/paths/~1b"},"/b":{"$ref":"#/paths/~1a"},"/c":{"$ref":"#/paths/~1c"}}',
    }),
  }),
  "files in a ring": () => ({
    "spec.yaml": external("one.yaml"),
    "one.yaml": '$ref: "two.yaml"\n',
    "two.yaml": '$ref: "one.yaml"\n',
  }),
  "a file to itself": () => ({ "spec.yaml": external("spec.yaml") }),
  "a file to its own part": () => ({ "spec.yaml": external("spec.yaml#/paths/~1a") }),
  "to the whole document": pointing("#"),
  "to the paths": pointing("#/paths"),
  "to nothing": pointing(""),
  "to a broken escape": pointing("#/components/schemas/%E0%A4%A"),
  "to a broken tilde": pointing("#/components/~2schemas/~"),
  "to a prototype": pointing("#/__proto__/constructor"),
  "to a URL": pointing("http://127.0.0.1:9/schema.json"),
  "to a file URL": pointing("file:///etc/hostname"),
  "to a folder": pointing("src"),
  "out of the project": pointing("../../../../../../../../etc/hostname"),
  "to a device": pointing("/dev/zero"),
  "to a name of 1 MB": pointing(`#/${"a".repeat(1_000_000)}`),
  "to a name with NUL": pointing("spec\u0000.yaml#/a"),
  "to a number": () => ({ "spec.yaml": spec({ schema: '{"$ref":42}' }) }),
  "to a list": () => ({ "spec.yaml": spec({ schema: '{"$ref":[{"$ref":"#"}]}' }) }),
  "an include of itself": () => ({
    "spec.yaml":
      "openapi: 3.0.1\npaths:\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: spec.yaml}}\n",
  }),
  "an include of the template": () => ({
    "spec.yaml": { kind: "link", to: "template.yaml" },
  }),
});
