import { expect } from "chai";
import { loadProviderStates } from "../../../../src/harness/app/project/load-provider-states.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import { openSmallProject } from "../../../support/app/small-project.ts";

const file = "contracts/provider-states.ts";
const statesOf = (text: string) =>
  openSmallProject({ [file]: text }, ({ config }) => loadProviderStates(config));

describe("The provider states module", () => {
  it("gives its default export", async () => {
    const states = await statesOf(`export default { "a note exists": (): void => {} };\n`);
    expect(states?.["a note exists"]).to.be.a("function");
  });

  it("gives what it exports as providerStates", async () => {
    const states = await statesOf(`export const providerStates = { "a note exists": 1 };\n`);
    expect(states).to.deep.equal({ "a note exists": 1 });
  });

  it("is null when it exports no object, and when there is none", async () => {
    expect(await statesOf("export default 7;\n")).to.equal(null);
    expect(await openSmallProject({}, ({ config }) => loadProviderStates(config))).to.equal(null);
  });

  it("that does not parse is told with file and line", async () => {
    const error = await lockstepErrorOf(() => statesOf("export default {\n  broken: ,\n};\n"));
    expect(error.code).to.equal("lambda/module-not-loadable");
    expect(error.message).to.contain(`${file}:2:`);
  });
});
