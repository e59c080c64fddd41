import { type AddressInfo, createServer } from "node:net";

/** A mail server that takes every letter, in the few words of SMTP that a letter needs. */
export async function openMailbox() {
  const letters: { to: string; text: string }[] = [];
  const refusals: string[] = [];
  const server = createServer((socket) => {
    let to = "";
    let text: string[] | null = null;
    let rest = "";
    socket.write("220 mailbox\r\n");
    socket.on("error", () => {});
    socket.on("data", (part) => {
      rest += part.toString("utf8");
      const lines = rest.split("\r\n");
      rest = lines.pop()!;
      for (const line of lines) {
        if (text) {
          if (line !== ".") text.push(line);
          else {
            letters.push({ to, text: text.join("\n") });
            text = null;
            socket.write("250 kept\r\n");
          }
        } else if (/^rcpt to:/i.test(line)) {
          to = /<(.*)>/.exec(line)![1]!;
          socket.write(`${refusals.shift() ?? "250 fine"}\r\n`);
        } else if (/^data/i.test(line)) {
          text = [];
          socket.write("354 go on\r\n");
        } else if (/^quit/i.test(line)) socket.end("221 bye\r\n");
        else socket.write("250 fine\r\n");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { letters, refusals, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
