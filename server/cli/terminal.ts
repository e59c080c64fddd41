/** Results go to standard output, everything else to standard error. */
export const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

let lastWidth = 0;

/** A line that is overwritten by the next one on a terminal; elsewhere only every `everyMs` a line is printed. */
export function sayProgress(line: string, everyMs = 5_000): void {
  if (process.stderr.isTTY) {
    process.stderr.write(`\r${line.padEnd(lastWidth)}`);
    lastWidth = line.length;
  } else if (Date.now() - lastSaidMs >= everyMs) {
    lastSaidMs = Date.now();
    say(line);
  }
}

let lastSaidMs = 0;

export function endProgress(): void {
  if (process.stderr.isTTY && lastWidth > 0) process.stderr.write("\n");
  lastWidth = 0;
}

/** A mistake in the command's words: exit code 2. */
export class UsageError extends Error {}
