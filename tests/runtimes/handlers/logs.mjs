// Handlers that write, in every way a handler may.
class Order {
  id = 7;
}
export const plain = async () => console.log("hello");
export const levels = async () => {
  console.trace("t");
  console.debug("d");
  console.info("i");
  console.log("l");
  console.warn("w");
  console.error("e");
};
export const placeholders = async () => console.log("%s is %d of %j", "a", 1, { b: 2 }, "rest");
export const objects = async () => console.log({ a: { b: { c: { d: 1 } } } }, [1, 2], new Order());
export const multiline = async () => console.log("a\nb");
export const errors = async () => console.error(new Error("logged"));
export const nothing = async () => console.log();
export const parts = async () => {
  process.stdout.write("half ");
  process.stdout.write("line\nrest");
};
export const stderr = async () => process.stderr.write("to stderr\n");
export const table = async () => console.table([{ a: 1 }]);
export const asserted = async () => console.assert(false, "not so");
export const grouped = async () => {
  console.group("outer");
  console.log("inner");
  console.groupEnd();
};
export const directory = async () => console.dir({ a: 1 });
export const counted = async () => {
  console.count("c");
};
export const invokeError = async () => {
  throw new Error("is it logged");
};
export const awaited = async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  console.log("after");
};
