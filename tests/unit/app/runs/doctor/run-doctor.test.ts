import { createServer } from "node:net";
import { utimesSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { renderDoctor } from "../../../../../src/harness/app/report/render-doctor.ts";
import { plainPaint } from "../../../../../src/harness/app/report/text-style.ts";
import type { DoctorReport } from "../../../../../src/harness/app/report/doctor-report.ts";
import { checkUrl } from "../../../../../src/harness/app/runs/doctor/check-url.ts";
import {
  checkNode,
  checkPort,
} from "../../../../../src/harness/app/runs/doctor/environment-checks.ts";
import { findUnknownValues } from "../../../../../src/harness/app/runs/doctor/find-unknown-values.ts";
import { runDoctor } from "../../../../../src/harness/app/runs/doctor/run-doctor.ts";
import {
  smallProject,
  withSmallProject,
  type ProjectFiles,
} from "../../../../support/app/small-project.ts";

const doctor = (root: string, template?: string) =>
  runDoctor({ overrides: { root, template }, url: null });
const inProject = (changes: ProjectFiles) => withSmallProject(changes, (root) => doctor(root));
const statusOf = ({ checks }: DoctorReport, name: string) =>
  checks.find((check) => check.name === name)?.status;

describe("lockstep doctor", function () {
  this.timeout(20_000);

  it("finds nothing wrong with a sound project", async () => {
    const report = await inProject({});
    expect(report).to.include({ schema: "lockstep-doctor/1", exitCode: 0 });
    for (const name of ["node", "esbuild", "pact", "dynamodb", "template", "specs", "handlers"])
      expect(statusOf(report, name), name).to.equal("ok");
    expect(statusOf(report, "stage URL")).to.equal("skipped");
  });

  it("says of a broken project what is broken, each with a fix", async () => {
    const report = await inProject({
      "template.yaml": smallProject["template.yaml"]
        .replace("Location: openapi.yaml", "Location: gone.yaml")
        .replace("Handler: list.handler", "Handler: gone.handler"),
      "samconfig.toml": "[default\n",
    });
    expect(report.exitCode).to.equal(1);
    expect(statusOf(report, "specs")).to.equal("fail");
    expect(statusOf(report, "samconfig")).to.equal("fail");
    expect(statusOf(report, "handlers")).to.equal("warn");
    for (const { status, fix } of report.checks)
      expect(fix === null).to.equal(status === "ok" || status === "skipped");
  });

  for (const [what, changes] of [
    ["no template", { "template.yaml": "" }],
    ["a configuration that throws", { "lockstep.config.mjs": "throw new Error('boom');" }],
    ["an option there is none of", { "lockstep.config.json": '{ "colour": 1 }' }],
    ["a template that is no YAML", { "template.yaml": "{[}:\n\u0000" }],
    ["a template that is a list", { "template.yaml": "- 1\n" }],
  ] as const)
    it(`survives ${what}`, async () => {
      const report = await inProject(changes);
      expect([0, 1, 2]).to.include(report.exitCode);
      expect(report.checks.map(({ name }) => name)).to.include.members([
        "configuration",
        "template",
      ]);
    });

  it("ends with 2 where the configuration cannot be used", () =>
    withSmallProject({}, async (root) => {
      const report = await doctor(`${root}/src`);
      expect(report.exitCode).to.equal(2);
      expect(statusOf(report, "template")).to.equal("fail");
    }));

  it("calls what cannot be used by its name", async () => {
    await withSmallProject({ "lockstep.config.json": '{ "stages": "dev" }' }, async (root) => {
      const report = await doctor(root);
      expect(statusOf(report, "configuration")).to.equal("fail");
      expect(statusOf(report, "template")).to.equal("skipped");
    });
    await withSmallProject({ "samconfig.toml": "version = 0.1\n" }, async (root) => {
      const report = await runDoctor({
        overrides: { root, stage: "prd" },
        url: null,
      });
      expect(statusOf(report, "samconfig")).to.equal("fail");
    });
  });

  it("fails for a value that CloudFormation refuses", async () => {
    const parameters =
      "Parameters:\n  Stage: { Type: String, Default: qa, AllowedValues: [dev] }\n";
    const template = `${smallProject["template.yaml"]}${parameters}`;
    const report = await inProject({ "template.yaml": template });
    expect(statusOf(report, "values")).to.equal("fail");
  });

  it("names what other stacks and parameters would have to say", async () => {
    const template = `${smallProject["template.yaml"]}Parameters:\n  Size: { Type: String }\nOutputs:\n  A: { Value: !ImportValue shared-arn }\n`;
    const report = await inProject({ "template.yaml": template });
    const values = report.checks.find(({ name }) => name === "values");
    expect(values?.status).to.equal("warn");
    expect(values?.details.join("\n")).to.contain("Fn::ImportValue shared-arn");
    expect(values?.message).to.contain("1 parameter without a value");
  });

  it("looks for no handlers of other languages", async () => {
    const template = smallProject["template.yaml"]
      .replace("nodejs24.x", "java21")
      .replace("Handler: list.handler", "Handler: list.lambda_handler");
    const report = await inProject({ "template.yaml": template });
    expect(statusOf(report, "handlers")).to.equal("skipped");
    expect(statusOf(report, "runtimes")).to.equal("warn");
    expect(report.exitCode).to.equal(0);
  });

  it("says nothing of the runtimes of a template without functions", async () => {
    const template = "Resources:\n  Q: { Type: AWS::SQS::Queue }\n";
    const report = await inProject({ "template.yaml": template });
    expect(statusOf(report, "handlers")).to.equal("skipped");
    expect(statusOf(report, "runtimes")).to.equal("skipped");
  });

  it("notices a build that is older than its sources", () =>
    withSmallProject({ ".aws-sam/build/template.yaml": "" }, async (root) => {
      const old = new Date(2001, 0, 1);
      utimesSync(join(root, ".aws-sam/build/template.yaml"), old, old);
      const report = await doctor(root);
      expect(statusOf(report, "build")).to.equal("warn");
      expect(report.exitCode).to.equal(0);
    }));

  it("is a line for each check, with its fix below", async () => {
    const text = renderDoctor(
      {
        schema: "lockstep-doctor/1",
        tool: { name: "lockstep-sam", version: "1.2.3" },
        checks: [
          {
            name: "node",
            about: "environment",
            status: "ok",
            message: "24.",
            fix: null,
            details: [],
          },
          {
            name: "specs",
            about: "project",
            status: "fail",
            message: "None.",
            fix: "Add one.",
            details: ["a"],
          },
        ],
        exitCode: 1,
      },
      plainPaint,
    );
    expect(text).to.equal(`lockstep-sam 1.2.3

Environment
  ✓ node   24.

Project
  ✗ specs  None.
             a
           fix: Add one.

1 ok, 0 to look at, 1 failed, 0 skipped
`);
  });
});

describe("A check of this machine", () => {
  it("compares versions number by number", () => {
    expect(checkNode("22.19.0", ">=22.19.0").status).to.equal("ok");
    expect(checkNode("24.1.0", ">=22.19.0").status).to.equal("ok");
    expect(checkNode("22.9.0", ">=22.19.0").status).to.equal("fail");
    expect(checkNode("20.20.2", ">=22.19.0").fix).to.contain("22.19.0");
  });

  it("only warns of a port that is taken", async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    expect((await checkPort(port)).status).to.equal("warn");
    await new Promise<void>((done) => server.close(() => done()));
    expect((await checkPort(port)).status).to.equal("ok");
  });

  it("asks nobody without a URL, and tells of one that does not answer", async () => {
    expect((await checkUrl(null)).status).to.equal("skipped");
    expect((await checkUrl("http://127.0.0.1:1/dev")).status).to.equal("fail");
  });

  it("collects imports and dynamic references once", () => {
    const value = {
      a: { "Fn::ImportValue": "one" },
      b: [{ "Fn::ImportValue": { "Fn::Sub": "${Stack}-two" } }, { "Fn::ImportValue": "one" }],
      c: "x{{resolve:ssm:/a:1}}y",
    };
    expect(findUnknownValues(value)).to.deep.equal({
      imports: ["${Stack}-two", "one"],
      dynamic: ["{{resolve:ssm:/a:1}}"],
    });
  });
});
