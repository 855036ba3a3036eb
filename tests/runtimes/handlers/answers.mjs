// Handlers that answer, in every shape a handler may have.
export const object = async (event) => ({ event });
export const nothing = async () => undefined;
export const nullish = async () => null;
export const text = async () => "text";
export const number = async () => 42.5;
export const falsy = async () => false;
export const list = async () => [1, undefined, () => {}];
export const dropped = async () => ({ kept: 1, dropped: undefined, call: () => {} });
export const dates = async () => ({ at: new Date(0) });
export const custom = async () => ({ toJSON: () => "made" });
export const notANumber = async () => Number.NaN;
export const aFunction = async () => () => 1;
export const aSymbol = async () => Symbol("x");
export const aMap = async () => new Map([["a", 1]]);
export const bytes = async () => new Uint8Array([1, 2]);
export const synchronous = (event) => ({ synchronous: event });
export const thenable = () => ({ then: (resolve) => resolve("then") });
export const nested = { deep: { handler: async () => "nested" } };
export default { viaDefault: async () => "default" };
export const unicode = async () => "é\u2028😀\ud800";
export const self = async function () {
  return { hasThis: this !== undefined, name: typeof this };
};
export const parameters = async (...given) => given.length;
export const context = async (_event, given) => ({
  keys: Object.keys(given).toSorted(),
  types: Object.fromEntries(Object.keys(given).map((key) => [key, typeof given[key]])),
  values: JSON.parse(JSON.stringify(given)),
  prototype: Object.getPrototypeOf(given) === Object.prototype,
  frozen: Object.isFrozen(given),
  remaining: given.getRemainingTimeInMillis() > 4000,
  whole: Number.isInteger(given.getRemainingTimeInMillis()),
});
export const environment = async () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:AWS_LAMBDA_LOG_STREAM_NAME|TMPDIR|TEMP|TMP|AWS_LAMBDA_RUNTIME_API)$/.test(name),
    ),
  );
export const surroundings = async () => ({
  argv: process.argv.length,
  cwd: process.cwd() === process.env.LAMBDA_TASK_ROOT,
  awslambda: Object.keys(globalThis.awslambda ?? {}).toSorted(),
  send: typeof process.send,
  connected: typeof process.connected,
  trace: process.env._X_AMZN_TRACE_ID,
  require: typeof require,
  listeners: Object.fromEntries(
    ["uncaughtException", "unhandledRejection", "beforeExit", "SIGTERM"].map((name) => [
      name,
      process.listenerCount(name),
    ]),
  ),
});
