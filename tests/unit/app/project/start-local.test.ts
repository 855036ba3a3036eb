import { createServer } from "node:http";
import { expect } from "chai";
import type { Project, ProjectApi } from "../../../../src/harness/app/project/load-project.ts";
import { chooseApi } from "../../../../src/harness/app/project/choose-api.ts";
import { startLocal, type LocalProject } from "../../../../src/harness/app/project/start-local.ts";
import { bodyText } from "../../../../src/harness/core/http-message.ts";
import { unemulatedCalls } from "../../../../src/harness/core/not-emulated.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import {
  answering,
  openSmallProject,
  smallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";

const table = `  NotesTable:
    Type: AWS::Serverless::SimpleTable
    Properties: { PrimaryKey: { Name: id, Type: String } }
`;
const withTable = { "template.yaml": `${smallProject["template.yaml"]}${table}` };
const listNotes = { method: "GET", path: "/notes", query: "", headers: [], body: null };

function onlyApi({ apis }: Project): ProjectApi {
  const [api] = apis;
  if (api === undefined) throw new Error("The project has an API.");
  return api;
}

const running = <T>(
  files: ProjectFiles,
  work: (local: LocalProject, api: ProjectApi) => Promise<T>,
): Promise<T> =>
  openSmallProject(files, async (project) => {
    const local = await startLocal(project);
    try {
      return await work(local, onlyApi(project));
    } finally {
      await local.close();
    }
  });

describe("A project on this machine", () => {
  it("serves an API over HTTP and knows what happened behind each answer", () =>
    running({}, async (local, api) => {
      const { url, target, stageName } = await local.serve(api, 0);
      expect(url).to.match(/^http:\/\/127\.0\.0\.1:\d+\/dev$/);
      expect(stageName).to.equal("dev");
      expect(target).to.deep.include({ kind: "stage-http", gateway: "rest", baseUrl: url });
      const { response, trace } = await target.send(listNotes);
      expect([response.status, bodyText(response)]).to.deep.equal([200, '{"notes":[]}']);
      expect(trace).to.include({ answeredBy: "function", functionId: "ListFunction" });
    }));

  it("hands functions queue URLs that stay on this machine, and says what they called", () => {
    const template = smallProject["template.yaml"]
      .replace(
        "Handler: list.handler",
        "Handler: list.handler\n      Environment: { Variables: { QUEUE_URL: !Ref Jobs } }",
      )
      .concat("  Jobs:\n    Type: AWS::SQS::Queue\n");
    const handler = `export const handler = async () => {
  const response = await fetch(process.env.QUEUE_URL, {
    method: "POST",
    headers: { "x-amz-target": "AmazonSQS.SendMessage", "x-amzn-trace-id": process.env._X_AMZN_TRACE_ID },
    body: "{}",
  });
  return { statusCode: response.status, body: process.env.QUEUE_URL };
};
`;
    return running({ "template.yaml": template, "src/list.mjs": handler }, async (local, api) => {
      const { response, trace } = await local.inProcessTarget(api).send(listNotes);
      expect(response.status).to.equal(501);
      expect(bodyText(response)).to.match(new RegExp(`^${local.aws.endpoint}/\\d+/.*Jobs`));
      const calls = unemulatedCalls(trace).map(({ service, action }) => [service, action]);
      expect(calls).to.deep.equal([["sqs", "SendMessage"]]);
    });
  });

  it("gives events the id that Ref gives", () => {
    const template = smallProject["template.yaml"].replace(
      "Handler: list.handler",
      "Handler: list.handler\n      Environment: { Variables: { API_ID: !Ref NotesApi } }",
    );
    const handler = `export const handler = async ({ requestContext: { apiId, domainName } }) => ({
  statusCode: 200,
  body: [process.env.API_ID, apiId, domainName].join(" "),
});
`;
    return running({ "template.yaml": template, "src/list.mjs": handler }, async (local, api) => {
      const { response } = await local.inProcessTarget(api).send(listNotes);
      expect(bodyText(response)).to.match(/^([a-z0-9]{10}) \1 \1\.execute-api\./);
    });
  });

  it("answers without a socket, as the served stage does", () =>
    running({}, async (local, api) => {
      const target = local.inProcessTarget(api);
      expect(target).to.deep.include({ kind: "stage", gateway: "rest", baseUrl: null });
      const { request, response, trace } = await target.send(listNotes);
      expect(request).to.deep.equal(listNotes);
      expect(response.status).to.equal(200);
      expect(trace).to.include({ answeredBy: "function", functionId: "ListFunction" });
      expect(await target.send({ ...listNotes, path: "/none" })).to.have.nested.property(
        "trace.answeredBy",
        "gateway",
      );
    }));

  it("keeps items in the template's tables until it is reset", () =>
    running(withTable, async (local) => {
      const { state } = local;
      await state.put("NotesTable", { id: "1", text: "milk" });
      expect(await state.get("NotesTable", { id: "1" })).to.deep.equal({ id: "1", text: "milk" });
      await local.reset();
      expect(await state.get("NotesTable", { id: "1" })).to.equal(null);
    }));

  it("says which port is taken", () =>
    running({}, async (local, api) => {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
      const address = other.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      const error = await lockstepErrorOf(() => local.serve(api, port));
      other.close();
      expect(error).to.include({ code: "stage/port-in-use", exitCode: 3 });
      expect(error.message).to.contain(String(port));
    }));

  it("listens no more when it is closed", async () => {
    const places = await running({}, async (local, api) => {
      const { url } = await local.serve(api, 0);
      await local.functions.warm();
      return [url, local.aws.endpoint];
    });
    for (const place of places) {
      const refused = await fetch(place).then(
        () => "answered",
        () => "refused",
      );
      expect(refused, place).to.equal("refused");
    }
  });

  it("runs the functions that are sound beside one that is not", () =>
    running({ "src/add.mjs": "export const handler = (" }, async (local, api) => {
      const { target } = await local.serve(api, 0);
      await local.functions.warm();
      expect((await target.send(listNotes)).response.status).to.equal(200);
      const broken = await target.send({ ...listNotes, method: "POST" });
      expect(broken.response.status).to.equal(502);
      expect(broken.trace.failure?.errorType).to.equal("Runtime.UserCodeSyntaxError");
    }));

  it("passes on what a function answered", () =>
    running({ "src/list.mjs": answering(404, { error: "gone" }) }, async (local, api) => {
      const { response } = await local.inProcessTarget(api).send(listNotes);
      expect([response.status, bodyText(response)]).to.deep.equal([404, '{"error":"gone"}']);
    }));
});

