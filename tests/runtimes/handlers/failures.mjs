// Handlers that fail, in every way a handler may.
class OrderError extends Error {
  constructor(message) {
    super(message);
    this.name = "OrderError";
    this.code = "E_ORDER";
  }
}
class Unnamed extends Error {}
const frameless = (error) => Object.assign(error, { stack: undefined });
export const error = async () => {
  throw new Error("refused");
};
export const synchronous = () => {
  throw new TypeError("at once");
};
export const own = async () => {
  throw new OrderError("own");
};
export const unnamed = async () => {
  throw new Unnamed("unnamed");
};
export const withCause = async () => {
  throw new Error("outer", { cause: new Error("inner") });
};
export const aggregate = async () => {
  throw new AggregateError([new Error("a"), new Error("b")], "both");
};
export const text = async () => {
  throw "only text";
};
export const number = async () => {
  throw 42;
};
export const nothing = async () => {
  throw undefined;
};
export const nullish = async () => {
  throw null;
};
export const object = async () => {
  throw { message: "like an error", name: "Like" };
};
export const aSymbol = async () => {
  throw Symbol("x");
};
export const aBigInt = async () => {
  throw 10n;
};
export const bare = async () => {
  throw Object.create(null);
};
export const list = async () => {
  throw [1, 2];
};
export const empty = async () => {
  throw new Error();
};
export const multiline = async () => {
  throw new Error("first\nsecond");
};
export const noStack = async () => {
  throw frameless(new Error("no stack"));
};
export const odd = async () => {
  throw Object.assign(new Error("odd"), { name: 5, message: { a: 1 } });
};
export const deleted = async () => {
  const error = new Error("deleted");
  error.name = "";
  throw error;
};
export const domException = async () => {
  throw new DOMException("aborted", "AbortError");
};
export const controls = async () => {
  throw new Error("a\u0000b\u007fc\u2028d");
};
export const cyclic = async () => {
  const value = {};
  value.self = value;
  return value;
};
export const big = async () => 10n;
export const hostile = async () => ({
  toJSON() {
    throw new Error("no JSON");
  },
});
export const tooLarge = async () => "x".repeat(7_000_000);
export const exits = async () => process.exit(3);
export const exitsCleanly = async () => process.exit(0);
export const kills = async () => process.kill(process.pid, "SIGKILL");
export const aborts = async () => process.abort();
export const never = async () => new Promise(() => {});
export const rejects = async () => {
  void Promise.reject(new TypeError("nobody waits for me"));
  await new Promise((resolve) => setTimeout(resolve, 500));
  return "answered";
};
export const uncaught = async () => {
  setTimeout(() => {
    throw new RangeError("later");
  }, 10);
  await new Promise((resolve) => setTimeout(resolve, 500));
  return "answered";
};
export const loops = async () => {
  for (;;);
};
export const withCallback = (_event, _context, callback) => callback(null, "called");
export const notAFunction = 3;
