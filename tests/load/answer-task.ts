/**
 * For the program that `runTask` started: does the one task that comes, answers with what `work` returns or how it failed,
 * and ends.
 */
export function answerTask<Task, Result>(work: (task: Task) => Promise<Result>): void {
  process.once("message", (task) => {
    work(task as Task).then(
      (result) => process.send?.({ result }, () => process.disconnect()),
      (error: unknown) => {
        const text = error instanceof Error ? error.stack : String(error);
        process.send?.({ error: text }, () => process.exit(1));
      },
    );
  });
}

/** Tells the parent how much is done, 0 to 1. */
export function reportProgress(progress: number): void {
  process.send?.({ progress });
}
