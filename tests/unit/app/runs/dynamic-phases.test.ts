import { expect } from "chai";
import { allProblems, type RunResult } from "../../../../src/harness/app/report/run-result.ts";
import { runCheck } from "../../../../src/harness/app/runs/check.ts";
import { startLocal } from "../../../../src/harness/app/project/start-local.ts";
import { listingFromState, notePact } from "../../../support/app/note-pact.ts";
import { recordPhases } from "../../../support/app/record-phases.ts";
import { openSmallProject, smallProject } from "../../../support/app/small-project.ts";

const writes = `export const handler = async (event) => {
  const answer = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.0",
      "X-Amz-Target": "DynamoDB_20120810.PutItem",
      Authorization: "AWS4-HMAC-SHA256 Credential=local/20300101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
      "X-Amz-Date": "20300101T000000Z",
    },
    body: JSON.stringify({ TableName: process.env.TABLE, Item: { id: { S: JSON.parse(event.body).text } } }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return { statusCode: 201, body: "" };
};
`;

/** The examples add two notes; the state says how many it finds. */
const files = {
  "template.yaml": smallProject["template.yaml"].replace(
    "CodeUri: src }",
    "CodeUri: src, Environment: { Variables: { TABLE: notes } } }",
  ).concat(`  NotesTable:
    Type: AWS::Serverless::SimpleTable
    Properties: { TableName: notes, PrimaryKey: { Name: id, Type: String } }
`),
  "src/add.mjs": writes,
  "contracts/shop-notes.json": notePact(listingFromState),
  "contracts/provider-states.mjs": `export default { "a user exists": async ({ state }) => {
  throw new Error("finds " + (await state.scan("NotesTable", 10)).length);
} };`,
};

const check = (root: string, dynamodbEndpoint?: string): Promise<RunResult> =>
  runCheck({
    overrides: { root, dynamodbEndpoint },
    url: null,
    headers: [],
    apiLogicalId: null,
    listener: recordPhases(),
  });

const foundByState = (result: RunResult): string | undefined =>
  allProblems(result).find(({ code }) => code === "contracts/state-failed")?.message;

describe("Between the examples and the pacts", () => {
  it("the tables started here are emptied", () =>
    openSmallProject(files, async (_project, root) => {
      const result = await check(root);
      expect(result.phases.find(({ name }) => name === "examples")?.status).to.equal("passed");
      expect(foundByState(result)).to.contain("finds 0");
    }));

  it("tables that run elsewhere are left alone", () =>
    openSmallProject(files, async (project, root) => {
      const elsewhere = await startLocal(project);
      try {
        const result = await check(root, elsewhere.aws.endpoint);
        expect(result.setupFailure).to.equal(null);
        expect(foundByState(result)).to.contain("finds 2");
        expect(await elsewhere.state.scan("NotesTable", 10)).to.have.length(2);
      } finally {
        await elsewhere.close();
      }
    }));
});
