import { expect } from "chai";
import { functionOf, templateOf, wiredProblems } from "../../../../support/wiring/wire-loaded.ts";

function found(resources: string): readonly string[] {
  return wiredProblems("wiring/schedule-rejected", {
    template: templateOf(resources),
    documents: {},
  }).map(({ message }) => message);
}

const event = (type: string, properties: string): readonly string[] =>
  found(functionOf("Fn", `{ Night: { Type: ${type}, Properties: { ${properties} } } }`));
const resource = (type: string, properties: string): readonly string[] =>
  found(`
  Nightly:
    Type: ${type}
    Properties: { ${properties} }
`);

describe("scheduleRejected", () => {
  it("tells what EventBridge refuses, of events and of rules", () => {
    expect(event("Schedule", "Schedule: rate(1 minutes)")).to.deep.equal([
      'EventBridge refuses the schedule of Fn (Night), "rate(1 minutes)": the unit of 1 is in the singular. Reason: Parameter ScheduleExpression is not valid.',
    ]);
    expect(
      resource("AWS::Events::Rule", 'ScheduleExpression: "cron(0 1 * * * *)"').join(),
    ).to.contain("of Nightly");
    expect(
      resource("AWS::Events::Rule", "EventBusName: shop, ScheduleExpression: rate(1 day)").join(),
    ).to.contain("ScheduleExpression is supported only on the default event bus.");
  });

  it("tells what EventBridge Scheduler refuses", () => {
    expect(event("ScheduleV2", "ScheduleExpression: rate(10 years)")).to.deep.equal([
      'EventBridge Scheduler refuses the schedule of Fn (Night), "rate(10 years)": "years" is no unit: minutes, hours or days. Reason: Invalid Schedule Expression rate(10 years).',
    ]);
    expect(
      resource(
        "AWS::Scheduler::Schedule",
        "ScheduleExpression: rate(1 day), ScheduleExpressionTimezone: Atlantis",
      ).join(),
    ).to.contain('in the time zone "Atlantis"');
  });

  it("says nothing of schedules that deploy, and of those only AWS can complete", () => {
    expect(event("Schedule", 'Schedule: "cron(0 8 ? * MON-FRI *)"')).to.deep.equal([]);
    expect(event("Schedule", "Schedule: !ImportValue Rate")).to.deep.equal([]);
    expect(
      event(
        "ScheduleV2",
        'ScheduleExpression: "at(2026-01-01T08:00:00)", ScheduleExpressionTimezone: Europe/Berlin',
      ),
    ).to.deep.equal([]);
    expect(
      resource("AWS::Events::Rule", "EventBusName: default, ScheduleExpression: rate(1 day)"),
    ).to.deep.equal([]);
    expect(resource("AWS::Events::Rule", "EventPattern: { source: [a] }")).to.deep.equal([]);
  });
});
