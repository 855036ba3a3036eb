import { expect } from "chai";
import {
  findExport,
  type ExportState,
} from "../../../../../src/harness/model/wiring/handlers/find-export.ts";

const modules: readonly (readonly [string, ExportState])[] = [
  ["export const handler = async () => {};", "present"],
  ["export let handler: Handler = wrap(inner);", "present"],
  ["export async function handler(event) {}", "present"],
  ["export function* handler() {}", "present"],
  ["export class handler {}", "present"],
  ["const run = 1;\nexport { run as handler };", "present"],
  ["export {\n  other,\n  handler,\n};", "present"],
  ["export { handler } from './inner.ts';", "present"],
  ["exports.handler = async () => {};", "present"],
  ["module.exports.handler = async () => {};", "present"],
  ["exports['handler'] = 1;", "present"],
  ["export * from './inner.ts';", "cannot-tell"],
  ["export default { handler };", "cannot-tell"],
  ["module.exports = { handler };", "present"],
  ["module.exports = { other, handler: run.it, };", "present"],
  ["module.exports = {\n  other,\n  'main': run,\n};", "absent"],
  ["module.exports = { other, ...rest };", "cannot-tell"],
  ["module.exports = { [name]: run };", "cannot-tell"],
  ["module.exports = { other: wrap(run, 'a,b'), handler() {} };", "present"],
  ["module.exports = { other: async () => { return [1, { handler: 2 }]; } };", "absent"],
  ['module.exports = { Github: async () => "ok", Slak: async () => "ok" };\n', "absent"],
  ["module.exports = { other: (s) => s.replace(/}/, '') };", "cannot-tell"],
  ["module.exports = { other: `}` };", "cannot-tell"],
  ["module.exports = { other: 'it\\'s' };", "cannot-tell"],
  ["module.exports = { other }.x;", "cannot-tell"],
  ["module.exports = { other: (1] };", "cannot-tell"],
  ["module.exports = { other", "cannot-tell"],
  ["module.exports = {};", "absent"],
  ["module.exports = { other() { this.handler = run; } };", "cannot-tell"],
  ["module.exports = { other };\nfill(module.exports);", "cannot-tell"],
  ["module.exports = wrap({ other });", "cannot-tell"],
  ["const e = exports;\ne.handler = run;", "cannot-tell"],
  ["const e = module.exports;\ne.handler = run;", "cannot-tell"],
  ["this.handler = run;", "cannot-tell"],
  ["(0, tslib_1.__exportStar)(require('./inner'), exports);", "cannot-tell"],
  ["fill(exports);", "cannot-tell"],
  ['export { run as "handler" };', "present"],
  ["exports.other = run;", "absent"],
  ["Object.assign(exports, require('./x'));", "cannot-tell"],
  ["export const { handler } = app;", "cannot-tell"],
  ["export const a = 1,\n  handler = 2;", "cannot-tell"],
  ["__export(src_exports, { handler: () => handler });", "cannot-tell"],
  ["export const main = async () => {};", "absent"],
  ["const handler = async () => {};", "absent"],
  ["export const handlers = 1;", "absent"],
  ["export { handler as main };", "absent"],
  ["// export const handler = 1;\nexport const main = 2;", "absent"],
  ["/* export * from './x' */ export const main = 2;", "absent"],
  ["", "absent"],
  ["/*/ export const handler = 1; /**/ export const main = 2;", "absent"],
  ["export /* a */ const /* b */ handler = 1;", "present"],
  ["export = handler;", "cannot-tell"],
  ["export { handler } from './inner.ts';", "present"],
  ["const all = 'https://*/*';\nexport const handler = 1;\n/** done */", "cannot-tell"],
];

describe("findExport", () => {
  for (const [text, state] of modules) {
    it(`says ${state} of ${JSON.stringify(text)}`, () => {
      expect(findExport(text, "handler")).to.equal(state);
    });
  }

  it("reads long stretches of nothing in one go", () => {
    expect(findExport(`a${"\n".repeat(200_000)}b`, "handler")).to.equal("absent");
    expect(findExport(`${"/*".repeat(200_000)} exports.x = 1`, "handler")).to.equal("absent");
    expect(findExport(`module.exports = {${"a,\n".repeat(200_000)}`, "handler")).to.equal(
      "cannot-tell",
    );
    expect(findExport("export {".repeat(100_000), "handler")).to.equal("absent");
    expect(findExport("  // export const handler = 1;\n\n  // {", "handler")).to.equal("absent");
  });

  it("looks for the first part of a dotted name", () => {
    expect(findExport("export const api = { get };", "api.get")).to.equal("present");
    expect(findExport("export const get = 1;", "api.get")).to.equal("absent");
  });

  it("takes a name with a dollar sign as it is", () => {
    expect(findExport("export const $run = 1;", "$run")).to.not.equal("cannot-tell");
  });
});
