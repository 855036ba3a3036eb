import { expect } from "chai";
import { httpEventForOperation } from "../../../../src/harness/model/events/http-event-for-operation.ts";
import { eventForOperation } from "../../../../src/harness/model/events/event-for-operation.ts";
import { eventsPhase } from "../../../../src/harness/app/runs/events-phase.ts";
import { httpTemplate } from "../../../support/app/http-template.ts";
import {
  openSmallProject,
  smallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";

const add = { method: "POST", path: "/notes", body: { text: "milk" } };

const findings = (event: object, files: ProjectFiles) =>
  openSmallProject({ ...files, "events/a.json": JSON.stringify(event) }, (project) =>
    eventsPhase(project).cases.flatMap(({ problems }) =>
      problems.map(({ code, location }) => `${code} ${location?.pointer ?? ""}`),
    ),
  );

const http = { "template.yaml": httpTemplate() };

describe("The events phase, on events of HTTP APIs", () => {
  it("passes a request that satisfies its operation", async () => {
    expect(await findings(httpEventForOperation(add), http)).to.deep.equal([]);
  });

  it("finds the request that breaks its operation, at its place", async () => {
    const event = httpEventForOperation({ ...add, body: { text: "" } });
    expect(await findings(event, http)).to.deep.equal(["project/event-request-invalid /body"]);
  });

  it("reads a body in base64", async () => {
    const event = httpEventForOperation({
      ...add,
      headers: { "content-type": "application/json" },
      body: Buffer.from('{"text":""}').toString("base64"),
      isBase64Encoded: true,
    });
    expect(await findings(event, http)).to.deep.equal(["project/event-request-invalid /body"]);
  });

  it("finds a route the document does not have, at its key", async () => {
    const event = httpEventForOperation({ ...add, path: "/other" });
    expect(await findings(event, http)).to.deep.equal([
      "project/event-operation-unknown /routeKey",
    ]);
  });

  it("knows path parameters as decoded", async () => {
    const files = {
      ...http,
      "openapi.yaml": smallProject["openapi.yaml"]
        .replace("/notes:", "/notes/{noteId}:")
        .replace(
          "    get:",
          "    parameters: [{ name: noteId, in: path, required: true, schema: { type: string, enum: ['%'] } }]\n    get:",
        ),
    };
    const call = { method: "GET", path: "/notes/{noteId}", pathParameters: { noteId: "%" } };
    expect(await findings(httpEventForOperation(call), files)).to.deep.equal([]);
    const wrong = httpEventForOperation({ ...call, pathParameters: { noteId: "a" } });
    expect(await findings(wrong, files)).to.deep.equal([
      "project/event-request-invalid /pathParameters",
    ]);
  });

  it("finds the operation of any method for an event of either kind of API", async () => {
    const files = {
      "openapi.yaml": smallProject["openapi.yaml"].replace(
        "    get:",
        "    x-amazon-apigateway-any-method:",
      ),
    };
    const put = { method: "PUT", path: "/notes" };
    expect(await findings(eventForOperation(put), files)).to.deep.equal([]);
    const any = httpEventForOperation({ ...put, anyMethod: true });
    expect(await findings(any, { ...http, ...files })).to.deep.equal([]);
  });
});
