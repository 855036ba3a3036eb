import { namedCases, seededCases, type HostileCase, type HostileFiles } from "../hostile-case.ts";
import { createSeededRandom } from "../seeded-random.ts";
import { orderFiles, shopTemplate, soundFiles } from "../sound-project.ts";

const deep = 20_000;
const nested = `${"[".repeat(deep)}${"]".repeat(deep)}`;

/** Contents that a JSON file should not have. */
const contents: Readonly<Record<string, string>> = {
  nothing: "",
  null: "null",
  text: '"text"',
  lists: "[[[]]]",
  depth: nested,
  "depth inside": `{"body": ${JSON.stringify(nested)}, "resource": ${nested}, "messages": ${nested}}`,
  NUL: '{"a\u0000": "\u0000"}',
  "a byte order mark": '\uFEFF{"httpMethod": "GET"}',
  "half characters": '{"resource": "\\ud800", "path": "\\udfff", "messages": ["\\ud800"]}',
  prototypes: '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
  "5 MB": `{"body": "${"a".repeat(5 * 1024 * 1024)}"}`,
  "100,000 members": `{${Array.from({ length: 100_000 }, (_, at) => `"k${String(at)}": ${String(at)}`).join(",")}}`,
  "5 MB of brackets": "[]".repeat(2.5 * 1024 * 1024),
};

const event = JSON.stringify({
  resource: "/items/{id}",
  path: "/items/abc",
  httpMethod: "GET",
  headers: { Accept: "*/*" },
  multiValueHeaders: null,
  queryStringParameters: { q: "x" },
  pathParameters: { id: "abc" },
  stageVariables: null,
  requestContext: { resourcePath: "/items/{id}", httpMethod: "GET", stage: "dev", identity: {} },
  body: null,
  isBase64Encoded: false,
});

const pact = JSON.stringify({
  consumer: { name: "web" },
  provider: { name: "shop" },
  interactions: [
    {
      description: "an item",
      providerState: "there is one",
      request: { method: "GET", path: "/items/abc", query: "q=x" },
      response: {
        status: 200,
        body: { id: "abc" },
        matchingRules: { "$.body.id": { match: "regex", regex: "^(a+)+$" } },
      },
    },
  ],
  metadata: { pactSpecification: { version: "2.0.0" } },
});

/** Takes a value of a JSON text for another, or cuts the text off. */
function spoil(text: string, seed: number): string {
  const random = createSeededRandom(seed + 5000);
  if (random.below(4) === 0) return text.slice(0, random.below(text.length));
  const values = [...text.matchAll(/"[^"]*"(?!:)|\{[^{}]*\}|\[[^[\]]*\]|\b\d+\b|null|false/g)];
  const { index, 0: value } = random.pick(values);
  const other = random.pick(["null", "[]", "{}", "-1e999", '""', '"/%zz"', '[{"a":[]}]', "true"]);
  return text.slice(0, index) + other + text.slice(index + value.length);
}

function filled(file: string): Readonly<Record<string, () => HostileFiles>> {
  return Object.fromEntries(
    Object.entries(contents).map(([name, text]) => [name, () => ({ [file]: text })]),
  );
}

const commandsOnEvents = [
  ["events", "validate"],
  ["check", "--static"],
];
const commandsOnContracts = [
  ["pact", "check"],
  ["check", "--static"],
];
const commandsOnSettings = [
  ["check", "--static"],
  ["fidelity", "--json"],
  ["doctor", "--json"],
];

/** The other commands, on projects that `check` is held against above. */
const commands = [
  ["fidelity"],
  ["doctor"],
  ["explain", "__proto__"],
  ["explain", "a/".repeat(5000)],
];

/** Files beside document and template: events, contracts, settings; and the commands that read them. */
export const otherFiles: readonly HostileCase[] = [
  ...namedCases("events", filled("events/apigateway/get-item.json"), commandsOnEvents),
  ...namedCases("events of EventBridge", filled("events/eventbridge/made.json"), commandsOnEvents),
  ...seededCases("spoilt events", 12, (seed) => ({
    "events/apigateway/get-item.json": spoil(event, seed),
  })).map((one) => ({ ...one, commands: commandsOnEvents })),
  ...namedCases("contracts", filled("contracts/web-shop.json"), commandsOnContracts),
  ...seededCases("spoilt contracts", 12, (seed) => ({
    "contracts/web-shop.json": spoil(pact, seed),
  })),
  ...namedCases("configurations", filled("lockstep.config.json"), commandsOnSettings),
  ...namedCases(
    "settings of sam",
    {
      ...filled("samconfig.toml"),
      "tables in a row": () => ({ "samconfig.toml": "[default.deploy.parameters]\n".repeat(5000) }),
      "a table of 10,000 dots": () => ({ "samconfig.toml": `[${"a.".repeat(10_000)}a]\n` }),
      "parameters of wrong types": () => ({
        "samconfig.toml":
          "[default.deploy.parameters]\nparameter_overrides = [1, [2], {a = 3}]\ntemplate_file = 7\n",
      }),
      "a list of 20,000 lists": () => ({
        "samconfig.toml": `a = ${"[".repeat(deep)}${"]".repeat(deep)}\n`,
      }),
      "YAML of aliases": () => ({
        "samconfig.yaml": `a: &a [x, x]\n${Array.from({ length: 30 }, (_, at) => `b${String(at)}: &b${String(at)} [*${at === 0 ? "a" : `b${String(at - 1)}`}, *${at === 0 ? "a" : `b${String(at - 1)}`}]`).join("\n")}\n`,
      }),
    },
    commandsOnSettings,
  ),
  ...namedCases(
    "other commands",
    {
      "on a sound project": () => soundFiles,
      "on the reference service": () => orderFiles,
      "on nothing": () => ({ "template.yaml": "", "spec.yaml": "" }),
      "on half a template": () => ({ "template.yaml": shopTemplate.slice(0, 400) }),
      "on depth": () => ({ "template.yaml": nested, "spec.yaml": nested }),
    },
    commands,
  ),
];
