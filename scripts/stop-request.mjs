const parent = process.ppid;

/** Calls back for every request to stop: a signal, or the end of the npm that started this. */
export function onStopRequest(stop) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => stop(signal));
  }
  // npm hands its own signals to a shell between it and us, and that shell dies of them without a word.
  if (process.env.npm_lifecycle_event) {
    const watch = setInterval(() => {
      if (process.ppid !== parent) {
        clearInterval(watch);
        stop('SIGTERM');
      }
    }, 500).unref();
  }
}
