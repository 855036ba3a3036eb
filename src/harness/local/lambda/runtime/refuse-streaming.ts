/**
 * Defines the global `awslambda` of the Node.js runtimes with members that refuse: response streaming
 * is not emulated, and a handler that needs it must not seem to work.
 */
export function refuseStreaming(): void {
  const refuse = (name: string) => (): never => {
    throw new Error(`awslambda.${name}: response streaming is not emulated by Lockstep.`);
  };
  Reflect.set(globalThis, "awslambda", {
    streamifyResponse: refuse("streamifyResponse"),
    HttpResponseStream: { from: refuse("HttpResponseStream.from") },
  });
}
