import { expect } from "chai";

import { isObject } from "../../src/harness/core/json.ts";
import type { ProblemCode } from "../../src/harness/core/problem-codes.ts";
import { allProblems, type RunResult } from "../../src/harness/app/report/run-result.ts";
import { checkProject, expectProblem } from "../support/scenarios/check-project.ts";
import { copyOrderProject, type OrderProject } from "../support/scenarios/order-project.ts";

const CONTRACT = "contracts/web-shop-order-api.json";
const PLACE = "a request to place an order";
const SHOW = "a request for an order";

/** A finding: its code, the text of the contract's line, and words of the message. */
type Finding = readonly [code: ProblemCode, at: string, ...says: readonly string[]];

/** A change of one interaction's text, and the findings it must lead to. */
interface ContractBreak {
  readonly name: string;
  readonly interaction: string;
  readonly from: string;
  readonly to: string;
  readonly findings: readonly Finding[];
}

const breaks: readonly ContractBreak[] = [
  {
    name: "another status",
    interaction: PLACE,
    from: '"status": 201',
    to: '"status": 200',
    findings: [
      [
        "contracts/undocumented-status",
        '"status": 200',
        "expects 200",
        "POST /orders does not document",
      ],
      ["contracts/status-mismatch", '"status": 200', "expected 200 but was 201"],
    ],
  },
  {
    name: "a matcher that fits no answer",
    interaction: PLACE,
    from: "^ORD-[0-9A-Z]+$",
    to: "^X-[0-9]+$",
    findings: [["contracts/body-mismatch", '"orderId": "ORD-', "$.orderId", "^X-[0-9]+$"]],
  },
  {
    name: "a matcher that is no pattern",
    interaction: PLACE,
    from: "^ORD-[0-9A-Z]+$",
    to: "^ORD-(",
    findings: [
      [
        "contracts/body-mismatch",
        '"orderId": "ORD-',
        "$.orderId",
        "not a valid regular expression",
      ],
    ],
  },
  {
    name: "an example of another type",
    interaction: SHOW,
    from: '"quantity": 2',
    to: '"quantity": "2"',
    findings: [
      [
        "contracts/response-body-incompatible",
        '"quantity": "2"',
        "/items/0/quantity must be integer",
      ],
    ],
  },
  {
    name: "a value the enum does not have",
    interaction: PLACE,
    from: '"status": "created"',
    to: '"status": "placed"',
    findings: [
      [
        "contracts/response-body-incompatible",
        '"status": "placed"',
        "/status must be equal to one of",
      ],
      ["contracts/body-mismatch", '"status": "placed"', "$.status", "'created'"],
    ],
  },
  {
    name: "a field the answer does not have",
    interaction: SHOW,
    from: '"orderId": "ORD-7F3A9C21D4E8B605",',
    to: '"orderId": "ORD-7F3A9C21D4E8B605", "total": 3,',
    findings: [["contracts/body-mismatch", '"content": {', "the answer lacks total"]],
  },
  {
    name: "a field of the request renamed",
    interaction: PLACE,
    from: '"customerId": "CUST-001"',
    to: '"customer": "CUST-001"',
    findings: [
      ["contracts/request-body-incompatible", '"content": {', "'customerId'", "POST /orders"],
      ["contracts/status-mismatch", '"status": 201', "expected 201 but was 400"],
    ],
  },
  {
    name: "a path the spec does not have",
    interaction: PLACE,
    from: '"path": "/orders"',
    to: '"path": "/order"',
    findings: [["contracts/unknown-operation", '"path": "/order"', "POST /order", "openapi.yaml"]],
  },
  {
    name: "another method",
    interaction: PLACE,
    from: '"method": "POST"',
    to: '"method": "PUT"',
    findings: [["contracts/unknown-operation", '"path": "/orders"', "PUT /orders"]],
  },
  {
    name: "a provider state misspelt",
    interaction: SHOW,
    from: '"an order exists"',
    to: '"an order exsts"',
    findings: [
      [
        "contracts/state-without-handler",
        '"an order exsts"',
        'No provider state is called "an order exsts"',
      ],
    ],
  },
];

interface Contract {
  readonly root: { readonly [key: string]: unknown };
  readonly interactions: readonly { readonly [key: string]: unknown }[];
}

function readContract(text: string): Contract {
  const root: unknown = JSON.parse(text);
  if (!isObject(root) || !Array.isArray(root["interactions"])) throw new Error("No pact file.");
  return { root, interactions: root["interactions"].filter(isObject) };
}

// Every break is a contract of its own with one interaction, so that one run sees them all.
describe("breaks in contracts", function () {
  this.timeout(30_000);

  let project: OrderProject;
  let result: RunResult;
  const fileOf = (name: string): string => `contracts/${name.replaceAll(" ", "-")}.json`;

  before(async () => {
    project = copyOrderProject();
    const { root, interactions } = readContract(project.read(CONTRACT));
    for (const { name, interaction, from, to } of breaks) {
      const one = interactions.filter(({ description }) => description === interaction);
      const file = fileOf(name);
      const contract = { ...root, consumer: { name }, interactions: one };
      project.write(file, `${JSON.stringify(contract, null, 2)}\n`);
      project.write(
        file,
        project.read(file).replace(from, () => to),
      );
      expect(project.read(file)).to.include(to);
    }
    project.write(
      fileOf("no JSON"),
      project.read(CONTRACT).replace('"consumer": {', '"consumer" {'),
    );
    result = await checkProject(project);
  });
  after(() => project.dispose());

  for (const { name, findings } of breaks) {
    it(`${name}: ${findings.map(([code]) => code).join(" and ")} at the line`, () => {
      const file = fileOf(name);
      const text = project.read(file);
      for (const [code, at, ...says] of findings) {
        // The response comes after the request: what both have stands there last.
        const index = code.startsWith("contracts/request")
          ? text.indexOf(at)
          : text.lastIndexOf(at);
        const line = text.slice(0, index).split("\n").length;
        expectProblem(result, { code, file, line, says });
      }
    });
  }

  it("a contract that is no JSON: the line, and every other contract is still checked", () => {
    expectProblem(result, {
      code: "contracts/syntax-error",
      file: fileOf("no JSON"),
      line: 2,
      says: ["is not valid JSON"],
    });
    const files = new Set(allProblems(result).map(({ location }) => location?.file));
    for (const { name } of breaks) expect([...files]).to.include(fileOf(name));
    expect([...files], "the sound contract").to.not.include(CONTRACT);
  });
});
