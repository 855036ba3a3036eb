import { expect } from "chai";
import { describe, it } from "mocha";
import { allProblems } from "../../../../src/harness/app/report/run-result.ts";
import { runCheck } from "../../../../src/harness/app/runs/check.ts";
import { listing, notePact } from "../../../support/app/note-pact.ts";
import { recordPhases } from "../../../support/app/record-phases.ts";
import { smallProject, withSmallProject } from "../../../support/app/small-project.ts";
import { httpInteraction, jsonContent, jsonHeaders } from "../../../support/contracts/pact-text.ts";

/** The list asks for a token and a key, adding for a signature. */
const schemes = `
components:
  securitySchemes:
    users:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: cognito_user_pools
      x-amazon-apigateway-authorizer:
        type: cognito_user_pools
        providerARNs: ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a"]
    key: { type: apiKey, in: header, name: x-api-key }
    signed: { type: apiKey, in: header, name: Authorization, x-amazon-apigateway-authtype: awsSigv4 }
`;
const spec = smallProject["openapi.yaml"]
  .replace(
    "operationId: listNotes",
    "operationId: listNotes\n      security: [{ users: [notes/read], key: [] }]",
  )
  .replace("operationId: addNote", "operationId: addNote\n      security: [{ signed: [] }]")
  .replace('        "200":', '        "401": { description: who }\n        "200":');

const withToken = (token: string, status: 200 | 401) =>
  httpInteraction({
    description: `a request with the token ${token}`,
    request: { path: "/notes", headers: { Authorization: `Bearer ${token}`, "x-api-key": "k" } },
    response:
      status === 200 ? { headers: jsonHeaders, body: jsonContent({ notes: [] }) } : { status: 401 },
  });

describe("A check of protected operations", () => {
  it("gives them credentials of its own, in place of those of examples in contracts", () =>
    withSmallProject(
      {
        "openapi.yaml": `${spec}${schemes}`,
        "contracts/shop-notes.json": notePact(
          withToken("an-example", 200),
          withToken("a-bad-one", 401),
          listing,
        ),
      },
      async (root) => {
        const result = await runCheck({
          overrides: { root },
          url: null,
          headers: [],
          apiLogicalId: null,
          listener: recordPhases(),
        });
        const cases = (phase: string) =>
          result.phases
            .find(({ name }) => name === phase)
            ?.cases.map(({ name, status }) => [name, status]);
        expect(cases("examples"), JSON.stringify(allProblems(result))).to.deep.equal([
          ["listNotes: example → 200", "passed"],
          ["addNote: milk → 201", "passed"],
          ["addNote: bread → 201", "passed"],
        ]);
        const pacts = cases("pact") ?? [];
        expect(pacts.map(([, status]) => status)).to.deep.equal(["passed", "passed", "skipped"]);
        expect(allProblems(result).map(({ code }) => code)).to.include(
          "conformance/credentials-needed",
        );
      },
    ));
});
