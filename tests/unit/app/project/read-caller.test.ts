import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { describe, it } from "mocha";
import { readCaller } from "../../../../src/harness/app/project/caller/read-caller.ts";
import { LockstepError } from "../../../../src/harness/core/lockstep-error.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";

function read(text: string): Promise<ReturnType<typeof readCaller>> {
  return withTemporaryFolder(async (root) => {
    writeFileSync(join(root, "caller.json"), text);
    return readCaller(root, "caller.json", "--as");
  });
}

describe("The file of a caller", () => {
  it("says what a Lambda authorizer and a token would say", async () => {
    expect(
      await read(
        '{ "principalId": "u", "context": { "n": 1 }, "claims": { "age": 7 }, "scopes": ["a"] }',
      ),
    ).to.deep.equal({
      lambda: {
        kind: "lambda",
        principalId: "u",
        context: { n: 1 },
        usageIdentifierKey: null,
        latencyMs: null,
      },
      token: { kind: "claims", claims: { age: "7" }, scopes: ["a"] },
    });
    expect((await read("scopes: [a]\n"))?.lambda).to.equal(null);
    expect((await read("principalId: u\n"))?.token).to.equal(null);
  });

  const faults: readonly (readonly [string, string])[] = [
    ['{\n  "user": "u" }', 'caller.json:2:3: "user" says nothing'],
    ["[]", "caller.json:1:1: a caller has to be an object"],
    ["{}", "caller.json:1:1: a caller is empty"],
    ['{ "context": {} }', 'caller.json:1:3: "context" needs a "principalId" beside it'],
    ['{ "usageIdentifierKey": "k" }', '"usageIdentifierKey" needs a "principalId"'],
    ['{ "principalId": 1 }', '"principalId" has to be a text'],
    ['{ "claims": { "groups": [1] } }', 'caller.json:1:15: the claim "groups" has to be a text'],
    ['{ "scopes": "a" }', '"scopes" has to be a list of texts'],
    ['{ "scopes": ["a" }', "caller.json:1:"],
  ];
  for (const [text, message] of faults) {
    it(`is refused with its place: ${message}`, async () => {
      const error = await read(text).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(LockstepError.is(error) && error.code).to.equal("project/config-invalid");
      expect(LockstepError.summaryOf(error)).to.contain(message);
    });
  }

  it("has to be there", () => {
    expect(() => readCaller("/", "no-such/caller.json", "--as")).to.throw("there is no such file");
    expect(readCaller("/", undefined, "--as")).to.equal(null);
  });
});
