import { expect } from "chai";
import { eventsPhase } from "../../../../src/harness/app/runs/events-phase.ts";
import type { Problem } from "../../../../src/harness/core/problem.ts";
import { openSmallProject, smallProject } from "../../../support/app/small-project.ts";

const rules = `  Audit:
    Type: AWS::Events::Rule
    Properties: { EventPattern: { source: [audit], detail: { status: [lost] } } }
  Placed:
    Type: AWS::Events::Rule
    Properties: { EventPattern: { source: [orders], detail: { status: [placed] } } }
`;

const event = (detail: object, more: object = {}): string =>
  JSON.stringify({
    version: "0",
    id: "7bf73129-1428-4cd3-a780-95db273d1602",
    "detail-type": "Placed",
    source: "orders",
    account: "111122223333",
    time: "2026-01-01T00:00:00Z",
    region: "eu-west-1",
    resources: [],
    detail,
    ...more,
  });

const schema = JSON.stringify({
  "x-amazon-events-source": "orders",
  "x-amazon-events-detail-type": "Placed",
  type: "object",
  properties: { total: { type: "number" } },
});

function found(
  files: Readonly<Record<string, string>>,
  resources = rules,
): Promise<readonly Problem[]> {
  const template = `${smallProject["template.yaml"]}${resources}`;
  return openSmallProject({ "template.yaml": template, ...files }, (project) => [
    ...project.problems,
    ...eventsPhase(project).cases.flatMap(({ problems }) => problems),
  ]);
}

const codes = (problems: readonly Problem[]): readonly string[] => problems.map(({ code }) => code);

describe("Sample events of EventBridge", () => {
  it("that no rule matches are told with the nearest rule and the field that stopped them", async () => {
    const [problem, ...others] = await found({ "events/a.json": event({ status: "lost" }) });
    // One field stops it at either rule; that of Placed is no matter of what kind of event it is.
    expect(others).to.deep.equal([]);
    expect(problem).to.include({
      code: "project/event-matches-no-rule",
      severity: "info",
      message:
        'No rule of the template matches events/a.json; it comes nearest to Placed, where it is stopped by "detail.status".',
      expected: '"placed"',
      actual: '"lost"',
    });
    expect(problem?.location?.pointer).to.equal("/detail/status");
    const audit = event({ status: "paid" }, { source: "audit" });
    const [other] = await found({ "events/a.json": audit });
    expect(other?.message).to.contain('nearest to Audit, where it is stopped by "detail.status"');
  });

  it("are not told of where a rule matches, may match, or is not there", async () => {
    const sound = { "events/a.json": event({ status: "placed" }) };
    const lost = { "events/a.json": event({ status: "paid" }) };
    const unknown = `  Unknown:
    Type: AWS::Events::Rule
    Properties: { EventPattern: { source: [!ImportValue Source] } }
`;
    expect(await found(sound)).to.deep.equal([]);
    expect(await found(lost, rules + unknown)).to.deep.equal([]);
    expect(await found(lost, "")).to.deep.equal([]);
    const scheduled = event({}, { source: "aws.events", "detail-type": "Scheduled Event" });
    expect(await found({ "events/a.json": scheduled })).to.deep.equal([]);
  });

  it("are held against the schema of their detail", async () => {
    const wrong = { "events/a.json": event({ status: "placed", total: "5" }) };
    const [problem, ...others] = await found({ ...wrong, "events/schemas/placed.json": schema });
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ code: "project/event-detail-invalid", actual: '"5"' });
    expect(problem?.location?.pointer).to.equal("/detail/total");
    expect(problem?.message).to.contain("events/schemas/placed.json: /total must be");
    const right = { "events/a.json": event({ status: "placed", total: 5 }) };
    expect(await found({ ...right, "events/schemas/placed.json": schema })).to.deep.equal([]);
    const newer = schema.replace("number", "string");
    expect(
      await found({ ...wrong, "events/schemas/1.json": schema, "events/schemas/2.json": newer }),
    ).to.deep.equal([]);
  });

  it("find their schemas where the configuration names them", async () => {
    const config = (files: string): Readonly<Record<string, string>> => ({
      "lockstep.config.json": `{ "eventSchemas": ${files} }`,
      "events/a.json": event({ status: "placed", total: "5" }),
    });
    expect(
      codes(await found({ ...config('["events/placed.json"]'), "events/placed.json": schema })),
    ).to.deep.equal(["project/event-detail-invalid"]);
    expect(codes(await found(config('["no-such.json"]')))).to.deep.equal([
      "project/event-schema-unusable",
    ]);
    expect(
      codes(await found({ ...config('["s.yaml"]'), "s.yaml": "type: object\n" })),
    ).to.deep.equal(["project/event-schema-unusable"]);
  });
});
