void Promise.reject(new Error("rejected at load")); await new Promise((r) => setTimeout(r, 300)); export const handler = async () => 1;
