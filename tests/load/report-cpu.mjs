/** Loaded before a server under measurement (`node --import`): says what CPU the process has used when it is asked. */
process.on("message", (message) => {
  if (message === "cpu") process.send?.({ cpu: process.cpuUsage() });
});
