import "./not-there.mjs"; export const handler = 1;
