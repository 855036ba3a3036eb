import { expect } from "chai";
import {
  allCodes,
  codeGroups,
  selectCodes,
} from "../../../../src/harness/app/project/select-codes.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";

describe("Codes are selected", () => {
  it("by name", () => {
    expect(selectCodes("project/no-api", "--only")).to.deep.equal(["project/no-api"]);
  });

  it("by group, which is the part before the slash", () => {
    const events = allCodes.filter((code) => code.startsWith("events/"));
    expect(selectCodes("events", "--only")).to.deep.equal(events);
    expect(codeGroups).to.include("events");
  });

  it("by glob over the whole code, in which a dot is a dot", () => {
    expect(selectCodes("*-unused", "--only")).to.include("project/suppression-unused");
    expect(selectCodes("events/*", "--only")).to.deep.equal(selectCodes("events", "--only"));
  });

  it("not by a name none has, and the nearest is named", async () => {
    const error = await lockstepErrorOf(() =>
      selectCodes("wiring/operation-not-permited", "--rule"),
    );
    expect(error).to.include({ code: "project/code-unknown", exitCode: 2 });
    expect(error.summary).to.contain('--rule names "wiring/operation-not-permited"');
    expect(error.hint).to.equal("Did you mean wiring/operation-not-permitted?");
    const group = await lockstepErrorOf(() => selectCodes("wirng", "--only"));
    expect(group.hint).to.equal("Did you mean wiring?");
  });

  it("not by a set-up error, which no rule changes, nor by a glob that fits none", async () => {
    const error = await lockstepErrorOf(() => selectCodes("template/not-found", "--rule"));
    expect(error.summary).to.contain("a set-up error");
    const none = await lockstepErrorOf(() => selectCodes("nothing/*", "--rule"));
    expect(none.code).to.equal("project/code-unknown");
    const slip = await lockstepErrorOf(() => selectCodes("wirin/*", "--rule"));
    expect(slip.hint).to.equal("Did you mean wiring?");
  });
});
