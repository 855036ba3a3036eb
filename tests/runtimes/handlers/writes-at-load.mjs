console.log("loading"); process.stdout.write("raw\\n"); export const handler = async () => "loaded";
