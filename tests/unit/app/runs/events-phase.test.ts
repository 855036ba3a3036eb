import { expect } from "chai";
import { eventsPhase } from "../../../../src/harness/app/runs/events-phase.ts";
import { generateEvent } from "../../../../src/harness/app/runs/generate-event.ts";
import { validateEvents } from "../../../../src/harness/app/runs/validate-events.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import {
  openSmallProject,
  smallProject,
  withSmallProject,
  writeFiles,
} from "../../../support/app/small-project.ts";

const addEvent = (): Promise<string> =>
  withSmallProject({}, async (root) => {
    const options = { overrides: { root }, operation: "addNote", example: null, out: null };
    return (await generateEvent(options)).text;
  });

describe("The events phase", () => {
  it("is skipped without events", () =>
    openSmallProject({}, (project) => {
      expect(eventsPhase(project)).to.deep.equal({
        summary: "no events in events/",
        cases: [],
        problems: [],
        skipped: true,
      });
    }));

  it("fails where the configuration names a folder that is not there", () =>
    openSmallProject({ "lockstep.config.json": '{ "events": "other" }' }, (project) => {
      const { problems, skipped } = eventsPhase(project);
      expect(problems.map(({ code }) => code)).to.deep.equal(["project/folder-not-found"]);
      expect(problems[0]?.message).to.contain("other");
      expect(skipped).to.equal(undefined);
    }));

  it("accuses no event of an unknown operation where a spec was not read", async () => {
    const other = `  Other: { Type: AWS::Serverless::Api, Properties: { StageName: dev, DefinitionUri: other.yaml } }\n`;
    const event = (await addEvent()).replaceAll("/notes", "/others");
    const codesWith = (spec: string): Promise<readonly string[]> =>
      openSmallProject(
        {
          "template.yaml": `${smallProject["template.yaml"]}${other}`,
          "other.yaml": spec,
          "events/add.json": event,
        },
        (project) =>
          eventsPhase(project).cases.flatMap(({ problems }) => problems.map(({ code }) => code)),
      );
    expect(await codesWith("openapi: [\n")).to.deep.equal([]);
    expect(await codesWith("openapi: 3.0.3\npaths: {}\n")).to.deep.equal([
      "project/event-operation-unknown",
    ]);
  });

  it("passes an event that is sound", async () => {
    const text = await addEvent();
    await openSmallProject({ "events/api/add.json": text }, (project) => {
      const findings = eventsPhase(project);
      expect(findings.summary).to.equal("1 event");
      expect(findings.cases).to.deep.equal([
        {
          name: "events/api/add.json",
          operation: null,
          file: "events/api/add.json",
          status: "passed",
          durationMs: 0,
          problems: [],
        },
      ]);
    });
  });

  it("finds the request in an event that breaks its operation, at its place", async () => {
    const text = (await addEvent()).replace("buy milk", "");
    await openSmallProject({ "events/add.json": text }, (project) => {
      const [check] = eventsPhase(project).cases;
      expect(check).to.include({ status: "failed", operation: "POST /notes" });
      const [problem] = check?.problems ?? [];
      expect(problem?.code).to.equal("project/event-request-invalid");
      expect(problem?.message).to.match(
        /^The body of events\/add\.json does not satisfy POST \/notes: \/text /,
      );
      expect(problem?.location).to.include({ file: "events/add.json", pointer: "/body" });
      expect(problem?.related[0]?.location.file).to.equal("openapi.yaml");
    });
  });

  it("finds an event of an operation the document does not have", async () => {
    const text = (await addEvent()).replaceAll("/notes", "/tasks");
    await openSmallProject({ "events/add.json": text }, (project) => {
      const [problem] = eventsPhase(project).cases[0]?.problems ?? [];
      expect(problem?.code).to.equal("project/event-operation-unknown");
      expect(problem?.message).to.contain("POST /tasks");
      expect(problem?.location?.pointer).to.equal("/resource");
    });
  });

  it("takes the event of an authorizer for no request of the operation", async () => {
    const asked = (await addEvent()).replace("{", '{ "type": "REQUEST", "methodArn": "arn:aws:…",');
    const text = asked.replace(/"body": ".*"/, '"body": null');
    await openSmallProject({ "events/authorize.json": text }, (project) => {
      const codes = eventsPhase(project).cases.flatMap(({ problems }) =>
        problems.map(({ code }) => code),
      );
      expect(codes).to.deep.equal(["events/no-schema"]);
    });
  });

  it("finds a file that is no JSON, and looks no further", () =>
    openSmallProject({ "events/a.json": "{", "events/b.txt": "{" }, (project) => {
      const { cases } = eventsPhase(project);
      expect(cases.map(({ name }) => name)).to.deep.equal(["events/a.json"]);
      expect(cases[0]?.problems.map(({ code }) => code)).to.deep.equal(["events/syntax-error"]);
    }));
});

describe("lockstep events validate", () => {
  it("checks the files named and no others", async () => {
    const text = await addEvent();
    await withSmallProject({ "events/bad.json": "{" }, async (root) => {
      writeFiles(root, { "other/add.json": text });
      const all = await validateEvents({ root }, []);
      expect(all).to.include({ command: "events validate", exitCode: 1 });
      const named = await validateEvents({ root }, ["other/add.json"]);
      expect(named.exitCode).to.equal(0);
      expect(named.phases[0]?.cases.map(({ name }) => name)).to.deep.equal(["other/add.json"]);
    });
  });

  it("says so when a file that is named is not there", () =>
    withSmallProject({}, async (root) => {
      const error = await lockstepErrorOf(() => validateEvents({ root }, ["events/none.json"]));
      expect(error).to.include({ code: "project/event-unreadable", exitCode: 2 });
      expect(error.summary).to.equal("There is no event file events/none.json.");
    }));
});
