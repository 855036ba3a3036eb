import { expect } from "chai";
import { Readable } from "node:stream";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { matchEvent } from "../../../../src/harness/app/runs/match-events.ts";
import {
  renderMatch,
  renderMatchJson,
  type MatchReport,
} from "../../../../src/harness/app/report/match-report.ts";
import { plainPaint } from "../../../../src/harness/app/report/text-style.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";
import { parseJson } from "../../../../src/harness/core/json.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";

const template = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Source: { Type: String, Default: orders }
Resources:
  Bill:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: app.handler
      Events:
        Placed:
          Type: EventBridgeRule
          Properties:
            Pattern: { source: [!Ref Source], detail: { total: [{ numeric: [">", 100] }] } }
        Off:
          Type: CloudWatchEvent
          Properties: { State: DISABLED, Pattern: { source: [orders] } }
        Sku:
          Type: EventBridgeRule
          Properties:
            Pattern: { detail: { items: { sku: [a] } } }
            InputPath: $.detail.items[0].sku
  Audit:
    Type: AWS::Events::Rule
    Properties:
      EventBusName: audit
      EventPattern: { detail: { items: { sku: [a], quantity: [2] } } }
  Unknown:
    Type: AWS::Events::Rule
    Properties: { EventPattern: { source: [!ImportValue Elsewhere] } }
  Broken:
    Type: AWS::Events::Rule
    Properties: { EventPattern: { source: orders } }
  Fan:
    Type: AWS::Events::Rule
    Properties:
      Name: fan
      EventBusName: shop
      EventPattern: { source: [orders] }
      Targets:
        - Id: Queue
          InputTransformer: { InputTemplate: '{"rule": <aws.events.rule-arn>}' }
        - Id: Lost
          InputTransformer: { InputPathsMap: { i: $.detail.items }, InputTemplate: '{"i": "<i>"}' }
        - Id: Elsewhere
          InputPath: !ImportValue Path
        - Id: Refused
          InputPath: $.detail
          Input: "{}"
  Nightly:
    Type: AWS::Events::Rule
    Properties: { ScheduleExpression: rate(1 day) }
