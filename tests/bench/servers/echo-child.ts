// The reference of a warm invocation: what comes over the channel of `fork` goes back over it.
process.on("message", (value: unknown) => process.send?.(value));
