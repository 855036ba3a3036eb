import { expect } from "chai";
import { parseHeaders } from "../../../../src/harness/app/cli/parse-headers.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";

describe("--header", () => {
  it("takes a name and a value, which may hold colons", () => {
    expect(parseHeaders(["x-api-key: k-1", "Authorization:Bearer a:b ", "x-empty:"])).to.deep.equal(
      [
        ["x-api-key", "k-1"],
        ["Authorization", "Bearer a:b"],
        ["x-empty", ""],
      ],
    );
  });

  for (const line of ["secret", ":secret", "na me: secret", " : secret"])
    it(`refuses "${line}" without repeating what may be a secret`, async () => {
      const error = await lockstepErrorOf(() => parseHeaders([line]));
      expect(error).to.include({ code: "project/config-invalid", exitCode: 2 });
      expect(`${error.message} ${error.hint}`).not.to.contain("secret");
    });
});
