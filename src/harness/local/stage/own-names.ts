/** Names by which a client on this machine reaches a port without asking for a domain. */
export const ownNames: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);