describe("The API a command is about", () => {
  const two = {
    "template.yaml": `${smallProject["template.yaml"]}  OtherApi:
    Type: AWS::Serverless::Api
    Properties: { StageName: dev, DefinitionUri: openapi.yaml }
`,
  };

  it("is the only one, or none", async () => {
    await openSmallProject({}, (project) => {
      expect(chooseApi(project, null)?.wired.resource.logicalId).to.equal("NotesApi");
    });
    await openSmallProject({ "template.yaml": "Resources: {}\n" }, (project) => {
      expect(chooseApi(project, null)).to.equal(null);
    });
  });

  it("is the one that is named", () =>
    openSmallProject(two, (project) => {
      expect(chooseApi(project, "OtherApi")?.wired.resource.logicalId).to.equal("OtherApi");
    }));

  it("must be named when there are several", () =>
    openSmallProject(two, async (project) => {
      const error = await lockstepErrorOf(() => chooseApi(project, null));
      expect(error).to.include({ code: "project/api-ambiguous", exitCode: 2 });
      expect(error.summary).to.equal("The template holds 2 APIs, and this is about one of them.");
      expect(error.hint).to.equal("Name one with --api: NotesApi, OtherApi.");
    }));

  it("must be one the template has", () =>
    openSmallProject({}, async (project) => {
      const error = await lockstepErrorOf(() => chooseApi(project, "NoApi"));
      expect(error.summary).to.equal('The template holds no API "NoApi" that could be read.');
    }));
});
