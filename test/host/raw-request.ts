import { connect } from "node:net";

export interface RawAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Sends the head of a request as it is, over a connection that the server closes. */
export async function sendHead(port: number, head: string): Promise<RawAnswer> {
  const socket = connect(port, "127.0.0.1");
  socket.end(`${head}\r\nConnection: close\r\n\r\n`);
  let text = "";
  for await (const chunk of socket) text += String(chunk);
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? [];
  const json = /\r\n\r\n(\{.*\})$/s.exec(text)?.[1] ?? "{}";
  return { status: Number(status), body: JSON.parse(json) };
}