`;

async function match(text: string, file = "-"): Promise<MatchReport> {
  return withTemporaryFolder(async (root) => {
    writeFileSync(path.join(root, "template.yaml"), template);
    return matchEvent({ overrides: { root }, file, openStdin: () => Readable.from([text]) });
  });
}

const event = {
  source: "orders",
  detail: {
    total: 5,
    items: [
      { sku: "a", quantity: 1 },
      { sku: "b", quantity: 2 },
    ],
  },
};

describe("lockstep events match", () => {
  it("tells for each rule with a pattern whether the event matches, and what stopped it", async () => {
    const { rules, exitCode } = await match(JSON.stringify(event));
    expect(exitCode).to.equal(0);
    expect(rules.map(({ rule, matches }) => [rule, matches])).to.deep.equal([
      ["Bill (Placed)", false],
      ["Bill (Off)", true],
      ["Bill (Sku)", true],
      ["Audit", false],
      ["Unknown", null],
      ["Broken", null],
      ["Fan", true],
    ]);
    expect(rules[0]?.stoppedBy).to.deep.equal([
      {
        path: "detail.total",
        holds: false,
        wanted: ['{"numeric":[">",100]}'],
        found: ["5"],
      },
    ]);
    expect(rules[0]?.location).to.include({ file: "template.yaml", line: 14 });
    expect(rules[3]).to.include({ bus: "audit", apart: true });
    expect(rules[4]?.reason).to.contain("only AWS knows");
    expect(rules[5]?.reason).to.contain('"source" must be an object or an array');
  });

  it("exits with 0 where a rule that is switched on matches, and with 1 where none does", async () => {
    const big = { source: "orders", detail: { total: 101 } };
    expect((await match(JSON.stringify(big))).exitCode).to.equal(0);
    expect((await match('{"source":"bills"}')).exitCode).to.equal(1);
  });

  it("shows what each target of a rule that matches receives", async () => {
    const { rules } = await match(JSON.stringify(event));
    expect(rules[0]?.targets).to.deep.equal([]);
    expect(rules[2]?.targets).to.deep.equal([
      { id: "BillSkuLambdaTarget", receives: '"a"', reason: null, dropped: false },
    ]);
    const [queue, lost, elsewhere, refused] = rules[6]?.targets ?? [];
    expect(queue?.receives).to.equal(
      '{"rule": "arn:aws:events:us-east-1:123456789012:rule/shop/fan"}',
    );
    expect(lost).to.include({ id: "Lost", receives: null, dropped: true });
    expect(elsewhere?.reason).to.contain("only AWS knows");
    expect(refused?.reason).to.contain("Only one of Input");
    const text = renderMatch(await match(JSON.stringify(event)), plainPaint);
    expect(text).to.contain('→ BillSkuLambdaTarget receives\n        "a"\n');
    expect(text).to.contain("→ Lost receives nothing\n        The template gives no valid JSON");
    expect(text).to.contain("→ Elsewhere cannot be told");
  });

  it("tells of the rules of nested stacks too", async () => {
    const child =
      "Resources:\n  Inner:\n    Type: AWS::Events::Rule\n    Properties: { EventPattern: { source: [orders] } }\n";
    const report = await withTemporaryFolder(async (root) => {
      writeFileSync(path.join(root, "child.yaml"), child);
      const parent = `${template}  Child:\n    Type: AWS::Serverless::Application\n    Properties: { Location: child.yaml }\n`;
      writeFileSync(path.join(root, "template.yaml"), parent);
      const openStdin = () => Readable.from([JSON.stringify(event)]);
      return matchEvent({ overrides: { root }, file: "-", openStdin });
    });
    expect(report.exitCode).to.equal(0);
    expect(report.rules.at(-1)).to.include({ rule: "Child/Inner", matches: true });
    expect(report.rules.at(-1)?.location.file).to.equal("child.yaml");
  });

  it("says it in words", async () => {
    const text = renderMatch(await match(JSON.stringify(event)), plainPaint);
    expect(text).to.contain(
      '✗ does not match  Bill (Placed)  template.yaml:14:13\n      detail.total\n        wanted {"numeric":[">",100]}\n        found  5\n',
    );
    expect(text).to.contain("✓ matches, but is switched off  Bill (Off)");
    expect(text).to.contain("Audit on audit");
    expect(text).to.contain("not in the same element of a list");
    expect(text).to.match(/Matches 3 of 7 rules\.\n$/);
  });

  it("says what stopped an event whose numbers parsing would round", async () => {
    const { rules } = await match(
      '{"source":"orders","detail":{"total":12345678901234567,"items":[]}}',
    );
    expect(rules[0]).to.include({ rule: "Bill (Placed)", matches: false });
    expect(rules[0]?.stoppedBy).to.deep.equal([
      {
        path: "detail.total",
        holds: false,
        wanted: ['{"numeric":[">",100]}'],
        found: ["12345678901234567"],
      },
    ]);
  });

  it("tells long values in part", async () => {
    const long = { source: "x".repeat(1_000_000), detail: {} };
    const report = await match(JSON.stringify(long));
    const text = renderMatch(report, plainPaint);
    expect(text).to.contain("… (1000002 characters)");
    expect(text.length).to.be.lessThan(5000);
  });

  it("gives the same as one JSON document", async () => {
    const report = await match(JSON.stringify(event));
    expect(parseJson(renderMatchJson(report))).to.deep.equal({ event: "-", rules: report.rules });
  });

  it("refuses what is no event, and says where it stops being JSON", async () => {
    const broken = await lockstepErrorOf(() => match('{"source": }'));
    expect(broken).to.include({ code: "project/event-unreadable" });
    expect(broken.summary).to.match(/is not JSON/);
    const list = await lockstepErrorOf(() => match("[]"));
    expect(list.summary).to.contain("no JSON object");
    for (const text of [`{"a":${"[".repeat(2000)}${"]".repeat(2000)}}`, '{"a":1e400}']) {
      const unread = await lockstepErrorOf(() => match(text));
      expect(unread).to.include({ code: "project/event-unreadable" });
      expect(unread.summary).to.contain("Standard input cannot be read");
    }
    const missing = await lockstepErrorOf(() => match("", "no-such.json"));
    expect(missing.summary).to.contain("no-such.json");
  });
});
