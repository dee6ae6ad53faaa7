// Plain JavaScript because the starter shows progress before TypeScript can be loaded.
const live = Boolean(process.stdout.isTTY) && !process.env.CI && process.env.TERM !== "dumb";
const colour = live && !process.env.NO_COLOR;
const paint = (code) => (text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
export const green = paint(32);
export const red = paint(31);
export const bold = paint(1);
export const dim = paint(2);

const running = new Set();
let frame = 0;
let timer;

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

function drawStatus() {
  const text = [...running]
    .map((item) => `${item.title}${item.detail ? ` ${item.detail}` : ""} ${seconds(item.since)}`)
    .join("  ·  ");
  const line = `${"⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"[frame++ % 10]} ${text}`;
  process.stdout.write(`\r\u001b[2K${line.slice(0, (process.stdout.columns || 80) - 1)}`);
}

/** Prints a line above the status line. */
export function print(text = "") {
  process.stdout.write(live && running.size > 0 ? `\r\u001b[2K${text}\n` : `${text}\n`);
}

function watch() {
  if (!live || timer) return;
  timer = setInterval(() => {
    if (running.size > 0) return drawStatus();
    clearInterval(timer);
    timer = undefined;
  }, 120);
  timer.unref();
}

/**
 * Runs one step and shows it: a moving line in a terminal, else a line at its end and one every 5 s while it lasts.
 * `work` gets a function that shows a detail ("34 of 45 MB"); its answer may carry `note`, shown beside the tick.
 */
export async function step(title, work) {
  const item = { title, detail: "", since: Date.now() };
  running.add(item);
  watch();
  const slow = live
    ? undefined
    : setInterval(() => print(`… ${title}${item.detail ? ` ${item.detail}` : ""} (${seconds(item.since)})`), 5000);
  const finish = (mark, note) => {
    clearInterval(slow);
    if (live) process.stdout.write("\r\u001b[2K");
    running.delete(item);
    print(`${mark} ${title}${note ? ` ${note}` : ""} ${dim(`(${seconds(item.since)})`)}`);
  };
  try {
    const answer = await work((detail) => {
      item.detail = detail;
    });
    finish(answer?.failed ? red("✗") : green("✓"), answer?.note);
    return answer;
  } catch (error) {
    finish(red("✗"));
    throw error;
  }
}
