/** Port of the first API `lockstep start` serves. */
export const defaultPort = 3000;
