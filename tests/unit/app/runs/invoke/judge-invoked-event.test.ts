import { expect } from "chai";
import { parseJson } from "../../../../../src/harness/core/json.ts";
import type { Problem } from "../../../../../src/harness/core/problem.ts";
import { judgeInvokedEvent } from "../../../../../src/harness/app/runs/invoke/judge-invoked-event.ts";
import { validateEvent } from "../../../../../src/harness/model/events/validate-event.ts";
import { openSmallProject, smallProject } from "../../../../support/app/small-project.ts";
import { sampleEvents } from "../../../../support/model/sample-events.ts";

const withQueue = smallProject["template.yaml"].concat(`  PlaceFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: list.handler
      Events:
        Orders: { Type: SQS, Properties: { Queue: "arn:aws:sqs:eu-west-1:123456789012:orders" } }
  NightlyFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: list.handler
      Events: { Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }
  FreeFunction:
    Type: AWS::Serverless::Function
    Properties: { Handler: list.handler }
  EverywhereFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: list.handler
      Events:
        Orders: { Type: SQS, Properties: { Queue: "arn:aws:sqs:eu-west-1:123456789012:orders" } }
        Placed: { Type: SNS, Properties: { Topic: "arn:aws:sns:eu-west-1:123456789012:orders" } }
`);

const judge = (functionId: string, event: unknown): Promise<readonly Problem[]> =>
  openSmallProject({ "template.yaml": withQueue }, (project) => {
    const file = { file: "e.json", text: JSON.stringify(event, null, 2) };
    const shape = validateEvent(file);
    return judgeInvokedEvent(project, functionId, file, parseJson(file.text), shape);
  });

const codes = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

const mismatch = ["warning project/event-of-another-source"];
const request = { resource: "/notes", path: "/notes", httpMethod: "GET", requestContext: {} };

describe("An event that a function is invoked with", () => {
  it("of another source than the template's is named, with the place of the declared one", async () => {
    const [problem, ...others] = await judge("PlaceFunction", request);
    expect(others).to.deep.equal([]);
    expect(problem?.message).to.equal(
      "The template leads events of SQS to PlaceFunction, and e.json looks like an event of a REST API.",
    );
    expect(problem?.related[0]).to.deep.include({ message: "the SQS event Orders" });
    expect(problem?.related[0]?.location).to.include({ file: "template.yaml" });
  });

  it("of no known form is named where the sources have one", async () => {
    const [problem] = await judge("PlaceFunction", { orderId: "1" });
    expect(problem?.message).to.contain("e.json has the form of none of these");
    expect(codes(await judge("FreeFunction", { orderId: "1" }))).to.deep.equal([]);
  });

  it("has the command that makes one for an operation", async () => {
    const [problem] = await judge("AddFunction", sampleEvents.sqs);
    expect(problem?.hint).to.equal(
      "`lockstep events generate --operation addNote` makes one that fits.",
    );
    const part = { httpMethod: "POST", path: "/notes", body: "{}" };
    const [incomplete] = await judge("AddFunction", part);
    expect(incomplete).to.include({ code: "events/incomplete-event", severity: "warning" });
    expect(incomplete?.hint).to.contain("--operation addNote");
  });

  it("is warned of what it lacks, at its place", async () => {
    const { body: _body, ...record } = sampleEvents.sqs.Records[0];
    const [problem, ...others] = await judge("PlaceFunction", { Records: [record] });
    expect(others).to.deep.equal([]);
    expect(problem?.message).to.contain("Records[0] lacks body");
    expect(problem?.location).to.include({ file: "e.json", line: 3 });
  });

  it("may be cut down so far that only the function's source tells what it is", async () => {
    const told = async (name: string, event: unknown): Promise<readonly string[]> =>
      (await judge(name, event)).map(({ code, message }) => `${code}: ${message}`);
    const [record, ...others] = await told("PlaceFunction", { Records: [{ body: {} }] });
    expect(record).to.contain("events/schema-violation: /Records/0/body must be string");
    expect(others[0])
      .to.contain("Records[0] lacks messageId, receiptHandle,")
      .and.contain("eventSource");
    const [rule, ...more] = await told("NightlyFunction", { detail: {} });
    expect(rule).to.contain("events/incomplete-event: The event lacks version, id, detail-type");
    expect(more).to.deep.equal([]);
    expect(codes(await judge("EverywhereFunction", { Records: [] }))).to.deep.equal(mismatch);
  });

  it("is warned of what has the wrong form: it runs all the same", async () => {
    const record = { ...sampleEvents.sqs.Records[0], body: { orderId: "1" } };
    const problems = await judge("PlaceFunction", { Records: [record] });
    expect(codes(problems)).to.deep.equal(["warning events/schema-violation"]);
  });

  it("fits any of several sources", async () => {
    for (const event of [sampleEvents.sqs, sampleEvents.sns])
      expect(await judge("EverywhereFunction", event)).to.deep.equal([]);
    expect(codes(await judge("EverywhereFunction", sampleEvents.s3))).to.deep.equal(mismatch);
  });

  it("is not judged where it is {} or the template tells no source", async () => {
    expect(await judge("PlaceFunction", {})).to.deep.equal([]);
    expect(await judge("FreeFunction", sampleEvents.s3)).to.deep.equal([]);
    expect(await judge("outside", sampleEvents.s3)).to.deep.equal([]);
  });
});
