import { expect } from "chai";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseJson } from "../../../../src/harness/core/json.ts";
import { listSchedules } from "../../../../src/harness/app/runs/list-schedules.ts";
import {
  renderSchedules,
  renderSchedulesJson,
  type SchedulesReport,
} from "../../../../src/harness/app/report/schedules-report.ts";
import { plainPaint } from "../../../../src/harness/app/report/text-style.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";

const template = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Rate: { Type: String, Default: rate(1 day) }
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: app.handler
      Events:
        Daily: { Type: Schedule, Properties: { Schedule: !Ref Rate, Enabled: false } }
        Zoned:
          Type: ScheduleV2
          Properties:
            ScheduleExpression: cron(0 8 * * ? *)
            ScheduleExpressionTimezone: Europe/Berlin
            EndDate: "2026-01-02T08:00:00Z"
  Elsewhere:
    Type: AWS::Events::Rule
    Properties: { ScheduleExpression: !ImportValue Rate }
  Once:
    Type: AWS::Scheduler::Schedule
    Properties: { ScheduleExpression: at(2025-01-01T00:00:00) }
  Placed:
    Type: AWS::Events::Rule
    Properties: { EventPattern: { source: [orders] } }
`;

async function list(more = ""): Promise<SchedulesReport> {
  return withTemporaryFolder(async (root) => {
    writeFileSync(path.join(root, "template.yaml"), template + more);
    return listSchedules({ overrides: { root }, now: Date.UTC(2026, 0, 1), count: 2 });
  });
}

describe("lockstep events schedules", () => {
  it("lists each schedule with its next runs", async () => {
    const { schedules, exitCode } = await list();
    expect(exitCode).to.equal(0);
    expect(schedules.map(({ schedule, runs }) => [schedule, ...runs])).to.deep.equal([
      ["Report (Daily)", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"],
      ["Report (Zoned)", "2026-01-01T07:00:00Z", "2026-01-02T07:00:00Z"],
      ["Elsewhere"],
      ["Once"],
    ]);
    expect(schedules[0]).to.include({ enabled: false, expression: "rate(1 day)" });
    expect(schedules[2]?.reason).to.contain("only AWS knows");
    expect(schedules[3]?.reason).to.equal("It never runs again.");
  });

  it("ends with 1 where a schedule is refused", async () => {
    const broken = `  Broken:
    Type: AWS::Events::Rule
    Properties: { ScheduleExpression: rate(1 days) }
`;
    const { schedules, exitCode } = await list(broken);
    expect(exitCode).to.equal(1);
    expect(schedules.at(-1)?.reason).to.contain("Parameter ScheduleExpression is not valid.");
  });

  it("says it in words, and as one JSON document", async () => {
    const report = await list();
    const text = renderSchedules(report, plainPaint);
    expect(text).to.match(/^Next runs after 2026-01-01T00:00:00\.000Z, in UTC\n/);
    expect(text).to.contain("Report (Daily)  rate(1 day)  template.yaml:11:");
    expect(text).to.contain("cron(0 8 * * ? *) Europe/Berlin");
    expect(text).to.contain("switched off");
    expect(parseJson(renderSchedulesJson(report))).to.deep.equal({
      now: report.now,
      schedules: report.schedules,
    });
    expect(renderSchedules({ ...report, schedules: [] }, plainPaint)).to.contain("no schedule");
  });
});
