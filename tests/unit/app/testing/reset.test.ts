import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { openApi } from "lockstep-sam";
import { bodyText } from "../../../../src/harness/core/http-message.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";
import { request } from "../../../support/stage/test-stage.ts";

function withCopy<T>(project: string, work: (root: string) => Promise<T>): Promise<T> {
  return withTemporaryFolder((folder) => {
    const root = join(folder, project);
    mkdirSync(root);
    cpSync(join("tests/fixtures/projects", project), root, { recursive: true });
    return work(root);
  });
}

/** Authorizers that count how often they were asked. */
const counting = `let asked = 0;
const policyDocument = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }] };
export const token = async () => ({ principalId: "u", policyDocument, context: { asked: ++asked } });
export const request = token;
export const simple = async () => ({ isAuthorized: true, context: { asked: ++asked } });
`;
const showing = `export const handler = async ({ requestContext: { authorizer } }) => ({
  statusCode: 200,
  body: String((authorizer.lambda ?? authorizer).asked),
});
`;

describe("A stage that is reset", () => {
  for (const [name, path] of [
    ["NoteApi", "/notes"],
    ["UserApi", "/me"],
  ] as const)
    it(`asks the authorizers of ${name} again, and keeps functions warm`, () =>
      withCopy("guarded-notes", async (root) => {
        for (const file of ["notes", "users"])
          writeFileSync(join(root, `src/${file}.mjs`), showing);
        writeFileSync(join(root, "src/authorizers.mjs"), counting);
        const api = await openApi({ root, api: name });
        const asked = async (): Promise<string> => {
          const sent = request(`GET ${path}`, { Authorization: "Bearer ann" });
          return bodyText((await api.target.send(sent)).response);
        };
        try {
          expect([await asked(), await asked()]).to.deep.equal(["1", "1"]);
          await api.reset();
          expect([await asked(), await asked()]).to.deep.equal(["2", "2"]);
        } finally {
          await api.close();
        }
      }));

  it("counts requests from the beginning", () =>
    withCopy("members-club", async (root) => {
      const api = await openApi({
        root,
        api: "ClubApi",
        throttling: true,
        credentials: "local",
      });
      const statuses = async (): Promise<readonly number[]> => {
        const all: number[] = [];
        for (let each = 0; each < 8; each += 1)
          all.push((await api.target.send(request("GET /partners"))).response.status);
        return all;
      };
      try {
        expect(await statuses()).to.include(429);
        await api.reset();
        const [first, second] = await statuses();
        expect([first, second]).to.deep.equal([200, 200]);
      } finally {
        await api.close();
      }
    }));
});
