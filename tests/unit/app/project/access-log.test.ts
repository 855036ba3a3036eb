import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { accessLogFormat } from "../../../../src/harness/app/project/access-log.ts";
import { startStages } from "../../../../src/harness/app/runs/start-stages.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import {
  openSmallProject,
  smallProject,
  withSmallProject,
} from "../../../support/app/small-project.ts";

const template = (format: string): string =>
  smallProject["template.yaml"].replace(
    "      StageName: dev\n",
    `      StageName: dev\n      AccessLogSetting: { DestinationArn: arn, Format: '${format}' }\n`,
  );
const run = (root: string, accessLog: string, said: string[]) =>
  startStages({
    overrides: { root },
    port: "0",
    watch: false,
    accessLog,
    say: (line) => void said.push(line),
  });

describe("access logs of a project", () => {
  it("go to a file in the template's format, one line a request, after what was there", () =>
    withSmallProject(
      { "template.yaml": template('{"id":"$context.requestId","status":$context.status}') },
      async (root) => {
        const file = join(root, "access.log");
        for (const turn of [1, 2]) {
          const running = await run(root, file, []);
          await fetch(`${running.stages[0]?.url}/notes`);
          await running.close();
          const lines = readFileSync(file, "utf8").trimEnd().split("\n");
          expect(lines).to.have.length(turn);
          for (const line of lines) expect(JSON.parse(line)).to.have.property("status", 200);
        }
      },
    ));

  it("are said in the common format where the template has none", () =>
    withSmallProject(smallProject, async (root) => {
      const said: string[] = [];
      const running = await run(root, "-", said);
      await fetch(`${running.stages[0]?.url}/notes`);
      await running.close();
      expect(said.join("\n")).to.match(
        /^127\.0\.0\.1 - - \[[^\]]+\] "GET \/dev\/notes HTTP\/1\.1" 200 12 [0-9a-f-]{36}$/m,
      );
    }));

  it("tell once of a format that is not deployed", () =>
    withSmallProject({ "template.yaml": template("$context.status") }, async (root) => {
      const said: string[] = [];
      const running = await run(root, "-", said);
      for (const path of ["notes", "none"]) await fetch(`${running.stages[0]?.url}/${path}`);
      await running.close();
      expect(
        said.filter((line) => line.includes("refuses the access log format of NotesApi")),
      ).to.have.length(1);
      expect(said).to.include("200").and.to.include("403");
    }));

  it("are refused where the file cannot be written", () =>
    withSmallProject(smallProject, async (root) => {
      const error = await lockstepErrorOf(() => run(root, join(root, "none", "access.log"), []));
      expect(error).to.include({ code: "project/config-invalid", exitCode: 2 });
    }));

  it("have the format of a stage that is written by hand", () => {
    const text = `Resources:
  Notes:
    Type: AWS::ApiGateway::RestApi
    Properties: { Body: { "Fn::Transform": { Name: AWS::Include, Parameters: { Location: openapi.yaml } } } }
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Notes
      StageName: live
      AccessLogSetting: { DestinationArn: arn, Format: $context.requestId }
`;
    return openSmallProject({ "template.yaml": text }, async (project) => {
      const [api] = project.apis;
      if (api === undefined) throw new Error("The project has an API.");
      expect(accessLogFormat(project, api)).to.equal("$context.requestId");
    });
  });
});
